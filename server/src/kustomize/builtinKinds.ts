/**
 * The kinds that kustomize knows by itself, from the OpenAPI document of Kubernetes 1.21.2: only their lists are merged
 * by keys, and only of them it knows which have no namespace. Everything else counts as a namespaced custom resource.
 */

/** By apiVersion; a plus marks what belongs to the whole cluster. */
const kinds: Readonly<Record<string, string>> = {
  v1: 'Binding +ComponentStatus ConfigMap Endpoints Event LimitRange +Namespace +Node +PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
  'admissionregistration.k8s.io/v1': '+MutatingWebhookConfiguration +ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/v1beta1': '+MutatingWebhookConfiguration +ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/v1': '+CustomResourceDefinition',
  'apiextensions.k8s.io/v1beta1': '+CustomResourceDefinition',
  'apiregistration.k8s.io/v1': '+APIService',
  'apiregistration.k8s.io/v1beta1': '+APIService',
  'apps/v1': 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  'authentication.k8s.io/v1': 'TokenRequest TokenReview',
  'authentication.k8s.io/v1beta1': 'TokenReview',
  'authorization.k8s.io/v1':
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  'authorization.k8s.io/v1beta1':
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  'autoscaling/v1': 'HorizontalPodAutoscaler Scale',
  'autoscaling/v2beta1': 'HorizontalPodAutoscaler',
  'autoscaling/v2beta2': 'HorizontalPodAutoscaler',
  'batch/v1': 'CronJob Job',
  'batch/v1beta1': 'CronJob',
  'certificates.k8s.io/v1': '+CertificateSigningRequest',
  'certificates.k8s.io/v1beta1': '+CertificateSigningRequest',
  'coordination.k8s.io/v1': 'Lease',
  'coordination.k8s.io/v1beta1': 'Lease',
  'discovery.k8s.io/v1': 'EndpointSlice',
  'discovery.k8s.io/v1beta1': 'EndpointSlice',
  'events.k8s.io/v1': 'Event',
  'events.k8s.io/v1beta1': 'Event',
  'extensions/v1beta1': 'Ingress',
  'flowcontrol.apiserver.k8s.io/v1beta1': '+FlowSchema +PriorityLevelConfiguration',
  'networking.k8s.io/v1': 'Ingress +IngressClass NetworkPolicy',
  'networking.k8s.io/v1beta1': 'Ingress +IngressClass',
  'node.k8s.io/v1': '+RuntimeClass',
  'node.k8s.io/v1beta1': '+RuntimeClass',
  'policy/v1': 'PodDisruptionBudget',
  'policy/v1beta1': 'Eviction PodDisruptionBudget +PodSecurityPolicy',
  'rbac.authorization.k8s.io/v1': '+ClusterRole +ClusterRoleBinding Role RoleBinding',
  'rbac.authorization.k8s.io/v1beta1': '+ClusterRole +ClusterRoleBinding Role RoleBinding',
  'scheduling.k8s.io/v1': '+PriorityClass',
  'scheduling.k8s.io/v1beta1': '+PriorityClass',
  'storage.k8s.io/v1': '+CSIDriver +CSINode +StorageClass +VolumeAttachment',
  'storage.k8s.io/v1beta1': '+CSIDriver +CSINode CSIStorageCapacity +StorageClass +VolumeAttachment',
};

const named = Object.entries(kinds).flatMap(([apiVersion, list]) =>
  list.split(' ').map(kind => `${apiVersion} ${kind}`),
);
const builtin: ReadonlySet<string> = new Set(named.map(name => name.replace('+', '')));
const clusterScoped: ReadonlySet<string> = new Set(
  named.filter(name => name.includes('+')).map(name => name.replace('+', '')),
);

export function isBuiltinKind(apiVersion: string, kind: string): boolean {
  return builtin.has(`${apiVersion} ${kind}`);
}

/** `false` also for what kustomize does not know. */
export function isClusterScoped(apiVersion: string, kind: string): boolean {
  return clusterScoped.has(`${apiVersion} ${kind}`);
}
