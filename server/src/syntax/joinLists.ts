/** Making two lists of one map one, lines and comments with them: in the style of the list that stays. */
import {
  afterProperties,
  apply,
  columnOf,
  type Edit,
  endOfLine,
  newlineOf,
  type Source,
  startOf,
  startOfLine,
  startsLine,
} from './edit.js';
import { commentsAbove } from './insert.js';
import { insertBehind } from './insertInFlow.js';
import { endOfEntry } from './lastLine.js';
import { type Entry, isNull, type Node, type SeqNode } from './node.js';
import { removeEntry } from './remove.js';

export type Side = 'before' | 'behind';

/**
 * Takes `from` out and puts its items before or behind those of `to`, which may have none. `undefined` where a value is
 * no list, is written elsewhere, or holds comments that would be lost.
 */
export function joinLists(source: Source, from: Entry, to: Entry, side: Side): string | undefined {
  const [moved, holder] = [from.value, to.value];
  if (moved.kind !== 'seq' || moved.alias || holder.alias || from.merged || to.merged) return undefined;
  if (holder.kind !== 'seq' && !isNull(holder)) return undefined;
  if (to.map.flow) return inBraces(source, from, moved, to, side);
  const texts = holder.kind === 'seq' && holder.flow && isFlowOnly(source, from, moved) ? flowItems(source, moved) : [];
  if (holder.kind === 'seq' && texts?.length && holder.items.length > 0) {
    return apply(source.text, [insertTexts(source, holder, texts, side), ...removal(source, from)]);
  }
  return inLines(source, from, moved, to, side);
}

function inBraces(source: Source, from: Entry, moved: SeqNode, { value }: Entry, side: Side): string | undefined {
  const texts = flowItems(source, moved);
  if (!texts) return undefined;
  const isFilled = value.kind === 'seq' && value.items.length > 0;
  const insertion = isFilled
    ? insertTexts(source, value, texts, side)
    : { span: value.span, text: `[${texts.join(', ')}]` };
  return apply(source.text, [insertion, ...removeEntry(source, from)]);
}

function insertTexts(source: Source, list: SeqNode, texts: readonly string[], side: Side): Edit {
  const [first, last] = [list.items[0], list.items.at(-1)];
  if (side === 'behind' && last) return insertBehind(source, last.alias ?? last.span, texts);
  const start = first ? itemSpan(source, first).start : list.span.start + 1;
  const lead = startsLine(source, start)
    ? `,${newlineOf(source)}${source.text.slice(startOfLine(source, start), start)}`
    : ', ';
  return { span: { start, end: start }, text: texts.map(text => text + lead).join('') };
}

/** Nothing is said beside or above it that belongs to its items. */
function isFlowOnly(source: Source, from: Entry, moved: SeqNode): boolean {
  if (!moved.flow) return false;
  const beside = source.text.slice(moved.span.end, endOfLine(source, moved.span.end));
  return !beside.includes('#') && commentLines(source, from).start === commentLines(source, from).end;
}

