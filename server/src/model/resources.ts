/** What containers ask for and are held to, and what the API server knows about the names of resources. */
import { type Entry, entries, entry, type MapNode } from '../syntax/node.js';
import type { Manifest } from './manifest.js';
import { type Container, containersOf } from './pods.js';
import { parseQuantity, type Quantity, quantityOf } from './quantity.js';
import { isPlaceholder } from './templates.js';

export const amountFields = ['limits', 'requests'] as const;
export type AmountField = (typeof amountFields)[number];

/** The `resources: …` of a container. */
export interface Resources {
  readonly container: Container;
  readonly entry: Entry;
  readonly node: MapNode;
}

/** One line of limits or requests. */
export interface Amount {
  readonly field: AmountField;
  readonly resource: string;
  readonly entry: Entry;
  /** `undefined` where it cannot be read, or is not known here. */
  readonly quantity: Quantity | undefined;
}

export const standardResources = ['cpu', 'memory', 'ephemeral-storage'];
const hugePages = 'hugepages-';

/** Ephemeral containers may have none at all. */
export function* resourcesOf(manifest: Manifest): Iterable<Resources> {
  for (const container of containersOf(manifest)) {
    const found = container.list === 'ephemeralContainers' ? undefined : entry(container.node, 'resources');
    if (found?.value.kind === 'map') yield { container, entry: found, node: found.value };
  }
}

export function* amountsOf({ node }: Resources, field: AmountField): Iterable<Amount> {
  for (const amount of entries(entry(node, field)?.value)) {
    const quantity = isPlaceholder(amount.value) ? undefined : quantityOf(amount.value);
    yield { field, resource: amount.key.text, entry: amount, quantity };
  }
}

export function* allAmountsOf(manifest: Manifest): Iterable<Amount> {
  for (const resources of resourcesOf(manifest)) for (const field of amountFields) yield* amountsOf(resources, field);
}

export function isHugePages(resource: string): boolean {
  return resource.startsWith(hugePages);
}

/** `undefined` for a name that gives no size. */
export function pageSizeOf(resource: string): Quantity | undefined {
  const size = parseQuantity(resource.slice(hugePages.length));
  return size !== undefined && size > 0n ? size : undefined;
}

/** Of Kubernetes itself, whoever provides it. */
export function isNative(resource: string): boolean {
  return !resource.includes('/') || resource.includes('kubernetes.io/');
}

/** Whether more of it may be promised than there is, so that a request can be lower than its limit. */
export function canBeOvercommitted(resource: string): boolean {
  return isNative(resource) && !isHugePages(resource);
}
