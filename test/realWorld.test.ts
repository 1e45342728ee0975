/**
 * What lies beside manifests in real folders: it raises no diagnostic, or exactly the one that is drawn. And input that
 * no one wrote by hand: it raises no exception, and no step over it keeps the editor waiting.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Position } from 'vscode-languageserver-types';
import { createLanguageService, type LanguageService } from '../server/src/service.js';
import { drawDiagnostics, repository, schemas } from './support/check.js';

const folder = join(repository, 'test/data/realWorld');

describe('files found in the wild', () => {
  for (const name of readdirSync(folder).sort()) {
    test(name, () => {
      const fixture = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
      assert.equal(drawDiagnostics(fixture), fixture);
    });
  }
});

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n';
const mistake = ['schema/unknown-field'];

/** Text whose bytes matter, so that it cannot stand in a fixture. */
const bytes: readonly (readonly [name: string, text: string, codes: readonly string[]])[] = [
  ['byte order mark', `\ufeff${head}  a: b\n`, []],
  ['byte order mark before a mistake', `\ufeff${head}  a: b\nx: y\n`, mistake],
  ['byte order mark in a second document', `${head}---\n\ufeff${head}`, []],
  ['CRLF', `${head}  a: |\n    one\n    two\n---\n${head}x: y\n`.replaceAll('\n', '\r\n'), mistake],
  ['CR alone', head.replaceAll('\n', '\r'), []],
  ['tabs between tokens', 'apiVersion:\tv1\nkind:\tNamespace\t# one\nmetadata:\t{name:\tshop}\n', []],
  ['tab as indentation', `${head}\ta: b\n`, ['yaml/syntax']],
  [
    'bracket that ends too early',
    `${head.replace('name: shop', 'labels: {a: {b}c, c: d}')}  a: b\n  c: d\n`,
    ['yaml/syntax'],
  ],
  ['comma that is missing', `${head.replace('name: shop', 'finalizers: [a[b].c]')}  a: b\n  c: d\n`, ['yaml/syntax']],
  ['comment glued to a quote', `${head}  a: "b"#c\n`, []],
  ['no line break at the end', `${head}  a: b`, []],
  ['emoji and other planes', `${head}  "\u{1f600}": "\u{1f600}"\n  a: \u{20000}\n`, ['data/key-format']],
  ['nothing', '', []],
];

describe('bytes', () => {
  for (const [name, text, codes] of bytes) {
    test(name, () => {
      const service = newService();
      service.openFile(uri, 1, text);
      assert.deepEqual(
        service.diagnostics(uri).map(({ code }) => code),
        codes,
      );
    });
  }
});

const times = (count: number, text: (i: number) => string) => Array.from({ length: count }, (_, i) => text(i)).join('');
const nested = (open: string, close: string) => `${open.repeat(10_000)}${close.repeat(10_000)}`;
const megabytes = 1_000_000;

