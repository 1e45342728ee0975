/** What follows from the shape of the text alone: outline, folding, growing selections, formatting. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver-types';
import { open, openAtCursor } from './support/check.js';
import { dedent } from './support/fixture.js';

function opened(source: string) {
  const { service, fixture } = open(source);
  const [file] = fixture.files;
  if (!file) throw new Error('no file');
  return { service, document: file.document, uri: file.document.uri };
}

describe('outline', () => {
  const draw = (symbols: readonly DocumentSymbol[], level = 0): string[] =>
    symbols.flatMap(({ name, detail, children }) => [
      `${'  '.repeat(level)}${name}${detail ? ` (${detail})` : ''}`,
      ...draw(children ?? [], level + 1),
    ]);

  test('a manifest per document, then containers, probes, volumes and data keys', () => {
    const { service, uri } = opened(`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: shop }
      spec:
        template:
          spec:
            initContainers:
              - name: wait
            containers:
              - name: web
                livenessProbe: { tcpSocket: { port: 1 } }
                readinessProbe: { tcpSocket: { port: 1 } }
            volumes:
              - name: config
                configMap: { name: web }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: web }
      data:
        nginx.conf: |
          server {}
      binaryData: { logo.png: iVBO }
      `);
    assert.deepEqual(draw(service.symbols(uri)), [
      'Deployment web (shop)',
      '  wait (init container)',
      '  web (container)',
      '    livenessProbe',
      '    readinessProbe',
      '  config (configMap volume)',
      'ConfigMap web',
      '  nginx.conf (data)',
      '  logo.png (binaryData)',
    ]);
  });

  test('what has no name yet is called so: an editor refuses an empty one', () => {
    const { service, uri } = opened(`
      apiVersion: v1
      kind: Pod
      metadata: { name: "" }
      spec: { containers: [{ name: "" }], volumes: [{ name: " " }] }
      ---
      apiVersion: v1
      kind: ConfigMap
      data: { "": x }
      `);
    assert.deepEqual(draw(service.symbols(uri)), [
      'Pod',
      '  (no name) (container)',
      '  (no name) (volume)',
      'ConfigMap',
      '  (no name) (data)',
    ]);
  });

  test('each range holds what it selects, as LSP demands', () => {
    const { service, uri } = opened(`
      x: &name other
      apiVersion: v1
      kind: Pod
      metadata: { name: *name }
      spec:
        containers:
          - image: a
          - &web { name: web, livenessProbe: { tcpSocket: { port: 1 } } }
          - *web
      `);
    const check = (symbols: readonly DocumentSymbol[]): void => {
      for (const { range, selectionRange, children = [] } of symbols) {
        const isUpTo = (a: typeof range.start, b: typeof range.start) =>
          a.line < b.line || (a.line === b.line && a.character <= b.character);
        assert.ok(isUpTo(range.start, selectionRange.start) && isUpTo(selectionRange.end, range.end));
        check(children);
      }
    };
    check(service.symbols(uri));
    assert.equal(draw(service.symbols(uri)).length, 4);
  });
});

describe('folding', () => {
  test('documents, blocks, items, block scalars and runs of comments', () => {
    const { service, uri } = opened(`
      # one
      # two
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
      data:
        script: |
          echo
          exit
      ---
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - name: a
            image: b
      `);
    const folds = service
      .foldingRanges(uri)
      .map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ?? ''}`);
    assert.deepEqual(
      new Set(folds),
      new Set(['0-1comment', '0-9', '4-5', '6-9', '7-9', '10-16', '13-16', '14-16', '15-16']),
    );
  });
});

test('a selection grows from the word to the document', () => {
  const { service, uri, position, document } = openAtCursor(`
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - name: w<|>eb
            image: nginx
      `);
  const texts: string[] = [];
  let range: SelectionRange | undefined = service.selectionRanges(uri, [position])[0];
  for (; range; range = range.parent) texts.push(document.getText(range.range));
  assert.deepEqual(texts.slice(0, 4), [
    'web',
    'name: web',
    'name: web\n      image: nginx',
    '- name: web\n      image: nginx',
  ]);
  assert.equal(texts.at(-1), document.getText());
});

describe('formatting', () => {
  const format = (source: string, tabSize = 2): string => {
    const { service, uri, document } = opened(source);
    return TextDocument.applyEdits(document, [...service.formatting(uri, tabSize)].flat());
  };
  const check = (before: string, after: string) => {
    assert.equal(format(before), dedent(after));
    assert.equal(format(after), dedent(after), 'a second time changes nothing');
  };

  test('sets the indentation, and moves block scalars, flow lines and comments along', () =>
    check(
      `
      apiVersion: v1
      kind: Pod
      metadata:
          # about the name
          name: web
      spec:
         containers:
            - name: web
              args: ["a",
                     "b"]
              command:
                 - sh
                 - -c
                 - |
                     echo one
                       two
      `,
      `
      apiVersion: v1
      kind: Pod
      metadata:
        # about the name
        name: web
      spec:
        containers:
          - name: web
            args: ["a",
                   "b"]
            command:
              - sh
              - -c
              - |
                  echo one
                    two
      `,
    ));

  test('leaves lists that are not indented so', () =>
    check(
      `
      apiVersion: v1
      kind: Pod
      spec:
          containers:
          - name: web
            ports:
            - containerPort: 80
      `,
      `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
        - name: web
          ports:
          - containerPort: 80
      `,
    ));

  test('takes away blanks at the end of lines, but not those that are data', () =>
    assert.equal(
      format('apiVersion: v1  \nkind: ConfigMap\t\ndata:\n  a: |\n    keep  \n  b: "x  \n    y"'),
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    keep  \n  b: "x  \n    y"\n',
    ));

  for (const [what, text] of Object.entries({
    'broken text': 'apiVersion: v1\nkind: Pod\nspec:\n    a: [\n',
    'a template': 'apiVersion: v1\nkind: Pod\nspec:\n    {{- if x }}\n    a: 1\n    {{- end }}\n',
    'what is well laid out': 'apiVersion: v1\nkind: Pod\nspec:\n  containers: []\n',
  })) {
    test(`does nothing to ${what}`, () => assert.equal(format(text), text));
  }

  test('keeps CRLF', () =>
    assert.equal(format('a: 1 \r\nb:\r\n    c: 2\r\nd: 3 # end'), 'a: 1\r\nb:\r\n  c: 2\r\nd: 3 # end\r\n'));
});
