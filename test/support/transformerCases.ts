/**
 * Cases of the kustomize evaluator as texts. A file holds many: `#= name` begins one, `#- path` a file of it (files before
 * the first case are in all), `#>` what kustomize prints, `#!` why it builds nothing and `#@` where we say that is. The
 * folder `o` is built where there is one. With UPDATE=1, kubectl writes what it prints.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildOf, type Outcome } from '../../server/src/kustomize/build.js';
import type { Files } from '../../server/src/kustomize/files.js';
import { readFile } from '../../server/src/syntax/file.js';

export interface Expected {
  readonly printed?: string;
  readonly error?: string;
  readonly place?: string;
}

export interface TransformerCase {
  readonly name: string;
  readonly own: ReadonlyMap<string, string>;
  /** Those that all cases have, too. */
  readonly files: ReadonlyMap<string, string>;
  readonly expected: Expected;
}

export function readCases(path: string): readonly TransformerCase[] {
  const [shared = '', ...cases] = `\n${readFileSync(path, 'utf8')}`.split('\n#= ');
  const sharedFiles = filesIn(shared);
  return cases.map(text => {
    const [name = '', ...lines] = text.split('\n');
    const body = `\n${lines.join('\n')}`;
    const end = body.search(/\n#[>!]/);
    const own = filesIn(end < 0 ? body : body.slice(0, end));
    const files = new Map([...sharedFiles, ...own]);
    return { name, own, files, expected: end < 0 ? {} : expectedIn(body.slice(end + 1)) };
  });
}

function filesIn(text: string): ReadonlyMap<string, string> {
  const files = text.split('\n#- ').slice(1);
  return new Map(
    files.map(file => {
      const [path = '', ...lines] = file.split('\n');
      return [path, `${lines.join('\n').trimEnd()}\n`];
    }),
  );
}

function expectedIn(text: string): Expected {
  if (text.startsWith('#>')) return { printed: `${text.slice(3).trimEnd()}\n` };
  const [error = '', place = ''] = text.split('\n').map(line => line.slice(3));
  return { error: JSON.parse(error), place: JSON.parse(place) };
}

const root = 'file:///k';

export function topOf({ files }: TransformerCase): string {
  return files.has('o/kustomization.yaml') ? 'o' : '';
}

export function built(one: TransformerCase): Outcome {
  const yaml = new Map([...one.files].map(([path, text]) => [`${root}/${path}`, readFile(`${root}/${path}`, 1, text)]));
  const folders = new Set([root, ...[...one.files.keys()].map(path => `${root}/${dirname(path)}`)]);
  const files: Files = {
    kindOf: uri => (yaml.has(uri) ? 'file' : folders.has(uri) ? 'folder' : 'none'),
    yaml: uri => yaml.get(uri),
    bytes: uri => new TextEncoder().encode(one.files.get(uri.slice(root.length + 1)) ?? ''),
  };
  const top = topOf(one);
  return buildOf(top === '' ? root : `${root}/${top}`, files);
}

/** Where a build was refused: the file, and what is written there. */
export function refusedText(one: TransformerCase, outcome: Outcome): string {
  if (!('refusal' in outcome)) return '';
  const { uri, start, end } = outcome.refusal.place;
  const path = uri.slice(root.length + 1);
  return `${path}: ${one.files.get(path)?.slice(start, end) ?? ''}`;
}

/** Writes `path` anew, with what kubectl says about each case. */
export function updateCases(path: string): void {
  const cases = readCases(path);
  const [shared = ''] = `\n${readFileSync(path, 'utf8')}`.split('\n#= ');
  const texts = cases.map(one => {
    const own = [...one.own].map(([file, text]) => `#- ${file}\n${text}`).join('');
    return `#= ${one.name}\n${own}${printExpected(one, kubectl(one))}`;
  });
  writeFileSync(path, `${shared.trimStart()}\n${texts.join('\n')}`.trimStart());
}

function printExpected(one: TransformerCase, { printed, error }: Expected): string {
  if (printed !== undefined) return `#>\n${printed}`;
  return `#! ${JSON.stringify(error)}\n#@ ${JSON.stringify(refusedText(one, built(one)))}\n`;
}

/** What kubectl makes of it. */
export function kubectl(one: TransformerCase): Expected {
  const folder = mkdtempSync(join(tmpdir(), 'kustomize-'));
  try {
    for (const [path, text] of one.files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', join(folder, topOf(one))], {
      encoding: 'utf8',
    });
    if (status === 0) return { printed: stdout };
    return { error: errorIn(stderr).replaceAll(folder, '') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A message of several lines is printed with a tab before each. */
function errorIn(stderr: string): string {
  const [, lines] = /err=<\n([\s\S]*)\n >\s*$/.exec(stderr) ?? [];
  if (lines !== undefined) return lines.replace(/^\t/gm, '');
  const [, quoted = '""'] = /err=("[\s\S]*")\s*$/.exec(stderr) ?? [];
  return String(JSON.parse(quoted));
}
