/** The fields that kustomize 5.5 changes without being told: data, and no knowledge of how they are changed. */
import type { Configuration, FieldSpec, Gvk, NameReference } from './settings.js';

/** `Kind`, `Kind.group`, `Kind..version` or `Kind.group.with.dots..version`; empty for all. */
function gvk(text: string): Gvk {
  const [own = '', version = ''] = text.split('..');
  const [kind = '', ...group] = own.split('.');
  return { kind, group: group.join('.'), version };
}

function spec(of: string, path: string, create: boolean): FieldSpec {
  return { ...gvk(of), path, create, from: undefined };
}

const changing = (path: string, ...kinds: readonly string[]) => kinds.map(kind => spec(kind, path, false));
const creating = (path: string, ...kinds: readonly string[]) => kinds.map(kind => spec(kind, path, true));

/** Where the pods of a kind are described. */
const podAt: Readonly<Record<string, string>> = {
  Pod: 'spec',
  PodTemplate: 'template/spec',
  CronJob: 'spec/jobTemplate/spec/template/spec',
};

/** The same fields of the pods of several kinds. */
function inPods(kinds: readonly string[], ...paths: readonly string[]): readonly FieldSpec[] {
  return kinds.flatMap(kind => {
    const root = podAt[gvk(kind).kind] ?? 'spec/template/spec';
    return paths.map(path => spec(kind, `${root}/${path}`, false));
  });
}

const inContainers = (...paths: readonly string[]) =>
  ['containers', 'initContainers'].flatMap(list => paths.map(path => `${list}/${path}`));

const withData = ['Pod..v1', 'PodTemplate', 'Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job', 'CronJob'];
const workloads = ['Pod', 'StatefulSet', 'Deployment', 'ReplicationController', 'CronJob', 'Job', 'DaemonSet'];
const withVars = ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet'];
const rbac = '.rbac.authorization.k8s.io';
const admission = '.admissionregistration.k8s.io';

function named(of: string, ...fieldSpecs: readonly (readonly FieldSpec[])[]): NameReference {
  return { ...gvk(of), fieldSpecs: fieldSpecs.flat(), from: undefined };
}

const nameReference: readonly NameReference[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map(kind =>
    named(kind, changing('spec/scaleTargetRef/name', 'HorizontalPodAutoscaler')),
  ),
  named(
    'ConfigMap..v1',
    inPods(
      withData,
      'volumes/configMap/name',
      ...inContainers('env/valueFrom/configMapKeyRef/name', 'envFrom/configMapRef/name'),
      'volumes/projected/sources/configMap/name',
    ),
    changing('spec/configSource/configMap', 'Node'),
    changing('rules/resourceNames', 'Role', 'ClusterRole'),
    changing('metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap', 'Ingress'),
  ),
  named(
    'Secret..v1',
    inPods(
      withData,
      'volumes/secret/secretName',
      ...inContainers('env/valueFrom/secretKeyRef/name', 'envFrom/secretRef/name'),
      'imagePullSecrets/name',
      'volumes/projected/sources/secret/name',
    ),
    changing('spec/tls/secretName', 'Ingress'),
    changing('metadata/annotations/ingress.kubernetes.io\\/auth-secret', 'Ingress'),
    changing('metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret', 'Ingress'),
    changing('metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret', 'Ingress'),
    changing('imagePullSecrets/name', 'ServiceAccount'),
    ...['secretName', 'adminSecretName', 'userSecretName', 'secretRef'].map(field =>
      changing(`parameters/${field}`, 'StorageClass'),
    ),
    changing('rules/resourceNames', 'Role', 'ClusterRole'),
    changing('spec/template/spec/containers/env/valueFrom/secretKeyRef/name', 'Service.serving.knative.dev..v1'),
    changing('spec/azureFile/secretName', 'PersistentVolume'),
  ),
  named(
    'Service..v1',
    changing('spec/serviceName', 'StatefulSet.apps'),
    changing('spec/rules/http/paths/backend/serviceName', 'Ingress'),
    changing('spec/backend/serviceName', 'Ingress'),
    changing('spec/rules/http/paths/backend/service/name', 'Ingress'),
    changing('spec/defaultBackend/service/name', 'Ingress'),
    changing('spec/service/name', 'APIService.apiregistration.k8s.io'),
    changing(
      'webhooks/clientConfig/service',
      `ValidatingWebhookConfiguration${admission}`,
      `MutatingWebhookConfiguration${admission}`,
    ),
  ),
  named(`Role${rbac}`, changing('roleRef/name', `RoleBinding${rbac}`)),
  named(`ClusterRole${rbac}`, changing('roleRef/name', `RoleBinding${rbac}`, `ClusterRoleBinding${rbac}`)),
  named(
    'ServiceAccount..v1',
    changing('subjects', `RoleBinding${rbac}`, `ClusterRoleBinding${rbac}`),
    inPods(workloads, 'serviceAccountName'),
  ),
  named('PersistentVolumeClaim..v1', inPods(workloads, 'volumes/persistentVolumeClaim/claimName')),
  named(
    'PersistentVolume..v1',
    changing('spec/volumeName', 'PersistentVolumeClaim'),
    changing('rules/resourceNames', 'ClusterRole'),
  ),
  named(
    'StorageClass.storage.k8s.io..v1',
    changing('spec/storageClassName', 'PersistentVolume', 'PersistentVolumeClaim'),
    changing('spec/volumeClaimTemplates/spec/storageClassName', 'StatefulSet'),
  ),
  named('PriorityClass.scheduling.k8s.io..v1', inPods(workloads, 'priorityClassName')),
  // This group is a slip of kustomize: no object has it, so that the names of ingress classes are never followed.
  named('IngressClass.networking.k8s.io/v1..v1', changing('spec/ingressClassName', 'Ingress')),
  named(
    `ValidatingAdmissionPolicy${admission}`,
    changing('spec/policyName', `ValidatingAdmissionPolicyBinding${admission}`),
  ),
];

