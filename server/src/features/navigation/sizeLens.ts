/** Above a ConfigMap or Secret that is not small: how much of what it may hold is used. Above its limits, rules speak. */
import { holdsData } from '../../model/configData.js';
import { isEncrypted, type Manifest } from '../../model/manifest.js';
import { limits } from '../../model/names.js';
import { annotationSize, valuesSize } from '../../rules/dataSize.js';

/** Of the smaller of the two limits. */
const worthSaying = 0.1;
const kibibyte = 1024;

/** Computed anew only when the document is another. */
const known = new WeakMap<Manifest, { readonly title: string | undefined }>();

export function sizeTitle(manifest: Manifest): string | undefined {
  const found = known.get(manifest) ?? { title: titleOf(manifest) };
  known.set(manifest, found);
  return found.title;
}

function titleOf(manifest: Manifest): string | undefined {
  const least = limits.annotationsBytes * worthSaying;
  // A shorter text holds no such values, whatever they are.
  if (!holdsData(manifest) || manifest.document.text.length < least / 3 || isEncrypted(manifest)) return undefined;
  const size = valuesSize(manifest);
  if (size < least || size > limits.configMapBytes) return undefined;
  const annotation = annotationSize(manifest);
  const meter = `${(size / kibibyte).toLocaleString('en-US', { maximumFractionDigits: 1 })} KiB of 1 MiB`;
  if (annotation > limits.annotationsBytes) return meter;
  return `${meter}, ${Math.round((100 * annotation) / limits.annotationsBytes)} % of what client-side apply takes`;
}
