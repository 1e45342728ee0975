/** What a hover tells of values in base64: those of ConfigMaps, and nothing of those of Secrets. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver-types';
import { openAtCursor } from './support/check.js';

/** The paragraphs of the hover but the first and the last, which tell the field and where to read more. */
function hovered(kind: string, field: string, value: string, more = ''): string {
  const { service, uri, position } = openAtCursor(`
    apiVersion: v1
    kind: ${kind}
    metadata: { name: web }
    ${field}:
      a<|>.b: ${value}
    ${more}
    `);
  const contents = service.hover(uri, position)?.contents;
  assert.ok(MarkupContent.is(contents));
  return contents.value.split('\n\n').slice(1, -1).join('\n\n');
}

const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64');

describe('of a ConfigMap', () => {
  test('text is shown decoded', () =>
    assert.equal(hovered('ConfigMap', 'binaryData', base64('a\nb\n')), 'Decoded: 4 B text\n\n```\na\nb\n```'));
  test('a long one in part', () => {
    const shown = hovered('ConfigMap', 'binaryData', base64('line\n'.repeat(400)));
    assert.equal(shown, `Decoded: 2.0 KiB text\n\n\`\`\`\n${'line\n'.repeat(12)}…\n\`\`\``);
  });
  test('of bytes, what they are', () =>
    assert.equal(hovered('ConfigMap', 'binaryData', base64(Buffer.from([0x1f, 0x8b, 8]))), 'Decoded: 3 B gzip'));
  test('nothing of what is no base64', () => assert.equal(hovered('ConfigMap', 'binaryData', 'blue!'), ''));
  test('nothing of text, which can be read', () => assert.equal(hovered('ConfigMap', 'data', base64('blue')), ''));
});

describe('of a Secret', () => {
  const hidden = 'Decoded: 4 B text, hidden. Open the value to see it';
  test('size and kind', () => assert.equal(hovered('Secret', 'data', base64('blue')), hidden));
  test('a certificate', () =>
    assert.equal(
      hovered('Secret', 'data', base64('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n')),
      'Decoded: 59 B PEM certificate, hidden. Open the value to see it',
    ));
  test('nothing of stringData', () => assert.equal(hovered('Secret', 'stringData', 'blue'), ''));
  test('nothing of encrypted values', () => assert.equal(hovered('Secret', 'data', base64('blue'), 'sops: {}'), ''));
  test('nor what kubectl reads of a number', () => assert.equal(hovered('Secret', 'stringData', '0x10'), ''));
});
