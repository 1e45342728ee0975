import { type ContainerPort, containersOf, portsOf } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import { entry } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const duplicatePortName = rule({
  code: 'port/duplicate-name',
  severity: 'error',
  fixable: false,
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
              - name: http-alt
                containerPort: 8080`,
  },
  *each(manifest, { isPatch }) {
    if (isPatch) return;
    const taken = new Map<string, ContainerPort>();
    for (const { node, keepsRunning, list } of containersOf(manifest)) {
      if (list === 'ephemeralContainers') continue;
      const inContainer = new Map<string, ContainerPort>();
      for (const port of portsOf(node)) {
        const field = entry(port.node, 'name');
        if (!field || !port.name || isPlaceholder(field.value)) continue;
        const same = inContainer.get(port.name);
        const first = same ?? (keepsRunning ? taken.get(port.name) : undefined);
        if (first) yield { name: port.name, field, first, isSame: same !== undefined };
        else if (keepsRunning) taken.set(port.name, port);
        if (!same) inContainer.set(port.name, port);
      }
    }
  },
  *check({ name, field, first, isSame }, { document, uri }) {
    const message = isSame
      ? `port name ${name} must stand once in the container`
      : `port name ${name} should stand once in the pod: Services that ask for ${name} get the first port`;
    const at = entry(first.node, 'name')?.value.span ?? first.node.span;
    yield {
      ...finding(field.value, message),
      severity: isSame ? 'error' : 'warning',
      related: [{ uri, document, at, message: `the first port called ${name}` }],
    };
  },
});
