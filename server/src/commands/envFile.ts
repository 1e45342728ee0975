/**
 * Reads a file of `KEY=value` lines as kubectl does for `--from-env-file`. Knows its grammar and what it refuses; not
 * where the file or the environment come from.
 */
import { envNameErrors } from '../model/names.js';
import { goQuote } from '../syntax/goQuote.js';
import type { DataEntry, Refusal } from './dataEntries.js';
import { type DataKind, decodeText } from './dataObject.js';

export interface EnvFile {
  /** As messages call it. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** A Secret's lines are shown in no message. */
  readonly kind: DataKind;
  /** The value of a key without `=`; where there is no environment, such lines are refused. */
  readonly environment?: ((name: string) => string) | undefined;
}

/** kubectl leaves out a longer line and, without a word, all that follow. */
export const longestLine = 65_535;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** What Go takes for white space. */
const leadingSpace = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

export function* envFileEntries(file: EnvFile): Generator<DataEntry | Refusal> {
  let number = 0;
  for (const line of linesOf(file.bytes)) {
    number++;
    const entry = entryOf(file, line, number);
    if (entry) yield entry;
  }
}

function entryOf(file: EnvFile, line: Uint8Array, number: number): DataEntry | Refusal | undefined {
  const { path, kind, environment } = file;
  if (line.length > longestLine) {
    const limit = longestLine.toLocaleString('en-US');
    return {
      refusal: `env file ${path}: line ${number} is longer than ${limit} bytes, kubectl would leave out the rest`,
    };
  }
  const decoded = decodeText(withoutReturn(line));
  if (decoded === undefined) return { refusal: notText(file, line, number) };
  const text = (number === 1 ? decoded.replace(/^\ufeff/, '') : decoded).replace(leadingSpace, '');
  if (text === '' || text.startsWith('#')) return undefined;
  const equals = text.indexOf('=');
  const key = equals === -1 ? text : text.slice(0, equals);
  const errors = envNameErrors(key);
  if (errors.length > 0) {
    const what = kind === 'Secret' ? `env file ${path}: line ${number} has` : `${goQuote(key)} is`;
    return { refusal: `${what} not a valid key name: ${errors.join(';')}` };
  }
  if (equals !== -1) return { key, bytes: Buffer.from(text.slice(equals + 1)) };
  if (environment) return { key, bytes: Buffer.from(environment(key)) };
  return {
    refusal: `env file ${path}: line ${number} must have a = (kubectl would ask its environment for the value)`,
  };
}

function notText({ path, kind }: EnvFile, line: Uint8Array, number: number): string {
  const message = `env file ${path} contains invalid utf8 bytes at line ${number}`;
  return kind === 'Secret' ? message : `${message}: [${withoutReturn(line).join(' ')}]`;
}

function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(lineFeed, start);
    const end = feed === -1 ? bytes.length : feed;
    yield bytes.subarray(start, end);
    start = end + 1;
  }
}

function withoutReturn(line: Uint8Array): Uint8Array {
  return line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
}
