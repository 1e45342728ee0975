/** YAML syntax errors in words for a person: what is wrong there, and what to do. */
import type { ErrorCode, YAMLError } from 'yaml';
import type { Span } from './node.js';

export interface SyntaxProblem {
  readonly span: Span;
  readonly message: string;
  /** Nothing is wrong with the text, it is only more than is read here. */
  readonly isLimit?: boolean;
}

const words: Partial<Readonly<Record<ErrorCode, string>>> = {
  ALIAS_PROPS: 'an alias (*name) cannot have an anchor or a tag of its own',
  BAD_ALIAS: 'this alias (*name) has no anchor (&name) before it in the document',
  BAD_DQ_ESCAPE: 'unknown escape in a double-quoted string: write \\\\ for a backslash, or use single quotes',
  BAD_SCALAR_START: 'a plain value cannot begin with this character: put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second ": " on the line: quote the value, or move it to a line of its own',
  BLOCK_IN_FLOW: 'a block value cannot stand inside { } or [ ]',
  MISSING_CHAR: 'something is missing here: a quote, a comma, a colon or a bracket',
  MULTILINE_IMPLICIT_KEY: 'this line is no "key: value": a colon is missing, or it is indented wrongly',
  MULTIPLE_ANCHORS: 'a value can have one anchor only',
  MULTIPLE_TAGS: 'a value can have one tag only',
  TAB_AS_INDENT: 'a tab is used for indentation: YAML allows only spaces',
  TAG_RESOLVE_FAILED: 'this tag does not fit the value',
  UNEXPECTED_TOKEN: 'unexpected text: check the quotes, the brackets and the indentation above',
};

/** `quotes` are the places where quoted values begin: a quote that is not closed is reported where it was opened. */
export function describeProblem(text: string, error: YAMLError, quotes: readonly number[]): SyntaxProblem {
  const [at, end] = error.pos;
  const opened = /closing .*quote/.test(error.message) ? quotes.findLast(quote => quote < at) : undefined;
  const start = opened ?? at;
  const lineEnd = text.indexOf('\n', start);
  const stop = Math.min(Math.max(end, start + 1), lineEnd < 0 ? text.length : Math.max(lineEnd, start + 1));
  return { span: { start, end: stop }, message: messageOf(text, error) };
}

function messageOf(text: string, { code, message, pos: [start] }: YAMLError): string {
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && !/^[^\n]*:\s*\S/.test(text.slice(start))) {
    return 'the next line is indented too deep: YAML takes it for more of this value';
  }
  if (code === 'BAD_INDENT') {
    return /Flow/.test(message)
      ? 'a bracket is not closed: the next line is outside of it'
      : 'wrong indentation: the line must begin in the column of its siblings';
  }
  if (code === 'MISSING_CHAR') {
    if (/quote/.test(message)) return 'the closing quote is missing';
    if (/end with a \]/.test(message)) return 'the closing ] is missing';
    if (/end with a \}/.test(message)) return 'the closing } is missing';
    if (/Implicit map key/.test(message)) return 'the colon is missing: a key is followed by ": "';
    if (/,/.test(message)) return 'a comma is missing between two items';
  }
  return words[code] ?? words.UNEXPECTED_TOKEN ?? message;
}
