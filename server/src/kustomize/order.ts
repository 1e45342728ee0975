/** The order in which the objects are printed: the old one by kinds, or that in which they came. */
import { refuse } from './refusal.js';
import { idOf, type Resource, type ResourceId } from './resource.js';
import { gvkText } from './resourceIds.js';
import type { SortOptions } from './settings.js';

const orderFirst = [
  ...['Namespace', 'ResourceQuota', 'StorageClass', 'CustomResourceDefinition', 'ServiceAccount'],
  ...['PodSecurityPolicy', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding', 'ConfigMap', 'Secret'],
  ...['Endpoints', 'Service', 'LimitRange', 'PriorityClass', 'PersistentVolume', 'PersistentVolumeClaim'],
  ...['Deployment', 'StatefulSet', 'CronJob', 'PodDisruptionBudget'],
];
const orderLast = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
const usual = ranks(orderFirst, orderLast);

export function inOrder(resources: readonly Resource[], options: SortOptions | undefined): readonly Resource[] {
  const order = options?.order?.text ?? (options ? '' : 'legacy');
  if (order !== 'legacy' && order !== 'fifo') {
    refuse(options?.order?.from ?? placeOf(options), "the field 'sortOptions.order' must be one of [fifo, legacy]");
  }
  if (order === 'legacy') return sorted(resources, options);
  if (options?.legacy) {
    const message =
      "the field 'sortOptions.legacySortOptions' is set but the selected sort order is 'fifo', not 'legacy'";
    refuse(options.legacy.from, message);
  }
  return resources;
}

function placeOf(options: SortOptions | undefined) {
  if (!options) throw new Error('the usual order is never refused');
  return options.from;
}

function sorted(resources: readonly Resource[], options: SortOptions | undefined): readonly Resource[] {
  const legacy = options?.legacy;
  const rank = legacy
    ? ranks(
        legacy.orderFirst.map(({ text }) => text),
        legacy.orderLast.map(({ text }) => text),
      )
    : usual;
  const keyed = resources.map(resource => keyOf(resource, rank));
  return keyed.sort(compare).map(({ resource }) => resource);
}

function ranks(first: readonly string[], last: readonly string[]): ReadonlyMap<string, number> {
  return new Map([
    ...first.map((kind, index) => [kind, index - first.length] as const),
    ...last.map((kind, index) => [kind, index + 1] as const),
  ]);
}

interface Keyed {
  readonly resource: Resource;
  readonly id: ResourceId;
  readonly rank: number;
  readonly gvk: string;
  readonly name: string;
}

function keyOf(resource: Resource, rank: ReadonlyMap<string, number>): Keyed {
  const id = idOf(resource);
  return {
    resource,
    id,
    rank: rank.get(id.kind) ?? 0,
    gvk: `${id.group || '~G'}_${id.version || '~V'}_${id.kind || '~K'}`,
    name: `${gvkText(id)}|${id.namespace || '~X'}|${id.name || '~N'}`,
  };
}

function compare(a: Keyed, b: Keyed): number {
  if (a.gvk === b.gvk) return compareTexts(a.name, b.name);
  if (a.rank !== b.rank) return a.rank - b.rank;
  const areNamespaces = a.id.kind === 'Namespace' && b.id.kind === 'Namespace';
  const isReversed = areNamespaces && (a.id.group === '' || b.id.group === '');
  return isReversed ? compareTexts(b.gvk, a.gvk) : compareTexts(a.gvk, b.gvk);
}

/** By bytes of UTF-8, which is the order of code points. */
function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
