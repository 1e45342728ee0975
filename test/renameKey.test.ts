/** A key of a ConfigMap or Secret gets another name, wherever it is written: in data, in generators, in workloads. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { openAtCursor } from './support/check.js';
import { dedent } from './support/fixture.js';

/** The files after it, or the reason why not. */
function renamed(source: string, newName: string): string {
  const { fixture, service, uri, position } = openAtCursor(dedent(source));
  const edit = service.rename(uri, position, newName);
  if ('refusal' in edit) return edit.refusal;
  const texts = fixture.files.map(({ document }) => {
    const path = document.uri.replace('file:///workspace/', '');
    return `#- ${path}\n${TextDocument.applyEdits(document, edit.changes?.[document.uri] ?? [])}`;
  });
  return texts.join('');
}

const users = `
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: A
                valueFrom: { configMapKeyRef: { name: web, key: KEY } }
            volumeMounts:
              - { name: files, mountPath: /etc/app.conf, subPath: path.conf }
        volumes:
          - name: files
            configMap:
              name: web
              items: [{ key: "KEY", path: path.conf }]
      `;
const using = (key: string) => dedent(users.replaceAll('KEY', key));
const before = users.replaceAll('KEY', 'app.conf');

const written = (key: string) =>
  `#- config.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n  ${key}: |\n    x = 1\n`;
const generated = (source: string, field = 'files') =>
  `#- kustomization.yaml\nresources: [web.yaml]\nconfigMapGenerator:\n  - name: web\n    ${field}:\n      - ${source}\n`;
const flat = (source: string) => `${source}${dedent(before)}`;

describe('a key is renamed with all references', () => {
  test('from data', () =>
    assert.equal(renamed(flat(written('app<|>.conf')), 'site.conf'), `${written('site.conf')}${using('site.conf')}`));
  test('from a file of a generator, which stays', () =>
    assert.equal(
      renamed(flat(generated('app<|>.conf=sub/app.conf')), 'site.conf'),
      `${generated('site.conf=sub/app.conf')}${using('site.conf')}`,
    ));
  test('from a literal, in its quotes', () =>
    assert.equal(
      renamed(flat(generated('"app<|>.conf=a b"', 'literals')), 'site.conf'),
      `${generated('"site.conf=a b"', 'literals')}${using('site.conf')}`,
    ));
  test('from a workload, in a manifest and the generator that adds to it', () => {
    const both = `${generated('app.conf=b').replace('name: web', 'name: web\n    behavior: merge')}${written('other')}`;
    assert.equal(
      renamed(`${both}${dedent(before).replace('key: app.conf', 'key: app<|>.conf')}`, 'site.conf'),
      `${both.replace('app.conf=', 'site.conf=')}${using('site.conf')}`,
    );
  });
  test('from a file that gives the key its name: the file stays, and the key is written before it', () =>
    assert.equal(
      renamed(flat(generated('sub/app<|>.conf')), 'site.conf'),
      `${generated('site.conf=sub/app.conf')}${using('site.conf')}`,
    ));
  test('also from where it is used', () =>
    assert.equal(
      renamed(`${generated("'app.conf'")}${dedent(before).replace('key: app.conf', 'key: app<|>.conf')}`, 'site.conf'),
      `${generated("'site.conf=app.conf'")}${using('site.conf')}`,
    ));
});

describe('refused, with the reason', () => {
  test('where the name is taken, or cannot be one', () => {
    assert.match(renamed(flat(`${written('app<|>.conf')}  other: x\n`), 'other'), /ConfigMap web has a key other/);
    assert.match(renamed(flat(generated('app<|>.conf=a')), 'a b'), /must consist of/);
  });
});
