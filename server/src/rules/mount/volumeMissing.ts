import type { Manifest } from '../../model/manifest.js';
import { containersOf } from '../../model/pods.js';
import { areVolumesKnown, claimTemplatesOf, devicesOf, type Mount, mountsOf, volumesOf } from '../../model/volumes.js';
import { nearest } from '../../schema/nearest.js';
import { get, items, text } from '../../syntax/node.js';
import { addVolume, volumeChoices } from '../newVolume.js';
import { type Fix, finding, type RuleContext, rule } from '../rule.js';
import { changeTo } from '../volumes.js';

export const volumeMissing = rule({
  code: 'mount/volume-missing',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'mount of a volume that the pod does not have',
    why: `
      The API server rejects the manifest: a mount names an item of the pod's \`volumes\`, or, in a StatefulSet, of its
      \`volumeClaimTemplates\`.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#how-volumes-work',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: confg
                    # ^^^^^ error mount/volume-missing: there is no volume confg; did you mean config?
                mountPath: /etc/web
        volumes:
          - name: config
            configMap:
              name: web`,
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
              - name: config
                mountPath: /etc/web
        volumes:
          - name: config
            configMap:
              name: web`,
  },
  *each(manifest, context) {
    if (context.isPatch || !areVolumesKnown(manifest)) return;
    const claims = claimTemplatesOf(manifest).map(text);
    const names = new Set([...volumesOf(manifest).map(({ nameEntry }) => text(nameEntry?.value)), ...claims]);
    if (claims.includes(undefined)) return;
    for (const container of containersOf(manifest)) {
      for (const mount of [...mountsOf(container), ...devicesOf(container)]) {
        if (!mount.name || names.has(mount.name)) continue;
        // Where the volume stands in a wrong place, that is what has to be put right.
        if (!isMisplaced(mount.name, context)) yield { mount, names };
      }
    }
  },
  *check({ mount, names }, manifest) {
    const { name, nameEntry } = mount;
    if (!name || !nameEntry) return;
    const guess = nearest(
      name,
      [...names].flatMap(known => known || []),
    );
    const similar: readonly Fix[] = guess ? [changeTo(nameEntry.value, guess)] : [];
    const message = `there is no volume ${name}${guess ? `; did you mean ${guess}?` : ''}`;
    yield finding(nameEntry.value, message, ...similar, ...newVolumes(manifest, mount, name));
  },
});

/** Whether a list that the schema does not know where it stands has an item of that name. */
function isMisplaced(name: string, { schemaProblems }: RuleContext): boolean {
  return schemaProblems.some(
    problem =>
      problem.kind === 'unknown' &&
      items(problem.entry.value).some(
        item => text(get(item, 'name')) === name || text(get(item, 'metadata', 'name')) === name,
      ),
  );
}

function newVolumes(manifest: Manifest, mount: Mount, name: string): readonly Fix[] {
  return volumeChoices(mount, name).flatMap(choice => {
    const edit = addVolume(manifest, name, choice);
    return edit ? [{ title: choice.title, edits: () => [edit] }] : [];
  });
}
