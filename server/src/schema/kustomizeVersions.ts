/** Which kustomize is inside which kubectl, and how its versions compare. Knows no schema and no file. */

/** The first kubectl with each; those in between have the same one as the last before them. */
const inKubectl: readonly (readonly [kubectl: string, kustomize: string])[] = [
  ['1.21', '4.0.5'],
  ['1.22', '4.2.0'],
  ['1.23', '4.4.1'],
  ['1.24', '4.5.4'],
  ['1.25', '4.5.7'],
  ['1.27', '5.0.1'],
  ['1.28', '5.0.4'],
  ['1.31', '5.4.2'],
  ['1.32', '5.5.0'],
  ['1.33', '5.6.0'],
  ['1.34', '5.7.1'],
  ['1.36', '5.8.1'],
];
const [oldest] = inKubectl;

/** The kustomize inside kubectl of Kubernetes minor `kubernetesVersion`. */
export function kustomizeIn(kubernetesVersion: string): string {
  const found = inKubectl.findLast(([kubectl]) => hasVersion(kubernetesVersion, kubectl)) ?? oldest;
  return found?.[1] ?? '';
}

/** The first kubectl whose kustomize is `version` or newer; `undefined` when there is none yet. */
export function firstKubectlWith(version: string): string | undefined {
  return inKubectl.find(([, kustomize]) => hasVersion(kustomize, version))?.[0];
}

/** Whether `target` is `since` or newer. A target without its last number, such as `5.4`, is the newest of its kind. */
export function hasVersion(target: string, since: string): boolean {
  const own = target.split('.').map(Number);
  for (const [i, wanted] of since.split('.').map(Number).entries()) {
    const part = own[i] ?? Number.POSITIVE_INFINITY;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

/** `kustomize 5.7.0 (kubectl 1.34)` */
export function showKustomize(version: string): string {
  const kubectl = firstKubectlWith(version);
  return `kustomize ${version}${kubectl ? ` (kubectl ${kubectl})` : ''}`;
}
