import { handlersOf } from '../../model/pods.js';
import { type Edit, ownEntries, setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { insertEntries } from '../../syntax/insert.js';
import { entry, isNull, keyOf, type MapNode } from '../../syntax/node.js';
import { allowedProbesOf, probeDefaults } from '../probes.js';
import { type Fix, finding, rule } from '../rule.js';

export const explicitValues = rule({
  code: 'probe/explicit-values',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'probe that leaves its times and thresholds to the defaults',
    why: `
      The defaults are fine for many, but who reads the manifest has to know them. Written out, they have been thought
      about.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            livenessProbe:
          # ^^^^^^^^^^^^^ warning probe/explicit-values: livenessProbe should write out initialDelaySeconds, timeoutSeconds, successThreshold, failureThreshold
              tcpSocket:
                port: 8080
              periodSeconds: 20`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            livenessProbe:
              tcpSocket:
                port: 8080
              periodSeconds: 20
              initialDelaySeconds: 0
              timeoutSeconds: 1
              successThreshold: 1
              failureThreshold: 3`,
  },
  *each(manifest, { isPatch, build }) {
    if (!isPatch && !build.completes(manifest.kind)) yield* allowedProbesOf(manifest);
  },
  *check({ entry: probe, node }, { document }) {
    const isExec = handlersOf(node)[0]?.name === 'exec';
    const missing = Object.entries(probeDefaults).filter(
      // That one second is short for a program is said by another rule.
      ([name]) => isNull(entry(node, name)?.value) && !(isExec && name === 'timeoutSeconds'),
    );
    if (missing.length === 0 || node.entries.length === 0) return;
    const names = missing.map(([name]) => name).join(', ');
    const fix: Fix = { title: 'Write out the defaults', edits: () => writeOut(document, node, missing) };
    yield finding(probe, `${keyOf(probe)} should write out ${names}`, ...(node.alias ? [] : [fix]));
  },
});

/** What stands there without a value gets one; the others come last. */
function writeOut(
  document: YamlDocument,
  node: MapNode,
  missing: readonly (readonly [string, number])[],
): readonly Edit[] {
  const isThere = ([name]: readonly [string, number]) => ownEntries(node).some(field => keyOf(field) === name);
  const filled = missing.filter(isThere).flatMap(([name, value]) => {
    const field = entry(node, name);
    return field ? [setValue(document, field, String(value))] : [];
  });
  const added = missing.filter(field => !isThere(field)).map(([key, value]) => ({ key, value }));
  return added.length > 0 ? [...filled, insertEntries(document, node, added)] : filled;
}
