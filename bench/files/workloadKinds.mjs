// @ts-check
/** Manifests of the kinds that run containers. */
import { registries, words } from './words.mjs';

/** @typedef {import('./manuscript.mjs').Manuscript} Manuscript */
/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('./words.mjs').App} App */
/** @typedef {(out: Manuscript, random: Random, app: App) => void} WriteManifest */

/** @param {Manuscript} out @param {Random} random @param {App} app @param {string} kind `apps/v1 Deployment` */
export function putHead(out, random, app, kind, name = app.name) {
  const [apiVersion, ownKind] = kind.split(' ');
  out.put(0, `apiVersion: ${apiVersion}`);
  out.put(0, `kind: ${ownKind}`);
  out.put(0, 'metadata:');
  out.put(2, `name: ${name}`);
  out.put(2, `namespace: ${app.namespace}`);
  out.put(2, 'labels:');
  out.put(4, `app.kubernetes.io/name: ${app.name}`);
  out.put(4, `app.kubernetes.io/part-of: ${app.team}`);
  if (random.chance(0.6)) out.put(4, `app.kubernetes.io/version: "${app.version}"`);
  if (!random.chance(0.4)) return;
  out.put(2, 'annotations:');
  out.put(4, `example.com/owner: ${app.team}@example.com`);
  if (random.chance(0.5)) out.put(4, 'prometheus.io/scrape: "true"');
}

/** @type {WriteManifest} */
export function putDeployment(out, random, app) {
  putHead(out, random, app, 'apps/v1 Deployment');
  out.put(0, 'spec:');
  out.integer = out.put(2, `replicas: ${random.int(1, 6)}`);
  out.putNested(2, 'selector:', 'matchLabels:', `app.kubernetes.io/name: ${app.name}`);
  if (random.chance(0.5)) {
    out.putNested(2, 'strategy:', 'rollingUpdate:', 'maxSurge: 25%');
    out.put(6, 'maxUnavailable: 0');
  }
  putPodTemplate(out, 2, random, app);
}

/** @type {WriteManifest} */
export function putStatefulSet(out, random, app) {
  putHead(out, random, app, 'apps/v1 StatefulSet', `${app.name}-db`);
  out.put(0, 'spec:');
  out.put(2, `serviceName: ${app.name}`);
  out.integer = out.put(2, `replicas: ${random.int(1, 5)}`);
  out.putNested(2, 'selector:', 'matchLabels:', `app.kubernetes.io/name: ${app.name}`);
  putPodTemplate(out, 2, random, app);
  out.put(2, 'volumeClaimTemplates:');
  out.put(4, '- metadata:');
  out.put(8, 'name: data');
  out.put(6, 'spec:');
  out.put(8, 'accessModes: [ReadWriteOnce]');
  out.putNested(8, 'resources:', 'requests:', `storage: ${random.int(1, 20) * 5}Gi`);
}

/** @type {WriteManifest} */
export function putCronJob(out, random, app) {
  putHead(out, random, app, 'batch/v1 CronJob', `${app.name}-cron`);
  out.put(0, 'spec:');
  out.put(2, `schedule: "${random.int(0, 59)} ${random.int(0, 23)} * * *"`);
  out.put(2, 'concurrencyPolicy: Forbid');
  out.putNested(2, 'jobTemplate:', 'spec:');
  out.integer = out.put(6, `backoffLimit: ${random.int(1, 6)}`);
  putPodTemplate(out, 6, random, app, 'OnFailure');
}

/** @param {Manuscript} out @param {number} indent @param {Random} random @param {App} app @param {string} [restartPolicy] */
function putPodTemplate(out, indent, random, app, restartPolicy) {
  out.putNested(indent, 'template:', 'metadata:', 'labels:', `app.kubernetes.io/name: ${app.name}`);
  out.put(indent + 2, 'spec:');
  if (random.chance(0.7)) out.put(indent + 4, `serviceAccountName: ${app.name}`);
  if (restartPolicy) out.put(indent + 4, `restartPolicy: ${restartPolicy}`);
  out.put(indent + 4, 'containers:');
  putMainContainer(out, indent + 6, random, app);
  if (random.chance(0.3)) {
    putImage(out, indent + 6, random, app, 'sidecar');
    putEnvironment(out, indent + 8, random, app);
  }
  out.put(indent + 4, 'volumes:');
  out.putNested(indent + 6, '- name: config', 'configMap:', `name: ${app.name}-config`);
  if (random.chance(0.4)) out.putNested(indent + 6, '- name: tmp', 'emptyDir: {}');
}

