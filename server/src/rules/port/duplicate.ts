import type { Manifest } from '../../model/manifest.js';
import { type Container, type ContainerPort, containersOf, portsOf, usesHostNetwork } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import { entries, entry, get, type Node, number, text } from '../../syntax/node.js';
import { removeItem } from '../../syntax/remove.js';
import { type Fix, finding, rule } from '../rule.js';

interface Duplicate {
  readonly port: ContainerPort;
  readonly number: number;
  readonly first: ContainerPort;
  /** Both are the same port of the node. */
  readonly isRefused: boolean;
}

export const duplicatePort = rule({
  code: 'port/duplicate',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'port of a pod that is declared twice',
    why: `
      The API server warns: kubectl apply takes ports with one number for the same, and may lose one of them. Where
      both ask for the same port of the node, it rejects the manifest.`,
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports',
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
              - containerPort: 8080
              - containerPort: 8080
                             # ^^^^ warning port/duplicate: containerPort 8080 should stand once for each protocol`,
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
              - containerPort: 8080`,
  },
  *each(manifest, { isPatch }) {
    if (!isPatch) yield* duplicatesIn(manifest);
  },
  *check({ port, number, first, isRefused }, { document, uri }) {
    const at = entry(first.node, 'containerPort')?.value.span ?? first.node.span;
    const related = [{ uri, document, at, message: 'the first of them' }];
    const { parent } = port.node;
    const fix: Fix = {
      title: 'Remove the second port',
      loses: port.name !== undefined,
      edits: () => (parent?.kind === 'seq' ? [removeItem(document, parent, port.node)] : []),
    };
    const host = entry(port.node, 'hostPort')?.value;
    if (isRefused && host) {
      const message = `hostPort ${number} must stand once for each protocol and hostIP`;
      yield { ...finding(host, message, fix), severity: 'error', related };
      return;
    }
    const field = entry(port.node, 'containerPort')?.value ?? port.node;
    const message = `containerPort ${number} ${isRefused ? 'must' : 'should'} stand once for each protocol`;
    yield { ...finding(field, message, fix), severity: isRefused ? 'error' : 'warning', related };
  },
});

function* duplicatesIn(manifest: Manifest): Iterable<Duplicate> {
  const onHost = manifest.kind === 'Pod' && usesHostNetwork(manifest) === true;
  const declared = new Map<string, ContainerPort>();
  const taken = new Map<string, ContainerPort>();
  for (const container of containersOf(manifest)) {
    if (container.list === 'ephemeralContainers') continue;
    // Init containers run one by one: each has the ports of the node for itself.
    const hostPorts = container.list === 'containers' ? taken : new Map<string, ContainerPort>();
    for (const port of portsOf(container.node)) {
      if (port.number === undefined || hasPlaceholder(port)) continue;
      const host = hostPortOf(port, onHost);
      const onNode = host && `${port.protocol}/${text(get(port.node, 'hostIP')) ?? ''}/${host}`;
      const sameHost = onNode ? hostPorts.get(onNode) : undefined;
      const name = declarationOf(port, host, container);
      const first = sameHost ?? declared.get(name);
      if (first) yield { port, number: (sameHost && host) ?? port.number, first, isRefused: sameHost !== undefined };
      if (onNode && !sameHost) hostPorts.set(onNode, port);
      if (!declared.has(name)) declared.set(name, port);
    }
  }
}

/** In the network of the node, a Pod gets what is missing from containerPort. */
function hostPortOf(port: ContainerPort, onHost: boolean): number | undefined {
  return number(get(port.node, 'hostPort')) || (onHost ? port.number : undefined) || undefined;
}

/** Two containers may say the same port of two addresses. */
function declarationOf(
  { node, number, protocol }: ContainerPort,
  host: number | undefined,
  { list }: Container,
): string {
  return [list === 'initContainers' ? 'init' : '', number, protocol, host ?? 0, text(get(node, 'hostIP')) ?? ''].join(
    '/',
  );
}

function hasPlaceholder({ node }: ContainerPort): boolean {
  const values: readonly Node[] = entries(node).map(({ value }) => value);
  return values.some(isPlaceholder);
}
