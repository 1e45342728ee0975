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
  /** `variable`: the name in `$(NAME)`, somewhere within a text. */
  readonly slot: 'key' | 'value' | 'variable';
  /** Path of the map that gets the key, or of the value itself. */
  readonly path: Path;
  /** Names that the map has already, for a key. */
  readonly siblings: ReadonlySet<string>;
  /** The tree as it will be once the gap is filled; the gap holds a placeholder. */
  readonly root: Node;
  readonly node: ScalarNode;
  /** What `root` was read from, and where in it the placeholder begins. */
  readonly text: string;
  readonly at: number;
  /** The word around the cursor: what a completion replaces. Quotes of the word are part of it. */
  readonly replace: Span;
  /** What stands left of the cursor within the word. */
  readonly typed: string;
  /** A colon follows already, so a completed key must not bring its own. */
  readonly hasColon: boolean;
  /** The gap is inside `{ }` or `[ ]`. */
  readonly flow: boolean;
  /** What fills the gap is a new item of a block list, and must bring the dash. */
  readonly needsDash: boolean;
  /** Another key or item follows in the same braces or brackets, and no comma stands in between. */
  readonly needsComma: boolean;
  /** The quote that the word at the cursor begins with. */
  readonly quote: '"' | "'" | '';
}

/** A longer word is data: nothing completes it, and looking at all of it would take its time. */
const longestWord = 1000;

/** Each guess is a parse of the whole text: in a longer one only the likeliest is tried. */
const longText = 256 * 1024;

const placeholder = 'cursorIsHere';

/**
 * The gaps that may be at `offset`, most likely first, even where the text does not parse yet: a placeholder is put
 * at the cursor and the tree that results is asked where the placeholder went. None in comments and block scalars.
 */
