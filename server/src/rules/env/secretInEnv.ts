import { envFromOf, valueSourcesOf } from '../../model/env.js';
import { entry, isNull, keyOf } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const envSecretInEnv = rule({
  code: 'env/secret-in-env',
  severity: 'warning',
  strict: true,
  fixable: false,
  docs: {
    summary: 'Secret that becomes an environment variable',
    why: `
      Variables are passed on to child processes, show in crash reports and debug pages, and keep their value until the
      container starts anew. A Secret that is mounted as a volume does none of that (CIS benchmark 5.4.1).`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            envFrom:
              - secretRef:
              # ^^^^^^^^^ warning env/secret-in-env: a Secret should be mounted as a file, not read with secretRef
                  name: db`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: db
                mountPath: /etc/db
                readOnly: true
        volumes:
          - name: db
            secret:
              secretName: db`,
  },
  *each(manifest) {
    for (const { name, entry: field } of valueSourcesOf(manifest)) if (name === 'secretKeyRef') yield field;
    for (const { node } of envFromOf(manifest)) {
      const field = entry(node, 'secretRef');
      if (field && !isNull(field.value)) yield field;
    }
  },
  *check(field) {
    yield finding(field, `a Secret should be mounted as a file, not read with ${keyOf(field)}`);
  },
});
