import { valueSourcesOf } from '../../model/env.js';
import { configMapKeyErrors } from '../../model/names.js';
import { knownText } from '../../model/templates.js';
import { get } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const envReferenceKey = rule({
  code: 'env/reference-key',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'reference to a key that no ConfigMap or Secret can have',
    why: `
      The API server rejects the manifest. Keys consist of letters, digits, \`-\`, \`_\` and \`.\`, and are not \`..\` nor
      begin with it.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object',
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
                valueFrom:
                  secretKeyRef:
                    name: db
                    key: db/password
                       # ^^^^^^^^^^^ error env/reference-key: key of secretKeyRef must consist of letters, digits, -, _ or .`,
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
                  secretKeyRef:
                    name: db
                    key: db.password`,
  },
  each: valueSourcesOf,
  *check({ name, node }) {
    if (name !== 'configMapKeyRef' && name !== 'secretKeyRef') return;
    const value = get(node, 'key');
    const key = knownText(value);
    if (!value || key === undefined || configMapKeyErrors(key).length === 0) return;
    yield finding(value, `key of ${name} ${problemOf(key)}`);
  },
});

function problemOf(key: string): string {
  if (key === '') return 'must not be empty';
  if (key.startsWith('.')) return 'must not be . and must not start with ..';
  if (key.length > 253) return 'must be no more than 253 characters';
  return 'must consist of letters, digits, -, _ or .';
}
