import { containersOf } from '../../model/pods.js';
import { type Entry, entry, keyOf, type MapNode } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

/** Set as soon as a map is there, even an empty one. */
const probesAndHooks = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'];
const collections = ['ports', 'resources'];

export const onEphemeral = rule({
  code: 'probe/on-ephemeral',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'probe, lifecycle, ports or resources on an ephemeral container',
    why: `
      The API server rejects the manifest: an ephemeral container is there for debugging, is never restarted and serves
      nothing.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
        ephemeralContainers:
          - name: debug
            image: busybox
            livenessProbe:
          # ^^^^^^^^^^^^^ error probe/on-ephemeral: an ephemeral container must not have a livenessProbe
              exec:
                command: ["true"]`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
        ephemeralContainers:
          - name: debug
            image: busybox`,
  },
  *each(manifest) {
    for (const { list, node } of containersOf(manifest)) if (list === 'ephemeralContainers') yield* refusedIn(node);
  },
  *check(field, { document }) {
    const name = keyOf(field);
    const article = name.endsWith('Probe') || name === 'lifecycle' ? 'a ' : '';
    yield finding(field, `an ephemeral container must not have ${article}${name}`, {
      title: `Remove ${name}`,
      loses: true,
      edits: () => removeEntry(document, field),
    });
  },
});

function refusedIn(container: MapNode): readonly Entry[] {
  const maps = probesAndHooks.flatMap(name => entry(container, name) ?? []).filter(({ value }) => value.kind === 'map');
  const filled = collections
    .flatMap(name => entry(container, name) ?? [])
    .filter(({ value }) => {
      if (value.kind === 'scalar') return false;
      return value.kind === 'map' ? value.entries.length > 0 : value.items.length > 0;
    });
  return [...maps, ...filled];
}