/** @param {Manuscript} out @param {number} indent of the dash @param {Random} random @param {App} app */
function putMainContainer(out, indent, random, app) {
  putImage(out, indent, random, app, app.name);
  putArguments(out, indent + 2, random, app);
  putEnvironment(out, indent + 2, random, app);
  putProbe(out, indent + 2, 'livenessProbe', random, app);
  if (random.chance(0.8)) putProbe(out, indent + 2, 'readinessProbe', random, app);
  out.putNested(indent + 2, 'volumeMounts:', '- name: config', 'mountPath: /etc/app');
  out.put(indent + 6, 'readOnly: true');
  if (!random.chance(0.5)) return;
  out.put(indent + 2, 'securityContext:');
  out.put(indent + 4, 'allowPrivilegeEscalation: false');
  out.put(indent + 4, 'readOnlyRootFilesystem: true');
  out.putNested(indent + 4, 'capabilities:', 'drop: [ALL]');
}

/** @param {Manuscript} out @param {number} indent @param {Random} random @param {App} app @param {string} name */
function putImage(out, indent, random, app, name) {
  out.put(indent, `- name: ${name}`);
  out.put(indent + 2, `image: ${random.pick(registries)}/${app.name}:${app.version}`);
  out.put(indent + 2, `imagePullPolicy: ${random.pick(['IfNotPresent', 'Always'])}`);
}

/** @param {Manuscript} out @param {number} indent @param {Random} random @param {App} app */
function putArguments(out, indent, random, app) {
  if (random.chance(0.5)) {
    out.put(indent, 'args:');
    for (let left = random.int(1, 4); left > 0; left--) {
      out.put(indent + 2, `- --${random.pick(words)}-${random.pick(words)}=${random.int(1, 500)}`);
    }
  }
  out.putNested(indent, 'ports:', '- name: http', `containerPort: ${app.port}`);
  if (random.chance(0.5)) out.putNested(indent + 2, '- name: metrics', 'containerPort: 9090');
  out.put(indent, 'envFrom:');
  out.put(indent + 2, '- configMapRef:');
  out.put(indent + 6, `name: ${app.name}-env`);
  out.put(indent + 2, '- secretRef:');
  out.put(indent + 6, `name: ${app.name}-secret`);
}

/** @param {Manuscript} out @param {number} indent @param {Random} random @param {App} app */
function putEnvironment(out, indent, random, app) {
  out.put(indent, 'env:');
  out.putNested(indent + 2, '- name: POD_NAME', 'valueFrom:', 'fieldRef:', 'fieldPath: metadata.name');
  for (let left = random.int(0, 4); left > 0; left--) {
    out.put(indent + 2, `- name: ${random.pick(words).toUpperCase()}_${random.pick(words).toUpperCase()}_${left}`);
    if (random.chance(0.3)) {
      out.putNested(indent + 4, 'valueFrom:', 'secretKeyRef:', `name: ${app.name}-secret`);
      out.put(indent + 8, 'key: password');
    } else out.put(indent + 4, `value: "${random.int(1, 9999)}"`);
  }
  out.putNested(indent, 'resources:', 'requests:', `cpu: ${random.int(1, 9) * 50}m`);
  out.put(indent + 4, `memory: ${random.int(1, 8) * 64}Mi`);
  out.putNested(indent + 2, 'limits:', `memory: ${random.int(8, 16) * 64}Mi`);
}

/** @param {Manuscript} out @param {number} indent @param {'livenessProbe' | 'readinessProbe'} name @param {Random} random @param {App} app */
function putProbe(out, indent, name, random, app) {
  const line = out.put(indent, `${name}:`);
  out.putNested(indent + 2, 'httpGet:', `path: /${name === 'livenessProbe' ? 'healthz' : 'readyz'}`);
  out.put(indent + 4, random.chance(0.5) ? 'port: http' : `port: ${app.port}`);
  out.put(indent + 2, `initialDelaySeconds: ${random.int(1, 30)}`);
  const failureThreshold = out.put(indent + 2, `failureThreshold: ${random.int(2, 9)}`);
  out.probes.push({ name, line, indent: indent + 2, failureThreshold });
}
