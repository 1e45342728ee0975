/** What can be folded: documents, everything written over several lines below a key or a dash, runs of comments. */
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import type { Part, YamlFile } from '../syntax/file.js';
import { lineAt } from '../syntax/lines.js';
import type { Node, Span } from '../syntax/node.js';

export function foldingRanges(file: YamlFile): FoldingRange[] {
  return file.parts.flatMap(part => {
    const { document } = part;
    const inner = document.root ? [...foldsOf(document.root)].flatMap(span => toFold(part, span) ?? []) : [];
    const whole = file.parts.length > 1 ? toFold(part, { start: 0, end: document.text.trimEnd().length }) : undefined;
    return [...(whole ? [whole] : []), ...inner, ...commentFolds(part)];
  });
}

function* foldsOf(node: Node): Iterable<Span> {
  if (node.alias) return;
  if (node.kind === 'map') {
    for (const { span, value, merged } of node.entries) {
      if (merged) continue;
      yield span;
      yield* foldsOf(value);
    }
  }
  if (node.kind === 'seq') {
    for (const item of node.items) {
      if (item.kind !== 'scalar') yield item.span;
      yield* foldsOf(item);
    }
  }
}

function toFold({ document, startLine }: Part, { start, end }: Span): FoldingRange | undefined {
  const first = lineAt(document.lineStarts, start);
  const last = lineAt(document.lineStarts, Math.max(start, end - 1));
  return last > first ? { startLine: startLine + first, endLine: startLine + last } : undefined;
}

function commentFolds({ document, startLine }: Part): FoldingRange[] {
  const runs = document.text.matchAll(/^[ \t]*#[^\n]*(?:\n[ \t]*#[^\n]*)+/gm);
  return [...runs].map(({ index, 0: text }) => ({
    startLine: startLine + lineAt(document.lineStarts, index),
    endLine: startLine + lineAt(document.lineStarts, index + text.length - 1),
    kind: FoldingRangeKind.Comment,
  }));
}
