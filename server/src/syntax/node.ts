/**
 * The tree every other part of the server reads. It knows YAML and nothing of Kubernetes.
 *
 * Nodes are immutable, know their parent, and carry spans: offsets into the text of one document, never lines.
 */

/** Half-open range of offsets into the text of one document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Node = MapNode | SeqNode | ScalarNode;

interface NodeBase {
  /** Where the node is written. What an alias stands for is written at the anchor. */
  readonly span: Span;
  readonly parent: Entry | SeqNode | undefined;
  /** Where `*alias` is written, when the node got here through one. */
  readonly alias?: Span;
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  /** Also those that a merge key (`<<`) brought in, after the map's own. */
  readonly entries: readonly Entry[];
  /** Written in braces. */
  readonly flow: boolean;
}

export interface SeqNode extends NodeBase {
  readonly kind: 'seq';
  readonly items: readonly Node[];
  /** Written in brackets. */
  readonly flow: boolean;
}

export type ScalarValue = string | number | boolean | null;
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  /** What kubectl reads: a plain `0644` is the number 420, a plain `yes` is true. */
  readonly value: ScalarValue;
  /** The characters, without quotes and escapes: `0644`, `yes`. */
  readonly text: string;
  readonly style: ScalarStyle;
}

/** One `key: value` of a map. While the user is still typing, the value is a null scalar. */
export interface Entry {
  readonly kind: 'entry';
  readonly key: ScalarNode;
  readonly value: Node;
  readonly map: MapNode;
  /** From the start of the key to the end of the value (or of the alias that stands for it). */
  readonly span: Span;
  /** Brought in by a merge key, so it is written elsewhere. */
  readonly merged: boolean;
}

export type Path = readonly (string | number)[];

/** The name of `entry`'s field as JSON would have it: the key `on` is `true`, because kubectl reads it so. */
export function keyOf(entry: Entry): string {
  const { value } = entry.key;
  return value === null ? entry.key.text : String(value);
}

/** The entry of `node` named `key`; the last one wins, as for kubectl. `undefined` when there is none. */
export function entry(node: Node | undefined, key: string): Entry | undefined {
  return node?.kind === 'map' ? node.entries.findLast(e => keyOf(e) === key) : undefined;
}

/** Follows `path` down from `node`. */
export function get(node: Node | undefined, ...path: Path): Node | undefined {
  let at = node;
  for (const step of path) {
    at = typeof step === 'number' ? items(at)[step] : entry(at, step)?.value;
    if (!at) return undefined;
  }
  return at;
}

export function items(node: Node | undefined): readonly Node[] {
  return node?.kind === 'seq' ? node.items : [];
}

export function entries(node: Node | undefined): readonly Entry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** The value of a scalar that kubectl reads as a string. */
export function text(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

export function number(node: Node | undefined): number | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : undefined;
}

/** Nothing is written there, or `null`: Kubernetes treats such a field as absent. */
export function isNull(node: Node | undefined): boolean {
  return !node || (node.kind === 'scalar' && node.value === null);
}

/** Where `node` sits below `root`, for instance `['spec', 'containers', 0, 'name']`. A key has the path of its entry. */
export function pathOf(node: Node, root?: Node): Path {
  const { parent } = node;
  if (!parent || node === root) return [];
  if (parent.kind === 'seq') return [...pathOf(parent, root), parent.items.indexOf(node)];
  return [...pathOf(parent.map, root), keyOf(parent)];
}

/** `node` and the nodes that it stands in, outwards. */
export function* around(node: Node): Iterable<Node> {
  for (let at: Node | undefined = node; at; at = at.parent?.kind === 'entry' ? at.parent.map : at.parent) yield at;
}

/** The innermost entry that is written at `offset`. */
export function entryAt(node: Node | undefined, offset: number): Entry | undefined {
  const isThere = ({ span }: Node | Entry) => span.start <= offset && offset <= span.end;
  if (!node || node.alias) return undefined;
  if (node.kind === 'seq') return entryAt(node.items.find(isThere), offset);
  const found = entries(node).find(field => !field.merged && isThere(field));
  return found && (entryAt(found.value, offset) ?? found);
}

/** `node` and everything below it, keys left out. */
export function* walk(node: Node): Iterable<Node> {
  yield node;
  if (node.kind === 'map') for (const { value } of node.entries) yield* walk(value);
  if (node.kind === 'seq') for (const item of node.items) yield* walk(item);
}