export function* gapsAt(text: string, offset: number): Iterable<Gap> {
  const variable = variableAt(text, offset);
  if (variable) return yield variable;
  const word = wordAt(text, offset);
  if (!word) return;
  const line = text.slice(text.lastIndexOf('\n', word.start - 1) + 1, word.start);
  const rest = text.slice(word.end, lineEnd(text, word.end));
  const hasColon = /^["']?[ \t]*:/.test(rest);
  const fillers = isDashColumn(text, word.start, line)
    ? fillersFor(`${line}- `, hasColon).map(filler => `- ${filler}`)
    : fillersFor(line, hasColon);
  for (const filler of text.length > longText ? fillers.slice(0, 1) : fillers) {
    const gap = fill(text, word, filler, hasColon, offset);
    if (gap) yield gap;
  }
}

/** What to put at the cursor, most likely first: a new line of a block begins a key, anything else may be a value. */
function fillersFor(line: string, hasColon: boolean): readonly string[] {
  if (hasColon) return [placeholder];
  const beginsEntry = /^[ \t]*(?:- +)*["']?$/.test(line);
  const inFlow = /[{[,][ \t]*["']?$/.test(line);
  if (beginsEntry) return [`${placeholder}:`, placeholder, `${placeholder}: 0,`, `${placeholder},`];
  return inFlow ? [`${placeholder}: 0`, `${placeholder}: 0,`, placeholder, `${placeholder},`] : [placeholder];
}

/**
 * Whether a line that begins at `start` stands in the column of an indented list's dashes, where only another item may
 * stand. Where the dashes stand in the column of the list's key, another key may follow too.
 */
function isDashColumn(text: string, start: number, line: string): boolean {
  if (!/^ *$/.test(line)) return false;
  const column = line.length;
  let sawDash = false;
  for (let end = start - column - 1; end >= 0; ) {
    const begin = text.lastIndexOf('\n', end - 1) + 1;
    const above = text.slice(begin, end);
    end = begin - 1;
    const indent = above.search(/[^ ]/);
    if (/^\s*(?:#|$)/.test(above) || indent > column) continue;
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(above)) break;
    // Behind its dashes a line may hold a key, or the list's first dash, in this very column.
    const lead = /^[ -]*$/.test(above.slice(0, column)) ? above.slice(column) : '';
    const isDash = /^-(?:\s|$)/.test(lead);
    if (indent < column) return isDash || (sawDash && !/^[^\s-]/.test(lead));
    if (!isDash) return false;
    sawDash = true;
  }
  return sawDash;
}

/** Whether what follows the gap in braces or brackets is neither a comma nor their end. */
function runsIntoNext(text: string, end: number): boolean {
  const next = /^(?:\s|(?<=\s)#[^\n]*(?=\n|$))*([^\s#])/.exec(text.slice(end, end + longestWord))?.[1] ?? '}';
  return !/[,:}\]]/.test(next);
}

/** The gap in `$(NAME)`, in a text of any style. A parenthesis that follows is replaced with the name. */
function variableAt(text: string, offset: number): Gap | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const [, typed] = /(?<!\$)(?:\$\$)*\$\(([-.\w]*)$/.exec(line) ?? [];
  if (typed === undefined || line.length > longestWord) return undefined;
  const rest = text.slice(offset, lineEnd(text, offset));
  const after = /^[-.\w]*\)?/.exec(rest)?.[0].length ?? 0;
  const { quote } = scanLine(line);
  const opened = quote === undefined ? '' : line.charAt(quote);
  const isOpen = opened !== '' && !rest.slice(after).includes(opened);
  const replace = { start: offset - typed.length, end: offset + after };
  const filled = `${text.slice(0, replace.start)}${placeholder})${isOpen ? opened : ''}${text.slice(replace.end)}`;
  const { root } = parse(filled);
  const node = root && findScalar(root, scalar => scalar.text.includes(`$(${placeholder})`));
  if (!root || !node) return undefined;
  const flow = node.parent?.kind === 'entry' ? node.parent.map.flow : node.parent?.flow === true;
  return {
    slot: 'variable',
    path: pathOf(node),
    siblings: new Set(),
    root,
    node,
    text: filled,
    at: replace.start,
    replace,
    typed,
    hasColon: false,
    flow,
    needsDash: false,
    needsComma: false,
    quote: '',
  };
}

function fill(text: string, word: Word, filler: string, hasColon: boolean, offset: number): Gap | undefined {
  const filled = `${text.slice(0, word.start)}${filler}${text.slice(word.end)}`;
  const { root } = parse(filled);
  const node = root && findScalar(root, scalar => scalar.text === placeholder);
  if (!root || !node) return undefined;
  const { parent } = node;
  const isKey = parent?.kind === 'entry' && parent.key === node;
  if (isKey && isBare(parent)) return undefined;
  const map = isKey ? parent.map : undefined;
  const flow = isKey ? parent.map.flow : parent?.kind === 'seq' ? parent.flow : (parent?.map.flow ?? false);
  const first = text.charAt(word.start);
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
    text: filled,
    at: node.span.start,
    replace: { start: word.start, end: word.end },
    typed: text.slice(word.start, offset),
    hasColon,
    flow,
    needsDash: filler.startsWith('- '),
    needsComma: flow && !hasColon && (isKey || parent?.kind === 'seq') && runsIntoNext(text, word.end),
    quote: first === '"' || first === "'" ? first : '',
  };
}

/** `[a: b]` is a list of a map without braces. Nobody writes that, and JSON does not know it. */
function isBare({ map, key }: Entry): boolean {
  return map.parent?.kind === 'seq' && map.parent.flow && map.span.start === key.span.start;
}

interface Word extends Span {}

/**
 * The word around `offset`; for a quoted word everything between the quotes, and the quotes. `undefined` in a comment,
 * and where it is too long to be a word.
 */
function wordAt(text: string, offset: number): Word | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = scanLine(text.slice(lineStart, offset));
  if (before.isComment) return undefined;
  const word =
    before.quote === undefined ? plainWordAt(text, offset) : quotedWordAt(text, lineStart + before.quote, offset);
  return word.end - word.start > longestWord ? undefined : word;
}

function quotedWordAt(text: string, start: number, offset: number): Word {
  const close = text.slice(offset, lineEnd(text, offset)).indexOf(text[start] ?? '"');
  return { start, end: close < 0 ? offset : offset + close + 1 };
}

function plainWordAt(text: string, offset: number): Word {
  const isWord = (at: number) => /[\w.\-/$()=~]/.test(text.charAt(at));
  let start = offset;
  while (start >= offset - longestWord && isWord(start - 1)) start--;
  let end = offset;
  while (end <= offset + longestWord && isWord(end)) end++;
  const dashes = /^(?:- *)+/.exec(text.slice(start, offset))?.[0] ?? '';
  return { start: start + dashes.length, end };
}

/** Whether the end of `line` is in a comment, and the column of a quote that is still open there. */
function scanLine(line: string): { readonly isComment: boolean; readonly quote: number | undefined } {
  let quote: number | undefined;
  for (let i = 0; i < line.length; i++) {
    const char = line[i];
    if (quote === undefined) {
      if (char === '#' && /^\s?$/.test(line.charAt(i - 1))) return { isComment: true, quote };
      if ((char === '"' || char === "'") && /^[\s:[{,-]?$/.test(line.charAt(i - 1))) quote = i;
    } else if (char === line[quote]) quote = undefined;
    else if (char === '\\' && line[quote] === '"') i++;
  }
  return { isComment: false, quote };
}

function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}

function findScalar(node: Node, isWanted: (scalar: ScalarNode) => boolean): ScalarNode | undefined {
  if (node.alias) return undefined;
  if (node.kind === 'scalar') return isWanted(node) ? node : undefined;
  if (node.kind === 'seq') return firstFound(node.items, isWanted);
  for (const { key, value, merged } of node.entries) {
    if (merged) continue;
    if (isWanted(key)) return key;
    const found = findScalar(value, isWanted);
    if (found) return found;
  }
  return undefined;
}

function firstFound(nodes: readonly Node[], isWanted: (scalar: ScalarNode) => boolean): ScalarNode | undefined {
  for (const node of nodes) {
    const found = findScalar(node, isWanted);
    if (found) return found;
  }
  return undefined;
}
