import { portNumberErrors } from '../../model/names.js';
import { areKnown, portsOf } from '../../model/pods.js';
import { replace } from '../../syntax/edit.js';
import { insertBefore } from '../../syntax/insert.js';
import { get, number, text } from '../../syntax/node.js';
import { choosePorts } from '../handlers.js';
import { allowedProbesOf, portOf } from '../probes.js';
import { type Fix, finding, rule } from '../rule.js';

export const undeclaredPort = rule({
  code: 'probe/undeclared-port',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'probe of a port that its container does not declare for TCP',
    why: `
      The probe works all the same, as long as something listens there. But where the ports are declared, a probe of
      another one is often a slip, and all probes connect by TCP.`,
    reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
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
                    # ^^^^ warning probe/undeclared-port: port 8080 should be among the ports of the container`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            ports:
              - containerPort: 8080
            livenessProbe:
              tcpSocket:
                port: 8080`,
  },
  *each(manifest, { isPatch, build }) {
    if (isPatch || build.completes(manifest.kind)) return;
    for (const probe of allowedProbesOf(manifest)) if (areKnown(get(probe.container.node, 'ports'))) yield probe;
  },
  *check({ container, node, entry: probe }, { document }) {
    const port = portOf(node);
    const value = number(port) ?? text(port);
    if (!port || value === undefined) return;
    const own = portsOf(container.node);
    const same = own.filter(declared => declared.number === value || declared.name === value);
    if (same.some(({ protocol }) => protocol === 'TCP')) return;
    const [other] = same;
    if (other) {
      yield finding(port, `port ${value} should be declared for TCP, as probes ask it: it is for ${other.protocol}`);
      return;
    }
    // Names that nobody has, and numbers that cannot be, have rules of their own.
    if (typeof value === 'string' || portNumberErrors(value).length > 0) return;
    const others: readonly Fix[] = choosePorts(container.node, 'number').map(choice => ({
      title: `Change to ${choice}`,
      edits: () => [replace(port, String(choice))],
    }));
    const declare: Fix = {
      title: `Declare containerPort ${value}`,
      edits: () => [insertBefore(document, probe, [{ key: 'ports', value: [{ containerPort: value }] }])],
    };
    const canDeclare = !get(container.node, 'ports');
    yield finding(
      port,
      `port ${value} should be among the ports of the container`,
      ...(canDeclare ? [declare] : others),
    );
  },
});
