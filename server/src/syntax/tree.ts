/**
 * Copies the tree of the `yaml` package into ours, which has parents, has no aliases, and does not change with the
 * package. Knows nothing of errors in the text, except for aliases that lead nowhere.
 */
import { type Alias, isAlias, isMap, isScalar, isSeq, type ParsedNode, type Scalar } from 'yaml';
import type { Entry, MapNode, Node, ScalarNode, ScalarStyle, SeqNode, Span } from './node.js';
import type { SyntaxProblem } from './problems.js';
import { resolvePlain } from './scalars.js';

/** How many nodes aliases may add to one document. Ten lines of YAML can ask for billions. */
const aliasBudget = 10_000;
/** Aliases can go deeper than the text is; no manifest does. */
export const deepestLevel = 200;

export interface Tree {
  readonly root: Node;
  readonly problems: readonly SyntaxProblem[];
}

export function toTree(contents: ParsedNode, text: string): Tree {
  const builder = new TreeBuilder(text);
  return { root: builder.build(contents), problems: builder.problems };
}

/** Nothing is written there. */
export function isEmpty(node: ParsedNode): boolean {
  return isScalar(node) && node.type === 'PLAIN' && (node.source ?? '') === '';
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Parent = Entry | SeqNode | undefined;

const styles: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

class TreeBuilder {
  readonly problems: SyntaxProblem[] = [];
  readonly #text: string;
  /** The nodes that aliases may stand for, as far as they are read. */
  readonly #anchors = new Map<string, ParsedNode>();
  readonly #open = new Set<ParsedNode>();
  #budget = aliasBudget;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  build(contents: ParsedNode): Node {
    return this.#node(contents, undefined, undefined);
  }

  #node(source: ParsedNode, parent: Parent, alias: Span | undefined): Node {
    const span = this.#spanOf(source);
    if (!alias && !isAlias(source) && source.anchor) this.#anchors.set(source.anchor, source);
    if (alias && --this.#budget < 0) return nothing(span, parent, alias);
    if (this.#depth > deepestLevel) {
      this.problems.push({ span, message: `nested more than ${deepestLevel} levels deep` });
      return nothing(span, parent, alias);
    }
    this.#depth++;
    try {
      if (isAlias(source)) return this.#target(source, parent, alias ?? span);
      if (isMap<ParsedNode, ParsedNode | null>(source)) return this.#map(source, span, parent, alias);
      if (isSeq<ParsedNode>(source)) return this.#seq(source, span, parent, alias);
      return this.#scalar(source, span, parent, alias);
    } finally {
      this.#depth--;
    }
  }

  #spanOf(source: ParsedNode): Span {
    const span = spanOf(source);
    const isBlock = (isMap(source) || isSeq(source)) && !source.flow;
    if (isScalar(source) && !source.type?.startsWith('BLOCK')) return span;
    return isBlock || isScalar(source) ? trimEnd(this.#text, span) : span;
  }

  #target(source: Alias.Parsed, parent: Parent, alias: Span): Node {
    const target = this.#anchors.get(source.source);
    if (!target)
      this.problems.push({ span: spanOf(source), message: 'no anchor (&name) of this alias stands before it' });
    if (!target || this.#open.has(target)) return nothing(alias, parent, alias);
    this.#open.add(target);
    const copy = this.#node(target, parent, alias);
    this.#open.delete(target);
    return copy;
  }

  #seq(source: { items: ParsedNode[]; flow?: boolean }, span: Span, parent: Parent, alias: Span | undefined): SeqNode {
    const seq: Writable<SeqNode> = { kind: 'seq', span, parent, items: [], flow: source.flow === true };
    if (alias) seq.alias = alias;
    seq.items = source.items.map(item => this.#node(item, seq, alias));
    if (!seq.flow) seq.span = { start: span.start, end: endOf(seq.items.at(-1), span) };
    return seq;
  }

  #map(
    source: { items: { key: ParsedNode; value: ParsedNode | null }[]; flow?: boolean },
    span: Span,
    parent: Parent,
    alias: Span | undefined,
  ): MapNode {
    const map: Writable<MapNode> = { kind: 'map', span, parent, entries: [], flow: source.flow === true };
    if (alias) map.alias = alias;
    const own: Entry[] = [];
    const merged: Entry[] = [];
    for (const { key, value } of source.items) {
      if (isMergeKey(key) && value) merged.push(...this.#merge(value, map));
      else own.push(this.#entry(map, key, value, alias));
    }
    map.entries = merged.length === 0 ? own : withMerged(own, merged);
    if (!map.flow && merged.length === 0) map.span = { start: span.start, end: own.at(-1)?.span.end ?? span.end };
    return map;
  }

  #entry(map: MapNode, key: ParsedNode, value: ParsedNode | null, alias: Span | undefined): Entry {
    const entry = { kind: 'entry', map, merged: false } as Writable<Entry>;
    const name = this.#node(key, entry, alias);
    entry.key = name.kind === 'scalar' ? name : nothing(name.span, entry, alias);
    const afterKey = value && isEmpty(value) ? this.#afterColon(entry.key.span.end) : entry.key.span.end;
    entry.value =
      value && !isEmpty(value)
        ? this.#node(value, entry, alias)
        : nothing({ start: afterKey, end: afterKey }, entry, alias);
    const end = value && isAlias(value) ? spanOf(value).end : entry.value.span.end;
    entry.span = { start: entry.key.span.start, end: Math.max(end, entry.key.span.end) };
    return entry;
  }

  #afterColon(offset: number): number {
    const colon = this.#text.indexOf(':', offset);
    return colon < 0 ? offset : colon + 1;
  }

  /** The entries of the map, or of the list of maps, that `<<` names. */
  #merge(source: ParsedNode, map: MapNode): Entry[] {
    const node = this.#node(source, { kind: 'entry', map } as Entry, spanOf(source));
    const maps = node.kind === 'seq' ? node.items : [node];
    return maps.flatMap(from => (from.kind === 'map' ? from.entries.map(entry => adopt(entry, map)) : []));
  }

  #scalar(source: Scalar.Parsed, span: Span, parent: Parent, alias: Span | undefined): ScalarNode {
    const style = styles[source.type ?? ''] ?? 'plain';
    const text = typeof source.value === 'string' ? source.value : String(source.source ?? '');
    const value = isResolved(style, source.tag) ? resolvePlain(text) : text;
    return { kind: 'scalar', span, parent, value, text, style, ...(alias && { alias }) };
  }
}

