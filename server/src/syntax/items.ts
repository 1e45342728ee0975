/** Adding items to lists, and making one item two or two items one, in the layout that is there. */
import {
  columnOf,
  type Edit,
  indentOf,
  newlineOf,
  ownEntries,
  type Source,
  startOf,
  startOfLine,
  startsLine,
} from './edit.js';
import { commentsAbove, flowMap, isJsonLike, itemLines, type NewMap, type NewValue } from './insert.js';
import { insertBehind } from './insertInFlow.js';
import { endOfItem } from './lastLine.js';
import type { Entry, MapNode, SeqNode, Span } from './node.js';
import { dashOf } from './remove.js';

/** Adds `added` to a list that has items, as its last one. */
export function appendItem(source: Source, seq: SeqNode, added: NewMap): Edit {
  return appendItems(source, seq, [added]);
}

/** The same for several. */
export function appendItems(source: Source, seq: SeqNode, added: readonly NewMap[]): Edit {
  const last = seq.items.at(-1);
  const like = last?.kind === 'map' ? last : undefined;
  const texts = added.map(item => flowMap(source, item, like));
  const step = ' '.repeat(indentOf(source));
  return append(source, seq, texts, () => added.flatMap(item => itemLines(item, step)));
}

/** The same for a word, as it is to be written. */
export function appendText(source: Source, seq: SeqNode, text: string): Edit {
  return append(source, seq, [text], () => [`- ${text}`]);
}

function append(source: Source, seq: SeqNode, texts: readonly string[], lines: () => readonly string[]): Edit {
  const last = seq.items.at(-1);
  if (!last) return { span: seq.span, text: `[${texts.join(', ')}]` };
  if (seq.flow) return insertBehind(source, last.alias ?? last.span, texts);
  const column = columnOf(source, seq.span.start);
  const dash = dashOf(source, seq, seq.items.length - 1);
  const at = endOfItem(source, last, last.alias?.end ?? dash + 1, column);
  const lead = newlineOf(source) + ' '.repeat(column);
  return insertion(
    at,
    lines()
      .map(line => lead + line)
      .join(''),
  );
}

/**
 * Begins a new item at `entry`, with `head` before it: it takes what follows in its map along. `undefined` where that
 * cannot be written without touching more.
 */
export function splitItem(source: Source, entry: Entry, head: Readonly<Record<string, NewValue>>): Edit | undefined {
  const { map } = entry;
  const own = ownEntries(map);
  const previous = own[own.indexOf(entry) - 1];
  if (map.parent?.kind !== 'seq' || entry.merged || map.alias || !previous) return undefined;
  const start = startOf(source, entry);
  const isJson = isJsonLike(source, map);
  const texts = Object.entries(head).map(([key, value]) => flowMap(source, { [key]: value }, map).slice(2, -2));
  if (map.flow) {
    const between = { start: previous.span.end, end: start };
    if (!isCommaOnly(source, between)) return undefined;
    const blank = isJson && source.text[map.span.start + 1] !== ' ' ? '' : ' ';
    return { span: between, text: [`${blank}}, {${blank}`, ...texts.map(text => `${text}, `)].join('') };
  }
  const dash = dashOf(source, map.parent, map.parent.items.indexOf(map));
  const column = columnOf(source, start);
  const dashColumn = columnOf(source, dash);
  if (map.parent.flow || !startsLine(source, start) || column < dashColumn + 2) return undefined;
  const lineStart = startOfLine(source, start);
  const lead = `${' '.repeat(dashColumn)}-${' '.repeat(column - dashColumn - 1)}`;
  if (texts.length === 0) return { span: { start: lineStart, end: start }, text: lead };
  const lines = texts.map((text, i) => (i === 0 ? lead : ' '.repeat(column)) + text + newlineOf(source));
  return insertion(commentsAbove(source, lineStart, column), lines.join(''));
}

/** Makes `second` a part of the item before it. */
export function joinItems(source: Source, first: MapNode, second: MapNode): Edit | undefined {
  const { parent } = second;
  if (parent?.kind !== 'seq' || first.flow !== second.flow || first.alias || second.alias) return undefined;
  const [begin, ...others] = [ownEntries(first)[0], ownEntries(second)[0]];
  const next = others[0];
  if (!begin || !next) return undefined;
  if (first.flow) {
    const end = ownEntries(first).at(-1)?.span.end ?? first.span.end;
    const between = { start: end, end: startOf(source, next) };
    const isPlain = /^[\s},{]*$/.test(source.text.slice(between.start, between.end));
    return isPlain ? { span: between, text: ', ' } : undefined;
  }
  const dash = dashOf(source, parent, parent.items.indexOf(second));
  const isBare = source.text.slice(dash + 1, startOf(source, next)).trim() === '';
  if (parent.flow || !isBare || columnOf(source, startOf(source, begin)) !== columnOf(source, startOf(source, next))) {
    return undefined;
  }
  return { span: { start: dash, end: dash + 1 }, text: ' ' };
}

function isCommaOnly({ text }: Source, { start, end }: Span): boolean {
  return /^\s*,\s*$/.test(text.slice(start, end));
}

function insertion(at: number, text: string): Edit {
  return { span: { start: at, end: at }, text };
}
