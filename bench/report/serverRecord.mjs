// @ts-check
/** What was measured of one server: samples by row and round, and facts about what it said. */

/** @typedef {import('./statistics.mjs').Sample} Sample */

export class ServerRecord {
  /** @type {Map<string, { round: number, value: Sample }[]>} */
  rows = new Map();
  /** @type {Map<string, string>} */
  facts = new Map();
  round = 0;

  /** @param {string} server */
  constructor(server) {
    this.server = server;
  }

  /** @param {string} row @param {Sample} value */
  add(row, value) {
    const samples = this.rows.get(row) ?? [];
    samples.push({ round: this.round, value });
    this.rows.set(row, samples);
  }

  /** @param {string} name @param {string} text */
  note(name, text) {
    this.facts.set(name, text);
  }

  /** @param {string} row @returns {Sample[]} */
  samples(row) {
    return (this.rows.get(row) ?? []).map(({ value }) => value);
  }

  /** @param {string} row @returns {Sample[][]} */
  samplesByRound(row) {
    const samples = this.rows.get(row) ?? [];
    const rounds = [...new Set(samples.map(({ round }) => round))];
    return rounds.map(round => samples.filter(sample => sample.round === round).map(({ value }) => value));
  }
}
