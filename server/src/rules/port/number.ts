import { portNumberErrors } from '../../model/names.js';
import { containersOf, portsOf } from '../../model/pods.js';
import { entry, number } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const portNumber = rule({
  code: 'port/number',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'containerPort or hostPort that is no port',
    why: `
      The API server rejects the manifest: ports are numbers from 1 to 65535.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/connect-applications-service/',
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
              - containerPort: 80800
                             # ^^^^^ error port/number: containerPort must be between 1 and 65535`,
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
  *each(manifest) {
    for (const { node, list } of containersOf(manifest)) {
      if (list === 'ephemeralContainers') continue;
      for (const port of portsOf(node)) {
        for (const name of ['containerPort', 'hostPort']) {
          const field = entry(port.node, name);
          if (field) yield { field, name };
        }
      }
    }
  },
  *check({ field, name }) {
    const port = number(field.value);
    // What is no integer, or too large for one, the schema has been told about.
    if (port === undefined || !Number.isInteger(port) || Math.abs(port) >= 2 ** 31) return;
    const isAbsent = port === 0 && name === 'hostPort';
    if (isAbsent || portNumberErrors(port).length === 0) return;
    yield finding(field.value, `${name} must be between 1 and 65535`);
  },
});
