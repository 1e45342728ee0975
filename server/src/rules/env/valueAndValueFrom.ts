import { envVarsOf, sourcesIn } from '../../model/env.js';
import { hasPatchDirective } from '../../model/manifest.js';
import { entry, isNull, text } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

export const envValueAndValueFrom = rule({
  code: 'env/value-and-value-from',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'environment variable with both value and valueFrom',
    why: 'The API server rejects the manifest: a variable gets its value from one place.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-environment-variables',
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
              - name: PASSWORD
                value: changeme
                valueFrom:
              # ^^^^^^^^^ error env/value-and-value-from: valueFrom must not stand beside a value
                  secretKeyRef: { name: db, key: password }`,
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
              - name: PASSWORD
                valueFrom:
                  secretKeyRef: { name: db, key: password }`,
  },
  each: envVarsOf,
  *check({ node }, { document }) {
    const value = entry(node, 'value');
    const valueFrom = entry(node, 'valueFrom');
    if (!value || !valueFrom || !text(value.value) || isNull(valueFrom.value)) return;
    // That `valueFrom` names no source is a mistake of its own.
    if (sourcesIn(valueFrom.value).length === 0 || hasPatchDirective(node)) return;
    const fixes = [value, valueFrom].map((doomed, i) => ({
      title: i === 0 ? 'Keep only valueFrom' : 'Keep only value',
      loses: true,
      edits: () => removeEntry(document, doomed),
    }));
    const isOwn = !value.merged && !valueFrom.merged;
    yield finding(valueFrom, 'valueFrom must not stand beside a value', ...(isOwn ? fixes : []));
  },
});
