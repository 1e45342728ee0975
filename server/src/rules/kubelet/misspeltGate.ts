import { nearest } from '../../schema/nearest.js';
import { childSchema } from '../../schema/schemas.js';
import { renameKey } from '../../syntax/edit.js';
import { entries, get, keyOf } from '../../syntax/node.js';
import { isKubeletConfiguration } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const kubeletMisspeltGate = rule({
  code: 'kubelet/misspelt-gate',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'feature gate that nobody knows, but for a slip',
    why: 'A kubelet that finds an unknown name among its feature gates does not start.',
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates:
        NodeSwop: true
      # ^^^^^^^^ error kubelet/misspelt-gate: there is no feature gate NodeSwop; did you mean NodeSwap?`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates:
        NodeSwap: true`,
  },
  *each(manifest, { schemas, kindInfo }) {
    if (!isKubeletConfiguration(manifest)) return;
    const schema = schemas.definition(kindInfo?.definition ?? '');
    const known = Object.keys((schema && childSchema(schema, 'featureGates')?.properties) ?? {});
    for (const entry of entries(get(manifest.root, 'featureGates'))) yield { entry, known };
  },
  *check({ entry, known }) {
    const name = keyOf(entry);
    const guess = known.includes(name) ? undefined : nearest(name, known);
    // There are many other gates: only what can be nothing else is called wrong.
    if (!guess || !isSlip(name, guess)) return;
    const fix = { title: `Change to ${guess}`, edits: () => [renameKey(entry, guess)] };
    yield finding(entry, `there is no feature gate ${name}; did you mean ${guess}?`, fix);
  },
});

/** The same letters in another case, or one letter more, less or other. */
function isSlip(name: string, guess: string): boolean {
  if (name.toLowerCase() === guess.toLowerCase()) return true;
  if (Math.abs(name.length - guess.length) > 1) return false;
  let start = 0;
  while (start < name.length && name[start] === guess[start]) start++;
  let end = 0;
  while (end < name.length - start && end < guess.length - start && name.at(-1 - end) === guess.at(-1 - end)) end++;
  return Math.max(name.length, guess.length) - start - end <= 1;
}
