/** Where the public documentation of a kind or type is found. */
import type { Manifest } from '../model/manifest.js';

/** Packages whose API group is not simply `<package>.k8s.io`. */
const groups: Readonly<Record<string, string>> = {
  core: 'core',
  apps: 'apps',
  batch: 'batch',
  autoscaling: 'autoscaling',
  policy: 'policy',
  meta: 'meta',
  rbac: 'rbac-authorization-k8s-io',
  flowcontrol: 'flowcontrol-apiserver-k8s-io',
  apiserverinternal: 'internal-apiserver-k8s-io',
};

/** Link to the reference of `definition`, such as `io.k8s.api.core.v1.Probe`, for a field of `manifest`. */
export function referenceFor(
  { apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>,
  definition: string | undefined,
  field: string | undefined,
  kubernetesVersion: string,
): string {
  if (apiVersion.startsWith('kubelet.config.k8s.io/')) {
    return `https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/#kubelet-config-k8s-io-v1beta1-${kind}`;
  }
  if (apiVersion.startsWith('kustomize.config.k8s.io/') || apiVersion === 'builtin' || apiVersion === 'kustomize') {
    const page = definition === 'kustomize.Kustomization' && field ? `${field.toLowerCase()}/` : '';
    return `https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/${page}`;
  }
  const [, pack = '', version = '', type = ''] = /([a-z]+)\.(v[0-9a-z]+)\.([A-Za-z]+)$/.exec(definition ?? '') ?? [];
  const anchor = type ? `#${type.toLowerCase()}-${version}-${groups[pack] ?? `${pack}-k8s-io`}` : '';
  return `https://kubernetes.io/docs/reference/generated/kubernetes-api/v${kubernetesVersion}/${anchor}`;
}
