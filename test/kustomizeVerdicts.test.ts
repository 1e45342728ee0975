/** What the user hears of whole builds: an error where kustomize refuses, in the line that is to blame, and else none. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { parse } from 'yaml';
import { createLanguageService, type LanguageService, type Look } from '../server/src/service.js';
import { readSettings } from '../server/src/settings.js';
import { repository, schemas } from './support/check.js';
import { built, readCases, type TransformerCase } from './support/transformerCases.js';

const root = 'file:///k';
const data = join(repository, 'test/data/kustomize');

function casesIn(path: string): readonly TransformerCase[] {
  if (path.endsWith('.txt')) return readCases(path);
  const cases: Record<string, { files: Record<string, string>; error?: string; output?: string }> = parse(
    readFileSync(path, 'utf8'),
  );
  return Object.entries(cases).map(([name, { files, error }]) => {
    const all = new Map(Object.entries(files));
    return { name, own: all, files: all, expected: error === undefined ? { printed: '' } : { error } };
  });
}

const isOfKustomizations = (uri: string) => /\/kustomization\.ya?ml$|\/Kustomization$/.test(uri);

type Found = readonly [uri: string, diagnostic: Diagnostic];

function errorsOf(one: TransformerCase): readonly Found[] {
  const service = serviceWith(one);
  return [...one.files.keys()].flatMap(path => {
    const uri = `${root}/${path}`;
    return service.allDiagnostics(uri).flatMap(diagnostic => {
      return diagnostic.severity === DiagnosticSeverity.Error ? [[uri, diagnostic] as const] : [];
    });
  });
}

/** Of a build, and not of what the API server would say of a manifest. */
function isOfBuild([uri, { code }]: Found): boolean {
  return isOfKustomizations(uri) || /^(kustomization|yaml)\//.test(String(code));
}

function serviceWith({ files }: TransformerCase): LanguageService {
  const service = createLanguageService(schemas, (code, error) => {
    throw new Error(`rule ${code} failed`, { cause: error });
  });
  service.configure(readSettings({ kubernetesVersion: '1.32', kustomizeVersion: '5.5' }));
  service.setFolders([root]);
  service.beginScan();
  const uris = [...files].map(([path, text]) => [`${root}/${path}`, text] as const);
  for (const [uri, text] of uris) if (/\.ya?ml$|ustomization$/.test(uri)) service.setFileOnDisk(uri, text);
  for (const _ of service.settle());
  service.endScan('all');
  for (const [uri, text] of uris) if (/\.ya?ml$|ustomization$/.test(uri)) service.openFile(uri, 1, text);
  const folders = new Set([root, ...[...files.keys()].flatMap(path => foldersOf(path))]);
  const look = (uri: string): Look => {
    const text = files.get(uri.slice(root.length + 1));
    if (text !== undefined) return { kind: 'file', bytes: Buffer.from(text) };
    return { kind: folders.has(uri) ? 'folder' : 'none' };
  };
  for (const [uri] of uris) lookAround(service, uri, look);
  return service;
}

function foldersOf(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === '.' ? [] : [`${root}/${folder}`, ...foldersOf(folder)];
}

function lookAround(service: LanguageService, uri: string, look: (uri: string) => Look): void {
  const looked = new Set<string>();
  for (;;) {
    const places = service.placesToLookAt(uri).filter(place => !looked.has(place));
    if (places.length === 0) return;
    for (const place of places) {
      looked.add(place);
      service.know(place, look(place));
    }
  }
}

function check(one: TransformerCase): void {
  const errors = errorsOf(one);
  const show = (found: readonly Found[]) =>
    found.map(([uri, { range, code, message }]) => `${uri} ${range.start.line + 1} ${code} ${message}`);
  const outcome = built(one);
  if (!('refusal' in outcome)) {
    assert.ok(one.expected.printed !== undefined);
    assert.deepEqual(show(errors.filter(isOfBuild)), []);
    return;
  }
  const { place, message } = outcome.refusal;
  const text = one.files.get(place.uri.slice(root.length + 1)) ?? '';
  const line = text.slice(0, place.start).split('\n').length;
  const isThere = errors.some(([uri, { range }]) => {
    // The schema says which field there is not; of one that is Flux's, the first line.
    const isLine = range.start.line + 1 === line || message.includes('unknown field');
    return uri === place.uri && isLine;
  });
  assert.ok(isThere, `${message}\nin line ${line} of ${place.uri}, and not\n${show(errors).join('\n')}`);
}

/** Nothing is there that could have an error; or nobody includes the component. */
const without = new Set(['no kustomization', 'component is its parent']);

for (const kind of ['cases', 'transformers', 'patches']) {
  for (const name of readdirSync(join(data, kind)).sort()) {
    describe(`${kind}/${name}`, () => {
      for (const one of casesIn(join(data, kind, name))) {
        if (one.name.startsWith('unsupported: ') || without.has(one.name)) continue;
        test(one.name, () => check(one));
      }
    });
  }
}
