/** Growing a selection step by step: the word, its entry, the map around it, and so on to the whole document. */
import type { Position, SelectionRange } from 'vscode-languageserver-types';
import type { YamlFile } from '../syntax/file.js';
import { contains, nodesAt } from '../syntax/locate.js';
import { entries, type Node, type Span } from '../syntax/node.js';
import { placeOf, toRange } from './range.js';

export function selectionRanges(file: YamlFile, positions: readonly Position[]): SelectionRange[] {
  return positions.map(position => {
    const { part, offset } = placeOf(file, position);
    const nodes = nodesAt(part.document.root, offset);
    const spans = [{ start: 0, end: part.document.text.length }, ...nodes.flatMap(node => spansAt(node, offset))];
    let selection: SelectionRange | undefined;
    let outer: Span | undefined;
    for (const span of spans) {
      if (outer && outer.start === span.start && outer.end === span.end) continue;
      outer = span;
      selection = { range: toRange(part, span), ...(selection && { parent: selection }) };
    }
    return selection ?? { range: { start: position, end: position } };
  });
}

/** The node, and the entry and key in it that hold `offset`. */
function spansAt(node: Node, offset: number): Span[] {
  const entry = entries(node).find(({ span, merged }) => !merged && contains(span, offset));
  if (!entry) return [node.span];
  return contains(entry.key.span, offset) ? [node.span, entry.span, entry.key.span] : [node.span, entry.span];
}
