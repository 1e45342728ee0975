/** Comments that would go with what is removed, and their way to the place where its successor stands. */
import { blockScalarAt } from './blockScalar.js';
import { columnOf, type Edit, endOfLine, newlineOf, type Source, startOfLine, startsLine } from './edit.js';
import { columnAround } from './lastLine.js';
import { type Node, type Span, walk } from './node.js';

/** The comments in what `edits` remove, from their `#` on; `node` is all that is removed besides them, or holds it. */
export function commentsIn(source: Source, edits: readonly Edit[], node: Node): readonly string[] {
  const scalars = scalarsIn(source, node);
  return edits.flatMap(({ span, text }) => {
    let gap = span.start;
    const kept = new Set(commentsOf(text));
    const gaps = [...scalars.filter(({ end, start }) => span.start <= start && end <= span.end), end(span)].map(own => {
      const between = source.text.slice(gap, own.start);
      gap = own.end;
      return between;
    });
    return gaps.flatMap(commentsOf).filter(comment => !kept.has(comment));
  });
}

function end(span: Span): Span {
  return { start: span.end, end: span.end };
}

function commentsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?<=^|\s)#[^\r\n]*/g)].map(([comment]) => comment.trimEnd());
}

/** Where no comment can be: what is quoted or plain, and the lines of a block, in their order. */
function scalarsIn(source: Source, node: Node): readonly Span[] {
  const own = node.parent?.kind === 'entry' ? [node.parent.key] : [];
  const all = [...own, ...walk(node)].flatMap(at => {
    const keys = at.kind === 'map' ? at.entries.map(({ key }) => key) : [];
    return [at, ...keys].flatMap(scalar => (scalar.kind === 'scalar' && !scalar.alias ? scalar : []));
  });
  return all
    .map(scalar => {
      const block = blockScalarAt(source, scalar, columnAround(source, scalar));
      return block
        ? { start: endOfLine(source, block.headerEnd), end: Math.max(block.end, scalar.span.end) }
        : scalar.span;
    })
    .sort((a, b) => a.start - b.start);
}

/** Puts comments on lines above the one that begins at `offset`; `undefined` where something stands before it. */
export function commentsAt(source: Source, offset: number, comments: readonly string[]): Edit | undefined {
  if (!startsLine(source, offset)) return undefined;
  const at = startOfLine(source, offset);
  const margin = ' '.repeat(columnOf(source, offset));
  return { span: { start: at, end: at }, text: comments.map(own => margin + own + newlineOf(source)).join('') };
}
