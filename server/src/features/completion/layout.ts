/** How text that is about to be inserted must look to fit in: columns, list style, quotes, line endings. */
import { columnOf, indentOf, newlineOf, type Source } from '../../syntax/edit.js';
import type { Gap } from '../../syntax/locate.js';

export interface Layout {
  /** Column in which the word at the cursor begins, or will begin behind the dash that it gets. */
  readonly column: number;
  readonly indent: number;
  /** Whether items of a list stand deeper than the list's key. */
  readonly indentedLists: boolean;
  readonly newline: string;
  /** Inside braces or brackets: everything on one line. */
  readonly flow: boolean;
  /** All keys and strings are written in double quotes. */
  readonly json: boolean;
  /** The quote that the word itself gets. */
  readonly quote: Gap['quote'];
}

export function layoutAt(source: Source, gap: Gap, isJsonFile: boolean): Layout {
  const json = isJsonFile || (gap.flow && gap.quote === '"');
  return {
    column: columnOf(source, gap.replace.start) + (gap.needsDash ? 2 : 0),
    indent: indentOf(source),
    indentedLists: hasIndentedLists(source.text),
    newline: newlineOf(source),
    flow: gap.flow,
    json,
    quote: json ? '"' : gap.quote,
  };
}

/** `text` in the quotes that the word gets; `plain` where it gets none. */
export function quoted({ quote }: Layout, text: string, plain = text): string {
  if (quote === "'") return `'${text.replaceAll("'", "''")}'`;
  return quote === '"' ? JSON.stringify(text) : plain;
}

/** What most lists of the document do; indented where there is none. */
function hasIndentedLists(text: string): boolean {
  let indented = 0;
  let flush = 0;
  for (const [, key = '', dash = ''] of text.matchAll(/^( *)(?:- +)?[^\s#][^\n]*:[ \t]*\r?\n( *)- /gm)) {
    if (dash.length > key.length) indented++;
    else flush++;
  }
  return indented >= flush;
}

/** A line of an insertion: its text and how many levels below the first line it stands. */
export interface Line {
  readonly level: number;
  readonly text: string;
}

/** Lines as one text. The first stands at the cursor, so it has no indentation of its own. */
export function joinLines(layout: Layout, lines: readonly Line[]): string {
  return lines
    .map(({ level, text }, i) => (i === 0 ? text : `${' '.repeat(layout.column + level * layout.indent)}${text}`))
    .join(layout.newline);
}
