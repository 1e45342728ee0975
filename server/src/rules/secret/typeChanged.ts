import { isSecret } from '../../model/configData.js';
import type { Manifest } from '../../model/manifest.js';
import { knownText } from '../../model/templates.js';
import { entry, isNull, type ScalarNode } from '../../syntax/node.js';
import { committedOf, mustStay, putBack, putBackEntry } from '../committed.js';
import { finding, rule } from '../rule.js';

export const typeChanged = rule({
  code: 'secret/type-changed',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'other type of a Secret than in the last commit',
    why: `
      The type of a Secret is for ever: the API server refuses an update with another one. Where the Secret is in the
      cluster already, it must be deleted first, or the new one needs a new name.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
    bad: `
      #- secret.yaml (committed)
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      type: example.com/login
      stringData:
        user: admin
      #- secret.yaml
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      type: Opaque
          # ^^^^^^ warning secret/type-changed: type of a Secret cannot change: the API server will refuse the update (the last commit has example.com/login)
      stringData:
        user: admin`,
    good: `
      #- secret.yaml (committed)
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      type: example.com/login
      stringData:
        user: admin
      #- secret.yaml
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      type: example.com/login
      stringData:
        user: admin`,
  },
  *each(manifest, context) {
    const committed = isSecret(manifest) ? committedOf(manifest, context) : undefined;
    if (committed) yield committed;
  },
  *check(committed, manifest) {
    const field = entry(manifest.root, 'type');
    const old = entry(committed.root, 'type');
    const before = typeOf(committed);
    const now = typeOf(manifest);
    if (before === undefined || now === undefined || before === now) return;
    const message = mustStay('type of a Secret', before);
    const value = old?.value.kind === 'scalar' ? old.value : undefined;
    if (field) yield finding(field.value, message, ...backTo(manifest, field, committed, value));
    else {
      const at = entry(manifest.root, 'kind');
      if (at) yield finding(at, message, ...(old ? putBackEntry(manifest, manifest.root, old) : []));
    }
  },
});

function backTo(
  manifest: Manifest,
  field: NonNullable<ReturnType<typeof entry>>,
  committed: Manifest,
  old: ScalarNode | undefined,
) {
  return old && !isNull(old) ? putBack(manifest, field, committed, old) : [];
}

/** Where none is written, it is Opaque; `undefined` where it is not known. */
function typeOf({ root }: Manifest): string | undefined {
  const node = entry(root, 'type')?.value;
  return isNull(node) ? 'Opaque' : knownText(node) || undefined;
}
