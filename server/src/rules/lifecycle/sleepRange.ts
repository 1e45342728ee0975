import { hookHandlersOf } from '../../model/lifecycle.js';
import { podSpecOf } from '../../model/pods.js';
import { isAtLeast } from '../../schema/schemas.js';
import { type Edit, setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { insertEntries } from '../../syntax/insert.js';
import { type Entry, entry, isNull, type Node, number } from '../../syntax/node.js';
import { hookOwnersOf } from '../probes.js';
import { type Fix, finding, rule } from '../rule.js';

/** terminationGracePeriodSeconds of a pod that does not say. */
const usualGracePeriod = 30;
/** Older servers refuse to sleep for no time at all. */
const zeroSince = '1.33';

export const sleepRange = rule({
  code: 'lifecycle/sleep-range',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'sleep of a hook that is negative or longer than the grace period of the pod',
    why: `
      The API server rejects the manifest: after terminationGracePeriodSeconds, which is 30 if nothing is written, the
      container is killed whether it sleeps or not. Before Kubernetes 1.33, 0 is refused too.`,
    reference: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            lifecycle:
              preStop:
                sleep:
                  seconds: 60
                         # ^^ error lifecycle/sleep-range: seconds must not exceed terminationGracePeriodSeconds, which is 30`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            lifecycle:
              preStop:
                sleep:
                  seconds: 30`,
  },
  *each(manifest, { isPatch }) {
    const spec = podSpecOf(manifest);
    const grace = spec && gracePeriodOf(spec, isPatch);
    for (const { node } of hookOwnersOf(manifest)) {
      const sleep = entry(node, 'sleep');
      const field = sleep && entry(sleep.value, 'seconds');
      // Of several handlers the server looks into the first one only.
      if (spec && field && hookHandlersOf(node).length === 1) yield { spec, field, grace };
    }
  },
  *check({ spec, field, grace }, { document }, { kubernetesVersion }) {
    const seconds = number(field.value);
    if (seconds === undefined || !Number.isInteger(seconds)) return;
    const least = isAtLeast(kubernetesVersion, zeroSince) ? 0 : 1;
    if (seconds < least) {
      yield finding(field.value, `seconds must be at least ${least}`, setSeconds(document, field, least));
    } else if (grace !== undefined && seconds > grace) {
      const message = `seconds must not exceed terminationGracePeriodSeconds, which is ${grace}`;
      yield finding(field.value, message, setSeconds(document, field, grace), raiseGrace(document, spec, seconds));
    }
  },
});

/** `undefined` where it is not known: in a patch that does not say, or where it is no number or makes no sense. */
function gracePeriodOf(spec: Node, isPatch: boolean): number | undefined {
  const field = entry(spec, 'terminationGracePeriodSeconds');
  if (!field || isNull(field.value)) return isPatch ? undefined : usualGracePeriod;
  const seconds = number(field.value);
  return seconds !== undefined && seconds >= 0 ? seconds : undefined;
}

function setSeconds(document: YamlDocument, field: Entry, seconds: number): Fix {
  return { title: `Set seconds to ${seconds}`, edits: () => [setValue(document, field, String(seconds))] };
}

function raiseGrace(document: YamlDocument, spec: Node, seconds: number): Fix {
  const edits = (): readonly Edit[] => {
    const field = entry(spec, 'terminationGracePeriodSeconds');
    if (field && !field.merged) return [setValue(document, field, String(seconds))];
    const added = [{ key: 'terminationGracePeriodSeconds', value: seconds }];
    return spec.kind === 'map' && !spec.alias ? [insertEntries(document, spec, added)] : [];
  };
  return { title: `Set terminationGracePeriodSeconds of the pod to ${seconds}`, edits };
}
