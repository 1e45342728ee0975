import type { Manifest } from '../../model/manifest.js';
import { portNameErrors } from '../../model/names.js';
import { areKnown, type ContainerPort, containersOf, handlersOf, portsOf } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import { nearest } from '../../schema/nearest.js';
import { replace } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { insertEntries } from '../../syntax/insert.js';
import { entry, get, type MapNode, type Node, text } from '../../syntax/node.js';
import { choosePorts } from '../handlers.js';
import { allowedProbesOf, portOf } from '../probes.js';
import { type Fix, finding, rule } from '../rule.js';

export const namedPort = rule({
  code: 'probe/named-port',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'probe of a port name that its container does not have',
    why: `
      The API server accepts it, and the kubelet looks for the name among the ports of this one container. When it
      finds none, it throws the result away: a liveness probe never restarts the container, a readiness probe never
      lets it get ready, a startup probe never ends.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
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
                port: web
                    # ^^^ warning probe/named-port: port web must be the name of a port of this container`,
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
              - name: http
                containerPort: 8080
            readinessProbe:
              httpGet:
                path: /
                port: http`,
  },
  *each(manifest, { isPatch, build }) {
    if (isPatch || build.completes(manifest.kind)) return;
    const ports = portsByName(manifest);
    for (const { container, node } of allowedProbesOf(manifest)) {
      const port = portOf(node);
      // grpc takes numbers only, and the schema says so.
      const isGrpc = handlersOf(node)[0]?.name === 'grpc';
      if (port && !isGrpc && areKnown(get(container.node, 'ports'))) yield { port, container: container.node, ports };
    }
  },
  *check({ port, container, ports }, { document }) {
    const name = text(port);
    if (!name || isPlaceholder(port) || portNameErrors(name).length > 0) return;
    const own = portsOf(container);
    if (own.some(declared => declared.name === name)) return;
    const other = ports.get(name);
    const owner = text(get(other?.container, 'name'));
    const message = owner
      ? `port ${name} must be a port of this container: ${owner} has it, and a probe does not look there`
      : `port ${name} must be the name of a port of this container`;
    const choices = choicesFor(name, container, other).map(choice => changeTo(port, choice));
    yield finding(port, message, ...choices, ...nameOne(document, own, name));
  },
});

/** The first of each name in the whole pod. */
function portsByName(manifest: Manifest): ReadonlyMap<string, ContainerPort> {
  const ports = [...containersOf(manifest)].flatMap(({ node }) => portsOf(node)).reverse();
  return new Map(ports.flatMap(port => (port.name === undefined ? [] : [[port.name, port] as const])));
}

/** What looks alike, what another container means by the name, and whatever else there is. */
function choicesFor(name: string, container: MapNode, other: ContainerPort | undefined): readonly (string | number)[] {
  const own = choosePorts(container, 'name');
  const names = own.filter(choice => typeof choice === 'string');
  const best = [nearest(name, names), other?.number].filter(choice => choice !== undefined);
  return [...new Set([...best, ...own])];
}

/** Gives the name to a port that has none. */
function nameOne(document: YamlDocument, own: readonly ContainerPort[], name: string): readonly Fix[] {
  return own.flatMap(({ node, number, protocol }) => {
    if (number === undefined || protocol !== 'TCP' || node.alias || entry(node, 'name')) return [];
    const edits = () => [insertEntries(document, node, [{ key: 'name', value: name }])];
    return [{ title: `Call port ${number} ${name}`, edits }];
  });
}

function changeTo(port: Node, choice: string | number): Fix {
  return { title: `Change to ${choice}`, edits: () => [replace(port, String(choice))] };
}
