// @ts-check
/** A document open in the client: its text, which takes the edits that the server is told of, and what was said of it. */

/** @typedef {{ line: number, character: number }} Position */
/** @typedef {{ start: Position, end: Position }} Range */
/** @typedef {{ range: Range, text: string }} Edit */
/** @typedef {{ range: Range, severity?: number, message: string }} Diagnostic */

export class OpenDocument {
  version = 1;
  /** How many times something was said. */
  answers = 0;
  /** How many of these were about an older text, as the server itself says. */
  stale = 0;
  /** @type {string | undefined} */
  resultId;
  /** A server may both push and be pulled; the two are kept apart. @type {{ push: Diagnostic[], pull: Diagnostic[] }} */
  said = { push: [], pull: [] };

  /** @param {string} uri @param {string} text */
  constructor(uri, text) {
    this.uri = uri;
    this.lines = text.split('\n');
  }

  get text() {
    return this.lines.join('\n');
  }

  get diagnostics() {
    return [...this.said.push, ...this.said.pull];
  }

  /** @param {number} line */
  lineText(line) {
    return this.lines[line] ?? '';
  }

  /** @param {Edit} edit */
  apply({ range: { start, end }, text }) {
    const head = this.lineText(start.line).slice(0, start.character);
    const tail = this.lineText(end.line).slice(end.character);
    this.lines.splice(start.line, end.line - start.line + 1, ...(head + text + tail).split('\n'));
    this.version++;
  }
}

/** @param {number} line @param {number} character @param {string} text @returns {Edit} */
export function insert(line, character, text) {
  return { range: { start: { line, character }, end: { line, character } }, text };
}

/** @param {number} line @param {number} character @param {number} length @returns {Edit} */
export function remove(line, character, length) {
  return { range: { start: { line, character }, end: { line, character: character + length } }, text: '' };
}

/** A diagnostic that covers more lines than this is not about one of them. */
const fewLines = 3;

/** @param {number} line @returns {(diagnostics: readonly Diagnostic[]) => boolean} */
export function isAbout(line) {
  return diagnostics =>
    diagnostics.some(
      ({ range: { start, end } }) => start.line <= line && end.line >= line && end.line - start.line <= fewLines,
    );
}

/** @param {number} line @returns {(diagnostics: readonly Diagnostic[]) => boolean} */
export function isSilentAbout(line) {
  const about = isAbout(line);
  return diagnostics => !about(diagnostics);
}
