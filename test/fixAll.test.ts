/** Many fixes at once: one kind in a file, and all that need no decision. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionTitles, applyAction, applySourceAction, checkDiagnostics } from './support/check.js';
import { dedent } from './support/fixture.js';

const two = `
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: web
  data:
    debug: yes # as it was
    port: 8080
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: other}
  data: {trace: on}
`;

const mended = dedent(`
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: web
  data:
    debug: "yes" # as it was
    port: "8080"
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: other}
  data: {trace: "on"}
`);

describe('fix all', () => {
  test('of one kind, in all documents of the file', () => {
    assert.equal(applyAction(two, 'Fix all schema/not-a-string in this file'), mended);
    checkDiagnostics(mended);
  });

  test('is not offered for a single finding', () => {
    const titles = actionTitles(`
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: other}
      data: {trace: on}
    `);
    assert.deepEqual(
      titles.filter(title => title.startsWith('Fix all')),
      [],
    );
  });

  test('on save makes what needs no decision, and nothing else', () => {
    const source = `${two}
  ---
  apiVersion: v1
  kind: Pod
  metadata:
    name: web
  spec:
    containers:
      - name: web
        image: nginx
        livenessProbe: {}
    `;
    const text = applySourceAction(source, 'source.fixAll');
    assert.equal(text, dedent(source).replace(dedent(two), mended));
  });

  test('on save has nothing to do in a file without mistakes', () =>
    assert.equal(applySourceAction(mended, 'source.fixAll'), undefined));

  test('of moves to one place goes on until none is left', () => {
    const text = applySourceAction(
      `
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      volumes: [{name: a, emptyDir: {}}]
      containers:
        - name: web
          image: nginx
      `,
      'source.fixAll',
    );
    assert.equal(
      text,
      dedent(`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes: [{name: a, emptyDir: {}}]
        containers:
          - name: web
            image: nginx
      `),
    );
  });
});
