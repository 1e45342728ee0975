/** From an offset to a place in the tree. */
import { type Entry, entries, keyOf, type Node, type Path, pathOf, type ScalarNode, type Span } from './node.js';
import { parse } from './parse.js';

export function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The nodes around `offset`, from the root inwards, as written there: nothing that came through an alias. */
export function nodesAt(root: Node | undefined, offset: number): readonly Node[] {
  const found: Node[] = [];
  let node = root;
  while (node) {
    if (node.alias) return found;
    found.push(node);
    node = childAt(node, offset);
  }
  return found;
}

function childAt(node: Node, offset: number): Node | undefined {
  if (node.kind === 'seq') return node.items.find(item => !item.alias && contains(item.span, offset));
  if (node.kind !== 'map') return undefined;
  const entry = ownEntryAt(node, offset);
  return entry && !entry.value.alias && contains(entry.value.span, offset) ? entry.value : undefined;
}

function ownEntryAt(node: Node, offset: number): Entry | undefined {
  return entries(node).find(e => !e.merged && contains(e.span, offset));
}

/** The innermost entry whose key, or scalar value, is under `offset`. */
export function entryAt(root: Node | undefined, offset: number): Entry | undefined {
  const nodes = nodesAt(root, offset);
  const map = nodes.findLast(node => node.kind === 'map');
  const entry = map && ownEntryAt(map, offset);
  if (!entry) return undefined;
  if (contains(entry.key.span, offset)) return entry;
  return entry.value.kind === 'scalar' && contains(entry.value.span, offset) ? entry : undefined;
}

/** A place where something is about to be typed. */
export interface Gap {
  readonly slot: 'key' | 'value';
  /** Path of the map that gets the key, or of the value itself. */
  readonly path: Path;
  /** Names that the map has already, for a key. */
  readonly siblings: ReadonlySet<string>;
  /** The tree as it will be once the gap is filled; the gap holds a placeholder. */
  readonly root: Node;
  readonly node: ScalarNode;
  /** The word around the cursor: what a completion replaces. Quotes of the word are part of it. */
  readonly replace: Span;
  /** What stands left of the cursor within the word. */
  readonly typed: string;
  /** A colon follows already, so a completed key must not bring its own. */
  readonly hasColon: boolean;
  /** The gap is inside `{ }` or `[ ]`. */
  readonly flow: boolean;
}

const placeholder = 'cursorIsHere';

/**
 * The gaps that may be at `offset`, most likely first, even where the text does not parse yet: a placeholder is put
 * at the cursor and the tree that results is asked where the placeholder went. None in comments and block scalars.
 */
export function* gapsAt(text: string, offset: number): Iterable<Gap> {
  const word = wordAt(text, offset);
  const line = text.slice(text.lastIndexOf('\n', word.start - 1) + 1, word.start);
  if (/(^|\s)#/.test(stripQuoted(line))) return;
  const rest = text.slice(word.end, lineEnd(text, word.end));
  const hasColon = /^["']?[ \t]*:/.test(rest);
  for (const filler of fillersFor(line, hasColon)) {
    const gap = fill(text, word, filler, hasColon, offset);
    if (gap) yield gap;
  }
}

/** What to put at the cursor, most likely first: a new line of a block begins a key, anything else may be a value. */
function fillersFor(line: string, hasColon: boolean): readonly string[] {
  if (hasColon) return [placeholder];
  const beginsEntry = /^[ \t]*(?:- +)*["']?$/.test(line);
  const inFlowMap = /[{,][ \t]*["']?$/.test(line);
  if (beginsEntry) return [`${placeholder}:`, placeholder, `${placeholder}: 0,`];
  return inFlowMap ? [`${placeholder}: 0`, `${placeholder}: 0,`, placeholder] : [placeholder];
}

function fill(text: string, word: Word, filler: string, hasColon: boolean, offset: number): Gap | undefined {
  const { root } = parse(`${text.slice(0, word.start)}${filler}${text.slice(word.end)}`);
  const node = root && findPlaceholder(root);
  if (!root || !node) return undefined;
  const { parent } = node;
  const isKey = parent?.kind === 'entry' && parent.key === node;
  const map = isKey ? parent.map : undefined;
  return {
    slot: isKey ? 'key' : 'value',
    path: map ? pathOf(map) : pathOf(node),
    siblings: new Set(
      entries(map)
        .filter(e => e.key !== node)
        .map(keyOf),
    ),
    root,
    node,
    replace: { start: word.start, end: word.end },
    typed: text.slice(word.start, offset),
    hasColon,
    flow: isKey ? parent.map.flow : parent?.kind === 'seq' ? parent.flow : (parent?.map.flow ?? false),
  };
}

interface Word extends Span {}

/** The word around `offset`; for a quoted word everything between the quotes, and the quotes. */
function wordAt(text: string, offset: number): Word {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const after = text.slice(offset, lineEnd(text, offset));
  const quoted = openQuote(before);
  if (quoted !== undefined) {
    const close = after.indexOf(before[quoted] ?? '"');
    return { start: lineStart + quoted, end: close < 0 ? offset : offset + close + 1 };
  }
  const left = /[\w.\-/$()]*$/.exec(before)?.[0] ?? '';
  const right = /^[\w.\-/$()]*/.exec(after)?.[0] ?? '';
  return { start: offset - left.replace(/^(?:- *)+/, '').length, end: offset + right.length };
}

/** The column of a quote that is still open at the end of `line`. */
function openQuote(line: string): number | undefined {
  let open: number | undefined;
  for (let i = 0; i < line.length; i++) {
    const char = line[i];
    if (open === undefined) {
      if ((char === '"' || char === "'") && /[\s:[{,-]$|^$/.test(line.slice(0, i))) open = i;
    } else if (char === line[open]) open = undefined;
    else if (char === '\\' && line[open] === '"') i++;
  }
  return open;
}

function stripQuoted(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '""');
}

function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}

function findPlaceholder(node: Node): ScalarNode | undefined {
  if (node.alias) return undefined;
  if (node.kind === 'scalar') return node.text === placeholder ? node : undefined;
  if (node.kind === 'seq') return firstFound(node.items);
  for (const { key, value, merged } of node.entries) {
    if (merged) continue;
    if (key.text === placeholder) return key;
    const found = findPlaceholder(value);
    if (found) return found;
  }
  return undefined;
}

function firstFound(nodes: readonly Node[]): ScalarNode | undefined {
  for (const node of nodes) {
    const found = findPlaceholder(node);
    if (found) return found;
  }
  return undefined;
}
