import type { Manifest } from '../../model/manifest.js';
import { type Container, containersOf, type Probe, probesOf } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import type { Edit } from '../../syntax/edit.js';
import { moveEntry } from '../../syntax/move.js';
import { entry, keyOf } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { type Fix, finding, rule } from '../rule.js';
import { runAsSidecar } from '../sidecar.js';

export const onInitContainer = rule({
  code: 'probe/on-init-container',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'probe on an init container that is not a sidecar',
    why: `
      The API server rejects the manifest: an init container runs to its end before the next one starts, so there is
      nothing to watch. With \`restartPolicy: Always\` it is a sidecar, runs as long as the pod, and may have probes.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        initContainers:
          - name: migrate
            image: shop/migrate:1
            readinessProbe:
          # ^^^^^^^^^^^^^^ error probe/on-init-container: an init container must not have a readinessProbe unless its restartPolicy is Always
              tcpSocket:
                port: 8080
        containers:
          - name: web
            image: nginx`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        initContainers:
          - name: migrate
            image: shop/migrate:1
        containers:
          - name: web
            image: nginx`,
  },
  *each(manifest, { isPatch }) {
    for (const probe of probesOf(manifest)) if (isRefused(probe.container, isPatch)) yield probe;
  },
  *check(probe, manifest) {
    const name = keyOf(probe.entry);
    yield finding(
      probe.entry,
      `an init container must not have a ${name} unless its restartPolicy is Always`,
      { title: `Remove ${name}`, loses: true, edits: () => removeEntry(manifest.document, probe.entry) },
      runAsSidecar(manifest.document, probe.container),
      ...moves(manifest, probe),
    );
  },
});

/** In a patch the restartPolicy may come from elsewhere. */
function isRefused({ list, keepsRunning, node }: Container, isPatch: boolean): boolean {
  const policy = entry(node, 'restartPolicy')?.value;
  return list === 'initContainers' && !keepsRunning && !(policy ? isPlaceholder(policy) : isPatch);
}

/** Where there is one container only, the probe was probably meant for it. */
function moves(manifest: Manifest, probe: Probe): readonly Fix[] {
  const regular = [...containersOf(manifest)].filter(({ list }) => list === 'containers');
  const [target, ...others] = regular;
  const name = keyOf(probe.entry);
  if (!target || others.length > 0 || entry(target.node, name)) return [];
  const edits: readonly Edit[] | undefined = moveEntry(manifest.document, probe.entry, {
    map: target.node,
    missing: [],
  });
  return edits ? [{ title: `Move ${name} to container ${target.name ?? ''}`.trimEnd(), edits: () => edits }] : [];
}
