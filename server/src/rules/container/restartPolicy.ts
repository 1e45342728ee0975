import { type Container, containersOf } from '../../model/pods.js';
import { isAtLeast } from '../../schema/schemas.js';
import { entry, text } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule, type Severity } from '../rule.js';

/** Since when restartPolicy is looked at, and since when each container may have its own. */
const versions = { sidecars: '1.29', drops: '1.34', allows: '1.35' };

export const containerRestartPolicy = rule({
  code: 'container/restart-policy',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'restartPolicy of a container that is none of a sidecar',
    why: `
      Until Kubernetes 1.33 only init containers have a restartPolicy of their own, and only \`Always\`, which makes
      sidecars of them: the API server rejects all else. 1.34 drops it without a word unless the feature
      ContainerRestartRules is on; from 1.35 on it is.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
    bad: `
      #! kubernetesVersion 1.33
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            restartPolicy: OnFailure
          # ^^^^^^^^^^^^^ error container/restart-policy: a container that is no init container must have no restartPolicy`,
    good: `
      #! kubernetesVersion 1.33
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx`,
  },
  *each(manifest) {
    for (const container of containersOf(manifest)) {
      const policy = entry(container.node, 'restartPolicy');
      if (policy && isRule(container, text(policy.value))) yield { container, policy };
    }
  },
  *check({ container, policy }, { document }, { kubernetesVersion }) {
    const severity = severityFor(container, kubernetesVersion);
    if (!severity) return;
    const what = container.list === 'containers' ? 'a container that is no init container' : 'an init container';
    const must =
      container.list === 'containers' ? 'must have no restartPolicy' : 'must have restartPolicy Always or none';
    const message =
      severity === 'error' ? `${what} ${must}` : `${what} ${must}: Kubernetes ${kubernetesVersion} drops it`;
    const fix = { title: 'Remove restartPolicy', loses: true, edits: () => removeEntry(document, policy) };
    yield { ...finding(policy, message, fix), severity };
  },
});

function isRule({ list }: Container, policy: string | undefined): boolean {
  if (policy !== 'Always' && policy !== 'OnFailure' && policy !== 'Never') return false;
  return list === 'containers' || (list === 'initContainers' && policy !== 'Always');
}

function severityFor({ list }: Container, version: string): Severity | undefined {
  if (isAtLeast(version, versions.allows)) return undefined;
  const drops = isAtLeast(version, versions.drops) || (list !== 'containers' && !isAtLeast(version, versions.sidecars));
  return drops ? 'warning' : 'error';
}