/** The metadata of objects and of the pods that they make. */
function metadata(of: 'labels' | 'annotations', ...kinds: readonly string[]): readonly FieldSpec[] {
  return [
    ...creating(`metadata/${of}`, ''),
    ...creating(`spec/template/metadata/${of}`, ...kinds),
    ...creating(`spec/jobTemplate/metadata/${of}`, 'CronJob.batch'),
    ...creating(`spec/jobTemplate/spec/template/metadata/${of}`, 'CronJob.batch'),
  ];
}

const withTemplates = ['ReplicationController..v1', 'Deployment', 'ReplicaSet', 'DaemonSet'];
const metadataLabels = [
  ...metadata('labels', ...withTemplates, 'StatefulSet.apps', 'Job.batch'),
  ...creating('spec/volumeClaimTemplates[]/metadata/labels', 'StatefulSet.apps'),
];

const affinity = 'spec/template/spec/affinity';
const selectors = [
  ...creating('spec/selector', 'Service..v1', 'ReplicationController..v1'),
  ...creating('spec/selector/matchLabels', 'Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet.apps'),
  ...['podAffinity', 'podAntiAffinity']
    .flatMap(kind => [
      `${affinity}/${kind}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels`,
      `${affinity}/${kind}/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels`,
    ])
    .concat('spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels')
    .flatMap(path => changing(path, 'Deployment.apps', 'StatefulSet.apps')),
  ...changing('spec/selector/matchLabels', 'Job.batch', 'PodDisruptionBudget.policy'),
  ...changing('spec/jobTemplate/spec/selector/matchLabels', 'CronJob.batch'),
  ...['podSelector', 'ingress/from/podSelector', 'egress/to/podSelector'].flatMap(path =>
    changing(`spec/${path}/matchLabels`, 'NetworkPolicy.networking.k8s.io'),
  ),
];

const varReference: readonly FieldSpec[] = [
  ...inPods(withVars, ...inContainers('args', 'command', 'env/value', 'volumeMounts/mountPath')),
  ...inPods(
    withVars.filter(kind => kind !== 'CronJob' && kind !== 'StatefulSet'),
    'volumes/nfs/server',
  ),
  ...changing('spec/jobTemplate/spec/template/volumes/nfs/server', 'CronJob'),
  ...changing('spec/volumeClaimTemplates/spec/nfs/server', 'StatefulSet'),
  ...changing('spec/template/metadata/annotations', 'Deployment'),
  ...['spec/rules/host', 'spec/tls/hosts', 'spec/tls/secretName'].flatMap(path => changing(path, 'Ingress')),
  ...['spec/ports/port', 'spec/ports/targetPort'].flatMap(path => changing(path, 'Service')),
  ...changing('spec/nfs/server', 'PersistentVolume'),
  ...changing('metadata/labels', ''),
  ...changing('metadata/annotations', ''),
];

/** Not yet in the order in which kustomize goes through them: `configurations.ts` sorts. */
export const builtinFieldSpecs: Configuration = {
  namePrefix: changing('metadata/name', ''),
  nameSuffix: changing('metadata/name', ''),
  namespace: [
    ...creating('metadata/name', 'Namespace'),
    ...creating('spec/service/namespace', 'APIService.apiregistration.k8s.io'),
    ...changing(
      'spec/conversion/webhook/clientConfig/service/namespace',
      'CustomResourceDefinition.apiextensions.k8s.io',
    ),
  ],
  commonLabels: [...selectors, ...metadataLabels],
  labels: [],
  templateLabels: metadataLabels,
  commonAnnotations: metadata('annotations', ...withTemplates, 'StatefulSet', 'Job.batch'),
  nameReference,
  varReference,
  images: ['spec', 'spec/template/spec'].flatMap(root =>
    ['containers', 'initContainers'].flatMap(list => creating(`${root}/${list}[]/image`, '')),
  ),
  replicas: creating('spec/replicas', 'Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'),
};
