/** The fields of Kubernetes' own kinds in which the name of another object stands. */

/** A field with the name of an object. `*` in a path stands for each item of a list. */
export interface Field {
  readonly path: string;
  /** The kind; beginning with a dot, the name of the field beside it that says the kind. */
  readonly kind: string;
  /** The field beside the name that says the namespace. */
  readonly namespace?: string;
  /** Beside the name, or above it. */
  readonly port?: readonly string[];
}

/** Fields of a pod spec. Those with keys are in `podReferences`. */
export const podFields: readonly Field[] = [
  { path: 'serviceAccountName', kind: 'ServiceAccount' },
  { path: 'serviceAccount', kind: 'ServiceAccount' },
  { path: 'imagePullSecrets.*.name', kind: 'Secret' },
  { path: 'priorityClassName', kind: 'PriorityClass' },
  { path: 'runtimeClassName', kind: 'RuntimeClass' },
];

/** Fields of a volume. Those with keys are in `volumeReferences`. */
export const volumeFields: readonly Field[] = [
  { path: 'persistentVolumeClaim.claimName', kind: 'PersistentVolumeClaim' },
  { path: 'ephemeral.volumeClaimTemplate.spec.storageClassName', kind: 'StorageClass' },
  { path: 'csi.nodePublishSecretRef.name', kind: 'Secret' },
  { path: 'azureFile.secretName', kind: 'Secret' },
  { path: 'cephfs.secretRef.name', kind: 'Secret' },
  { path: 'cinder.secretRef.name', kind: 'Secret' },
  { path: 'flexVolume.secretRef.name', kind: 'Secret' },
  { path: 'iscsi.secretRef.name', kind: 'Secret' },
  { path: 'rbd.secretRef.name', kind: 'Secret' },
  { path: 'scaleIO.secretRef.name', kind: 'Secret' },
  { path: 'storageos.secretRef.name', kind: 'Secret' },
];

const serviceRef = { kind: 'Service', namespace: 'namespace' };
const ingressPort = ['port.name', 'port.number'];
const webhooks = [{ path: 'webhooks.*.clientConfig.service.name', ...serviceRef }];
const binding: readonly Field[] = [
  { path: 'roleRef.name', kind: '.kind' },
  { path: 'subjects.*.name', kind: '.kind', namespace: 'namespace' },
];
const backends: readonly Field[] = [
  { path: 'spec.parentRefs.*.name', kind: '.kind', namespace: 'namespace' },
  { path: 'spec.rules.*.backendRefs.*.name', kind: '.kind', namespace: 'namespace', port: ['port'] },
];
const persistentSecrets = ['controllerExpandSecretRef', 'controllerPublishSecretRef', 'nodePublishSecretRef'];

/** By kind, as far as a manifest has them outside a pod spec. */
export const referenceFields: Readonly<Record<string, readonly Field[]>> = {
  ServiceAccount: [
    { path: 'secrets.*.name', kind: 'Secret' },
    { path: 'imagePullSecrets.*.name', kind: 'Secret' },
  ],
  Ingress: [
    { path: 'spec.ingressClassName', kind: 'IngressClass' },
    { path: 'spec.tls.*.secretName', kind: 'Secret' },
    { path: 'spec.defaultBackend.service.name', kind: 'Service', port: ingressPort },
    { path: 'spec.rules.*.http.paths.*.backend.service.name', kind: 'Service', port: ingressPort },
    { path: 'spec.backend.serviceName', kind: 'Service', port: ['servicePort'] },
    { path: 'spec.rules.*.http.paths.*.backend.serviceName', kind: 'Service', port: ['servicePort'] },
  ],
  Gateway: [
    { path: 'spec.gatewayClassName', kind: 'GatewayClass' },
    { path: 'spec.listeners.*.tls.certificateRefs.*.name', kind: '.kind', namespace: 'namespace' },
  ],
  HTTPRoute: backends,
  GRPCRoute: backends,
  TCPRoute: backends,
  TLSRoute: backends,
  UDPRoute: backends,
  StatefulSet: [
    { path: 'spec.serviceName', kind: 'Service' },
    { path: 'spec.volumeClaimTemplates.*.spec.storageClassName', kind: 'StorageClass' },
  ],
  HorizontalPodAutoscaler: [{ path: 'spec.scaleTargetRef.name', kind: '.kind' }],
  RoleBinding: binding,
  ClusterRoleBinding: binding,
  PersistentVolumeClaim: [
    { path: 'spec.storageClassName', kind: 'StorageClass' },
    { path: 'spec.volumeName', kind: 'PersistentVolume' },
  ],
  PersistentVolume: [
    { path: 'spec.storageClassName', kind: 'StorageClass' },
    { path: 'spec.claimRef.name', kind: 'PersistentVolumeClaim', namespace: 'namespace' },
    { path: 'spec.azureFile.secretName', kind: 'Secret', namespace: 'secretNamespace' },
    ...persistentSecrets.map(field => ({ path: `spec.csi.${field}.name`, kind: 'Secret', namespace: 'namespace' })),
  ],
  ValidatingWebhookConfiguration: webhooks,
  MutatingWebhookConfiguration: webhooks,
  CustomResourceDefinition: [{ path: 'spec.conversion.webhook.clientConfig.service.name', ...serviceRef }],
  APIService: [{ path: 'spec.service.name', ...serviceRef }],
};
