import type { Manifest } from '../../model/manifest.js';
import { podSpecOf, runsOn, runsToItsEnd } from '../../model/pods.js';
import { setValue } from '../../syntax/edit.js';
import { insertBefore } from '../../syntax/insert.js';
import { type Entry, entry, isNull, type MapNode, text } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';

const policies = ['Always', 'OnFailure', 'Never'];

export const podRestartPolicy = rule({
  code: 'pod/restart-policy',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'restartPolicy that the kind of workload does not allow',
    why: `
      The API server rejects the manifest: the pods of a Job end, so they need \`Never\` or \`OnFailure\`, and the
      default, \`Always\`, does not do. The pods of all other workloads are always started again.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template',
    bad: `
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: migrate
      spec:
        template:
          spec:
        # ^^^^ error pod/restart-policy: restartPolicy must be OnFailure or Never in the pods of a Job: the default is Always
            containers:
              - name: migrate
                image: shop/migrate:1`,
    good: `
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: migrate
      spec:
        template:
          spec:
            restartPolicy: OnFailure
            containers:
              - name: migrate
                image: shop/migrate:1`,
  },
  *each(manifest, { isPatch, build }) {
    const spec = podSpecOf(manifest);
    if (spec?.kind !== 'map' || spec.parent?.kind !== 'entry' || spec.entries.length === 0) return;
    const policy = entry(spec, 'restartPolicy');
    const isWritten = policy !== undefined && !isNull(policy.value);
    const canBeMissed = !isPatch && !build.completes(manifest.kind);
    if (isWritten || canBeMissed) yield { spec, holder: spec.parent, policy, isWritten };
  },
  *check({ spec, holder, policy, isWritten }, manifest) {
    const { kind, document } = manifest;
    const value = isWritten ? text(policy?.value) : 'Always';
    const choices = choicesFor(manifest);
    // What is no policy at all, the schema has been told about.
    if (!value || !policies.includes(value) || choices.includes(value)) return;
    const fixes = choices.map(
      (choice): Fix => ({
        title: `Set restartPolicy to ${choice}`,
        edits: () => [
          policy && !policy.merged
            ? setValue(document, policy, choice)
            : insertBefore(document, firstOf(spec, holder), [{ key: 'restartPolicy', value: choice }]),
        ],
      }),
    );
    const reason = isWritten ? '' : ': the default is Always';
    const message = `restartPolicy must be ${choices.join(' or ')} in the pods of a ${kind}${reason}`;
    const place = isWritten && policy ? policy.value : (policy ?? holder);
    yield finding(place, message, ...(spec.alias ? [] : fixes));
  },
});

function choicesFor(manifest: Manifest): readonly string[] {
  if (runsToItsEnd(manifest)) return ['OnFailure', 'Never'];
  return runsOn(manifest) ? ['Always'] : policies;
}

function firstOf(spec: MapNode, holder: Entry): Entry {
  return spec.entries.find(({ merged }) => !merged) ?? holder;
}
