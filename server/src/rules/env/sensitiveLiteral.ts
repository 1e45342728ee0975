import { envVarsOf } from '../../model/env.js';
import { knownText } from '../../model/templates.js';
import { get } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

const secretName = /(secret|passw(or)?d|passwd|token|api_?key|private_?key|access_?key|credential)s?$/i;
/** Settings of a secret, and places where one is found. */
const harmlessValue = /^(true|false|yes|no|on|off|\d*|\/.*|[a-z+]+:\/\/[^:@]*|file:.*)$/i;

export const envSensitiveLiteral = rule({
  code: 'env/sensitive-literal',
  severity: 'warning',
  strict: true,
  fixable: false,
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
                    name: db
                    key: password`,
  },
  each: envVarsOf,
  *check({ name, node }) {
    const at = get(node, 'value');
    const value = knownText(at);
    if (!at || !value || !name || !secretName.test(name)) return;
    if (harmlessValue.test(value) || value.includes('$')) return;
    yield finding(at, `${name} should come from a Secret, with valueFrom`);
  },
});
