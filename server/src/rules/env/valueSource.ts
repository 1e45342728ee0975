import { envVarsOf, sourcesIn, valueSourceNames } from '../../model/env.js';
import { hasPatchDirective } from '../../model/manifest.js';
import { oneOf } from '../../schema/words.js';
import { type Entry, entry, keyOf, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { keepOnly } from '../volumes.js';

export const envValueSource = rule({
  code: 'env/value-source',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'valueFrom that names no source, or more than one',
    why: 'The API server rejects the manifest: `valueFrom` says exactly one place where the value comes from.',
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables',
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
                  secretKeyRef: { name: db, key: password }
                  configMapKeyRef: { name: db, key: password }
                # ^^^^^^^^^^^^^^^ error env/value-source: valueFrom must have one source only: it has secretKeyRef already`,
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
  *check({ node }, { document }, { isPatch }) {
    const valueFrom = entry(node, 'valueFrom');
    if (valueFrom?.value.kind !== 'map' || hasPatchDirective(valueFrom.value)) return;
    const { value } = valueFrom;
    const sources = sourcesIn(value);
    const [first, ...rest] = [...sources].sort((a, b) => a.span.start - b.span.start);
    if (!first) {
      if (!isPatch && !value.entries.some(isMistaken)) {
        yield finding(valueFrom, `valueFrom must have one of ${oneOf(valueSourceNames.slice(0, 4))}`);
      }
      return;
    }
    // Beside a value, that has been said.
    if (text(entry(node, 'value')?.value)) return;
    const fixes = keepOnly(document, value, [first, ...rest]);
    for (const further of rest) {
      yield finding(further, `valueFrom must have one source only: it has ${keyOf(first)} already`, ...fixes);
    }
  },
});

/** A map under another name was meant to be a source: that the name is unknown has been said already. */
function isMistaken(field: Entry): boolean {
  return field.value.kind === 'map' && !valueSourceNames.some(name => name === keyOf(field));
}
