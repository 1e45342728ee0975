/**
 * Formatting that touches nothing but white space: indentation, blanks at the end of lines, the last line break.
 * Lists keep the style they have, indented or not. Text that does not parse is left as it is.
 */
import type { TextEdit } from 'vscode-languageserver-types';
import { isTemplate } from '../model/templates.js';
import { apply, columnOf, type Edit, newlineOf } from '../syntax/edit.js';
import { YamlDocument, type YamlFile } from '../syntax/file.js';
import { lineAt } from '../syntax/lines.js';
import type { Node } from '../syntax/node.js';
import { toTextEdits } from './range.js';

/** The edits, document by document. */
export function* formatting(file: YamlFile, tabSize: number): Iterable<readonly TextEdit[]> {
  const step = tabSize >= 1 && tabSize <= 8 ? tabSize : 2;
  const last = file.parts.at(-1);
  for (const part of file.parts) {
    const edits = editsFor(part.document, step, part === last);
    yield toTextEdits(part, edits);
  }
}

function editsFor(document: YamlDocument, step: number, isLast: boolean): readonly Edit[] {
  if (document.problems.length > 0 || isTemplate(document)) return [];
  const edits = new Layout(document, step).edits(isLast);
  if (edits.length === 0) return edits;
  const same = sameMeaning(document.root, new YamlDocument(apply(document.text, edits)).root);
  return same ? edits : [];
}

function sameMeaning(a: Node | undefined, b: Node | undefined): boolean {
  return JSON.stringify(shape(a)) === JSON.stringify(shape(b));
}

function shape(node: Node | undefined): unknown {
  if (!node) return undefined;
  if (node.kind === 'scalar') return [node.style, node.text];
  if (node.kind === 'seq') return node.items.map(shape);
  return { map: node.entries.map(({ key, value }) => [key.text, shape(value)]) };
}

/** Finds the column where each line shall begin. */
class Layout {
  readonly #document: YamlDocument;
  readonly #step: number;
  /** New column by line, for lines that begin a key or an item. */
  readonly #columns = new Map<number, number>();
  /** How far a line moves that goes on with what an earlier one began. */
  readonly #shifts = new Map<number, number>();
  /** Lines inside scalars: their ends are data. */
  readonly #inside = new Set<number>();

  constructor(document: YamlDocument, step: number) {
    this.#document = document;
    this.#step = step;
    if (document.root) this.#place(document.root, 0);
  }

  edits(isLast: boolean): Edit[] {
    const { text, lineStarts } = this.#document;
    const below = this.#linesBelow();
    const edits: Edit[] = [];
    for (const [line, start] of lineStarts.entries()) {
      const raw = text.slice(start, lineStarts[line + 1] ?? text.length).replace(/\r?\n$/, '');
      if (!this.#inside.has(line)) {
        const kept = raw.trimEnd().length;
        if (kept < raw.length) edits.push({ span: { start: start + kept, end: start + raw.length }, text: '' });
      }
      const column = raw.length - raw.trimStart().length;
      const wanted = this.#wanted(line, column, raw, below[line]);
      if (wanted !== column && raw.trim() !== '') {
        edits.push({ span: { start, end: start + column }, text: ' '.repeat(wanted) });
      }
    }
    if (isLast && text !== '' && !text.endsWith('\n')) {
      edits.push({ span: { start: text.length, end: text.length }, text: newlineOf(this.#document) });
    }
    return edits;
  }

  #wanted(line: number, column: number, raw: string, below: number | undefined): number {
    const own = this.#columns.get(line);
    if (own !== undefined) return own;
    const shift = this.#shifts.get(line);
    if (shift !== undefined) return Math.max(0, column + shift);
    return raw.trimStart().startsWith('#') ? this.#columnOfComment(column, below) : column;
  }

  /** A comment goes with the next line that has a place, if it stood in the same column; else it stays. */
  #columnOfComment(column: number, below: number | undefined): number {
    const placed = below === undefined ? undefined : this.#columns.get(below);
    return below !== undefined && this.#oldColumn(below) === column ? (placed ?? column) : column;
  }

  /** For each line the next one below it that has a place. */
  #linesBelow(): readonly (number | undefined)[] {
    const below: (number | undefined)[] = [];
    let next: number | undefined;
    for (let line = this.#document.lineStarts.length - 1; line >= 0; line--) {
      below[line] = next;
      if (this.#columns.has(line)) next = line;
    }
    return below;
  }

  /** `column` is where the node's own lines begin; `undefined` when it stands behind something on its line. */
  #place(node: Node, column: number | undefined): void {
    if (node.alias) return;
    if (node.kind === 'map' && !node.flow && column !== undefined) this.#placeMap(node, column);
    else if (node.kind === 'seq' && !node.flow && column !== undefined) this.#placeSeq(node, column);
    else this.#continue(node);
  }

  #placeMap(map: Extract<Node, { kind: 'map' }>, column: number): void {
    for (const { key, value, merged } of map.entries) {
      if (merged || key.alias) continue;
      this.#begin(key.span.start, column);
      const keyColumn = columnOf(this.#document, key.span.start);
      const isBelow = this.#line(value.span.start) > this.#line(key.span.start);
      const isBlock = value.kind !== 'scalar' && !value.flow && isBelow;
      const isLoose = value.kind === 'seq' && isBlock && columnOf(this.#document, value.span.start) === keyColumn;
      this.#place(value, isBlock ? (isLoose ? column : column + this.#step) : undefined);
    }
  }

  #placeSeq(seq: Extract<Node, { kind: 'seq' }>, column: number): void {
    for (const item of seq.items) {
      const dash = this.#document.text.lastIndexOf('-', item.span.start - 1);
      this.#begin(dash, column);
      const gap = columnOf(this.#document, item.span.start) - columnOf(this.#document, dash);
      const isBeside = this.#line(dash) === this.#line(item.span.start);
      this.#place(
        item,
        item.kind === 'scalar' || item.flow ? undefined : isBeside ? column + gap : column + this.#step,
      );
    }
  }

  #begin(offset: number, column: number): void {
    const line = this.#line(offset);
    const start = this.#document.lineStarts[line] ?? 0;
    if (this.#document.text.slice(start, offset).trim() === '') this.#columns.set(line, column);
  }

  /** The further lines of a scalar or of a flow collection move with its first line. */
  #continue(node: Node): void {
    const first = this.#line(node.span.start);
    const last = this.#line(Math.max(node.span.start, node.span.end - 1));
    const shift = this.#shiftOf(first);
    for (let line = first; line <= last; line++) {
      if (line > first) this.#shifts.set(line, shift);
      if (node.kind === 'scalar' && line < last) this.#inside.add(line);
      if (node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded') && line > first)
        this.#inside.add(line);
    }
  }

  #shiftOf(line: number): number {
    const old = this.#oldColumn(line);
    return (this.#columns.get(line) ?? old + (this.#shifts.get(line) ?? 0)) - old;
  }

  #oldColumn(line: number): number {
    const start = this.#document.lineStarts[line] ?? 0;
    return /^ */.exec(this.#document.text.slice(start))?.[0].length ?? 0;
  }

  #line(offset: number): number {
    return lineAt(this.#document.lineStarts, offset);
  }
}
