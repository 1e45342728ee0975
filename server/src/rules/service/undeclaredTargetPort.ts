import { isHeadless, serviceSpecOf } from '../../model/services.js';
import { replace } from '../../syntax/edit.js';
import { insertEntries } from '../../syntax/insert.js';
import { entry, get, number } from '../../syntax/node.js';
import { placeOf, withRelated } from '../references.js';
import { finding, rule } from '../rule.js';
import { selectedIn } from '../selected.js';

export const undeclaredTargetPort = rule({
  code: 'service/undeclared-target-port',
  severity: 'warning',
  strict: true,
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'number in targetPort that no container of the selected pods declares',
    why: `
      A number works also where no container declares it, if only something listens there. Mostly it is a slip: the
      containers declare the port on which they really listen.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector:
          app: web
        ports:
          - port: 80
            targetPort: 80
                      # ^^ warning service/undeclared-target-port: no container of the selected pods declares port 80, only 8080
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels:
          app: web
      spec:
        containers:
          - name: web
            image: nginx
            ports:
              - containerPort: 8080`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector:
          app: web
        ports:
          - port: 80
            targetPort: 8080
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels:
          app: web
      spec:
        containers:
          - name: web
            image: nginx
            ports:
              - containerPort: 8080`,
  },
  each: selectedIn,
  *check({ port, workloads, ports }, manifest) {
    const field = entry(port.node, 'targetPort');
    const target = field ? number(field.value) : port.number;
    const spec = serviceSpecOf(manifest);
    const declared = [...new Set(ports.flatMap(own => (own.protocol === port.protocol && own.number) || []))];
    // Who asks a headless Service gets the addresses of pods, and may ask for any port there.
    if (!spec || isHeadless(spec)) return;
    if (target === undefined || declared.length === 0 || declared.includes(target)) return;
    const node = field?.value ?? get(port.node, 'port');
    if (!node) return;
    const message = `no container of the selected pods declares port ${target}, only ${declared.join(', ')}`;
    const fixes = declared.map(number => ({
      title: `Set targetPort to ${number}`,
      edits: () => [
        field
          ? replace(field.value, String(number))
          : insertEntries(manifest.document, port.node, [{ key: 'targetPort', value: number }]),
      ],
    }));
    const places = workloads.map(object => placeOf(object));
    yield withRelated(finding(node, message, ...fixes), places);
  },
});