/** Made when its test runs: together they would fill the memory. */
const bad: Readonly<Record<string, () => string>> = {
  'random bytes': () => `${head}${noise(megabytes)}`,
  'NUL bytes': () => `${head}${'\0'.repeat(megabytes)}`,
  'lone surrogates': () => `${head}  a: "\ud800"\n  \udc00: b\n${'\udc00'.repeat(10_000)}`,
  '50 MB in one document': () => `${head}${'  key: and some value of it\n'.repeat(1_800_000)}`,
  '50 MB in many documents': () => `${head}---\n`.repeat(800_000),
  '50 MB in one line': () => `${head}  a: ${'x'.repeat(50 * megabytes)} `,
  '2 MB in one document': () => `${head}${times(120_000, i => `  key${i}: value\n`)}`,
  'a map of aliases of aliases': () => `${head}${bomb(i => `{x: *a${i}, y: *a${i}, z: *a${i}}`)}`,
  'a list of aliases of aliases': () => `${head}${bomb(i => `[${`*a${i}, `.repeat(9)}]`)}`,
  'merge keys of merge keys': () => `${head}${bomb(i => `{<<: [*a${i}, *a${i}, *a${i}], k${i}: x}`)}`,
  'an anchor in itself': () => `${head}  a: &a {b: *a}\n  c: &c\n    <<: *c\n`,
  '7,000 aliases of one large map': () =>
    `${head}  x: &a {${times(200, i => `k${i}: v, `)}}\n${times(7_000, i => `  y${i}: *a\n`)}`,
  '7,000 anchors and aliases': () =>
    `${head}${times(7_000, i => `  k${i}: &a${i} v\n`)}${times(7_000, i => `  z${i}: *a${i}\n`)}`,
  '10,000 levels of brackets on a line': () => `${head}  a: ${nested('[', ']')}`,
  '10,000 levels of brackets over lines': () => `${head}  a:\n${nested('    {a:\n', '    }\n')}`,
  '10,000 levels of JSON over lines': () => `{"apiVersion": "v1", "kind": "Pod", ${nested('"a": {\n', '}\n')}}`,
  '500,000 open brackets over lines': () => `${head}  a: ${'[\n'.repeat(500_000)}`,
  'a block as deep as 2 MB allow': () => `${head}${times(1_900, i => `${' '.repeat(i + 2)}a:\n`)}`,
  '10,000 levels of dashes': () => `${head}  a:\n    ${'- '.repeat(10_000)}x`,
  '10,000 levels of question marks': () => `${head}${'? '.repeat(10_000)}`,
  'an endless key': () => `${head}  ${'k'.repeat(1.5 * megabytes)}: v`,
  'an endless value': () => `${head}  a: ${'word '.repeat(100_000)}`,
  'an endless line of JSON': () =>
    `{"apiVersion": "v1", "kind": "ConfigMap", "data": {${times(20_000, i => `"k${i}": "v", `)}"z": "v"}}`,
  'quotes that never close': () => `${head}${'  a: "\n'.repeat(30_001)}`,
  'a mistake on every line': () => `${head}${'  a: "x" y\n'.repeat(15_000)}`,
  'thousands of unknown fields': () =>
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n${'  - nam: x\n    imag: y\n    prts: []\n'.repeat(4_000)}`,
  'unknown fields in one map': () => `apiVersion: v1\nkind: Pod\nspec:\n${times(15_000, i => `  field${i}: x\n`)}`,
  'fields in the wrong place': () =>
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n${times(7_000, i => `      v${i}: x\n      volumes: []\n`)}`,
  'keys that stand twice': () => `${head}${times(20_000, i => `  k${i % 1_000}: v\n`)}`,
  'a key that stands 20,000 times': () => `${head}${'  key: v\n'.repeat(20_000)}`,
  'numbers for strings': () => `${head}${times(15_000, i => `  key${i}: ${i}\n`)}`,
  'a comment before every key': () =>
    `${head}${times(7_000, i => `  # kubewright-ignore-next-line schema/not-a-string\n  key${i}: ${i}\n`)}`,
  'comments without effect': () =>
    `${head}${'  # kubewright-ignore-next-line schema/not-a-string\n'.repeat(10_000)}  a: 1\n  b: 2\n`,
  'a comment of 30,000 codes': () =>
    `${head}  # kubewright-ignore-next-line${times(30_000, i => ` a/c${i}`)}\n  a: 1\n`,
  'nothing but comments': () => `${head}${'      # a comment\n'.repeat(30_000)}  a: b\n`,
  'a List of 3,000 items': () =>
    `apiVersion: v1\nkind: List\nitems:\n${times(3_000, i => `  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a${i}}}\n`)}`,
  'a List of mistakes': () =>
    `apiVersion: v1\nkind: List\nitems:\n${times(3_000, i => `  - {apiVersion: v1, kind: ConfigMap, metadata: {nam: a${i}}}\n`)}`,
  'thousands of probes': () =>
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n${'  - {name: a, livenessProbe: {httpGet: {port: 0}, periodSeconds: -1}}\n'.repeat(3_000)}`,
  'an endless word': () => `${head}  a: ${'k'.repeat(80_000)} b`,
  'an expression on every line': () => `${head}${'  a: {{ .x }}\n'.repeat(15_000)}`,
  'an expression that never closes': () => `${head}  a: x{{${'\n  b: c'.repeat(60_000)}`,
  'half a million empty documents': () => '---\n'.repeat(500_000),
  'nothing but line breaks': () => `${head}${'\n'.repeat(1.9 * megabytes)}`,
  'a tag after a tag': () => `${head}  a: ${'!a '.repeat(30_000)}`,
  'names that every object has': () =>
    'apiVersion: v1\nkind: __proto__\nmetadata: {__proto__: {}, constructor: x}\n---\napiVersion: toString\nkind: valueOf\n',
};

/** The promise, in milliseconds. */
const longestPause = 1_000;
const attempts = 3;

describe('bad input blocks nobody', () => {
  for (const [name, text] of Object.entries(bad)) {
    test(name, () => {
      const longest = slowestOf(text());
      assert(longest.time < longestPause, `${longest.step} took ${Math.round(longest.time)} ms`);
    });
  }
});

interface Pause {
  readonly step: string;
  readonly time: number;
}

/** The longest time in which nothing else gets its turn; the best of a few attempts, for machines are not quiet. */
function slowestOf(text: string): Pause {
  let best: Pause = { step: '', time: Number.POSITIVE_INFINITY };
  for (let attempt = 0; attempt < attempts && best.time >= longestPause; attempt++) {
    const slowest = useAll(text).reduce((a, b) => (b.time > a.time ? b : a));
    if (slowest.time < best.time) best = slowest;
    if (slowest.time > 5 * longestPause) break;
  }
  return best;
}

/** Opens `text`, edits it and asks for everything, as an editor does. */
function useAll(text: string): Pause[] {
  const pauses: Pause[] = [];
  const measure = (step: string, work: () => unknown) => {
    const began = performance.now();
    const beganOnCpu = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(beganOnCpu);
    // While other processes have the processor, only the clock on the wall goes on.
    pauses.push({ step, time: Math.min(performance.now() - began, (user + system) / 1_000) });
  };
  const measureEach = (step: string, steps: Iterable<unknown>) => {
    const all = steps[Symbol.iterator]();
    for (let done = false; !done; ) measure(step, () => (done = all.next().done === true));
  };
  const service = newService();
  const positions = [{ line: 6, character: 5 }, middleOf(text)];
  const everywhere = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
  for (const version of [1, 2]) {
    measure('openFile', () => service.openFile(uri, version, text.slice(0, version === 1 ? undefined : -1)));
    measureEach('prepare', service.prepare(uri));
    measure('diagnostics', () => service.diagnostics(uri));
  }
  for (const position of positions) {
    measure('hover', () => service.hover(uri, position));
    measure('completion', () => service.completion(uri, position));
  }
  measure('codeActions', () => service.codeActions(uri, everywhere));
  measure('symbols', () => service.symbols(uri));
  measure('foldingRanges', () => service.foldingRanges(uri));
  measure('selectionRanges', () => service.selectionRanges(uri, positions));
  measureEach('formatting', service.formatting(uri, 2));
  return pauses;
}

function middleOf(text: string): Position {
  const before = text.slice(0, text.length / 2);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length - 1, character: before.length - lineStart };
}

const uri = 'file:///workspace/manifest.yaml';

/** A rule that throws fails the test. */
function newService(): LanguageService {
  return createLanguageService(schemas, (code, error) => {
    throw new Error(`rule ${code} failed`, { cause: error });
  });
}

function bomb(line: (previous: number) => string): string {
  return `  a0: &a0 {x: y}\n${times(40, i => `  a${i + 1}: &a${i + 1} ${line(i)}\n`)}`;
}

/** Bytes of every kind, the same on each run. */
function noise(length: number): string {
  let state = 1;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state >> 16;
  };
  return Buffer.from(Uint8Array.from({ length }, next)).toString('utf8');
}
