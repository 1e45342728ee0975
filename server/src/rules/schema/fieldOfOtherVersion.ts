import { hasVersion, showKustomize } from '../../schema/kustomizeVersions.js';
import { isAtLeast } from '../../schema/schemas.js';
import { keyOf } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { isKubeletConfiguration } from '../kubelets.js';
import { finding, rule } from '../rule.js';
import { schemaFields } from '../schemaFields.js';

const dated = ['x-since', 'x-removed', 'x-kustomize-since', 'x-kustomize-removed'] as const;

export const fieldOfOtherVersion = rule({
  code: 'schema/field-of-other-version',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'field that the target Kubernetes version does not have yet, or no longer has',
    why: `
      The API server of that version refuses the field as unknown. The version you write for is the setting
      \`kubewright.kubernetesVersion\`, shown in the status bar. kustomize refuses such fields in its own files; its version
      is the setting \`kubewright.kustomizeVersion\`, or else the one inside kubectl of the Kubernetes version.`,
    reference: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    bad: `
      #! kubernetesVersion 1.28
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        ports:
          - port: 80
        trafficDistribution: PreferClose
      # ^^^^^^^^^^^^^^^^^^^ error schema/field-of-other-version: trafficDistribution exists since Kubernetes 1.30; the target is 1.28`,
    good: `
      #! kubernetesVersion 1.28
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        ports:
          - port: 80`,
  },
  *each({ root }, context) {
    for (const field of schemaFields(root, context)) if (dated.some(mark => field.schema[mark])) yield field;
  },
  *check({ entry, schema }, manifest, { kubernetesVersion, kustomizeVersion }) {
    const { 'x-since': since, 'x-removed': removed } = schema;
    const { 'x-kustomize-since': kustomizeSince, 'x-kustomize-removed': kustomizeRemoved } = schema;
    const remove = { title: `Remove ${keyOf(entry)}`, loses: true, edits: () => removeEntry(manifest.document, entry) };
    const target = `the target is ${showKustomize(kustomizeVersion)}`;
    if (kustomizeSince && !hasVersion(kustomizeVersion, kustomizeSince))
      yield finding(entry, `${keyOf(entry)} exists since kustomize ${kustomizeSince}; ${target}`, remove);
    else if (kustomizeRemoved && hasVersion(kustomizeVersion, kustomizeRemoved))
      yield finding(entry, `${keyOf(entry)} was removed in kustomize ${kustomizeRemoved}; ${target}`, remove);
    else if (since && !isAtLeast(kubernetesVersion, since)) {
      const message = `${keyOf(entry)} exists since Kubernetes ${since}; the target is ${kubernetesVersion}`;
      const isIgnored = isKubeletConfiguration(manifest);
      const found = finding(entry, isIgnored ? `${message}, whose kubelet logs this and goes on` : message, remove);
      yield isIgnored ? { ...found, severity: 'warning' } : found;
    } else if (removed && isAtLeast(kubernetesVersion, removed)) {
      yield finding(entry, `${keyOf(entry)} was removed in Kubernetes ${removed}`, remove);
    }
  },
});
