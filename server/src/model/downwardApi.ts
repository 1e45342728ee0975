/** What a pod may tell its containers of itself, in the API server's rules. Knows no place where it is asked for. */
import { one, parseQuantity } from './quantity.js';

/** What a variable may ask for by `fieldPath`; labels and annotations only one by one. */
export const envFieldPaths = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
] as const;

export const containerResources = [
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
] as const;

/** `metadata.labels['app']` taken apart. */
export function subscriptOf(fieldPath: string): { readonly path: string; readonly key: string } | undefined {
  const [, path, key] = /^(.+?)\['(.*)'\]$/s.exec(fieldPath) ?? [];
  return path !== undefined && key !== undefined ? { path, key } : undefined;
}

export function isContainerResource(resource: string): boolean {
  return (
    (containerResources as readonly string[]).includes(resource) || /^(limits|requests)\.hugepages-/.test(resource)
  );
}

/** Whether the value is to be counted in these units: `1m` or `1` for CPU; `1`, `1k` … `1E`, `1Ki` … `1Ei` for bytes. */
export function isDivisorOf(resource: string, divisor: string): boolean {
  const quantity = parseQuantity(divisor);
  // What is no quantity, the schema has been told about; zero stands for the default.
  if (quantity === undefined || quantity === 0n) return true;
  if (resource.endsWith('.cpu')) return quantity === one || quantity === one / 1000n;
  const powers = /i$/.test(divisor) ? 1024n : 1000n;
  return [0n, 1n, 2n, 3n, 4n, 5n, 6n].some(power => quantity === one * powers ** power);
}
