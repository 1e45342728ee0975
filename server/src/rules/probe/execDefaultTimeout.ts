import { handlersOf } from '../../model/pods.js';
import { insertEntries } from '../../syntax/insert.js';
import { entry } from '../../syntax/node.js';
import { allowedProbesOf } from '../probes.js';
import { type Fix, finding, rule } from '../rule.js';

export const execDefaultTimeout = rule({
  code: 'probe/exec-default-timeout',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'exec probe without a timeout of its own',
    why: `
      The default is one second. To start a program takes longer than to answer a request, the more so on a busy node,
      and what is not done in time has failed.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            livenessProbe:
          # ^^^^^^^^^^^^^ warning probe/exec-default-timeout: an exec probe should say its timeoutSeconds: the default is 1
              exec:
                command: [cat, /tmp/healthy]`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            livenessProbe:
              exec:
                command: [cat, /tmp/healthy]
              timeoutSeconds: 5`,
  },
  *each(manifest, { isPatch, build }) {
    if (!isPatch && !build.completes(manifest.kind)) yield* allowedProbesOf(manifest);
  },
  *check({ entry: probe, node }, { document }) {
    const [handler] = handlersOf(node);
    if (handler?.name !== 'exec' || entry(node, 'timeoutSeconds')) return;
    const fix: Fix = {
      title: 'Add timeoutSeconds: 5',
      edits: () => [insertEntries(document, node, [{ key: 'timeoutSeconds', value: 5 }])],
    };
    const message = 'an exec probe should say its timeoutSeconds: the default is 1';
    yield finding(probe, message, ...(node.alias ? [] : [fix]));
  },
});
