/** Manifests with random damage: nothing throws, whatever is asked; and every fix leaves text that can be edited on. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { rules } from '../server/src/rules/all.js';
import { createLanguageService } from '../server/src/service.js';
import { defaultSettings } from '../server/src/settings.js';
import { codesIn, repository, schemas } from './support/check.js';
import { readFixture } from './support/fixture.js';
import { styleNames, variantOf } from './support/variants.js';

/** The same cases in every run; `SEED=…` tries others. */
const seed = Number(process.env['SEED'] ?? 20261123);
const numRuns = Number(process.env['RUNS'] ?? 400);

const examples = join(repository, 'examples');
const valid = [
  ...rules.flatMap(({ docs }) => readFixture(docs.good).files.map(({ document }) => document.getText())),
  ...readdirSync(examples)
    .filter(name => /\.ya?ml$/.test(name))
    .map(name => readFileSync(join(examples, name), 'utf8')),
];

/** What people and programs leave behind: odd values, half a line, a stray character. */
const debris = fc.oneof(
  fc.constantFrom(
    '',
    '~',
    '0',
    '-1',
    '1e400',
    '0644',
    'yes',
    '""',
    "''",
    '{}',
    '[]',
    '[{}]',
    '- ',
    '|',
    '>-',
    '&a',
    '*a',
  ),
  fc.constantFrom(
    '<<: *a',
    '{{ .Values.x }}',
    '$(VAR)',
    '---',
    '...',
    '\t',
    '\r',
    ': ',
    '#',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
  ),
  fc.constantFrom(
    'metadata:',
    'spec:',
    'containers:',
    '- name: x',
    'volumes:',
    'env:',
    'data:',
    'null',
    '\u2028',
    '\ud800',
  ),
  fc.string({ maxLength: 12, unit: 'binary' }),
);

interface Damage {
  readonly at: number;
  readonly length: number;
  readonly text: string;
  readonly what: 'characters' | 'value' | 'line' | 'indentation';
}

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(),
  length: fc.nat({ max: 20 }),
  text: debris,
  what: fc.constantFrom('characters', 'value', 'line', 'indentation'),
});

function damaged(text: string, { at, length, text: put, what }: Damage): string {
  const lines = text.split('\n');
  const line = at % lines.length;
  const old = lines[line] ?? '';
  if (what === 'characters') {
    const start = at % (text.length + 1);
    return text.slice(0, start) + put + text.slice(start + length);
  }
  if (what === 'value') lines[line] = old.replace(/(^ *-? *[^ :]+:|^ *-).*$/, (_, key) => `${key} ${put}`);
  if (what === 'line') lines.splice(line, length % 2, ...(length % 3 === 0 ? [old, put] : []));
  if (what === 'indentation') lines[line] = `${' '.repeat(length % 9)}${old.trimStart()}`;
  return lines.join('\n');
}

function serviceFor(text: string) {
  const service = createLanguageService(schemas, (code, error) => {
    throw new Error(`rule ${code} failed`, { cause: error });
  });
  service.configure({ ...defaultSettings, profile: 'strict' });
  const document = TextDocument.create('file:///workspace/manifest.yaml', 'yaml', 1, text);
  service.openFile(document.uri, 1, text);
  return { service, document };
}

describe('a damaged manifest', () => {
  const manifest = fc
    .tuple(fc.constantFrom(...valid), fc.array(damage, { minLength: 1, maxLength: 4 }))
    .map(([text, all]) => all.reduce(damaged, text));

  test('is read, judged and mended without an exception', () => {
    fc.assert(
      fc.property(manifest, fc.nat(), (text, somewhere) => {
        const { service, document } = serviceFor(text);
        const { uri } = document;
        const position = document.positionAt(somewhere % (text.length + 1));
        const end = document.positionAt(text.length);
        service.diagnostics(uri);
        service.hover(uri, position);
        for (const item of service.completion(uri, position).slice(0, 5)) service.resolveCompletion(item);
        service.symbols(uri);
        service.foldingRanges(uri);
        service.selectionRanges(uri, [position]);
        const range = { start: { line: 0, character: 0 }, end };
        const actions = ['quickfix', 'source.fixAll'].flatMap(kind => service.codeActions(uri, range, [kind]));
        for (const action of actions.map(action => service.resolveCodeAction(action))) {
          const edits = action.edit?.changes?.[uri] ?? [];
          // Throws when edits overlap.
          const fixed = TextDocument.applyEdits(document, [...edits]);
          service.openFile(uri, 2, fixed);
          service.diagnostics(uri);
          service.openFile(uri, 3, text);
        }
      }),
      { seed, numRuns },
    );
  });

  test('has the same findings after an edit as after opening it anew', () => {
    fc.assert(
      fc.property(fc.constantFrom(...valid), fc.array(damage, { minLength: 1, maxLength: 3 }), (text, all) => {
        const { service, document } = serviceFor(text);
        service.diagnostics(document.uri);
        const edited = all.reduce(damaged, text);
        service.openFile(document.uri, 2, edited);
        const anew = serviceFor(edited);
        assert.deepEqual(service.diagnostics(document.uri), anew.service.diagnostics(document.uri));
      }),
      { seed, numRuns },
    );
  });

  test('with odd values is judged the same in every style', () => {
    const odd = fc.constantFrom(
      '0',
      '-1',
      '0644',
      '"0644"',
      'yes',
      '""',
      '{}',
      '[]',
      '[{}]',
      'x y',
      '1.50',
      '99999',
      'A_b',
    );
    const value: fc.Arbitrary<Damage> = fc.record({
      at: fc.nat(),
      length: fc.constant(0),
      text: odd,
      what: fc.constant('value' as const),
    });
    let compared = 0;
    fc.assert(
      fc.property(fc.constantFrom(...valid), value, fc.constantFrom(...styleNames), (text, one, style) => {
        const fixture = damaged(text, one).replace(/^#[-!]/gm, '#');
        const variant = variantOf(fixture, style);
        const expected = codesIn(fixture);
        if (variant === undefined || expected.some(code => code.startsWith('yaml/'))) return;
        compared++;
        assert.deepEqual(codesIn(variant), expected, variant);
      }),
      { seed, numRuns: numRuns * 2 },
    );
    assert.ok(compared > numRuns / 2, `${compared} compared`);
  });
});
