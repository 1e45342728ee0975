import { envVarsOf } from '../../model/env.js';
import type { Manifest } from '../../model/manifest.js';
import { knownText } from '../../model/templates.js';
import { entry, type MapNode } from '../../syntax/node.js';
import { deposited, depositFor, readFromKey, sensitiveName } from '../moveToSecret.js';
import { type Fix, finding, type RuleContext, rule } from '../rule.js';

/** Settings of a secret, and places where one is found. */
const harmlessValue = /^(true|false|yes|no|on|off|\d*|\/.*|[a-z+]+:\/\/[^:@]*|file:.*)$/i;

export const envSensitiveLiteral = rule({
  code: 'env/sensitive-literal',
  severity: 'warning',
  strict: true,
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'password or key written into the manifest',
    why: `
      Whoever may read the workload, or the repository it comes from, knows it. A Secret can be protected on its own,
      and changed without changing the workload.`,
    reference: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    bad: `
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
                value: s3cr3t
                     # ^^^^^^ warning env/sensitive-literal: DB_PASSWORD should come from a Secret, with valueFrom`,
    good: `
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
                valueFrom:
                  secretKeyRef:
                    name: web
                    key: DB_PASSWORD
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      stringData:
        DB_PASSWORD: s3cr3t`,
  },
  each: envVarsOf,
  *check({ name, node }, manifest, context) {
    const field = entry(node, 'value');
    const value = knownText(field?.value);
    if (!field || !value || !name || !sensitiveName.test(name)) return;
    if (harmlessValue.test(value) || value.includes('$')) return;
    const message = `${name} should come from a Secret, with valueFrom`;
    yield finding(field.value, message, ...extract(manifest, node, name, value, context));
  },
});

function extract(
  manifest: Manifest,
  variable: MapNode,
  key: string,
  value: string,
  context: RuleContext,
): readonly Fix[] {
  const { document, name: secret = '' } = manifest;
  const deposit = depositFor(manifest, key, value, context);
  const read = deposit && readFromKey(document, variable, 'Secret', secret, key);
  if (!read) return [];
  return [
    {
      title: `Move the value to Secret ${secret}${deposit.alsoFor}`,
      edits: () => {
        const there = deposited(deposit);
        return there ? [...read, ...there.here] : [];
      },
      elsewhere: () => deposited(deposit)?.elsewhere ?? [],
    },
  ];
}
