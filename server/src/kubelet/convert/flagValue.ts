/** What the values of a flag come to in the file, or why they come to nothing. */
import { parseGoDuration } from '../../model/goDuration.js';
import { parseQuantity } from '../../model/quantity.js';
import type { FlagType } from '../flags/kubeletFlag.js';

export type ConfigValue = string | number | boolean | readonly ConfigValue[] | { readonly [key: string]: ConfigValue };

export type ReadValue = { readonly value: ConfigValue } | { readonly error: string };

/** Whether one that is given again adds to the first; of the others, the last one counts. */
export function isCumulative(type: FlagType): boolean {
  return adding.has(type);
}

const adding: ReadonlySet<FlagType> = new Set([
  'list',
  'map',
  'pair',
  'gates',
  'thresholds',
  'reservedMemory',
  'headers',
]);

/** `texts` are the values of one flag in their order; there is at least one. */
export function readValue(type: FlagType, texts: readonly string[]): ReadValue {
  if (texts.some(holdsVariable))
    return { error: 'holds a variable, which the file does not know: its value must be written out' };
  const last = texts.at(-1) ?? '';
  switch (type) {
    case 'bool':
      return wordOf(truth(last), 'must be true or false');
    case 'int':
      return wordOf(whole(last, 2 ** 31 - 1), 'must be a whole number');
    case 'int64':
      return wordOf(whole(last, Number.MAX_SAFE_INTEGER), 'must be a whole number');
    case 'float':
      return wordOf(Number.isFinite(Number(last)) && last !== '' ? Number(last) : undefined, 'must be a number');
    case 'duration':
      return durationValue(last);
    case 'quantity':
      return wordOf(parseQuantity(last) === undefined ? undefined : last, 'must be a quantity such as 10Mi');
    case 'string':
      return { value: last };
    case 'list':
      return { value: texts.flatMap(commaParts) };
    case 'map':
      return pairs(texts.flatMap(commaParts), '=', text => text);
    case 'pair':
      return pairs(texts.filter(Boolean), '=', text => text);
    case 'gates':
      return pairs(texts.flatMap(commaParts), '=', truth, 'true or false');
    case 'thresholds':
      return pairs(texts.flatMap(commaParts), '<', text => text);
    case 'headers':
      return headers(texts.flatMap(commaParts));
    case 'taints':
      return all(commaParts(last), taint, 'must look like key=value:NoSchedule');
    case 'reservedMemory':
      return all(
        texts.flatMap(text => text.split(';').filter(Boolean)),
        reserved,
        'must look like 0:memory=1Gi',
      );
    case 'vmodule':
      return all(commaParts(last), moduleLevel, 'must look like file=2');
  }
}

function holdsVariable(text: string): boolean {
  return /\$\w|\$[{(]|\{\{/.test(text);
}

function wordOf(value: ConfigValue | undefined, must: string): ReadValue {
  return value === undefined ? { error: must } : { value };
}

const yes: ReadonlySet<string> = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const no: ReadonlySet<string> = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

function truth(text: string): boolean | undefined {
  return yes.has(text) ? true : no.has(text) ? false : undefined;
}

/** As Go reads it, which knows several bases. */
function whole(text: string, most: number): number | undefined {
  const [, sign = '', digits = ''] =
    /^([+-]?)((?:0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9]\d*))$/.exec(text) ?? [];
  if (digits === '') return undefined;
  const number = Number(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return number <= most ? (sign === '-' ? -number : number) : undefined;
}

function durationValue(text: string): ReadValue {
  if (parseGoDuration(text) !== undefined) return { value: /^[+-]?0$/.test(text) ? '0s' : text };
  const meant = /^\d+$/.test(text) ? `: ${text}s` : ', such as 30s or 5m';
  return { error: `must be a duration with a unit${meant}` };
}

function commaParts(text: string): readonly string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

function pairs(
  parts: readonly string[],
  separator: string,
  read: (text: string) => ConfigValue | undefined,
  kind = 'value',
): ReadValue {
  const map: Record<string, ConfigValue> = {};
  for (const part of parts) {
    const at = part.indexOf(separator);
    const value = at < 0 ? undefined : read(part.slice(at + separator.length).trim());
    if (at <= 0 || value === undefined) return { error: `must be name${separator}${kind}, and ${part} is not` };
    map[part.slice(0, at).trim()] = value;
  }
  return { value: map };
}

function headers(parts: readonly string[]): ReadValue {
  const map: Record<string, string[]> = {};
  for (const part of parts) {
    const [, name = '', value = ''] = /^([^:]+):(.*)$/s.exec(part) ?? [];
    if (name === '') return { error: `must be name:value, and ${part} is not` };
    map[name.trim()] = [...(map[name.trim()] ?? []), value.trim()];
  }
  return { value: map };
}

function all(parts: readonly string[], read: (text: string) => ConfigValue | undefined, must: string): ReadValue {
  const values: ConfigValue[] = [];
  for (const part of parts) {
    const value = read(part);
    if (value === undefined) return { error: `${must}, and ${part} does not` };
    values.push(value);
  }
  return { value: values };
}

function taint(text: string): ConfigValue | undefined {
  const [, key, value, effect] = /^([^=:]+)(?:=([^:]*))?:(NoSchedule|PreferNoSchedule|NoExecute)$/.exec(text) ?? [];
  if (key === undefined || effect === undefined) return undefined;
  return { key, ...(value && { value }), effect };
}

function reserved(text: string): ConfigValue | undefined {
  const [, node, rest = ''] = /^\s*(\d+):(.+)$/.exec(text) ?? [];
  const limits = pairs(commaParts(rest), '=', limit => (parseQuantity(limit) === undefined ? undefined : limit));
  return node === undefined || 'error' in limits ? undefined : { numaNode: Number(node), limits: limits.value };
}

function moduleLevel(text: string): ConfigValue | undefined {
  const [, filePattern, level] = /^([^=]+)=(\d+)$/.exec(text) ?? [];
  return filePattern === undefined ? undefined : { filePattern, verbosity: Number(level) };
}
