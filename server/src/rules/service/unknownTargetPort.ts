import { knownText } from '../../model/templates.js';
import { get } from '../../syntax/node.js';
import { changeWord, guessOf } from '../referenceFixes.js';
import { placeOf, withRelated } from '../references.js';
import { finding, rule } from '../rule.js';
import { selectedIn } from '../selected.js';

/** Ports of containers that others put into the pods. */
const injected = /envoy|istio|linkerd|dapr|consul|kuma/;

export const unknownTargetPort = rule({
  code: 'service/unknown-target-port',
  severity: 'warning',
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'targetPort that no container of the selected pods has',
    why: `
      A name in \`targetPort\` is looked up among the \`ports\` of the pod's containers. Where none is called so, the Service
      has no endpoints for this port, and every connection to it fails.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
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
            targetPort: https
                      # ^^^^^ warning service/unknown-target-port: no container of the selected pods has a port https; did you mean http?
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
              - name: http
                containerPort: 8080`,
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
            targetPort: http
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
              - name: http
                containerPort: 8080`,
  },
  each: selectedIn,
  *check({ port, workloads, ports }) {
    const node = get(port.node, 'targetPort');
    const name = knownText(node);
    // A number in quotes is another rule's.
    if (!node || !name || !/[a-z]/.test(name) || injected.test(name)) return;
    const named = ports.filter(own => own.name === name);
    if (named.some(({ protocol }) => protocol === port.protocol)) return;
    const [other] = named;
    const names = [...new Set(ports.flatMap(own => (own.protocol === port.protocol && own.name) || []))];
    const [only, ...others] = names;
    const guess = guessOf(name, names) ?? (others.length === 0 ? only : undefined);
    const message = other
      ? `${name} of the selected pods is a port for ${other.protocol}, and this one for ${port.protocol}`
      : `no container of the selected pods has a port ${name}${guess ? `; did you mean ${guess}?` : ''}`;
    const choices = new Set([...(guess ? [guess] : []), ...names]);
    yield withRelated(
      finding(node, message, ...[...choices].map(choice => changeWord(node, choice))),
      workloads.map(object => placeOf(object)),
    );
  },
});
