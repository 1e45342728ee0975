/** The one place where offsets become lines and columns, and the other way round. */
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import type { Edit } from '../syntax/edit.js';
import { type Part, partAt, type YamlFile } from '../syntax/file.js';
import { lineAt } from '../syntax/lines.js';
import type { Span } from '../syntax/node.js';

/** The range in the file of a span in `part`'s document. */
export function toRange(part: Part, { start, end }: Span): Range {
  return { start: toPosition(part, start), end: toPosition(part, end) };
}

export function toTextEdits(part: Part, edits: readonly Edit[]): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: toRange(part, span), newText: text }));
}

/** The same for edits whose offsets count from the start of the file. */
export function toFileEdits(file: YamlFile, edits: readonly Edit[]): TextEdit[] {
  const position = (offset: number) => {
    const part = partAt(file, offset);
    return toPosition(part, offset - part.start);
  };
  return edits.map(({ span, text }) => ({
    range: { start: position(span.start), end: position(span.end) },
    newText: text,
  }));
}

function toPosition({ document, startLine }: Part, offset: number): Position {
  const line = lineAt(document.lineStarts, offset);
  return { line: startLine + line, character: offset - (document.lineStarts[line] ?? 0) };
}

/** A place in a file, as the part and the offset in that part's document. */
export interface PlaceInFile {
  readonly part: Part;
  readonly offset: number;
}

/** Where `position` is; a line or column beyond the end means the end. */
export function placeOf(file: YamlFile, position: Position): PlaceInFile {
  const part = file.parts.findLast(({ startLine }) => startLine <= position.line) ?? partAt(file, 0);
  return { part, offset: offsetIn(part, position) };
}

/** The parts that `range` touches, with the span it has in each. */
export function partsIn(file: YamlFile, range: Range): { readonly part: Part; readonly span: Span }[] {
  return file.parts.flatMap(part => {
    const lines = part.document.lineStarts.length;
    const lastLine = part.startLine + lines - 1;
    if (range.end.line < part.startLine || range.start.line > lastLine) return [];
    return { part, span: { start: offsetIn(part, range.start), end: offsetIn(part, range.end) } };
  });
}

function offsetIn({ document, startLine }: Part, { line, character }: Position): number {
  const { lineStarts, text } = document;
  if (line < startLine) return 0;
  const own = lineStarts[line - startLine];
  if (own === undefined) return text.length;
  const next = lineStarts[line - startLine + 1];
  return Math.min(own + character, next === undefined ? text.length : next - 1);
}

export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
