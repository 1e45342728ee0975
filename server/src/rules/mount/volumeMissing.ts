import type { Manifest } from '../../model/manifest.js';
import { containersOf, podSpecOf } from '../../model/pods.js';
import { isSlipOf } from '../../model/slip.js';
import { areVolumesKnown, claimTemplatesOf, devicesOf, type Mount, mountsOf, volumesOf } from '../../model/volumes.js';
import { nearest } from '../../schema/nearest.js';
import { entries, entry, get, items, keyOf, text, walk } from '../../syntax/node.js';
import { addVolume, volumeChoices } from '../newVolume.js';
import { type Fix, finding, type RuleContext, rule } from '../rule.js';
import { changeTo } from '../volumes.js';

/** Of so many names it is looked what was meant: where more are wrong, no slip made them so. */
const mostGuessed = 100;

export const volumeMissing = rule({
  code: 'mount/volume-missing',
  severity: 'error',
  acrossFiles: true,
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
    const missing = new Set<string>();
    let misplaced: ReadonlySet<string | undefined> | undefined;
    for (const container of containersOf(manifest)) {
      for (const mount of [...mountsOf(container), ...devicesOf(container)]) {
        if (!mount.name || names.has(mount.name)) continue;
        misplaced ??= new Set(misplacedIn(manifest));
        // Where the volume stands in a wrong place, that is what has to be put right.
        if (misplaced.has(mount.name)) continue;
        missing.add(mount.name);
        yield { mount, names, isGuessed: missing.size <= mostGuessed };
      }
    }
  },
  *check({ mount, names, isGuessed }, manifest, context) {
    const { name, nameEntry } = mount;
    if (!name || !nameEntry) return;
    const candidates = isGuessed ? [...names].flatMap(known => known || []) : [];
    const guess = nearest(name, candidates);
    const similar: readonly Fix[] = guess ? [changeTo(nameEntry.value, guess)] : [];
    const message = `there is no volume ${name}${guess ? `; did you mean ${guess}?` : ''}`;
    yield finding(nameEntry.value, message, ...similar, ...newVolumes(manifest, mount, name, context));
  },
});

/** Names of volumes and claims in lists that stand where none is looked for, or whose key is misspelt. */
function* misplacedIn(manifest: Manifest): Iterable<string | undefined> {
  const claims =
    manifest.kind === 'StatefulSet' ? entry(get(manifest.root, 'spec'), 'volumeClaimTemplates') : undefined;
  const right = [entry(podSpecOf(manifest), 'volumes'), claims];
  for (const node of walk(manifest.root)) {
    for (const field of entries(node)) {
      const key = keyOf(field);
      if (right.includes(field) || !listNames.some(name => key === name || isSlipOf(key, name))) continue;
      for (const item of items(field.value)) yield text(get(item, 'name')) ?? text(get(item, 'metadata', 'name'));
    }
  }
}

const listNames = ['volumes', 'volumeClaimTemplates'];

function newVolumes(manifest: Manifest, mount: Mount, name: string, context: RuleContext): readonly Fix[] {
  return volumeChoices(manifest, mount, name, context).flatMap(choice => {
    const edit = addVolume(manifest, name, choice);
    return edit ? [{ title: choice.title, edits: () => [edit] }] : [];
  });
}
