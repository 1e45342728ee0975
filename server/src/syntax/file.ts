/**
 * A file as its YAML documents. Each document is parsed by itself, on first use, and kept while its own text stays
 * the same: an edit costs what the edited document costs, however long the file is. A file too large to have been
 * written by hand is not read at all.
 */
import { lineStartsOf } from './lines.js';
import type { Node } from './node.js';
import { type Parsed, parse } from './parse.js';
import type { SyntaxProblem } from './problems.js';

/** A larger file is left unread: it would fill the memory, and an editor with it would wait for us. */
const longestFile = 16 * 1024 * 1024;
const mostDocuments = 20_000;
/** Of an unread file so much is kept: enough to see whether it is ours. */
const keptOfUnread = 4096;

/** One YAML document, with its `---` line. Offsets in its tree count from the start of its own text. */
export class YamlDocument {
  readonly text: string;
  #lineStarts: readonly number[] | undefined;
  #parsed: Parsed | undefined;

  /** `parsed` where it is known without parsing. */
  constructor(text: string, parsed?: Parsed) {
    this.text = text;
    this.#parsed = parsed;
  }

  get lineStarts(): readonly number[] {
    this.#lineStarts ??= lineStartsOf(this.text);
    return this.#lineStarts;
  }

  /** `undefined` for a document with nothing but comments. */
  get root(): Node | undefined {
    return this.#result().root;
  }

  get problems(): readonly SyntaxProblem[] {
    return this.#result().problems;
  }

  #result() {
    this.#parsed ??= parse(this.text);
    return this.#parsed;
  }
}

/** A document and its place in the file. */
export interface Part {
  readonly document: YamlDocument;
  /** Offset of the document in the file. */
  readonly start: number;
  /** Line of the file on which the document begins; it always begins at the start of a line. */
  readonly startLine: number;
}

export interface YamlFile {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  /** In order, and together the whole text. Never empty. */
  readonly parts: readonly Part[];
  /** Too large to be read: the one part is the beginning of the text, with a problem that says so. */
  readonly isUnread: boolean;
}

/** The documents of `text`, taking over from `previous` those whose text did not change. */
export function readFile(uri: string, version: number, text: string, previous?: YamlFile): YamlFile {
  if (text.length > longestFile)
    return unread(uri, version, text, 'file longer than 16 MiB: Kubewright does not read it');
  const old = previous && !previous.isUnread ? previous.parts : [];
  const head = headOf(text, old);
  const headEnd = endOf(head.at(-1));
  const tail = tailOf(text, old.slice(head.length), headEnd);
  const between = text.slice(headEnd, text.length - lengthOf(tail));
  const isCovered = between === '' && head.length + tail.length > 0;
  const texts = isCovered ? [] : splitDocuments(between);
  if (head.length + texts.length + tail.length > mostDocuments) {
    return unread(uri, version, text, 'file of more than 20,000 documents: Kubewright does not read it');
  }
  const made = texts.map(own => ({ document: new YamlDocument(detach(own)), start: 0, startLine: 0 }));
  return { uri, version, text, parts: placed([...head, ...made, ...tail]), isUnread: false };
}

function unread(uri: string, version: number, text: string, message: string): YamlFile {
  const kept = detach(text.slice(0, keptOfUnread));
  const firstLine = { start: 0, end: kept.split(/\r?\n/, 1)[0]?.length ?? 0 };
  const document = new YamlDocument(kept, { root: undefined, problems: [{ span: firstLine, message, isLimit: true }] });
  return { uri, version, text, parts: [{ document, start: 0, startLine: 0 }], isUnread: true };
}

/** The parts with which `text` begins as well. Slices are compared because nothing else is as fast. */
function headOf(text: string, old: readonly Part[]): readonly Part[] {
  const changed = old.findIndex(part => {
    const end = endOf(part);
    return text.slice(part.start, end) !== part.document.text || !(end === text.length || isCut(text, end));
  });
  return changed < 0 ? old : old.slice(0, changed);
}

/** The parts with which `text` ends as well, none of them before `from`. */
function tailOf(text: string, old: readonly Part[], from: number): readonly Part[] {
  let start = text.length;
  const changed = old.findLastIndex(({ document }) => {
    const end = start;
    start -= document.text.length;
    return start < from || !isCut(text, start) || text.slice(start, end) !== document.text;
  });
  return old.slice(changed + 1);
}

/** The parts one after the other. Those that stay where they were stay the same. */
function placed(parts: readonly Part[]): readonly Part[] {
  let start = 0;
  let startLine = 0;
  return parts.map(part => {
    const { document } = part;
    const isThere = part.start === start && part.startLine === startLine;
    const own = isThere ? part : { document, start, startLine };
    start += document.text.length;
    startLine += document.lineStarts.length - 1;
    return own;
  });
}

function endOf(part: Part | undefined): number {
  return part ? part.start + part.document.text.length : 0;
}

function lengthOf(parts: readonly Part[]): number {
  const [first] = parts;
  return first ? endOf(parts.at(-1)) - first.start : 0;
}

/** The part that holds `offset` of the file. */
export function partAt(file: YamlFile, offset: number): Part {
  const found = file.parts.findLast(part => part.start <= offset) ?? file.parts[0];
  if (!found) throw new Error('a file has at least one part');
  return found;
}

/** What stands where a document may begin. */
const cuts = ['\n---', '\n{'];

/** Cuts before every line where a document begins, whatever surrounds it. Too many are too many. */
function splitDocuments(text: string): string[] {
  const places = cuts.flatMap(cut => placesOf(text, cut)).sort((a, b) => a - b);
  const texts: string[] = [];
  let start = 0;
  for (const place of places.slice(0, mostDocuments + 1)) {
    texts.push(text.slice(start, place));
    start = place;
  }
  texts.push(text.slice(start));
  return texts;
}

function placesOf(text: string, cut: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(cut); at >= 0 && places.length <= mostDocuments; at = text.indexOf(cut, at + 1)) {
    if (isCut(text, at + 1)) places.push(at + 1);
  }
  return places;
}

/** A document begins with `---`, or is one more JSON object behind another: kubectl reads both. */
function isCut(text: string, at: number): boolean {
  if (text[at - 1] !== '\n') return false;
  if (text[at] === '{') return /\}\r?\n$/.test(text.slice(Math.max(0, at - 3), at));
  return text.startsWith('---', at) && /^\s?$/.test(text.charAt(at + 3));
}

/** A copy that does not keep the whole file's text alive, as a slice of it would. */
function detach(text: string): string {
  const copy = Buffer.from(text, 'utf8').toString('utf8');
  return copy === text ? copy : Buffer.from(text, 'utf16le').toString('utf16le');
}
