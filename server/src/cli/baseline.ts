/** Findings that are known already. An entry survives moved lines, and dies with the line that it is about. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { FileResult, Found } from './found.js';
import { reasonOf } from './text.js';

interface Entry {
  /** Seen from the folder of the baseline, with slashes. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
  /** A hash of the line, without the white space around it. */
  readonly line: string;
  readonly count: number;
}

export interface Baseline {
  readonly entries: readonly Entry[];
}

const format = 1;

/** Throws an error with a message for people. */
export function readBaseline(file: string): Baseline {
  try {
    const { version, findings } = JSON.parse(readFileSync(file, 'utf8'));
    if (version !== format || !Array.isArray(findings) || !findings.every(isEntry)) throw new Error('is no baseline');
    return { entries: findings.map(entry => ({ ...entry, count: entry.count ?? 1 })) };
  } catch (error) {
    throw new Error(error instanceof SyntaxError ? 'is no baseline' : reasonOf(error));
  }
}

function isEntry(value: unknown): boolean {
  const { path, code, message, line } = (value ?? {}) as Partial<Record<keyof Entry, unknown>>;
  return [path, code, message, line].every(field => typeof field === 'string');
}

/** `results` without what the baseline knows, and the entries of judged files that nothing was found for. */
export function withoutKnown(file: string, { entries }: Baseline, results: readonly FileResult[]) {
  const left = new Map(entries.map(entry => [keyOf(entry), entry.count]));
  const isNew = (found: Found) => {
    const key = keyOf(entryOf(file, found));
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  };
  const fresh = results.map(result => ({ ...result, found: result.found.filter(isNew) }));
  const judged = new Set(results.map(({ path }) => pathFrom(file, path)));
  const gone = entries.filter(entry => judged.has(entry.path) && (left.get(keyOf(entry)) ?? 0) > 0);
  const known = count(results) - count(fresh);
  return { results: fresh, known, gone };
}

function count(results: readonly FileResult[]): number {
  return results.reduce((sum, { found }) => sum + found.length, 0);
}

/** Entries of files that were not judged this time stay. */
export function writeBaseline(file: string, results: readonly FileResult[], old: Baseline | undefined): number {
  const judged = new Set(results.map(({ path }) => pathFrom(file, path)));
  const merged = new Map<string, Entry>();
  const entries = results.flatMap(({ found }) => found.map(one => entryOf(file, one)));
  for (const entry of [...(old?.entries ?? []).filter(({ path }) => !judged.has(path)), ...entries]) {
    const known = merged.get(keyOf(entry));
    merged.set(keyOf(entry), known ? { ...known, count: known.count + entry.count } : entry);
  }
  const findings = [...merged.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => short(entry));
  writeFileSync(file, `${JSON.stringify({ version: format, findings }, null, 2)}\n`);
  return findings.length;
}

function short({ count: times, ...entry }: Entry): object {
  return times === 1 ? entry : { ...entry, count: times };
}

function entryOf(file: string, { path, code, message, lineHash }: Found): Entry {
  return { path: pathFrom(file, path), code, message, line: lineHash, count: 1 };
}

function keyOf({ path, code, message, line }: Entry): string {
  return [path, code, message, line].join('\n');
}

function pathFrom(file: string, shown: string): string {
  return relative(dirname(resolve(file)), resolve(shown))
    .split(sep)
    .join('/');
}
