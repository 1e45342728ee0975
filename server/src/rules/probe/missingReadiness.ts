import type { Manifest } from '../../model/manifest.js';
import { type Container, containersOf, runsOn } from '../../model/pods.js';
import { insertEntries } from '../../syntax/insert.js';
import { entry, get } from '../../syntax/node.js';
import { choosePorts } from '../handlers.js';
import { type Fix, finding, rule } from '../rule.js';

export const missingReadiness = rule({
  code: 'probe/missing-readiness',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'container with ports, but without a readiness probe',
    why: `
      Without one, a container counts as ready as soon as it has started: Services send it requests that it cannot
      answer yet, and a rollout goes on though the new version does not work.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-readiness-probes',
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
                    # ^^^ warning probe/missing-readiness: a container with ports should have a readinessProbe
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
                readinessProbe:
                  httpGet:
                    path: /
                    port: http`,
  },
  *each(manifest, { isPatch, build }) {
    if (!isPatch && !build.completes(manifest.kind) && runsOn(manifest)) yield* serversOf(manifest);
  },
  *check({ node }, { document }) {
    const [port] = choosePorts(node, 'name');
    const name = entry(node, 'name');
    if (port === undefined || !name) return;
    const target = { port };
    const fixes = [
      { name: 'httpGet', value: { path: '/', ...target } },
      { name: 'tcpSocket', value: target },
    ].map(
      (handler): Fix => ({
        title: `Add readinessProbe: ${handler.name} on port ${port}`,
        edits: () => [
          insertEntries(document, node, [{ key: 'readinessProbe', value: { [handler.name]: handler.value } }]),
        ],
      }),
    );
    yield finding(name.value, 'a container with ports should have a readinessProbe', ...fixes);
  },
});

function* serversOf(manifest: Manifest): Iterable<Container> {
  for (const container of containersOf(manifest)) {
    if (container.list === 'containers' && !entry(container.node, 'readinessProbe') && get(container.node, 'ports')) {
      yield container;
    }
  }
}
