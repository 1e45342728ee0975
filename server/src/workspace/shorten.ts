/** Long texts and schemas say nothing of where objects are: without them a large document is read in no time. */
import type { Span } from '../syntax/node.js';

export interface Shortened {
  readonly text: string;
  /** Where a place of the shortened text is in the whole one. */
  whole(span: Span): Span;
}

/** `key: |` or `- |`, with what stands before it. */
const header = /^( *(?:- +)*)(?:(?:"[^"]*"|'[^']*'|[^\s#'"{[][^\n]*?)[ \t]*:[ \t]+)?[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$/;

/** Takes out the lines of block scalars. What is quoted or plain over several lines is left as it is. */
export function withoutTexts(text: string): Shortened {
  const cuts: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const next = lineEnd(text, start);
    const column = opens(text, start, next);
    const end = column === undefined ? next : blockEnd(text, next, column);
    if (end > next) cuts.push({ start: next, end });
    start = end;
  }
  return without(text, cuts);
}

/** Takes out all lines that are indented deeper. */
export function outline(text: string, deepest: number): Shortened {
  const cuts: Span[] = [];
  const deeper = new RegExp(`^(?: {${deepest + 1}}.*\\n?)+`, 'gm');
  for (const { 0: lines, index } of text.matchAll(deeper)) cuts.push({ start: index, end: index + lines.length });
  return without(text, cuts);
}

function without(text: string, cuts: readonly Span[]): Shortened {
  if (cuts.length === 0) return { text, whole: span => span };
  const kept: string[] = [];
  const moves: { readonly from: number; readonly by: number }[] = [];
  let from = 0;
  let length = 0;
  let by = 0;
  for (const { start, end } of cuts) {
    kept.push(text.slice(from, start));
    length += start - from;
    by += end - start;
    moves.push({ from: length, by });
    from = end;
  }
  const place = (offset: number) => offset + (moves.findLast(move => move.from <= offset)?.by ?? 0);
  return {
    text: kept.join('') + text.slice(from),
    whole: ({ start, end }) => ({ start: place(start), end: place(end) }),
  };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

/** The column above which lines belong to the scalar that begins at the end of this line. */
function opens(text: string, start: number, end: number): number | undefined {
  // Most lines end otherwise, and need not be looked at.
  const last = text.slice(Math.max(start, end - 40), end);
  if (!/[|>]/.test(last)) return undefined;
  const line = text.slice(start, end).trimEnd();
  const found = header.exec(line);
  if (!found) return undefined;
  const before = found[1] ?? '';
  const hasKey = !/^[|>]/.test(line.slice(before.length));
  return hasKey ? before.length : before.lastIndexOf('-');
}

function blockEnd(text: string, from: number, column: number): number {
  let end = from;
  for (let start = from; start < text.length; ) {
    const next = lineEnd(text, start);
    if (!/^[ \t]*\r?\n?$/.test(text.slice(start, next))) {
      let indent = 0;
      while (text[start + indent] === ' ') indent++;
      if (indent <= column) return end;
      end = next;
    }
    start = next;
  }
  return end;
}
