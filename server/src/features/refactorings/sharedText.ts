/** Whether what is written in one place counts in others, too: through anchors, aliases and merge keys. Knows YAML alone. */
import type { YamlDocument } from '../../syntax/file.js';
import { type MapNode, type Node, type Span, walk } from '../../syntax/node.js';

/** Whether something that is written in `span` is read in another place. */
export function isUsedElsewhere(document: YamlDocument, span: Span): boolean {
  return copiesIn(document).some(copy => contains(span, copy.span));
}

/** Whether what is added to `map` is added to another one, too. */
export function isSharedMap(document: YamlDocument, map: MapNode): boolean {
  return copiesIn(document).some(copy => isSame(copy.span, map.span)) || isMergeSource(document, map);
}

/** Whether a merge key may take single fields of `map`: then one that comes or goes decides about those of others. */
export function isMergeSource(document: YamlDocument, map: MapNode): boolean {
  const name = anchorOf(document, map);
  if (name === undefined) return false;
  const copies = copiesIn(document).filter(({ span }) => isSame(span, map.span));
  const whole = new Set(copies.map(({ alias }) => alias?.start));
  const uses = [...document.text.matchAll(/(?<=\*)[^\s,[\]{}]+/g)].filter(([used]) => used === name);
  return uses.some(({ index }) => !whole.has(index - 1));
}

/** The nodes that got where they are by an alias. */
function copiesIn({ root, text }: YamlDocument): readonly Node[] {
  if (!root || !/\*[^\s,[\]{}]/.test(text)) return [];
  // A merge key may have its map beside it.
  return [...walk(root)].filter(({ alias, span }) => alias && !contains(alias, span));
}

function anchorOf({ text }: YamlDocument, { span }: MapNode): string | undefined {
  return /&([^\s,[\]{}]+)(?:\s+!\S*)?(?:\s+#.*)*\s+$/.exec(text.slice(0, span.start))?.[1];
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
