/** Where objects select others by labels: every LabelSelector, and every plain map of labels. */
import { type Entry, entry, get, items, type MapNode, type Node } from '../syntax/node.js';
import type { Manifest } from './manifest.js';
import { podSpecOf } from './pods.js';

/** Workloads of apps/v1: they have a selector and a template, and the one must take the labels of the other. */
const appsKinds: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

export function isAppsWorkload({ apiVersion, kind }: Manifest): boolean {
  return apiVersion === 'apps/v1' && appsKinds.has(kind);
}

/** Every LabelSelector: `matchLabels` and `matchExpressions`. */
export function* labelSelectorsOf(manifest: Manifest): Iterable<MapNode> {
  for (const node of selectorNodes(manifest)) if (node?.kind === 'map') yield node;
}

/** Every map of labels in which something is looked for: selectors of the plain kind, `matchLabels`, `nodeSelector`. */
export function* labelMapsOf(manifest: Manifest): Iterable<Entry> {
  const { root, kind, apiVersion } = manifest;
  const plain = apiVersion === 'v1' && (kind === 'Service' || kind === 'ReplicationController');
  const found = [
    plain ? entry(get(root, 'spec'), 'selector') : undefined,
    entry(podSpecOf(manifest), 'nodeSelector'),
    ...[...labelSelectorsOf(manifest)].map(selector => entry(selector, 'matchLabels')),
  ];
  for (const field of found) if (field?.value.kind === 'map') yield field;
}

export function* requirementsOf(manifest: Manifest): Iterable<MapNode> {
  for (const selector of labelSelectorsOf(manifest)) {
    for (const node of items(get(selector, 'matchExpressions'))) if (node.kind === 'map') yield node;
  }
}

function* selectorNodes(manifest: Manifest): Iterable<Node | undefined> {
  const { root, kind, apiVersion } = manifest;
  const spec = get(root, 'spec');
  yield* podSelectors(podSpecOf(manifest));
  if (isAppsWorkload(manifest)) yield get(spec, 'selector');
  if (apiVersion === 'batch/v1') yield get(spec, ...(kind === 'CronJob' ? ['jobTemplate', 'spec'] : []), 'selector');
  if (kind === 'PodDisruptionBudget' && apiVersion === 'policy/v1') yield get(spec, 'selector');
  if (kind === 'PersistentVolumeClaim' && apiVersion === 'v1') yield get(spec, 'selector');
  if (kind === 'NetworkPolicy' && apiVersion === 'networking.k8s.io/v1') yield* networkSelectors(spec);
  for (const claim of items(get(spec, 'volumeClaimTemplates'))) yield get(claim, 'spec', 'selector');
}

function* networkSelectors(spec: Node | undefined): Iterable<Node | undefined> {
  yield get(spec, 'podSelector');
  const peers = [
    ...items(get(spec, 'ingress')).flatMap(rule => items(get(rule, 'from'))),
    ...items(get(spec, 'egress')).flatMap(rule => items(get(rule, 'to'))),
  ];
  for (const peer of peers) yield* [get(peer, 'podSelector'), get(peer, 'namespaceSelector')];
}

function* podSelectors(spec: Node | undefined): Iterable<Node | undefined> {
  for (const constraint of items(get(spec, 'topologySpreadConstraints'))) yield get(constraint, 'labelSelector');
  for (const affinity of ['podAffinity', 'podAntiAffinity']) {
    const rules = get(spec, 'affinity', affinity);
    const terms = [
      ...items(get(rules, 'requiredDuringSchedulingIgnoredDuringExecution')),
      ...items(get(rules, 'preferredDuringSchedulingIgnoredDuringExecution')).map(term => get(term, 'podAffinityTerm')),
    ];
    for (const term of terms) yield* [get(term, 'labelSelector'), get(term, 'namespaceSelector')];
  }
}

/** The selector of a workload that its template must meet, and the labels of the template. */
export interface SelectedTemplate {
  readonly selector: Entry;
  /** The map of labels that the selector wants, where one is written. */
  readonly wanted: Node | undefined;
  readonly template: Entry;
  /** A plain map, not a LabelSelector. */
  readonly isPlain: boolean;
}

export function selectedTemplateOf(manifest: Manifest): SelectedTemplate | undefined {
  const spec = get(manifest.root, 'spec');
  const selector = entry(spec, 'selector');
  const template = entry(spec, 'template');
  const isPlain = manifest.apiVersion === 'v1' && manifest.kind === 'ReplicationController';
  if (!isPlain && !isAppsWorkload(manifest) && !isManualJob(manifest)) return undefined;
  if (selector?.value.kind !== 'map' || template?.value.kind !== 'map') return undefined;
  return { selector, template, isPlain, wanted: isPlain ? selector.value : get(selector.value, 'matchLabels') };
}

/** Other Jobs get their selector from the cluster. */
function isManualJob({ apiVersion, kind, root }: Manifest): boolean {
  const manual = get(root, 'spec', 'manualSelector');
  return apiVersion === 'batch/v1' && kind === 'Job' && manual?.kind === 'scalar' && manual.value === true;
}

export function templateLabelsOf({ template }: SelectedTemplate): Node | undefined {
  return get(template.value, 'metadata', 'labels');
}

/** What a person would select by: the labels that name the application, if there are some. */
export function namingLabels(labels: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const naming = [
    'app.kubernetes.io/name',
    'app.kubernetes.io/instance',
    'app.kubernetes.io/component',
    'app',
    'k8s-app',
  ];
  const found = new Map([...labels].filter(([key]) => naming.includes(key)));
  return found.size > 0 ? found : labels;
}
