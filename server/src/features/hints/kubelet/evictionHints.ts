/** What thresholds of eviction come to, together with what is reclaimed and how long the kubelet waits. */
import { goDurationOf } from '../../../model/goDuration.js';
import { parseQuantity } from '../../../model/quantity.js';
import { isNoThreshold } from '../../../rules/evictions.js';
import { type Entry, entries, get, keyOf, type MapNode, number } from '../../../syntax/node.js';
import { bytesInWords, type KubeletFields, type KubeletHint, ownScalar, timeInWords } from './kubeletHint.js';

export function* evictionHints({ root }: KubeletFields): Iterable<KubeletHint> {
  for (const field of ['evictionHard', 'evictionSoft'] as const) {
    for (const threshold of entries(get(root, field))) {
      const node = ownScalar(threshold.value);
      const said = threshold.merged || !node ? undefined : saidOf(root, threshold, field);
      if (node && said) yield { node, ...said };
    }
  }
}

type Said = Pick<KubeletHint, 'label' | 'tooltip'>;

function saidOf(root: MapNode, threshold: Entry, field: 'evictionHard' | 'evictionSoft'): Said | undefined {
  const signal = keyOf(threshold);
  const written = ownScalar(threshold.value)?.text ?? '';
  if (isNoThreshold(written)) return { label: 'off', tooltip: 'The kubelet takes 0% and 100% for no threshold' };
  const below = amountOf(signal, written);
  if (!below) return undefined;
  const wait = field === 'evictionSoft' ? goDurationOf(get(root, 'evictionSoftGracePeriod', signal)) : undefined;
  const reclaimed = ownScalar(get(root, 'evictionMinimumReclaim', signal))?.text;
  const until = reclaimed === undefined ? undefined : sum(signal, below, amountOf(signal, reclaimed));
  const most = field === 'evictionSoft' ? number(get(root, 'evictionMaxPodGracePeriod')) : undefined;
  const parts = [
    wait !== undefined && `after ${timeInWords(wait)}`,
    `below ${inWords(below)}`,
    until !== undefined && `until ${until} are free`,
    most !== undefined && most > 0 && `pods get ≤ ${timeInWords(BigInt(Math.trunc(most)) * 1_000_000_000n)}`,
  ].filter(Boolean);
  // What is left is what stands there.
  if (parts.length === 1) return undefined;
  const [first, second, ...more] = parts;
  const label =
    wait === undefined
      ? [`evicts ${first}`, second, ...more].join(', ')
      : [`evicts ${first} ${second}`, ...more].join(', ');
  return { label, tooltip: until === undefined ? softly : `${reclaims}${wait === undefined ? '' : `. ${softly}`}` };
}

const reclaims =
  'Once the threshold is crossed, the kubelet frees disks and evicts pods until there is as much more as evictionMinimumReclaim says';
const softly = 'A soft threshold evicts only when it was crossed all the time of evictionSoftGracePeriod';

interface Amount {
  readonly percent?: number;
  /** As the signal counts it. */
  readonly quantity?: bigint;
  readonly isBytes: boolean;
}

function amountOf(signal: string, text: string): Amount | undefined {
  const isBytes = !/inodesFree$|^pid\./.test(signal);
  const [, percent] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  if (percent !== undefined) return { percent: Number(percent), isBytes };
  const quantity = parseQuantity(text);
  return quantity === undefined || quantity <= 0n ? undefined : { quantity, isBytes };
}

function sum(signal: string, a: Amount, b: Amount | undefined): string | undefined {
  if (!b || (b.percent ?? b.quantity) === 0) return undefined;
  const isBytes = amountOf(signal, '1%')?.isBytes ?? false;
  if (a.percent !== undefined && b.percent !== undefined) return inWords({ percent: a.percent + b.percent, isBytes });
  if (a.quantity !== undefined && b.quantity !== undefined)
    return inWords({ quantity: a.quantity + b.quantity, isBytes });
  return `${inWords(a)} and ${inWords(b)}`;
}

function inWords({ percent, quantity = 0n, isBytes }: Amount): string {
  if (percent !== undefined) return `${Number(percent.toFixed(2))} %`;
  return isBytes ? bytesInWords(quantity) : String(quantity / 1_000_000_000n);
}
