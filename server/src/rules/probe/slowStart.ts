import { handlersOf } from '../../model/pods.js';
import { entry, number } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { allowedProbesOf } from '../probes.js';
import { finding, rule } from '../rule.js';
import { addStartupProbe, patienceOf } from '../startupProbes.js';

/** Seconds from which on a start is slow. */
const long = 30;

export const slowStart = rule({
  code: 'probe/slow-start',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'liveness probe that waits long instead of a startup probe',
    why: `
      For all that time nobody notices that the container hangs, and on a bad day it is not long enough. A startup
      probe asks from the beginning, and hands over to the liveness probe as soon as the container is up.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes',
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
              initialDelaySeconds: 120
                                 # ^^^ warning probe/slow-start: initialDelaySeconds 120 should be a startupProbe: until then nobody sees whether it works
              tcpSocket:
                port: 8080`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            startupProbe:
              tcpSocket:
                port: 8080
              periodSeconds: 10
              failureThreshold: 15
            livenessProbe:
              tcpSocket:
                port: 8080`,
  },
  *each(manifest, { isPatch, build }) {
    if (isPatch || build.completes(manifest.kind)) return;
    for (const { kind, container, entry: probe, node } of allowedProbesOf(manifest)) {
      const delay = entry(node, 'initialDelaySeconds');
      const seconds = number(delay?.value) ?? 0;
      const isSlow = kind === 'liveness' && seconds >= long && !entry(container.node, 'startupProbe');
      if (isSlow && delay) yield { probe, delay, seconds, handlers: handlersOf(node) };
    }
  },
  *check({ probe, delay, seconds, handlers }, { document }) {
    const [handler, ...others] = handlers;
    const patience = probe.value.kind === 'map' ? patienceOf(probe.value, seconds) : undefined;
    const canConvert = handler && others.length === 0 && !probe.value.alias && !probe.merged && !delay.merged;
    const fix = canConvert &&
      patience && {
        title: 'Make it a startupProbe',
        edits: () => [addStartupProbe(document, probe, handler, patience), ...removeEntry(document, delay)],
      };
    const message = `initialDelaySeconds ${seconds} should be a startupProbe: until then nobody sees whether it works`;
    yield finding(delay.value, message, ...(fix ? [fix] : []));
  },
});
