/**
 * A file as its YAML documents. Each document is parsed by itself, on first use, and kept while its own text stays
 * the same: an edit costs what the edited document costs, however long the file is.
 */
import { countLines, lineStartsOf } from './lines.js';
import type { Node } from './node.js';
import { parse, type SyntaxProblem } from './parse.js';

/** One YAML document, with its `---` line. Offsets in its tree count from the start of its own text. */
export class YamlDocument {
  readonly text: string;
  #lineStarts: readonly number[] | undefined;
  #parsed: { readonly root: Node | undefined; readonly problems: readonly SyntaxProblem[] } | undefined;

  constructor(text: string) {
    this.text = text;
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
}

/** The documents of `text`, taking over from `previous` those whose text did not change. */
export function readFile(uri: string, version: number, text: string, previous?: YamlFile): YamlFile {
  const texts = splitDocuments(text);
  const old = previous?.parts ?? [];
  let head = 0;
  while (head < texts.length && old[head]?.document.text === texts[head]) head++;
  let tail = 0;
  while (
    tail < texts.length - head &&
    tail < old.length - head &&
    old.at(-1 - tail)?.document.text === texts.at(-1 - tail)
  )
    tail++;

  const parts: Part[] = [];
  let start = 0;
  let startLine = 0;
  for (const [i, own] of texts.entries()) {
    const same = i < head ? old[i] : i >= texts.length - tail ? old[old.length - texts.length + i] : undefined;
    const document = same?.document ?? new YamlDocument(detach(own));
    parts.push({ document, start, startLine });
    start += own.length;
    startLine += same ? linesIn(same, own) : countLines(own);
  }
  return { uri, version, text, parts };
}

function linesIn(part: Part, text: string): number {
  return text.length === 0 ? 0 : part.document.lineStarts.length - 1;
}

/** The part that holds `offset` of the file. */
export function partAt(file: YamlFile, offset: number): Part {
  const found = file.parts.findLast(part => part.start <= offset) ?? file.parts[0];
  if (!found) throw new Error('a file has at least one part');
  return found;
}

/** Cuts before every line that starts with `---`: there a document begins, whatever surrounds it. */
function splitDocuments(text: string): string[] {
  const texts: string[] = [];
  let start = 0;
  for (let at = text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', at + 1)) {
    if (!/^[\s]?$/.test(text.charAt(at + 4))) continue;
    texts.push(text.slice(start, at + 1));
    start = at + 1;
  }
  texts.push(text.slice(start));
  return texts;
}

/** A copy that does not keep the whole file's text alive, as a slice of it would. */
function detach(text: string): string {
  const copy = Buffer.from(text, 'utf8').toString('utf8');
  return copy === text ? copy : Buffer.from(text, 'utf16le').toString('utf16le');
}
