import { isAtLeast, kindOf } from '../../schema/schemas.js';
import { replace } from '../../syntax/edit.js';
import { get } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const otherVersion = rule({
  code: 'schema/other-version',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'API version that the target Kubernetes version does not serve, no longer or not yet',
    why: `
      kubectl answers \`no matches for kind\`. The version you write for is the setting
      \`kubewright.kubernetesVersion\`, shown in the status bar.`,
    reference: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
    bad: `
      apiVersion: batch/v1beta1
                # ^^^^^^^^^^^^^ error schema/other-version: batch/v1beta1 CronJob was removed in Kubernetes 1.25; use batch/v1
      kind: CronJob
      metadata:
        name: nightly
      spec:
        schedule: "0 3 * * *"
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: Never
                containers:
                  - name: job
                    image: busybox`,
    good: `
      apiVersion: batch/v1
      kind: CronJob
      metadata:
        name: nightly
      spec:
        schedule: "0 3 * * *"
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: Never
                containers:
                  - name: job
                    image: busybox`,
  },
  // A patch in a kustomization has the version of what it is for, or one that nobody reads.
  each: (manifest, { kindInfo }) => (kindInfo && !manifest.isPatch ? [{ manifest, kindInfo }] : []),
  *check({ manifest: { root, apiVersion, kind }, kindInfo }, _manifest, { schemas, kubernetesVersion }) {
    const node = get(root, 'apiVersion');
    if (!node) return;
    const { removed, replacement, since } = kindInfo;
    if (removed && isAtLeast(kubernetesVersion, removed)) {
      const served = replacement && kindOf(schemas, replacement, kind) ? replacement : undefined;
      const fixes = served ? [{ title: `Change to ${served}`, edits: () => [replace(node, served)] }] : [];
      const advice = replacement ? `; use ${replacement}` : '';
      yield finding(node, `${apiVersion} ${kind} was removed in Kubernetes ${removed}${advice}`, ...fixes);
    } else if (since && !isAtLeast(kubernetesVersion, since)) {
      yield finding(node, `${apiVersion} ${kind} exists since Kubernetes ${since}; the target is ${kubernetesVersion}`);
    }
  },
});
