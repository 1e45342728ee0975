/** Putting what one collection holds before what another holds, lines and comments with it. */
import {
  columnOf,
  contentEnd,
  type Edit,
  endOfLine,
  newlineOf,
  ownEntries,
  type Source,
  startOf,
  startOfLine,
  startsLine,
} from './edit.js';
import { endOfEntry } from './lastLine.js';
import type { Entry, MapNode, Node, SeqNode } from './node.js';
import { removeEntry } from './remove.js';

/**
 * Takes `from` out and puts what its value holds before that of `to`, which is a collection of the same kind. `undefined`
 * where that cannot be done in lines, or within one pair of brackets.
 */
export function mergeInto(source: Source, from: Entry, to: Entry): readonly Edit[] | undefined {
  const [held, holder] = [from.value, to.value];
  if (held.kind === 'scalar' || held.kind !== holder.kind || from.merged || to.merged) return undefined;
  if (held.alias || holder.alias || held.flow !== holder.flow) return undefined;
  const insertion = held.flow ? mergedInFlow(source, held, holder) : mergedLines(source, from, held, holder);
  return insertion && [insertion, ...removeEntry(source, from)];
}

function mergedInFlow(source: Source, held: MapNode | SeqNode, holder: MapNode | SeqNode): Edit | undefined {
  const inner = source.text
    .slice(held.span.start + 1, held.span.end - 1)
    .trim()
    .replace(/,$/, '')
    .trimEnd();
  const first = firstStart(source, holder);
  if (inner === '' || first === undefined || inner.includes('#')) return undefined;
  const lineStart = startOfLine(source, first);
  const before = source.text.slice(lineStart, first);
  const separator = before.trim() === '' ? `,${newlineOf(source)}${before}` : ', ';
  return { span: { start: first, end: first }, text: inner + separator };
}

function firstStart(source: Source, node: MapNode | SeqNode): number | undefined {
  if (node.kind === 'seq') return node.items[0]?.alias?.start ?? node.items[0]?.span.start;
  const [first] = ownEntries(node);
  return first && startOf(source, first);
}

function mergedLines(
  source: Source,
  from: Entry,
  held: MapNode | SeqNode,
  holder: MapNode | SeqNode,
): Edit | undefined {
  const start = startOfLines(source, held);
  const at = startOfLines(source, holder);
  // What is said beside the key that goes would be lost.
  if (start === undefined || at === undefined || source.text.slice(from.key.span.end, start).includes('#'))
    return undefined;
  const end = endOfEntry(source, from, columnOf(source, startOf(source, from)));
  const by = columnOf(source, holder.span.start) - columnOf(source, held.span.start);
  const lines = source.text.slice(start, Math.max(end, contentEnd(source, held))).split(/\r?\n/);
  const newline = newlineOf(source);
  return { span: { start: at, end: at }, text: lines.map(line => shifted(line, by) + newline).join('') };
}

/** The line below the key, where nothing but comments stands between it and the value. */
function startOfLines(source: Source, { parent, span }: Node): number | undefined {
  if (parent?.kind !== 'entry' || !startsLine(source, span.start)) return undefined;
  const between = source.text.slice(parent.key.span.end, startOfLine(source, span.start));
  const [first = '', ...rest] = between.split('\n');
  if (!/^["']?\s*:\s*(#|$)/.test(first) || !rest.every(line => /^\s*(#|$)/.test(line))) return undefined;
  return endOfLine(source, parent.key.span.end) + newlineOf(source).length;
}

function shifted(line: string, by: number): string {
  if (line.trim() === '' || by >= 0) return line.trim() === '' ? line : ' '.repeat(by) + line;
  return line.slice(Math.min(-by, line.length - line.trimStart().length));
}