/** A map's own entries win over merged ones, and of these the first of a name. */
function withMerged(own: readonly Entry[], merged: readonly Entry[]): readonly Entry[] {
  const names = new Set(own.map(({ key }) => key.text));
  return [...own, ...merged.filter(({ key }) => !names.has(key.text) && names.add(key.text))];
}

/** A merged entry belongs to the map that merged it; its nodes stay where they are written. */
function adopt(entry: Entry, map: MapNode): Entry {
  const copy = { ...entry, map, merged: true } as Writable<Entry>;
  copy.value = { ...entry.value, parent: copy };
  copy.key = { ...entry.key, parent: copy };
  return copy;
}

function isMergeKey(key: ParsedNode): boolean {
  if (!isScalar(key) || key.source !== '<<') return false;
  return key.tag === 'tag:yaml.org,2002:merge' || (key.type === 'PLAIN' && key.tag === undefined);
}

/** A plain scalar is resolved unless tagged as a string, a quoted one only when tagged as something else. */
function isResolved(style: ScalarStyle, tag: string | undefined): boolean {
  if (tag === undefined) return style === 'plain';
  return /^tag:yaml\.org,2002:(int|float|bool|null)$/.test(tag);
}

function spanOf(node: ParsedNode): Span {
  return { start: node.range[0], end: node.range[1] };
}

/** The end of a block value without the line breaks that follow it. */
function trimEnd(text: string, { start, end }: Span): Span {
  let last = end;
  while (last > start && (text[last - 1] === '\n' || text[last - 1] === '\r' || text[last - 1] === ' ')) last--;
  return { start, end: last };
}

/** Where the last item of a block list ends; what came through an alias ends where the alias does. */
function endOf(item: Node | undefined, list: Span): number {
  return item ? (item.alias ?? item.span).end : list.end;
}

function nothing(span: Span, parent: Parent, alias: Span | undefined): ScalarNode {
  return { kind: 'scalar', span, parent, value: null, text: '', style: 'plain', ...(alias && { alias }) };
}
