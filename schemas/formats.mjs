// @ts-check
/** The string and number formats of Kubernetes, as its Go code decodes them. Runs in the server; imports nothing. */

/** @param {bigint} least @param {bigint} most @returns {(value: number) => boolean} */
const between = (least, most) => value => value >= Number(least) && value <= Number(most);

const isInt32 = between(-(2n ** 31n), 2n ** 31n - 1n);
const isInt64 = between(-(2n ** 63n), 2n ** 63n - 1n);

const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

/** resource.ParseQuantity: its own expression is looser, but then it refuses unknown suffixes. @param {string} text */
const isQuantity = text => QUANTITY.test(text) || text === '+' || text === '-';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** base64.StdEncoding passes over line breaks, and only those. @param {string} text */
const isBase64 = text => BASE64.test(text.replace(/[\r\n]/g, ''));

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/;
const MICRO_FRACTION = /:\d\d[.,]\d{6}(?:Z|[+-]\d\d:\d\d)$/;

/** time.Parse with RFC 3339: no lower-case letters, no leap second, days as long as the month. @param {string} text */
function isTime(text) {
  const [, year, month, day, hour, minute, second, zoneHour = 0, zoneMinute = 0] = (TIME.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return false;
  if (zoneHour > 24 || zoneMinute > 60) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** @param {number} year @param {number} month from 1 */
const daysIn = (year, month) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** metav1.MicroTime wants exactly six digits of a second. @param {string} text */
const isMicroTime = text => MICRO_FRACTION.test(text) && isTime(text);

const DURATION = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

/** time.ParseDuration @param {string} text */
const isDuration = text => DURATION.test(text);

export const formats = {
  int32: { type: /** @type {const} */ ('number'), validate: isInt32 },
  int64: { type: /** @type {const} */ ('number'), validate: isInt64 },
  'int-or-string': { type: /** @type {const} */ ('number'), validate: isInt32 },
  quantity: isQuantity,
  byte: isBase64,
  'date-time': isTime,
  'date-time-micro': isMicroTime,
  duration: isDuration,
};
