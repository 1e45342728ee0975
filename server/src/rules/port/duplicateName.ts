import { localNamesOf } from '../../model/localNames.js';
import type { Manifest } from '../../model/manifest.js';
import { limits, portNameErrors } from '../../model/names.js';
import { type ContainerPort, containersOf, portsOf } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import { type Edit, replace } from '../../syntax/edit.js';
import { type Entry, entry } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';
import { textLike } from '../volumes.js';

export const duplicatePortName = rule({
  code: 'port/duplicate-name',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'two ports of a pod with one name',
    why: `
      In one container, the API server rejects the manifest. In two containers of a pod it warns: Services that ask for
      the port by its name get the first one.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
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
                containerPort: 80
              - name: http
                    # ^^^^ error port/duplicate-name: port name http must stand once in the container
                containerPort: 8080`,
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
                containerPort: 80
              - name: http-2
                containerPort: 8080`,
  },
  *each(manifest, { isPatch }) {
    if (isPatch) return;
    const taken = new Map<string, ContainerPort>();
    const free = freeNames(manifest);
    for (const { node, keepsRunning, list } of containersOf(manifest)) {
      if (list === 'ephemeralContainers') continue;
      const inContainer = new Map<string, ContainerPort>();
      for (const port of portsOf(node)) {
        const field = entry(port.node, 'name');
        if (!field || !port.name || isPlaceholder(field.value)) continue;
        const same = inContainer.get(port.name);
        const first = same ?? (keepsRunning ? taken.get(port.name) : undefined);
        if (first) yield { name: port.name, field, first, isSame: same !== undefined, free: free(port.name) };
        else if (keepsRunning) taken.set(port.name, port);
        if (!same) inContainer.set(port.name, port);
      }
    }
  },
  *check({ name, field, first, isSame, free }, manifest) {
    const { document, uri } = manifest;
    const message = isSame
      ? `port name ${name} must stand once in the container`
      : `port name ${name} should stand once in the pod: Services that ask for ${name} get the first port`;
    const at = entry(first.node, 'name')?.value.span ?? first.node.span;
    const edits = () =>
      isSame ? [replace(field.value, textLike(field.value, free ?? name))] : renameInContainer(manifest, field, free);
    const fixes: readonly Fix[] = free === undefined || field.merged ? [] : [{ title: `Rename to ${free}`, edits }];
    yield {
      ...finding(field.value, message, ...fixes),
      severity: isSame ? 'error' : 'warning',
      related: [{ uri, document, at, message: `the first port called ${name}` }],
    };
  },
});

/** Names that no port of the pod has, another one with each call. */
function freeNames(manifest: Manifest): (name: string) => string | undefined {
  const taken = new Set([...containersOf(manifest)].flatMap(({ node }) => portsOf(node).map(port => port.name)));
  const numbers = new Map<string, number>();
  return name => {
    let number = numbers.get(name) ?? 2;
    const called = () => `${name.slice(0, limits.portName - `-${number}`.length).replace(/-+$/, '')}-${number}`;
    while (taken.has(called())) number++;
    numbers.set(name, number + 1);
    return portNameErrors(called()).length === 0 ? called() : undefined;
  };
}

/** With the probes and hooks of the container that ask for the port. */
function renameInContainer(manifest: Manifest, field: Entry, name = ''): readonly Edit[] {
  const at = field.value.span;
  const own = localNamesOf(manifest).find(
    ({ kind, occurrences }) =>
      kind === 'port' && occurrences.some(({ span }) => at.start <= span.start && span.end <= at.end),
  );
  return own?.occurrences.map(({ span }) => ({ span, text: name })) ?? [];
}
