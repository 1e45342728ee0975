import { handlersOf, type Probe, probesOf } from '../../model/pods.js';
import { toValue } from '../../schema/validate.js';
import { setValue } from '../../syntax/edit.js';
import { insertEntries } from '../../syntax/insert.js';
import { entry, type MapNode, number } from '../../syntax/node.js';
import { probeDefaults } from '../probes.js';
import { type Fix, finding, rule } from '../rule.js';

export const identical = rule({
  code: 'probe/identical',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'liveness probe that fails as soon as the readiness probe',
    why: `
      Both ask the same and wait as long. A container that is busy should get no more requests; here it is restarted at
      once, and its work falls to the others.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
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
          # ^^^^^^^^^^^^^ warning probe/identical: livenessProbe should fail later than readinessProbe, which asks the same
              tcpSocket:
                port: 8080
            readinessProbe:
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
            livenessProbe:
              tcpSocket:
                port: 8080
              failureThreshold: 9
            readinessProbe:
              tcpSocket:
                port: 8080`,
  },
  *each(manifest, { isPatch, build }) {
    if (isPatch || build.completes(manifest.kind)) return;
    const probes = [...probesOf(manifest)];
    const ready = new Map(
      probes.flatMap(probe => (probe.kind === 'readiness' ? [[probe.container.node, probe] as const] : [])),
    );
    for (const liveness of probes) {
      const readiness = liveness.kind === 'liveness' ? ready.get(liveness.container.node) : undefined;
      if (readiness) yield { liveness, readiness };
    }
  },
  *check({ liveness, readiness }, { document }) {
    if (handlerOf(liveness) !== handlerOf(readiness) || secondsOf(liveness.node) > secondsOf(readiness.node)) return;
    const enough = Math.ceil((3 * secondsOf(readiness.node)) / settingOf(liveness.node, 'periodSeconds'));
    const field = entry(liveness.node, 'failureThreshold');
    const fix: Fix = {
      title: `Set failureThreshold to ${enough}`,
      edits: () => [
        field && !field.merged
          ? setValue(document, field, String(enough))
          : insertEntries(document, liveness.node, [{ key: 'failureThreshold', value: enough }]),
      ],
    };
    const message = 'livenessProbe should fail later than readinessProbe, which asks the same';
    yield finding(liveness.entry, message, ...(liveness.node.alias || readiness.node.alias ? [] : [fix]));
  },
});

function handlerOf({ node }: Probe): string {
  return handlersOf(node)
    .map(({ entry: handler, name }) => `${name} ${JSON.stringify(toValue(handler.value))}`)
    .join();
}

/** How long it fails before something happens. */
function secondsOf(probe: MapNode): number {
  return settingOf(probe, 'failureThreshold') * settingOf(probe, 'periodSeconds');
}

/** 0 stands for the default. */
function settingOf(probe: MapNode, name: 'failureThreshold' | 'periodSeconds'): number {
  return Math.max(1, number(entry(probe, name)?.value) || probeDefaults[name]);
}
