/** How large a ConfigMap or Secret is: to the API server, and to `kubectl apply`. */
import { bytesOf, dataOf } from '../model/configData.js';
import type { Manifest } from '../model/manifest.js';
import { toValue } from '../schema/validate.js';

/** `kubectl apply` keeps the object's JSON in this annotation. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** The bytes of all values. A later value of a key replaces an earlier one, as stringData does with data. */
export function valuesSize(manifest: Manifest): number {
  const sizes = new Map(dataOf(manifest).map(own => [own.key, bytesOf(own)?.length ?? 0]));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

/** The bytes of the annotation that `kubectl apply` writes without `--server-side`. */
export function annotationSize(manifest: Manifest): number {
  return lastApplied.length + Buffer.byteLength(appliedJson(toValue(manifest.root)));
}

/** As Go writes it, which escapes a few characters more than JavaScript. */
function appliedJson(object: unknown): string {
  const metadata = { annotations: {}, namespace: 'default', ...Object(Object(object).metadata) };
  return `${JSON.stringify({ ...Object(object), metadata }).replace(/[<>&\u2028\u2029]/g, '\\u0000')}\n`;
}
