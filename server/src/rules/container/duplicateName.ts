import { type Container, containersOf } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import { setValue } from '../../syntax/edit.js';
import { entry } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

const order: readonly Container['list'][] = ['containers', 'initContainers', 'ephemeralContainers'];

export const duplicateContainerName = rule({
  code: 'container/duplicate-name',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'two containers of a pod with one name',
    why: `
      The API server rejects the manifest: a name stands once among containers, init containers and ephemeral
      containers taken together.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        initContainers:
          - name: web
                # ^^^ error container/duplicate-name: container name web must stand once in the pod: a container has it
            image: shop/migrate:1
        containers:
          - name: web
            image: nginx`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        initContainers:
          - name: web-2
            image: shop/migrate:1
        containers:
          - name: web
            image: nginx`,
  },
  *each(manifest, { isPatch }) {
    if (isPatch) return;
    const taken = new Map<string, Container>();
    for (const container of inTheServersOrder([...containersOf(manifest)])) {
      const field = entry(container.node, 'name');
      if (!field || !container.name || isPlaceholder(field.value)) continue;
      const first = taken.get(container.name);
      if (first) yield { first, field, name: container.name, taken };
      else taken.set(container.name, container);
    }
  },
  *check({ first, field, name, taken }, { document, uri }) {
    const found = finding(field.value, `container name ${name} must stand once in the pod: ${placeOf(first)} has it`, {
      title: `Rename to ${unused(name, taken)}`,
      edits: () => [setValue(document, field, unused(name, taken))],
    });
    const at = entry(first.node, 'name')?.value.span;
    yield at ? { ...found, related: [{ uri, document, at, message: `the first container called ${name}` }] } : found;
  },
});

/** Regular containers keep their names, as the server has it. */
function inTheServersOrder(containers: readonly Container[]): readonly Container[] {
  return order.flatMap(list => containers.filter(container => container.list === list));
}

function placeOf({ list }: Container): string {
  return {
    containers: 'a container',
    initContainers: 'an init container',
    ephemeralContainers: 'an ephemeral container',
  }[list];
}

function unused(name: string, taken: ReadonlyMap<string, unknown>): string {
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}
