import { isAtLeast } from '../../schema/schemas.js';
import { oneOf } from '../../schema/words.js';
import { insertEntries } from '../../syntax/insert.js';
import { entry } from '../../syntax/node.js';
import { hardDefaults } from '../evictions.js';
import { addSetting, isSet, setting, wholeKubeletsIn } from '../kubelets.js';
import { type Fix, finding, rule } from '../rule.js';

export const evictionDefaults = rule({
  code: 'kubelet/eviction-defaults',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'hard eviction thresholds that turn off the defaults of others',
    why: `
      Whoever sets one threshold of \`evictionHard\` sets all: the defaults of the others, \`100Mi\` of memory, 10% of
      the node's disk, 5% of its inodes and 15% of the disk for images, become 0, and the node fills up unguarded.
      Since Kubernetes 1.33, \`mergeDefaultEvictionSettings: true\` keeps them. A signal that shall have no
      threshold is written as \`0%\`.`,
    reference:
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#hard-eviction-thresholds',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      evictionHard:
      ^^^^^^^^^^^^ warning kubelet/eviction-defaults: evictionHard turns off the defaults of nodefs.available, nodefs.inodesFree and imagefs.available
        memory.available: 200Mi`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      evictionHard:
        memory.available: 200Mi
      mergeDefaultEvictionSettings: true`,
  },
  each: wholeKubeletsIn,
  *check({ root, version }, { document }) {
    const field = setting(root, 'evictionHard');
    const hard = field?.value;
    if (!field || hard?.kind !== 'map' || hard.entries.length === 0) return;
    // Whatever is said there is meant.
    if (isSet(root, 'mergeDefaultEvictionSettings')) return;
    const lost = Object.keys(hardDefaults).filter(signal => !entry(hard, signal));
    if (lost.length === 0) return;
    const keep: Fix = {
      title: 'Add mergeDefaultEvictionSettings: true',
      edits: () => addSetting(document, root, ['mergeDefaultEvictionSettings'], true, field),
    };
    const add: Fix = { title: 'Add the defaults', edits: () => [insertEntries(document, hard, defaultsOf(lost))] };
    const fixes = isAtLeast(version, '1.33') ? [keep, add] : [add];
    yield finding(field, `evictionHard turns off the defaults of ${oneOf(lost).replace(' or ', ' and ')}`, ...fixes);
  },
});

function defaultsOf(signals: readonly string[]): { key: string; value: string }[] {
  return signals.map(key => ({ key, value: hardDefaults[key] ?? '' }));
}
