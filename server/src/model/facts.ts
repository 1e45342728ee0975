/** From a manifest to what the rest of the workspace needs to know of it. */
import { entries, get, isNull, items, type Node, number, text } from '../syntax/node.js';
import { writtenData } from './dataFacts.js';
import { derivedFrom, patternOf } from './derived.js';
import { isEncrypted, type Manifest } from './manifest.js';
import type {
  DataFacts,
  DefinedKind,
  ObjectFacts,
  PodFacts,
  PortFacts,
  SelectorFacts,
  ServiceFacts,
  ServicePortFacts,
} from './objects.js';
import { areKnown, containersOf, podSpecOf, portsOf } from './pods.js';
import { referencesIn, spanOf, withoutNodes } from './references.js';
import { isPlaceholder, knownText } from './templates.js';

/** The object itself, and those that it declares. */
export function factsOf(manifest: Manifest): readonly ObjectFacts[] {
  return [ownFacts(manifest), ...derivedFrom(manifest)];
}

function ownFacts(manifest: Manifest): ObjectFacts {
  const { apiVersion, kind, root } = manifest;
  const written = get(root, 'metadata', 'name');
  const name = knownText(written) || undefined;
  const pattern = !name && written?.kind === 'scalar' && isPlaceholder(written) ? patternOf(written.text) : undefined;
  const place = written ?? get(root, 'kind');
  const data = writtenData(manifest);
  const pods = podFacts(manifest);
  const selector = selectorOf(manifest);
  const service = serviceFacts(manifest);
  const defines = definedKind(manifest);
  const mayCreate = creatable(manifest);
  const mutates = mutatedGroups(manifest);
  return {
    apiVersion,
    kind,
    name,
    ...(pattern !== undefined && { namePattern: pattern }),
    namespace: knownText(get(root, 'metadata', 'namespace')) || undefined,
    at: place ? spanOf(manifest, place) : root.span,
    span: root.span,
    origin: 'written',
    labels: labelsIn(get(root, 'metadata', 'labels')),
    ...(data && { data: isEncrypted(manifest) ? encrypted(data, kind) : data }),
    ...(pods && { pods }),
    ...(selector && { selector }),
    ...(service && { service }),
    ...(defines && { defines }),
    ...(mayCreate.length > 0 && { mayCreate }),
    ...(mutates.length > 0 && { mutates }),
    references: referencesIn(manifest).map(withoutNodes),
  };
}

/** Whoever decrypts a ConfigMap may make more of it than its values. */
function encrypted(data: DataFacts, kind: string): DataFacts {
  return { ...data, isEncrypted: true, ...(kind !== 'Secret' && { isComplete: false }) };
}

/** Those that are known. */
function labelsIn(node: Node | undefined): Readonly<Record<string, string>> {
  const known = entries(node).flatMap(({ key, value }) => {
    const label = knownText(value);
    return label === undefined || isPlaceholder(key) ? [] : [[key.text, label] as const];
  });
  return Object.fromEntries(known);
}

function areAllKnown(labels: Node | undefined): boolean {
  return isNull(labels) || entries(labels).length === Object.keys(labelsIn(labels)).length;
}

function podFacts(manifest: Manifest): PodFacts | undefined {
  const spec = podSpecOf(manifest);
  if (!spec) return undefined;
  const template = spec.parent?.kind === 'entry' ? spec.parent.map : undefined;
  const labels = get(template, 'metadata', 'labels');
  const containers = [...containersOf(manifest)].filter(({ keepsRunning }) => keepsRunning);
  return {
    labels: labelsIn(labels),
    hasAllLabels: areAllKnown(labels),
    ports: containers.flatMap(({ node }) => portsIn(manifest, node)),
    hasAllPorts: containers.every(({ node }) => areKnown(get(node, 'ports'))),
  };
}

function portsIn(manifest: Manifest, container: Parameters<typeof portsOf>[0]): readonly PortFacts[] {
  return portsOf(container).map(({ node, name, number, protocol }) => {
    const place = get(node, 'name') ?? get(node, 'containerPort') ?? node;
    return { name, number, protocol, at: spanOf(manifest, place) };
  });
}

/** Where kinds keep the labels by which they find pods. */
const selectorPaths: Readonly<Record<string, string>> = {
  PodDisruptionBudget: 'selector',
  NetworkPolicy: 'podSelector',
};

