/** Where a text stops being TOML. Says what is wrong and nothing of what is written: it may be secret. */
import { parse, TomlError } from 'smol-toml';
import type { FormatError } from './firstJsonError.js';

const words: readonly (readonly [RegExp, string])[] = [
  [/unfinished string/, 'the string is not closed'],
  [/escape/, 'unknown escape in a string: write \\\\ for a backslash, or use single quotes'],
  [/control characters/, 'a control character must be escaped'],
  [/redefine/, 'this is defined a second time'],
  [/cannot find end of key|unexpected end of key/, 'a key must be followed by ='],
  [/in key|bare key|quoted key/, 'a key of letters, digits, - and _, or in quotes, must stand here'],
  [/end-of-line/, 'nothing more may follow on this line'],
  [/comma|unfinished array|unfinished table/, 'a comma or the closing bracket must stand here'],
  [/table array/, 'the closing ]] must stand here'],
  [/date/, 'this is no date or time'],
  [/value|numeric|leading zero|underscore/, 'a value must stand here: a string needs quotes'],
];

/** `undefined` for TOML, and for what could be TOML to others. */
export function firstTomlError(text: string): FormatError | undefined {
  try {
    parse(text, { integersAsBigInt: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof TomlError) || /unsafe|nested|losslessly/.test(error.message)) return undefined;
    const offset = offsetOf(text, error);
    const [reason = ''] = error.message.split('\n');
    const isOpenString = reason.includes('control characters are not allowed in strings') && text[offset] === '\n';
    const message = words.find(([pattern]) => pattern.test(isOpenString ? 'unfinished string' : reason))?.[1];
    return { offset, message: message ?? 'unexpected text' };
  }
}

function offsetOf(text: string, { line, column }: TomlError): number {
  const lines = text.split('\n').slice(0, line - 1);
  const start = lines.reduce((sum, { length }) => sum + length + 1, 0);
  return Math.min(start + column - 1, text.length);
}
