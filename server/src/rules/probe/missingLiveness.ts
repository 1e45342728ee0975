import { containersOf, runsOn } from '../../model/pods.js';
import { insertEntries } from '../../syntax/insert.js';
import { entry } from '../../syntax/node.js';
import { choosePorts } from '../handlers.js';
import { type Fix, finding, rule } from '../rule.js';

export const missingLiveness = rule({
  code: 'probe/missing-liveness',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'container without a liveness probe',
    why: `
      Without one, a container that hangs is never restarted; one that ends is, in any case. A liveness probe that is
      too strict does more harm than none.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-command',
    bad: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                    # ^^^ warning probe/missing-liveness: a container should have a livenessProbe
                image: nginx
                ports:
                  - name: http
                    containerPort: 8080`,
    good: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx
                ports:
                  - name: http
                    containerPort: 8080
                livenessProbe:
                  tcpSocket:
                    port: http`,
  },
  *each(manifest, { isPatch, build }) {
    if (isPatch || build.completes(manifest.kind) || !runsOn(manifest)) return;
    for (const { list, node } of containersOf(manifest)) {
      if (list === 'containers' && !entry(node, 'livenessProbe')) yield node;
    }
  },
  *check(node, { document }) {
    const [port] = choosePorts(node, 'name');
    const name = entry(node, 'name');
    if (!name) return;
    const fix: Fix = {
      title: `Add livenessProbe: tcpSocket on port ${port}`,
      edits: () => [
        insertEntries(document, node, [{ key: 'livenessProbe', value: { tcpSocket: { port: port ?? 0 } } }]),
      ],
    };
    yield finding(name.value, 'a container should have a livenessProbe', ...(port === undefined ? [] : [fix]));
  },
});
