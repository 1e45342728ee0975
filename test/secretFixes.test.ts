/** Fixes that move a value to a Secret, with all who ask for it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { check, checkStyles, titlesFor } from './support/fixes.js';

describe('what is to be kept secret moves to a Secret', () => {
  const example = `
    #! config-map/sensitive-value warning
    #- config.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: web
      namespace: shop
    data:
      color: blue
      tls-private-key: |
        -----BEGIN PRIVATE KEY-----
        MIIEvQ
        -----END PRIVATE KEY-----
    ---
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
      namespace: shop
    spec:
      containers:
        - name: web
          image: nginx
          env:
            - name: COLOR
              valueFrom: { configMapKeyRef: { name: web, key: color } }
            - name: KEY
              valueFrom: { configMapKeyRef: { name: web, key: tls-private-key } }
    #- other.yaml
    apiVersion: v1
    kind: Pod
    metadata:
      name: other
      namespace: shop
    spec:
      containers:
        - name: web
          image: nginx
          env:
            - name: KEY
              valueFrom:
                configMapKeyRef:
                  name: web
                  key: tls-private-key # the one
      volumes:
        - name: web
          configMap:
            name: web
            items: [{ key: color, path: color }]
    `;
  checkStyles('config-map/sensitive-value', example);

  test('with its lines, and all who ask for it ask the Secret', () =>
    check(
      'Move tls-private-key to Secret web',
      example.replace('tls-private-key', 'tls-<|>private-key'),
      `
    #! config-map/sensitive-value warning
    #- config.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: web
      namespace: shop
    data:
      color: blue
    ---
    apiVersion: v1
    kind: Secret
    metadata:
      name: web
      namespace: shop
    stringData:
      tls-private-key: |
        -----BEGIN PRIVATE KEY-----
        MIIEvQ
        -----END PRIVATE KEY-----
    ---
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
      namespace: shop
    spec:
      containers:
        - name: web
          image: nginx
          env:
            - name: COLOR
              valueFrom: { configMapKeyRef: { name: web, key: color } }
            - name: KEY
              valueFrom: { secretKeyRef: { name: web, key: tls-private-key } }
    #- other.yaml
    apiVersion: v1
    kind: Pod
    metadata:
      name: other
      namespace: shop
    spec:
      containers:
        - name: web
          image: nginx
          env:
            - name: KEY
              valueFrom:
                secretKeyRef:
                  name: web
                  key: tls-private-key # the one
      volumes:
        - name: web
          configMap:
            name: web
            items: [{ key: color, path: color }]
    `,
    ));

  test('not while a volume or envFrom hands over all of the keys', () =>
    assert.deepEqual(
      titlesFor(`
    #! config-map/sensitive-value warning
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: web
    data:
      db-<|>password: hunter2
    ---
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      containers:
        - name: web
          image: nginx
          envFrom: [{ configMapRef: { name: web } }]
    `).filter(title => title.includes('Secret')),
      [],
    ));

  test('of a variable, to the Secret that is there, encoded as its other values', () =>
    check(
      'Move the value to Secret web',
      `
    #! env/sensitive-literal warning
    #- web.yaml
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      containers:
        - name: web
          image: nginx
          env:
            - value: s3<|>cr3t # not so
              name: DB_PASSWORD
            - { name: DB_USER, value: web }
    #- secret.yaml
    apiVersion: v1
    kind: Secret
    metadata:
      name: web
    data:
      user: d2Vi
    `,
      `
    #! env/sensitive-literal warning
    #- web.yaml
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      containers:
        - name: web
          image: nginx
          env:
            - name: DB_PASSWORD
              valueFrom: # not so
                secretKeyRef:
                  name: web
                  key: DB_PASSWORD
            - { name: DB_USER, value: web }
    #- secret.yaml
    apiVersion: v1
    kind: Secret
    metadata:
      name: web
    data:
      user: d2Vi
      DB_PASSWORD: czNjcjN0
    `,
    ));
});
