/** Which plain words are a date to go-yaml v3, and how Go writes that moment in JSON. */

const form = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](?<time>[^Zz+-]*)(?<zone>Z|[-+]\d\d:\d\d))| +(?<local>.*))?$/;
const timeOfDay = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?$/;

/** `undefined` where `text` is no date. */
export function goTimestamp(text: string): string | undefined {
  if (text.charCodeAt(4) !== 0x2d) return undefined;
  const match = form.exec(text);
  if (!match?.groups) return undefined;
  const [, year = '', month = '', day = ''] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = match.groups['time'] ?? match.groups['local'];
  if (time === undefined) return `${date}T00:00:00Z`;
  const [, hours = '', minutes = '', seconds = '', fraction = ''] = timeOfDay.exec(time) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const zone = match.groups['zone'] ?? 'Z';
  const rest = fraction.slice(0, 9).replace(/0+$/, '');
  const clock = [hours, minutes, seconds].map(part => part.padStart(2, '0')).join(':');
  return `${date}T${clock}${rest && `.${rest}`}${/^[-+]00:00$/.test(zone) ? 'Z' : zone}`;
}

function isDay(year: number, month: number, day: number): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}
