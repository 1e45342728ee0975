import { portNameErrors, portNumberErrors } from '../../model/names.js';
import { servicePortsOf } from '../../model/services.js';
import { knownText } from '../../model/templates.js';
import { replace } from '../../syntax/edit.js';
import { get } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';

export const serviceTargetPort = rule({
  code: 'service/target-port',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'targetPort that is no number, and no name that a port can have',
    why: `
      The API server rejects the manifest. In quotes a number is the name of a port, and a port name needs a letter. It
      has at most 15 characters: lower case letters, digits and single hyphens in between.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector: { app: web }
        ports:
          - port: 80
            targetPort: "8080"
                      # ^^^^^^ error service/target-port: targetPort must be a number without quotes: "8080" is read as the name of a port`,
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
  each: servicePortsOf,
  *check({ node }) {
    const target = get(node, 'targetPort');
    const name = knownText(target);
    // Empty text stands for the number in port, as no text does.
    if (target?.kind !== 'scalar' || !name) return;
    const [problem, ...more] = portNameErrors(name);
    if (problem === undefined) return;
    if (!/^\d+$/.test(name)) {
      yield finding(target, `targetPort ${name} ${[problem, ...more].join(', and ')}`);
      return;
    }
    const digits = String(Number(name));
    const isFixable = target.style !== 'plain' && portNumberErrors(Number(name)).length === 0;
    const fix: Fix = { title: `Change to ${digits}`, safe: true, edits: () => [replace(target, digits)] };
    const message = `targetPort must be a number without quotes: "${name}" is read as the name of a port`;
    yield finding(target, message, ...(isFixable ? [fix] : []));
  },
});
