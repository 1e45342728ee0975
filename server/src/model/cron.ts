/** Schedules of CronJobs, by the rules of the parser that Kubernetes uses. Knows no time and no zone. */

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const fields: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: months },
  { name: 'day of week', least: 0, most: 6, names: days },
];
const descriptors = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/;
const duration = /^@every [+-]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
const zone = /^(TZ|CRON_TZ)=\S*\s+/;

/** Whether the schedule names a time zone, which newer versions do not take. */
export function hasZone(schedule: string): boolean {
  return /TZ=/.test(schedule);
}

/** What is wrong with the schedule. */
export function scheduleProblem(schedule: string): string | undefined {
  const text = schedule.replace(zone, '').trim();
  if (text === '') return 'must not be empty';
  if (text.startsWith('@')) {
    return descriptors.test(text) || duration.test(text) ? undefined : `has an unknown descriptor ${text}`;
  }
  const words = text.split(/\s+/);
  if (words.length !== fields.length) {
    return `must have five fields (minute, hour, day of month, month, day of week), not ${words.length}`;
  }
  for (const [i, field] of fields.entries()) {
    const problem = fieldProblem(words[i] ?? '', field);
    if (problem) return problem;
  }
  return undefined;
}

function fieldProblem(word: string, field: Field): string | undefined {
  for (const range of word.split(',')) {
    const problem = range === '' ? undefined : rangeProblem(range, field);
    if (problem) return problem;
  }
  return undefined;
}

function rangeProblem(range: string, field: Field): string | undefined {
  const { name, least, most } = field;
  const [span = '', step, ...steps] = range.split('/');
  const [low = '', high, ...more] = span.split('-');
  const isAny = low === '*' || low === '?';
  const from = isAny ? least : numberIn(low, field);
  const to = isAny ? most : high === undefined ? (step === undefined ? from : most) : numberIn(high, field);
  const isMalformed = steps.length > 0 || more.length > 0 || from === undefined || to === undefined;
  if (isMalformed || (step !== undefined && !/^\+?\d+$/.test(step)))
    return `has a ${name} that cannot be read: ${range}`;
  if (step !== undefined && Number(step) === 0) return `must not have a step of 0: ${range}`;
  if (from < least || to > most) return `must have a ${name} between ${least} and ${most}: ${range}`;
  return from > to ? `must have a ${name} that begins before it ends: ${range}` : undefined;
}

function numberIn(word: string, { names = [], least }: Field): number | undefined {
  const place = names.indexOf(word.toLowerCase());
  if (place >= 0) return place + least;
  return /^\+?\d+$/.test(word) ? Number(word) : undefined;
}
