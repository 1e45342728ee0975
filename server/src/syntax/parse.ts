/**
 * Text of one document to tree. The only file that knows the `yaml` package's nodes.
 *
 * Parsing never throws: broken text yields the part that could be read, plus problems.
 */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseAllDocuments,
  type Scalar,
  visit,
} from 'yaml';
import type { Entry, MapNode, Node, ScalarNode, ScalarStyle, SeqNode, Span } from './node.js';
import { describeProblem } from './problems.js';
import { resolvePlain } from './scalars.js';

export interface SyntaxProblem {
  readonly span: Span;
  readonly message: string;
}

export interface Parsed {
  readonly root: Node | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/** A document longer than this is left unread: parsing it would make typing wait. An object in etcd is below 1.5 MiB. */
const longestDocument = 2 * 1024 * 1024;
/** How many nodes aliases may add to one document. Ten lines of YAML can ask for billions. */
const aliasBudget = 10_000;
/** One mistake can make an error of every line below it; nobody reads so many. */
const mostProblems = 100;
/** Deeper than any real manifest, and far from the end of the stack. */
const deepestLevel = 200;

export function parse(text: string): Parsed {
  if (text.length > longestDocument) return unread('document longer than 2 MiB: Kubewright does not read it');
  if (nestingOf(text) > deepestLevel) return unread(`nested more than ${deepestLevel} levels deep`);
  try {
    return read(text);
  } catch (error) {
    if (error instanceof RangeError) return unread('nested too deeply to be read');
    throw error;
  }
}

function unread(message: string): Parsed {
  return { root: undefined, problems: [{ span: { start: 0, end: 1 }, message }] };
}

/** An upper bound of the levels: open brackets, or steps of indentation. Cheap, and asked before the parser runs. */
function nestingOf(text: string): number {
  let open = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++open);
    else if ((code === 0x5d || code === 0x7d) && open > 0) open--;
    else if (code === 0x0a) open = 0;
  }
  return deepest;
}

function read(text: string): Parsed {
  const documents = parseAllDocuments<ParsedNode>(text, {
    schema: 'failsafe',
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
  });
  if ('empty' in documents) return { root: undefined, problems: [] };
  const problems = documents.flatMap(doc => problemsOf(doc, text));
  const first = documents.find(doc => doc.contents && !isEmpty(doc.contents));
  const builder = first && new TreeBuilder(first, text);
  const root = first?.contents && builder?.build(first.contents);
  return { root: root ?? undefined, problems: [...problems, ...(builder?.problems ?? [])] };
}

function problemsOf(document: Document.Parsed, text: string): SyntaxProblem[] {
  if (document.errors.length === 0) return [];
  const quotes = quotesIn(document);
  return document.errors.slice(0, mostProblems).map(error => describeProblem(text, error, quotes));
}

/** Where quoted scalars begin. */
function quotesIn(document: Document.Parsed): number[] {
  const starts: number[] = [];
  visit(document, {
    Scalar: (_key, { type, range }) => {
      if (type?.startsWith('QUOTE') && range) starts.push(range[0]);
    },
  });
  return starts;
}

function isEmpty(node: ParsedNode): boolean {
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

/** Copies the tree of `yaml` into ours, which has parents, has no aliases, and does not change with the package. */
class TreeBuilder {
  readonly problems: SyntaxProblem[] = [];
  readonly #document: Document.Parsed;
  readonly #text: string;
  readonly #open = new Set<ParsedNode>();
  #budget = aliasBudget;
  #depth = 0;

  constructor(document: Document.Parsed, text: string) {
    this.#document = document;
    this.#text = text;
  }

  build(contents: ParsedNode): Node {
    return this.#node(contents, undefined, undefined);
  }

  #node(source: ParsedNode, parent: Parent, alias: Span | undefined): Node {
    const span = this.#spanOf(source);
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

  #target(source: ParsedNode & { resolve(doc: Document): unknown }, parent: Parent, alias: Span): Node {
    const target = source.resolve(this.#document) as ParsedNode | undefined;
    if (!target)
      this.problems.push({ span: this.#spanOf(source), message: 'no anchor (&name) of this alias stands before it' });
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
    return map;
  }

  #entry(map: MapNode, key: ParsedNode, value: ParsedNode | null, alias: Span | undefined): Entry {
    const entry = { kind: 'entry', map, merged: false } as Writable<Entry>;
    const name = this.#node(key, entry, alias);
    entry.key = name.kind === 'scalar' ? name : nothing(name.span, entry, alias);
    const colon = this.#text.indexOf(':', entry.key.span.end);
    const afterKey = colon < 0 ? entry.key.span.end : colon + 1;
    entry.value =
      value && !isEmpty(value)
        ? this.#node(value, entry, alias)
        : nothing({ start: afterKey, end: afterKey }, entry, alias);
    const end = value && isAlias(value) ? spanOf(value).end : entry.value.span.end;
    entry.span = { start: entry.key.span.start, end: Math.max(end, entry.key.span.end) };
    return entry;
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
  return isScalar(key) && key.type === 'PLAIN' && key.value === '<<';
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

function nothing(span: Span, parent: Parent, alias: Span | undefined): ScalarNode {
  return { kind: 'scalar', span, parent, value: null, text: '', style: 'plain', ...(alias && { alias }) };
}
