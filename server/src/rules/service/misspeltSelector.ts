import { get } from '../../syntax/node.js';
import { changeWord } from '../referenceFixes.js';
import { placeOf, withRelated } from '../references.js';
import { finding, rule } from '../rule.js';
import { lonelyService, misspeltLabel } from './selectsNothing.js';

export const misspeltSelector = rule({
  code: 'service/misspelt-selector',
  severity: 'warning',
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'Service whose selector takes no pod, while pods have nearly these labels',
    why: `
      A Service leads to the pods that have all labels of its selector. Without any, connections to it are refused.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: frontend
      spec:
        selector:
          app: fronted
             # ^^^^^^^ warning service/misspelt-selector: no pod has the label app: fronted; did you mean frontend?
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: frontend
        labels:
          app: frontend
      spec:
        containers:
          - name: web
            image: nginx`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: frontend
      spec:
        selector:
          app: frontend
        ports:
          - port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: frontend
        labels:
          app: frontend
      spec:
        containers:
          - name: web
            image: nginx`,
  },
  *each(manifest, context) {
    const service = lonelyService(manifest, context);
    const meant = service && misspeltLabel(service, context);
    if (meant) yield meant;
  },
  *check({ key, value, workload }, { root }) {
    const node = get(root, 'spec', 'selector', key);
    if (node?.kind !== 'scalar') return;
    const message = `no pod has the label ${key}: ${node.text}; did you mean ${value}?`;
    yield withRelated(finding(node, message, changeWord(node, value)), [placeOf(workload)]);
  },
});
