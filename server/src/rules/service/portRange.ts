import { portNumberErrors } from '../../model/names.js';
import { servicePortsOf } from '../../model/services.js';
import { entry, keyOf, number } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

const largestInt32 = 2 ** 31 - 1;

export const servicePortRange = rule({
  code: 'service/port-range',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'port number of a Service that does not exist',
    why: 'The API server rejects the manifest: ports are numbers from 1 to 65535.',
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector: { app: web }
        ports:
          - port: 80
            targetPort: 80800
                      # ^^^^^ error service/port-range: targetPort must be between 1 and 65535`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector: { app: web }
        ports:
          - port: 80
            targetPort: 8080`,
  },
  *each(manifest) {
    for (const { node } of servicePortsOf(manifest)) {
      for (const key of ['port', 'targetPort', 'nodePort']) yield entry(node, key);
    }
  },
  *check(field) {
    const value = number(field?.value);
    if (!field || value === undefined || !Number.isInteger(value) || Math.abs(value) > largestInt32) return;
    // Zero lets the cluster choose a node port, and stands for the number in port as the target.
    if (portNumberErrors(value).length === 0 || (value === 0 && keyOf(field) !== 'port')) return;
    yield finding(field.value, `${keyOf(field)} must be between 1 and 65535`);
  },
});
