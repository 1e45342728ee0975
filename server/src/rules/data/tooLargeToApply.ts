import { dataFieldOf, holdsData } from '../../model/configData.js';
import { limits } from '../../model/names.js';
import { annotationSize, valuesSize } from '../dataSize.js';
import { finding, rule } from '../rule.js';

export const tooLargeToApply = rule({
  code: 'data/too-large-to-apply',
  severity: 'warning',
  fixable: false,
  docs: {
    summary: 'ConfigMap or Secret that kubectl apply cannot write down',
    why: `
      \`kubectl apply\` puts the whole object, as JSON, into an annotation, and annotations may have 262,144 bytes: it
      fails with "metadata.annotations: Too long". \`kubectl apply --server-side\`, \`kubectl create\` and
      \`kubectl replace\` do without.`,
    reference: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
      ^^^^ warning data/too-large-to-apply: kubectl apply needs --server-side here: its annotation would have 262,315 bytes, and 262,144 is the limit
        dump: {{x*262144}}`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        dump: xxx`,
  },
  *each(manifest, { isPatch }) {
    const mayBeLarge = manifest.document.text.length > limits.annotationsBytes / 3;
    if (!isPatch && mayBeLarge && holdsData(manifest)) yield manifest;
  },
  *check(manifest) {
    const at = dataFieldOf(manifest);
    if (!at) return;
    // That is refused however it gets there.
    if (valuesSize(manifest) > limits.configMapBytes) return;
    const size = annotationSize(manifest);
    if (size <= limits.annotationsBytes) return;
    const [found, most] = [size, limits.annotationsBytes].map(count => count.toLocaleString('en-US'));
    const message = `its annotation would have ${found} bytes, and ${most} is the limit`;
    yield finding(at, `kubectl apply needs --server-side here: ${message}`);
  },
});
