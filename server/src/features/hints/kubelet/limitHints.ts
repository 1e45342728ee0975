/** What fields come to that only mean something together: image garbage collection, logs of containers, numbers of pods. */
import { parseQuantity, quantityOf } from '../../../model/quantity.js';
import { get, isNull } from '../../../syntax/node.js';
import { bytesInWords, type KubeletFields, type KubeletHint, numberOr, ownScalar } from './kubeletHint.js';

export function* limitHints(fields: KubeletFields): Iterable<KubeletHint> {
  for (const hint of [imageGc, containerLogs, podsPerCore]) {
    const said = hint(fields);
    if (said) yield said;
  }
}

function imageGc(fields: KubeletFields): KubeletHint | undefined {
  const { root } = fields;
  const node =
    ownScalar(get(root, 'imageGCHighThresholdPercent')) ?? ownScalar(get(root, 'imageGCLowThresholdPercent'));
  const high = numberOr(fields, 'imageGCHighThresholdPercent', 85);
  const low = numberOr(fields, 'imageGCLowThresholdPercent', 80);
  if (!node || high === undefined) return undefined;
  const tooltip = 'Images that no container uses are deleted, those first that were not used for the longest time';
  if (high === 100)
    return { node, label: 'images are never deleted for room', tooltip: 'At 100 image garbage collection is off' };
  if (low === undefined || low >= high) return undefined;
  return { node, label: `starts at ${high} % of the disk, deletes until ${low} %`, tooltip };
}

function containerLogs({ root, isPart }: KubeletFields): KubeletHint | undefined {
  const [size, files] = [get(root, 'containerLogMaxSize'), get(root, 'containerLogMaxFiles')];
  const node = ownScalar(files) ?? ownScalar(size);
  if (!node || (isPart && (isNull(size) || isNull(files)))) return undefined;
  const each = isNull(size) ? parseQuantity('10Mi') : quantityOf(size);
  const count =
    files?.kind === 'scalar' && typeof files.value === 'number' ? files.value : isNull(files) ? 5 : undefined;
  if (each === undefined || count === undefined || !Number.isInteger(count) || count < 2) return undefined;
  const tooltip = `containerLogMaxSize × containerLogMaxFiles = ${bytesInWords(each)} × ${count}; rotated files are compressed`;
  return { node, label: `≤ ${bytesInWords(each * BigInt(count))} per container`, tooltip };
}

function podsPerCore(fields: KubeletFields): KubeletHint | undefined {
  const node = ownScalar(get(fields.root, 'podsPerCore'));
  const each = node && typeof node.value === 'number' ? node.value : 0;
  const most = numberOr(fields, 'maxPods', 110);
  if (!node || !Number.isInteger(each) || each <= 0 || most === undefined || most <= 0) return undefined;
  const cores = Math.ceil(most / each);
  const tooltip = `The node runs ${each} pods for each CPU, but never more than maxPods, ${most}`;
  return { node, label: `maxPods from ${cores} CPU${cores === 1 ? '' : 's'} on`, tooltip };
}
