/** Every field of a KubeletConfiguration, from a table of facts: it completes, explains itself, and is checked. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver-types';
import { codesIn, openAtCursor, repository } from './support/check.js';
import { labelsAt } from './support/complete.js';

interface Field {
  readonly name: string;
  readonly type: 'boolean' | 'integer' | 'number' | 'duration' | 'quantity' | 'string' | 'enum' | 'list' | 'map';
  readonly values?: readonly string[];
  readonly default?: string;
  readonly since?: string;
  readonly least?: number;
  readonly most?: number;
  readonly sample: string;
  /** Lines without which the kubelet would not take the sample. */
  readonly beside?: string;
}

const fields: readonly Field[] = JSON.parse(readFileSync(join(repository, 'test/data/kubelet/fields.json'), 'utf8'));
const head = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n';

/** What must be said of a value of the wrong kind. */
const wrong: Readonly<Record<Field['type'], readonly (readonly [value: string, code: string])[]>> = {
  boolean: [['perhaps', 'schema/wrong-type']],
  integer: [
    ['many', 'schema/wrong-type'],
    ['99999999999999999999', 'schema/bad-format'],
  ],
  number: [['much', 'schema/wrong-type']],
  duration: [
    ['10', 'kubelet/duration-unit'],
    ['"10"', 'kubelet/duration-unit'],
    ['10 seconds', 'schema/bad-format'],
  ],
  quantity: [
    ['20MB', 'schema/bad-format'],
    ['20', 'kubelet/quantity'],
  ],
  string: [['{ a: b }', 'schema/wrong-type']],
  enum: [['nonsense', 'schema/unknown-value']],
  list: [['word', 'schema/wrong-type']],
  map: [['word', 'schema/wrong-type']],
};

function codes({ beside = '' }: Field, line: string): readonly string[] {
  return codesIn(`${head}${beside}${line}\n`).filter(code => code !== 'kubelet/deprecated-field');
}

function hoverOf({ name, sample }: Field): string {
  const { service, uri, position } = openAtCursor(`${head}${name.slice(0, 3)}<|>${name.slice(3)}: ${sample}\n`);
  const contents = service.hover(uri, position)?.contents;
  return MarkupContent.is(contents) ? contents.value : '';
}

test('the table has all fields, and the schema has no others', () => {
  assert.equal(fields.length, 125);
  assert.deepEqual(labelsAt(`${head}<|>\n`).toSorted(), fields.map(({ name }) => name).toSorted());
});

for (const field of fields) {
  const { name, sample, least, most } = field;
  describe(name, () => {
    test('is completed', () => assert.ok(labelsAt(`${head}${name.slice(0, 3)}<|>\n`).includes(name)));

    test('says what it does, who reads it, its default and since when it exists', () => {
      const [headline, description = '', ...rest] = hoverOf(field).split('\n\n');
      assert.match(headline ?? '', new RegExp(`^\\*\\*${name}\\*\\* `));
      assert.match(description, /^[^\n]{20,}$/);
      const facts = rest.join('\n');
      assert.match(facts, /Read by: \S/);
      assert.equal(/Since Kubernetes (\S+)/.exec(facts)?.[1], field.since);
      const shown = /Default: `(.*)`/.exec(facts)?.[1];
      if (field.default !== undefined && name !== 'evictionHard') assert.equal(shown, field.default);
    });

    test('takes what the kubelet takes', () => {
      for (const value of field.values ?? [sample]) assert.deepEqual(codes(field, `${name}: ${value}`), [], value);
      const own = [least, most].filter(limit => limit !== undefined && name !== 'readOnlyPort');
      for (const value of own) {
        const found = codes(field, `${name}: ${value}`).filter(code => !/^kubelet\/(image-gc|port)/.test(code));
        assert.deepEqual(found, [], String(value));
      }
    });

    test('refuses what the kubelet refuses', () => {
      for (const [value, code] of wrong[field.type]) {
        const expected = field.type === 'enum' && name === 'cgroupDriver' ? [] : [code];
        const found = codes(field, `${name}: ${value}`).filter(
          own => !/^kubelet\/(feature-gate|image-gc|eviction-grace)/.test(own),
        );
        assert.deepEqual(found, expected, value);
      }
      for (const value of [least === undefined ? undefined : least - 1, most === undefined ? undefined : most + 1]) {
        if (value === undefined) continue;
        assert.ok(codes(field, `${name}: ${value}`).includes('kubelet/number-range'), String(value));
      }
    });
  });
}