/** `undefined` where comments stand between them. */
function flowItems(source: Source, list: SeqNode): readonly string[] | undefined {
  if (!list.flow) return undefined;
  const spans = list.items.map(item => itemSpan(source, item));
  const own = spans.map(({ start, end }) => source.text.slice(start, end));
  let between = '';
  let at = list.span.start;
  for (const { start, end } of spans) {
    between += source.text.slice(at, start);
    at = end;
  }
  between += source.text.slice(at, list.span.end);
  return [between, ...own].some(text => /(^|\s)#/.test(text)) ? undefined : own;
}

function itemSpan({ text }: Source, { alias, span }: Node): { readonly start: number; readonly end: number } {
  if (alias) return alias;
  const before = /(?:[&!][^\s,[\]{}]*\s+)*$/.exec(text.slice(0, span.start));
  return { start: span.start - (before?.[0].length ?? 0), end: span.end };
}

function inLines(source: Source, from: Entry, moved: SeqNode, to: Entry, side: Side): string | undefined {
  const holder = to.value;
  const keyColumn = columnOf(source, startOf(source, to));
  const hasLines = holder.kind === 'seq' && !holder.flow;
  const step = columnOf(source, moved.span.start) - columnOf(source, startOf(source, from));
  const column = hasLines ? columnOf(source, holder.span.start) : keyColumn + (moved.flow ? 2 : step);
  const added = linesOf(source, from, moved, column);
  if (!added || (hasLines && !startsLine(source, holder.span.start))) return undefined;
  const newline = newlineOf(source);
  const text = added.map(line => newline + line).join('');
  if (hasLines) {
    const at =
      side === 'behind'
        ? endOfEntry(source, to, keyColumn)
        : endOfLine(source, afterProperties(source, colonOf(source, to)));
    return apply(source.text, [{ span: { start: at, end: at }, text }, ...removal(source, from)]);
  }
  const own = holder.kind === 'seq' ? flowItems(source, holder) : [];
  if (!own) return undefined;
  const start = afterProperties(source, colonOf(source, to));
  const end = Math.max(start, holder.span.end);
  const lineEnd = endOfLine(source, end);
  const rest = source.text.slice(end, lineEnd);
  if (!/^[ \t]*(#|$)/.test(rest)) return undefined;
  const kept = own
    .flatMap(item => asLines(item, column))
    .map(line => newline + line)
    .join('');
  const body = side === 'behind' ? kept + text : text + kept;
  const comment = rest.trim() === '' ? '' : ` ${rest.trim()}`;
  return apply(source.text, [{ span: { start, end: lineEnd }, text: comment + body }, ...removal(source, from)]);
}

function colonOf({ text }: Source, { key }: Entry): number {
  return text.indexOf(':', key.span.end) + 1;
}

/** The comments above the entry and beside its key, and its items, with their dashes in `column`. */
function linesOf(source: Source, from: Entry, moved: SeqNode, column: number): readonly string[] | undefined {
  const { start, end } = commentLines(source, from);
  const above = end > start ? source.text.slice(start, end).trimEnd().split(/\r?\n/) : [];
  const comments = above.map(line => ' '.repeat(column) + line.trim());
  const colon = colonOf(source, from);
  if (moved.flow) {
    const items = flowItems(source, moved);
    const beside = source.text.slice(moved.span.end, endOfLine(source, moved.span.end)).trim();
    const note = beside === '' ? [] : [' '.repeat(column) + beside];
    return items && [...comments, ...note, ...items.flatMap(item => asLines(item, column))];
  }
  if (!startsLine(source, moved.span.start) || afterProperties(source, colon) !== colon) return undefined;
  const keyLineEnd = endOfLine(source, colon);
  const beside = source.text.slice(colon, keyLineEnd).trim();
  const note = beside === '' ? [] : [' '.repeat(column) + beside];
  const own = source.text
    .slice(keyLineEnd, endOfEntry(source, from, columnOf(source, startOf(source, from))))
    .split(/\r?\n/)
    .slice(1);
  const by = column - columnOf(source, moved.span.start);
  return [...comments, ...note, ...own.map(line => shifted(line, by))];
}

function asLines(item: string, column: number): readonly string[] {
  return item
    .split(/\r?\n/)
    .map((line, i) => (i === 0 ? `${' '.repeat(column)}- ${line}` : `${' '.repeat(column + 2)}${line.trim()}`));
}

export function shifted(line: string, by: number): string {
  if (line === '' || by >= 0) return line === '' ? line : ' '.repeat(by) + line;
  return line.slice(Math.min(-by, line.length - line.trimStart().length));
}

/** The lines of comments right above the entry, which go where it goes. What heads the whole map stays. */
function commentLines(source: Source, from: Entry): { readonly start: number; readonly end: number } {
  const key = startOf(source, from);
  const end = startOfLine(source, key);
  const start = from.map.flow || !startsLine(source, key) ? end : commentsAbove(source, end, columnOf(source, key));
  const isHead = from.map.entries[0] === from && !/^[ \t]*#/m.test(source.text.slice(0, start));
  return { start: isHead ? end : start, end };
}

function removal(source: Source, from: Entry): readonly Edit[] {
  const above = commentLines(source, from);
  const edits = [...(above.end > above.start ? [{ span: above, text: '' }] : []), ...removeEntry(source, from)];
  const [first, last] = [edits[0], edits.at(-1)];
  if (!first || !last || last.text !== '') return edits;
  // Of two blank lines around it one is enough.
  const isBelowBlank = /(^|\n)[ \t]*\r?\n$/.test(source.text.slice(0, first.span.start));
  const [blank = ''] = /^[ \t]*\r?\n/.exec(source.text.slice(last.span.end)) ?? [];
  const isBlankBehind = source.text[last.span.end - 1] === '\n' && blank !== '';
  if (!isBelowBlank || !isBlankBehind) return edits;
  const end = last.span.end + blank.length;
  return [...edits.slice(0, -1), { ...last, span: { start: last.span.start, end } }];
}
