import type { Manifest } from '../../model/manifest.js';
import { isSlipOf } from '../../model/slip.js';
import { entries, entry, get } from '../../syntax/node.js';
import type { KnownObject, Objects } from '../../workspace/objects.js';
import { isBeside, judgedObject } from '../references.js';
import { finding, type RuleContext, rule } from '../rule.js';

export const selectsNothing = rule({
  code: 'service/selects-nothing',
  severity: 'warning',
  strict: true,
  acrossFiles: true,
  fixable: false,
  docs: {
    summary: 'Service whose selector takes no pod of the workspace',
    why: `
      A Service leads to the pods that have all labels of its selector. Without any, connections to it are refused. The
      pods may be made by others, so this is only said in the strict profile.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector:
      # ^^^^^^^^ warning service/selects-nothing: no pod of the workspace has the labels app: web, tier: front
          app: web
          tier: front
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels:
          app: web
      spec:
        containers:
          - name: web
            image: nginx`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector:
          app: web
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels:
          app: web
      spec:
        containers:
          - name: web
            image: nginx`,
  },
  *each(manifest, context) {
    const service = lonelyService(manifest, context);
    if (service && !misspeltLabel(service, context)) yield service;
  },
  *check({ facts: { selector } }, { root }) {
    const field = entry(get(root, 'spec'), 'selector');
    if (!field || !selector) return;
    const labels = Object.entries(selector.labels).map(([key, value]) => `${key}: ${value}`);
    const what = labels.length === 1 ? 'the label' : 'the labels';
    yield finding(field, `no pod of the workspace has ${what} ${labels.join(', ')}`);
  },
});

/** The Service, if it selects no pod. */
export function lonelyService(manifest: Manifest, context: RuleContext): KnownObject | undefined {
  if (manifest.kind !== 'Service' || manifest.apiVersion !== 'v1') return undefined;
  if (entries(get(manifest.root, 'spec', 'selector')).length === 0) return undefined;
  const service = judgedObject(manifest, context);
  const selected = service && context.objects.selectedBy(service);
  return selected && selected !== 'unknown' && selected.length === 0 ? service : undefined;
}

export interface MisspeltLabel {
  readonly key: string;
  readonly value: string;
  readonly workload: KnownObject;
}

/** Where pods beside the Service have all of its labels but one, and that one is nearly the same. */
export function misspeltLabel(service: KnownObject, context: RuleContext): MisspeltLabel | undefined {
  const { selector } = service.facts;
  for (const [key, written] of Object.entries(selector?.labels ?? {})) {
    for (const value of podLabelsLike(key, written, context.objects)) {
      if (!selector || !isSlipOf(written, value)) continue;
      const labels = { ...selector.labels, [key]: value };
      const meant: KnownObject = { ...service, facts: { ...service.facts, selector: { ...selector, labels } } };
      const found = context.objects.selectedBy(meant);
      const workload = found === 'unknown' ? undefined : found.find(object => isBeside(service, object, context));
      if (workload) return { key, value, workload };
    }
  }
  return undefined;
}

/** By key and length, as long as the objects stay the same. */
const podLabels = new WeakMap<Objects, ReadonlyMap<string, ReadonlySet<string>>>();

/** Values of the label that pods have, if they are about as long as `value`. */
function* podLabelsLike(key: string, value: string, objects: Objects): Iterable<string> {
  const labels = podLabels.get(objects) ?? podLabelsOf(objects);
  podLabels.set(objects, labels);
  for (let length = value.length - 2; length <= value.length + 2; length++) {
    yield* labels.get(`${key} ${length}`) ?? [];
  }
}

function podLabelsOf(objects: Objects): ReadonlyMap<string, ReadonlySet<string>> {
  const labels = new Map<string, Set<string>>();
  for (const { facts } of objects.every()) {
    for (const [key, value] of Object.entries(facts.pods?.labels ?? {})) {
      const place = `${key} ${value.length}`;
      labels.set(place, (labels.get(place) ?? new Set<string>()).add(value));
    }
  }
  return labels;
}
