import type { Change } from '../../model/changes.js';
import { type ImmutableChange, immutableChanges } from '../../model/immutableFields.js';
import type { Manifest } from '../../model/manifest.js';
import { entry, get, keyOf, type Node, text } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { committedOf, mustStay, putBack, putBackEntry } from '../committed.js';
import { type Finding, type Fix, finding, rule } from '../rule.js';

interface Target extends ImmutableChange {
  readonly committed: Manifest;
}

/** A longer one says nothing more. */
const longestShown = 60;

export const immutableField = rule<Target>({
  code: 'manifest/immutable-field',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'field that cannot be changed, and is other than in the last commit',
    why: `
      Some fields are for ever: the selector of a workload, \`volumeClaimTemplates\` of a StatefulSet, \`roleRef\` of a
      RoleBinding and others. The API server refuses an update that changes them. Where the object is in the cluster
      already, it must be deleted first, or the new one needs a new name.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates',
    bad: `
      #- binding.yaml (committed)
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: readers
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: Role
        name: reader
      #- binding.yaml
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: readers
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: Role
        name: writer
            # ^^^^^^ warning manifest/immutable-field: roleRef.name of a RoleBinding cannot change: the API server will refuse the update (the last commit has reader)`,
    good: `
      #- binding.yaml (committed)
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: readers
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: Role
        name: reader
      #- binding.yaml
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: readers
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: Role
        name: reader`,
  },
  *each(manifest, context) {
    const committed = committedOf(manifest, context);
    if (!committed) return;
    for (const change of immutableChanges(manifest, committed)) yield { ...change, committed };
  },
  *check({ field, change, committed }, manifest) {
    const message = mustStay(`${field} of a ${manifest.kind}`, knownOf(change));
    const { at, fixes } = found(manifest, committed, change, message);
    // Many Jobs are deleted and made again.
    const severity = manifest.kind === 'Job' ? 'information' : undefined;
    yield { at, message, severity, fixes: fitsTemplate(manifest, field, change) ? fixes : [] };
  },
});

function found(manifest: Manifest, committed: Manifest, change: Change, message: string): Finding {
  if (change.kind === 'added') return finding(change.field, message, ...removal(manifest, change.field));
  if (change.kind === 'removed') {
    return finding(placeOf(manifest, change.map), message, ...putBackEntry(manifest, change.map, change.before));
  }
  const { now, before, field } = change;
  const isBack = field !== undefined && before.kind === 'scalar';
  return finding(
    now.kind === 'scalar' || !field ? now : field,
    message,
    ...(isBack ? putBack(manifest, field, committed, before) : []),
  );
}

/** The pods of a workload must have the labels of its selector, so what they no longer have cannot be put back alone. */
function fitsTemplate({ root }: Manifest, field: string, change: Change): boolean {
  const isSelector = field === 'spec.selector' && get(root, 'spec', 'template') !== undefined;
  if (!isSelector || change.kind === 'added') return true;
  const old = change.kind === 'removed' ? change.before : change.before.parent;
  const label = old?.kind === 'entry' ? get(root, 'spec', 'template', 'metadata', 'labels', keyOf(old)) : undefined;
  return old?.kind === 'entry' && text(old.value) !== undefined && text(label) === text(old.value);
}

function removal({ document }: Manifest, field: Extract<Change, { kind: 'added' }>['field']): readonly Fix[] {
  if (field.merged || field.map.alias) return [];
  return [{ title: `Remove ${keyOf(field)}`, loses: true, edits: () => removeEntry(document, field) }];
}

/** The key of the map; the object itself has none. */
function placeOf({ root }: Manifest, map: Node) {
  if (map.parent?.kind === 'entry') return map.parent;
  return (map === root ? entry(root, 'kind') : undefined) ?? map;
}

function knownOf(change: Change): string {
  if (change.kind === 'added') return `no ${keyOf(change.field)}`;
  const node = change.kind === 'removed' ? change.before.value : change.before;
  const name = change.kind === 'removed' ? `${keyOf(change.before)}: ` : '';
  if (node.kind === 'scalar' && node.text.length <= longestShown && !node.text.includes('\n')) {
    return `${name}${node.text === '' ? '""' : node.text}`;
  }
  return change.kind === 'removed' ? keyOf(change.before) : 'another value';
}
