/** The meter above ConfigMaps and Secrets that are not small. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './support/check.js';

function titles(text: string): readonly (string | undefined)[] {
  const { fixture, service } = open(text);
  const [file] = fixture.files;
  return service.codeLenses(file?.document.uri ?? '').map(({ command }) => command?.title);
}

const configMap = (size: number) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { a: ${'x'.repeat(size)} }\n`;
const secret = (size: number) =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: web }\ndata: { a: "${Buffer.alloc(size, 'x').toString('base64')}" }\n`;

test('is silent above what is small', () => assert.deepEqual(titles(configMap(26_000)), []));

test('says how much of both limits is used', () => {
  assert.deepEqual(titles(configMap(65_536)), ['64 KiB of 1 MiB, 25 % of what client-side apply takes']);
  // What stands for a byte is longer than it.
  assert.deepEqual(titles(secret(65_536)), ['64 KiB of 1 MiB, 33 % of what client-side apply takes']);
});

test('leaves to the rules what is too large', () => {
  assert.deepEqual(titles(configMap(300_000)), ['293 KiB of 1 MiB']);
  assert.deepEqual(titles(configMap(1_100_000)), []);
});

test('stands above its own object', () => {
  const { service, fixture } = open(
    `apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n---\n${configMap(65_536)}`,
  );
  const [lens] = service.codeLenses(fixture.files[0]?.document.uri ?? '');
  assert.equal(lens?.range.start.line, 4);
});
