/** The lines of an env file as kustomize's generators take them, which check less than kubectl does. */
import { decodeText } from '../commands/dataObject.js';
import type { Span } from '../syntax/node.js';

export interface EnvLine {
  readonly key: string;
  readonly value: string;
  /** Offsets into the text. */
  readonly span: Span;
}

/** A longer line ends the reading, without a word. */
const longestLine = 64 * 1024 - 1;
const lineFeed = 0x0a;
const byteOrderMark = '\ufeff';
/** What Go takes for white space. */
const leadingSpace = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** `invalid` is the number of the first line that is no UTF-8. */
export function envLines(bytes: Uint8Array): { readonly lines: readonly EnvLine[]; readonly invalid?: number } {
  const lines: EnvLine[] = [];
  let offset = 0;
  for (let start = 0, number = 0; start < bytes.length; number++) {
    const feed = bytes.indexOf(lineFeed, start);
    const end = feed < 0 ? bytes.length : feed;
    if (end - start > longestLine) break;
    const text = decodeText(bytes.subarray(start, end));
    if (text === undefined) return { lines, invalid: number };
    const line = lineOf(number === 0 && text.startsWith(byteOrderMark) ? text.slice(1) : text);
    if (line) lines.push({ ...line, span: { start: offset, end: offset + text.length } });
    offset += text.length + 1;
    start = end + 1;
  }
  return { lines };
}

function lineOf(written: string): { readonly key: string; readonly value: string } | undefined {
  const text = written.replace(/\r$/, '').replace(leadingSpace, '');
  if (text === '' || text.startsWith('#')) return undefined;
  const equals = text.indexOf('=');
  const key = equals < 0 ? text : text.slice(0, equals);
  return key === '' ? undefined : { key, value: equals < 0 ? '' : text.slice(equals + 1) };
}
