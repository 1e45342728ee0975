import { isAtLeast } from '../../schema/schemas.js';
import { entry, get } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { type Gate, gates } from '../kubeletGates.js';
import { kubeletsIn, writtenValue } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const kubeletLockedGate = rule({
  code: 'kubelet/locked-gate',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'feature gate turned off that cannot be turned off',
    why: `
      A feature that is finished is on for good: its gate is locked, and a kubelet that shall turn it off does not
      start. Some versions later the gate is gone.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates:
        GracefulNodeShutdown: true
        NodeSwap: false
      # ^^^^^^^^ error kubelet/locked-gate: the feature gate NodeSwap is always on since Kubernetes 1.34`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates:
        GracefulNodeShutdown: true`,
  },
  *each(manifest, context) {
    for (const { root, version } of kubeletsIn(manifest, context)) {
      for (const [name, { locked }] of Object.entries<Gate>(gates)) {
        const found = entry(get(root, 'featureGates'), name);
        const isLocked = locked !== undefined && isAtLeast(version, locked);
        if (found && isLocked && writtenValue(found.value) === false) yield { found, name, locked };
      }
    }
  },
  *check({ found, name, locked }, { document }) {
    const fix = { title: `Remove ${name}`, loses: true, edits: () => removeEntry(document, found) };
    yield finding(found, `the feature gate ${name} is always on since Kubernetes ${locked}`, fix);
  },
});
