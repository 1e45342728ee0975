/**
 * Whether go-yaml v2 may write a string without quotes and still read a string. Builds on scalars (what a plain word
 * means to it) and adds what only its writer cares for: dates, base-60 numbers and the limits of Go's number types.
 */
import { needsQuotes, resolvePlain } from './scalars.js';

const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const date = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](?<time>.*)(?:Z|[-+](\d\d):(\d\d)))| +(?<local>.*))?$/;
const timeOfDay = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?$/;
const signedBinary = /^0b[-+][01]+$/;
const fractionWithUnderscores = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;

export function isPlainString(text: string): boolean {
  if (isTimestamp(text) || base60.test(text)) return false;
  const digits = text.replaceAll('_', '');
  if (fractionWithUnderscores.test(text)) return !Number.isFinite(Number(digits));
  if (signedBinary.test(digits)) return false;
  return !needsQuotes(text) || isTooLarge(text);
}

/** Go keeps the text of a number that does not fit: `1e999`, or `0x` with more than 64 bits. */
function isTooLarge(text: string): boolean {
  const value = resolvePlain(text);
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) return /\d/.test(text);
  const [, sign, digits] = /^([-+]?)(0[xob].+)$/i.exec(text.replaceAll('_', '')) ?? [];
  if (!digits) return false;
  return BigInt(digits) > (sign === '-' ? 2n ** 63n : sign === '+' ? 2n ** 63n - 1n : 2n ** 64n - 1n);
}

/** The formats that go-yaml tries: a date; date, `T`, time, zone; date, blanks, time. */
function isTimestamp(text: string): boolean {
  const match = date.exec(text);
  if (!match) return false;
  const [, year, month, day, , zoneHours = '0', zoneMinutes = '0'] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return false;
  const time = match.groups?.['time'] ?? match.groups?.['local'];
  if (time === undefined) return true;
  const [, hours, minutes, seconds] = timeOfDay.exec(time) ?? [];
  if (Number(zoneHours) > 24 || Number(zoneMinutes) > 60) return false;
  return Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
}

function isDay(year: number, month: number, day: number): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}
