import type { Manifest } from '../../model/manifest.js';
import { volumesOf } from '../../model/volumes.js';
import { type Entry, entry, get, isNull, type Node } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const incompleteClaim = rule({
  code: 'volume/incomplete-claim',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'claim of a volume without accessModes or without a size',
    why: `
      The API server rejects the manifest: a PersistentVolumeClaim, and the claim template of an ephemeral volume, must
      say how the volume is accessed and how large it is at least. The schema calls neither of them required.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims',
    bad: `
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: data
      spec:
      ^^^^ error volume/incomplete-claim: spec must have resources.requests.storage
        accessModes: [ReadWriteOnce]`,
    good: `
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi`,
  },
  *each(manifest, { isPatch, build }) {
    if (!isPatch && !build.completes(manifest.kind)) yield* claimsIn(manifest);
  },
  *check(claim) {
    if (claim.value.kind !== 'map') return;
    const modes = entry(claim.value, 'accessModes');
    const isNone = modes?.value.kind === 'seq' && modes.value.items.length === 0;
    if (isNone || isNull(modes?.value)) yield finding(modes ?? claim, 'spec must have at least one of accessModes');
    const { at, isMissing } = below(claim, ['resources', 'requests', 'storage']);
    if (isMissing) yield finding(at, 'spec must have resources.requests.storage');
  },
});

function* claimsIn(manifest: Manifest): Iterable<Entry> {
  const { apiVersion, kind, root } = manifest;
  const own = apiVersion === 'v1' && kind === 'PersistentVolumeClaim' ? [root] : [];
  const templates = volumesOf(manifest).map(({ node }) => get(node, 'ephemeral', 'volumeClaimTemplate'));
  for (const claim of [...own, ...templates]) {
    const spec = entry(claim, 'spec');
    if (spec) yield spec;
  }
}

/** The innermost field on the way to `path` that is written. Whether the last is missing is not known of odd values. */
function below(start: Entry, path: readonly string[]): { readonly at: Entry; readonly isMissing: boolean } {
  let at = start;
  for (const key of path) {
    const next: Entry | undefined = entry(at.value, key);
    if (!next) return { at, isMissing: isMapOrNull(at.value) };
    at = next;
  }
  return { at, isMissing: isNull(at.value) };
}

function isMapOrNull(node: Node): boolean {
  return node.kind === 'map' || isNull(node);
}
