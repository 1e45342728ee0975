import { setValue } from '../../syntax/edit.js';
import { insertEntries } from '../../syntax/insert.js';
import { entry, isNull, number } from '../../syntax/node.js';
import { allowedProbesOf, probeDefaults } from '../probes.js';
import { finding, rule } from '../rule.js';

export const timeoutOverPeriod = rule({
  code: 'probe/timeout-over-period',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'probe that may take longer than its period',
    why: `
      The kubelet asks one time after the other: a probe that takes its whole timeout is asked less often than
      periodSeconds says, and everything counted in periods takes longer.`,
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
              tcpSocket:
                port: 8080
              timeoutSeconds: 15
                            # ^^ warning probe/timeout-over-period: timeoutSeconds should not exceed periodSeconds, which is 5
              periodSeconds: 5`,
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
              tcpSocket:
                port: 8080
              timeoutSeconds: 15
              periodSeconds: 15`,
  },
  each: allowedProbesOf,
  *check({ node }, { document, kind }, { isPatch, build }) {
    const timeout = entry(node, 'timeoutSeconds');
    const period = entry(node, 'periodSeconds');
    const isWritten = period !== undefined && !isNull(period.value);
    const seconds = number(timeout?.value);
    // 0 stands for the default.
    const every = isWritten ? number(period.value) || probeDefaults.periodSeconds : probeDefaults.periodSeconds;
    if (!timeout || seconds === undefined || seconds <= every || every < 0) return;
    if (!isWritten && (isPatch || build.completes(kind))) return;
    if (isWritten && number(period.value) === undefined) return;
    yield finding(timeout.value, `timeoutSeconds should not exceed periodSeconds, which is ${every}`, {
      title: `Set periodSeconds to ${seconds}`,
      edits: () => [
        period && !period.merged
          ? setValue(document, period, String(seconds))
          : insertEntries(document, node, [{ key: 'periodSeconds', value: seconds }], timeout),
      ],
    });
  },
});
