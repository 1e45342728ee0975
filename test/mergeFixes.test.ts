/** Fixes that put together, or keep, what would be lost. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { check, checkStyles, titlesFor } from './support/fixes.js';

describe('what stands twice is merged', () => {
  const twice = `
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
      labels:
        app: web
      labels:
        tier: front
    spec:
      containers:
        - name: web
          image: nginx
          env:
            - name: COLOR
              value: blue
          env:
            - name: SIZE
              value: "10"
    `;
  checkStyles('yaml/duplicate-key', twice);

  test('lists: the earlier items come first, comments with them', () =>
    check(
      'Merge it with the other env',
      `
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - env<|>:
              # what it looks like
              - name: COLOR
                value: blue # or red
              # the last one
            image: nginx
            name: web
            env: # all of them
            - name: SIZE
              value: "10"
      `,
      `
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - image: nginx
            name: web
            env: # all of them
            # what it looks like
            - name: COLOR
              value: blue # or red
            # the last one
            - name: SIZE
              value: "10"
      `,
    ));

  test('not where both name the same thing', () =>
    assert.deepEqual(
      titlesFor(`
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: web, labels: { app: a, tier: front }, lab<|>els: { app: b } }
      `),
      [],
    ));
});

describe('fix all', () => {
  test('does not throw away one of two handlers', () =>
    assert.deepEqual(
      titlesFor(`
    apiVersion: v1
    kind: Pod
    metadata: { name: web }
    spec:
      containers:
        - name: web
          image: nginx
          livenessProbe: { exec: { command: [a] }, tcp<|>Socket: { port: 80 } }
          readinessProbe: { exec: { command: [a] }, tcpSocket: { port: 80 } }
    `).filter(title => /^(Keep|Fix all)/.test(title)),
      ['Keep only exec', 'Keep only tcpSocket'],
    ));
});

describe('what is written as YAML below a key becomes a text', () => {
  checkStyles(
    'schema/wrong-type',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: web
    data:
      color: blue
      app.yaml:
        listen:
          - 80
        names: [a, b]
    `,
    // An anchor would go over to the text.
    'with anchors',
  );

  test('with its comments', () =>
    check(
      'Make it a text',
      `
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: web }
      data:
        app.<|>yaml: # of the shop

          # where
          listen: 80

          names:
            - a
        color: blue
      `,
      `
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: web }
      data:
        app.yaml: | # of the shop

          # where
          listen: 80

          names:
            - a
        color: blue
      `,
    ));

  test('not where lines stand further out', () =>
    assert.deepEqual(
      titlesFor(`
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: web }
      data:
        app.<|>yaml:
          listen: 80
       # further out
          names: a
      `),
      [],
    ));
});
