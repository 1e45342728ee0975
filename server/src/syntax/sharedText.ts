/** Whether what is written in one place counts in others, too: through anchors, aliases and merge keys. Knows YAML alone. */
import type { YamlDocument } from './file.js';
import { type MapNode, type Node, type Span, walk } from './node.js';

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

/** An alias that brings a text to another place: the text alone, or with the list or map that it stands in. */
export interface Copied {
  readonly alias: Span;
  readonly what: 'word' | 'more';
}

/** The aliases by which what is written at `at` is read in other places. */
export function copiesOf(document: YamlDocument, at: Span): readonly Copied[] {
  return copiedIn(document, ({ span }) => contains(span, at));
}

/** What the alias that is written at `at` stands for; `undefined` where none is. */
export function copiedAt(document: YamlDocument, at: Span): Copied['what'] | undefined {
  return document.text[at.start] === '*'
    ? copiedIn(document, ({ alias }) => alias?.start === at.start)[0]?.what
    : undefined;
}

function copiedIn({ root, text }: YamlDocument, isMeant: (node: Node) => boolean): readonly Copied[] {
  if (!root || !mayHaveAlias(text)) return [];
  const found = new Map<number, Copied>();
  for (const node of walk(root)) {
    const keys = node.kind === 'map' ? node.entries.map(({ key }) => key) : [];
    for (const one of [node, ...keys]) {
      if (!one.alias || !isCopy(one) || !isMeant(one)) continue;
      found.set(one.alias.start, { alias: one.alias, what: isAlone(one) ? 'word' : 'more' });
    }
  }
  return [...found.values()];
}

/** Whether the alias of the node is its own, and not one of the list or map around it. */
function isAlone({ kind, parent, alias }: Node): boolean {
  if (kind !== 'scalar') return false;
  const outer = parent?.kind === 'entry' ? parent.map : parent;
  const isMerged = parent?.kind === 'entry' && parent.merged;
  return !isMerged && outer?.alias?.start !== alias?.start;
}

function mayHaveAlias(text: string): boolean {
  return /\*[^\s,[\]{}]/.test(text);
}

/** The nodes that got where they are by an alias. */
function copiesIn({ root, text }: YamlDocument): readonly Node[] {
  if (!root || !mayHaveAlias(text)) return [];
  // A merge key may have its map beside it.
  return [...walk(root)].filter(isCopy);
}

function isCopy({ alias, span }: Node): boolean {
  return alias !== undefined && !contains(alias, span);
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
