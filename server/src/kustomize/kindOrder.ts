/** The order in which kustomize thinks kinds should be installed. */

export const orderFirst: readonly string[] = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
];
export const orderLast: readonly string[] = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

const orders: ReadonlyMap<string, number> = new Map([
  ...orderFirst.map((kind, index) => [kind, index - orderFirst.length] as const),
  ...orderLast.map((kind, index) => [kind, index + 1] as const),
]);

/** Negative for what comes first, positive for what comes last. */
export function orderOf(kind: string): number {
  return orders.get(kind) ?? 0;
}
