import { envVarsOf } from '../../model/env.js';
import type { Manifest } from '../../model/manifest.js';
import { knownText } from '../../model/templates.js';
import { insertEntries } from '../../syntax/insert.js';
import { type Entry, entry, type MapNode } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { depositFor } from '../moveToSecret.js';
import { type Fix, finding, type RuleContext, rule } from '../rule.js';

const secretName = /(secret|passw(or)?d|passwd|token|api_?key|private_?key|access_?key|credential)s?$/i;
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
    if (!field || !value || !name || !secretName.test(name)) return;
    if (harmlessValue.test(value) || value.includes('$')) return;
    const message = `${name} should come from a Secret, with valueFrom`;
    yield finding(field.value, message, ...extract(manifest, node, field, name, value, context));
  },
});

function extract(
  manifest: Manifest,
  variable: MapNode,
  field: Entry,
  key: string,
  value: string,
  context: RuleContext,
): readonly Fix[] {
  const { document, name: secret = '' } = manifest;
  const above = entry(variable, 'name');
  const deposit = depositFor(manifest, key, value, context);
  if (!deposit || !above || above.merged || field.merged || variable.alias || entry(variable, 'valueFrom')) return [];
  const source = { secretKeyRef: { name: secret, key } };
  const added = insertEntries(document, variable, [{ key: 'valueFrom', value: source }], above);
  return [
    {
      title: `Move the value to Secret ${secret}`,
      edits: () => [added, ...removeEntry(document, field), ...(deposit.here ? [deposit.here()] : [])],
      elsewhere: () => [deposit.elsewhere?.() ?? []].flat(),
    },
  ];
}
