// @ts-check
/** A text under construction that remembers the lines the benchmark will need again. Lines count from 0. */

/** @typedef {{ name: string, line: number, indent: number, failureThreshold: number }} Probe */
/** @typedef {{ line: number, what: string }} Mistake */

export class Manuscript {
  /** @type {string[]} */
  lines = [];
  /** @type {Mistake[]} */
  mistakes = [];
  /** @type {Probe[]} */
  probes = [];
  /** The line of an integer of the document being written. @type {number | undefined} */
  integer;

  /** @param {number} indent @param {string} text @returns {number} its line */
  put(indent, text) {
    this.lines.push(' '.repeat(indent) + text);
    return this.lines.length - 1;
  }

  /** @param {number} indent @param {...string} texts one after the other, each a further step to the right */
  putNested(indent, ...texts) {
    for (const [depth, text] of texts.entries()) this.put(indent + 2 * depth, text);
    return this.lines.length - 1;
  }

  /** @param {number} line @param {string | RegExp} wrong @param {string} right @param {string} what */
  spoil(line, wrong, right, what) {
    this.lines[line] = (this.lines[line] ?? '').replace(wrong, right);
    this.mistakes.push({ line, what });
  }

  get text() {
    return `${this.lines.join('\n')}\n`;
  }
}
