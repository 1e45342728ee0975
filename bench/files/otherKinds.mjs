// @ts-check
/** Manifests of the kinds beside the containers. */
import { words } from './words.mjs';
import { putHead } from './workloadKinds.mjs';

/** @typedef {import('./workloadKinds.mjs').WriteManifest} WriteManifest */

/** @type {WriteManifest} */
export function putService(out, random, app) {
  putHead(out, random, app, 'v1 Service');
  out.put(0, 'spec:');
  out.put(2, `type: ${random.pick(['ClusterIP', 'NodePort', 'ClusterIP'])}`);
  out.putNested(2, 'selector:', `app.kubernetes.io/name: ${app.name}`);
  out.putNested(2, 'ports:', '- name: http');
  out.integer = out.put(6, `port: ${random.pick([80, 8080])}`);
  out.put(6, 'targetPort: http');
}

/** @type {WriteManifest} */
export function putConfigMap(out, random, app) {
  putHead(out, random, app, 'v1 ConfigMap', `${app.name}-config`);
  out.put(0, 'data:');
  for (let left = random.int(2, 6); left > 0; left--) {
    out.put(2, `${random.pick(words)}.${random.pick(words)}.${left}: "${random.int(1, 9999)}"`);
  }
  out.put(2, 'application.properties: |');
  for (let left = random.int(4, 24); left > 0; left--) {
    out.put(4, `${random.pick(words)}.${random.pick(words)}=${random.pick(words)}-${random.int(1, 999)}`);
  }
}

/** @type {WriteManifest} */
export function putEnvConfigMap(out, random, app) {
  putHead(out, random, app, 'v1 ConfigMap', `${app.name}-env`);
  out.put(0, 'data:');
  for (let left = random.int(3, 9); left > 0; left--) {
    const name = `${random.pick(words)}_${random.pick(words)}_${left}`.toUpperCase();
    out.put(2, `${name}: "${random.int(1, 9999)}"`);
  }
}

/** @type {WriteManifest} */
export function putSecret(out, random, app) {
  putHead(out, random, app, 'v1 Secret', `${app.name}-secret`);
  out.put(0, 'type: Opaque');
  out.put(0, 'stringData:');
  out.put(2, `username: ${app.name}`);
  out.put(2, `password: "${random.int(1e7, 1e8)}"`);
}

/** @type {WriteManifest} */
export function putServiceAccount(out, random, app) {
  putHead(out, random, app, 'v1 ServiceAccount');
  out.put(0, 'automountServiceAccountToken: false');
}

/** @type {WriteManifest} */
export function putIngress(out, random, app) {
  putHead(out, random, app, 'networking.k8s.io/v1 Ingress');
  out.put(0, 'spec:');
  out.put(2, 'ingressClassName: nginx');
  out.putNested(2, 'rules:', `- host: ${app.name}.example.com`, 'http:', 'paths:', '- path: /', 'pathType: Prefix');
  out.putNested(12, 'backend:', 'service:', `name: ${app.name}`);
  out.putNested(16, 'port:', 'name: http');
}

/** @type {WriteManifest} */
export function putAutoscaler(out, random, app) {
  putHead(out, random, app, 'autoscaling/v2 HorizontalPodAutoscaler');
  out.put(0, 'spec:');
  out.put(2, 'scaleTargetRef:');
  out.put(4, 'apiVersion: apps/v1');
  out.put(4, 'kind: Deployment');
  out.put(4, `name: ${app.name}`);
  out.put(2, `minReplicas: ${random.int(1, 2)}`);
  out.integer = out.put(2, `maxReplicas: ${random.int(3, 20)}`);
  out.putNested(2, 'metrics:', '- type: Resource', 'resource:', 'name: cpu');
  out.putNested(8, 'target:', 'type: Utilization');
  out.put(10, `averageUtilization: ${random.int(50, 90)}`);
}
