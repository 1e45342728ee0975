import { hasPatchDirective } from '../../model/manifest.js';
import { setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { type Entry, entry, isNull, text } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { isZero, type RollingUpdate, rollingUpdatesOf } from '../rollingUpdates.js';
import { type Finding, type Fix, finding, rule } from '../rule.js';

export const workloadRollingUpdate = rule({
  code: 'workload/rolling-update',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'rollingUpdate that cannot be done',
    why: `
      The API server rejects the manifest. An update needs a pod that may be missing or a pod that may be too many, a
      DaemonSet exactly one of both (its \`maxUnavailable\` is 1 where it is not set), and the strategies \`Recreate\` and
      \`OnDelete\` have no settings.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment',
    bad: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        strategy:
          type: Recreate
          rollingUpdate: { maxSurge: 1 }
        # ^^^^^^^^^^^^^ error workload/rolling-update: rollingUpdate must not be set when type is Recreate
        selector:
          matchLabels: { app: web }
        template:
          metadata:
            labels: { app: web }
          spec:
            containers:
              - name: web
                image: nginx`,
    good: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        strategy:
          type: Recreate
        selector:
          matchLabels: { app: web }
        template:
          metadata:
            labels: { app: web }
          spec:
            containers:
              - name: web
                image: nginx`,
  },
  each: rollingUpdatesOf,
  *check(update, { document, kind: ownKind }, { isPatch, build }): Iterable<Finding> {
    const { kind, strategy, entry: field } = update;
    if (hasPatchDirective(strategy)) return;
    const type = entry(strategy, 'type');
    const name = text(type?.value);
    if (type && ((kind === 'Deployment' && name === 'Recreate') || (kind === 'StatefulSet' && name === 'OnDelete'))) {
      const remove = { title: 'Remove rollingUpdate', loses: true, edits: () => removeEntry(document, field) };
      const change = { title: 'Set type to RollingUpdate', edits: () => [setValue(document, type, 'RollingUpdate')] };
      const fixes = field.merged || type.merged ? [] : [remove, change];
      yield finding(field, `rollingUpdate must not be set when type is ${name}`, ...fixes);
      return;
    }
    if (name !== undefined && name !== 'RollingUpdate') return;
    if (kind === 'Deployment') yield* neither(document, update);
    const isWhole = !isPatch && !build.completes(ownKind);
    if (kind === 'DaemonSet' && isWhole) yield* notOne(document, update);
  },
});

/** A Deployment has 25 % of both where nothing is written. */
function* neither(document: YamlDocument, { maxSurge, maxUnavailable }: RollingUpdate): Iterable<Finding> {
  if (!maxSurge || !maxUnavailable || !isZero(maxSurge.value) || !isZero(maxUnavailable.value)) return;
  const fixes = [set(document, maxUnavailable, '1'), set(document, maxSurge, '1')];
  yield finding(maxUnavailable.value, 'maxUnavailable must not be 0 when maxSurge is 0', ...fixes);
}

/** A DaemonSet has one pod less, and none more, where nothing is written. */
function* notOne(document: YamlDocument, { maxSurge, maxUnavailable }: RollingUpdate): Iterable<Finding> {
  const noSurge = isUnset(maxSurge) || isZero(maxSurge.value);
  const noneMissing = isUnset(maxUnavailable) ? false : isZero(maxUnavailable.value);
  if (noSurge === true && noneMissing === true && maxUnavailable) {
    yield finding(
      maxUnavailable.value,
      'maxUnavailable must not be 0 when maxSurge is 0',
      set(document, maxUnavailable, '1'),
    );
  }
  if (noSurge === false && noneMissing === false && maxSurge) {
    const fixes = isUnset(maxUnavailable) ? [] : [set(document, maxUnavailable, '0')];
    yield finding(maxSurge.value, 'maxSurge must not be set unless maxUnavailable is 0', ...fixes);
  }
}

function isUnset(field: Entry | undefined): field is undefined {
  return isNull(field?.value);
}

function set(document: YamlDocument, field: Entry, value: string): Fix {
  return { title: `Set ${field.key.text} to ${value}`, edits: () => [setValue(document, field, value)] };
}
