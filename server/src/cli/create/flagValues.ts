/** Values of options that kubectl reads as something else than text, and the words of Go for those that it cannot read. */
import { goQuote } from '../../syntax/goQuote.js';

const syntax = (value: string) => `strconv.ParseInt: parsing ${goQuote(value)}: invalid syntax`;

/** Of a number of 32 bits. */
export function levelError(value: string): string | undefined {
  if (!/^[-+]?\d+$/.test(value)) return syntax(value);
  const number = Number(value);
  const isInRange = number >= -(2 ** 31) && number < 2 ** 31;
  return isInRange ? undefined : `strconv.ParseInt: parsing ${goQuote(value)}: value out of range`;
}

const duration = /^[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

export function durationError(value: string): string | undefined {
  return duration.test(value) ? undefined : 'parse error';
}

/** A list of `file=level`. */
export function modulesError(value: string): string | undefined {
  for (const part of value.split(',').filter(Boolean)) {
    const [name, level = '', ...more] = part.split('=');
    if (!name || more.length > 0 || levelError(level) !== undefined) {
      return 'syntax error: expect comma-separated list of filename=N';
    }
    if (Number(level) < 0) return 'negative value for vmodule level';
  }
  return undefined;
}

/** Seconds, or a duration. */
export function timeoutError(value: string): string | undefined {
  if (value === '' || /^\+?\d+$/.test(value) || duration.test(value)) return undefined;
  return 'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)';
}

const profiles: ReadonlySet<string> = new Set('none cpu heap goroutine threadcreate block mutex'.split(' '));

export function profileError(value: string): string | undefined {
  return profiles.has(value) ? undefined : `unknown profile '${value}'`;
}