function selectorOf(manifest: Manifest): SelectorFacts | undefined {
  const { apiVersion, kind, root } = manifest;
  if (kind === 'Service' && apiVersion === 'v1') {
    const labels = get(root, 'spec', 'selector');
    return entries(labels).length > 0 ? selectorIn(manifest, labels, labels, true) : undefined;
  }
  const field = Object.hasOwn(selectorPaths, kind) ? selectorPaths[kind] : undefined;
  const selector = field === undefined ? undefined : get(root, 'spec', field);
  const hasExpressions = items(get(selector, 'matchExpressions')).length > 0;
  return selector?.kind === 'map'
    ? selectorIn(manifest, selector, get(selector, 'matchLabels'), !hasExpressions)
    : undefined;
}

function selectorIn(
  manifest: Manifest,
  owner: Node | undefined,
  labels: Node | undefined,
  isWhole: boolean,
): SelectorFacts {
  const place = owner?.parent?.kind === 'entry' ? owner.parent.key : manifest.root;
  return { labels: labelsIn(labels), isComplete: isWhole && areAllKnown(labels), at: spanOf(manifest, place) };
}

function serviceFacts(manifest: Manifest): ServiceFacts | undefined {
  const { apiVersion, kind, root } = manifest;
  if (kind !== 'Service' || apiVersion !== 'v1') return undefined;
  return {
    type: text(get(root, 'spec', 'type')) ?? 'ClusterIP',
    ports: items(get(root, 'spec', 'ports')).flatMap(node => servicePort(manifest, node)),
  };
}

/** None, where it is to be filled in by some other program. */
function servicePort(manifest: Manifest, node: Node): readonly ServicePortFacts[] {
  const target = get(node, 'targetPort');
  const port = get(node, 'port');
  if (entries(node).some(({ value }) => isPlaceholder(value))) return [];
  return [
    {
      name: knownText(get(node, 'name')),
      port: number(port),
      targetPort: number(target) ?? knownText(target),
      protocol: text(get(node, 'protocol')) ?? 'TCP',
      at: spanOf(manifest, target ?? port ?? node),
    },
  ];
}

function definedKind({ apiVersion, kind, root }: Manifest): DefinedKind | undefined {
  if (kind !== 'CustomResourceDefinition' || !apiVersion.startsWith('apiextensions.k8s.io/')) return undefined;
  const spec = get(root, 'spec');
  const group = knownText(get(spec, 'group'));
  const own = knownText(get(spec, 'names', 'kind'));
  const listed = items(get(spec, 'versions')).filter(version => !isFalse(get(version, 'served')));
  const versions = [
    ...listed.map(version => get(version, 'name')),
    listed.length > 0 ? undefined : get(spec, 'version'),
  ];
  const served = versions.flatMap(version => knownText(version) ?? []);
  if (!group || !own || served.length === 0) return undefined;
  return {
    group,
    kind: own,
    plural: knownText(get(spec, 'names', 'plural')) ?? own.toLowerCase(),
    isNamespaced: text(get(spec, 'scope')) !== 'Cluster',
    versions: served,
  };
}

function isFalse(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.value === false;
}

const creatableKinds: Readonly<Record<string, string>> = {
  configmaps: 'ConfigMap',
  secrets: 'Secret',
  services: 'Service',
  serviceaccounts: 'ServiceAccount',
  persistentvolumeclaims: 'PersistentVolumeClaim',
};

function creatable({ apiVersion, kind, root }: Manifest): readonly string[] {
  const isRole = (kind === 'Role' || kind === 'ClusterRole') && apiVersion.startsWith('rbac.authorization.k8s.io/');
  if (!isRole) return [];
  const names = items(get(root, 'rules')).flatMap(rule => {
    const has = (field: string, name: string) => items(get(rule, field)).some(node => text(node) === name);
    if (!has('verbs', 'create') && !has('verbs', '*')) return [];
    return Object.keys(creatableKinds).filter(name => has('resources', name) || has('resources', '*'));
  });
  return [...new Set(names)].flatMap(name => creatableKinds[name] ?? []);
}

/** Some programs fill in the rules of their webhooks when they run. */
function mutatedGroups({ kind, root }: Manifest): readonly string[] {
  if (kind !== 'MutatingWebhookConfiguration') return [];
  const groups = items(get(root, 'webhooks')).flatMap(webhook => {
    const rules = items(get(webhook, 'rules'));
    return rules.length === 0 ? ['*'] : rules.flatMap(rule => items(get(rule, 'apiGroups')).map(knownText));
  });
  return [...new Set(groups.map((group = '*') => group))];
}
