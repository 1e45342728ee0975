/**
 * Whether go-yaml v2 may write a string without quotes and still read a string. Builds on scalars (what a plain word
 * means to it) and adds what only its writer cares for: dates and base-60 numbers.
 */
import { needsQuotes } from './scalars.js';

const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const date = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](?<time>.*)(?:Z|[-+](\d\d):(\d\d)))| +(?<local>.*))?$/;
const timeOfDay = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?$/;

export function isPlainString(text: string): boolean {
  return !isTimestamp(text) && !base60.test(text) && !needsQuotes(text);
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
