/**
 * Reads arguments as kubectl does, which other parsers do not: `-ojson`, `-n=web`, `--append-hash=false`, `--dry-run`
 * with and without a value, lists with commas. Knows how options are written, not what they are for.
 */

import { goQuote } from '../../syntax/goQuote.js';
import { readCommaList } from './commaList.js';

export interface Flag {
  readonly name: string;
  readonly shorthand?: string;
  readonly takes: 'text' | 'texts' | 'commaList' | 'truth';
  /** What it is worth without a value; where there is none, the next argument is the value. */
  readonly bare?: string;
  /** Why kubectl cannot read a value, in its words. */
  readonly error?: (value: string) => string | undefined;
}

export interface Flags {
  /** The arguments that are no options. */
  readonly args: readonly string[];
  /** Those before `--`. */
  readonly names: readonly string[];
  /** By the name of the option, as often as it was given; elements of lists each for itself. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

export function readFlags(written: readonly string[], known: readonly Flag[]): Flags | { readonly error: string } {
  const left = [...written];
  const args: string[] = [];
  const values = new Map<string, readonly string[]>();
  const byName = new Map(known.map(flag => [flag.name, flag]));
  const byShorthand = new Map(known.flatMap(flag => (flag.shorthand ? [[flag.shorthand, flag] as const] : [])));
  for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
    if (arg === '--') return { args: [...args, ...left], names: args, values };
    if (!arg.startsWith('-') || arg === '-') {
      args.push(arg);
      continue;
    }
    const error = arg.startsWith('--') ? readLong(arg) : readShort(arg.slice(1));
    if (error !== undefined) return { error };
  }
  return { args, names: args, values };

  function readLong(arg: string): string | undefined {
    const [, name = '', , value] = /^--([^=]*)(=(.*))?$/s.exec(arg) ?? [];
    if (name === '' || name.startsWith('-')) return `bad flag syntax: ${arg}`;
    const flag = byName.get(name.replaceAll('_', '-'));
    if (!flag) return `unknown flag: --${name}`;
    const given = value ?? flag.bare ?? left.shift();
    return given === undefined ? `flag needs an argument: ${arg}` : set(flag, given);
  }

  /** One dash may stand before several letters, and the value behind the last of them. */
  function readShort(letters: string): string | undefined {
    for (let rest = letters; rest !== ''; ) {
      const letter = String.fromCodePoint(rest.codePointAt(0) ?? 0);
      const flag = byShorthand.get(letter);
      if (!flag) return `unknown shorthand flag: '${goQuote(letter).slice(1, -1)}' in -${rest}`;
      const behind = rest.slice(1);
      if (flag.bare !== undefined && !/^=./s.test(behind)) {
        const error = set(flag, flag.bare);
        if (error !== undefined) return error;
        rest = behind;
        continue;
      }
      const given = /^=./s.test(behind) ? behind.slice(1) : behind || left.shift();
      return given === undefined ? `flag needs an argument: '${letter}' in -${rest}` : set(flag, given);
    }
    return undefined;
  }

  function set(flag: Flag, value: string): string | undefined {
    const before = values.get(flag.name) ?? [];
    if (flag.takes === 'commaList') {
      const list = readCommaList(value);
      if ('error' in list) return invalid(flag, value, list.error);
      values.set(flag.name, [...before, ...list.items]);
      return undefined;
    }
    if (flag.takes === 'truth' && !isTruth(value)) {
      return invalid(flag, value, `strconv.ParseBool: parsing ${goQuote(value)}: invalid syntax`);
    }
    const error = flag.error?.(value);
    if (error !== undefined) return invalid(flag, value, error);
    values.set(flag.name, flag.takes === 'texts' ? [...before, value] : [value]);
    return undefined;
  }
}

function invalid({ name, shorthand }: Flag, value: string, reason: string): string {
  const flag = shorthand ? `-${shorthand}, --${name}` : `--${name}`;
  return `invalid argument ${goQuote(value)} for ${goQuote(flag)} flag: ${reason}`;
}

const yes: ReadonlySet<string> = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const no: ReadonlySet<string> = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

function isTruth(value: string): boolean {
  return yes.has(value) || no.has(value);
}

export function textOf({ values }: Flags, name: string): string | undefined {
  return values.get(name)?.at(-1);
}

export function textsOf({ values }: Flags, name: string): readonly string[] {
  return values.get(name) ?? [];
}

export function isOn(flags: Flags, name: string): boolean {
  return yes.has(textOf(flags, name) ?? '');
}
