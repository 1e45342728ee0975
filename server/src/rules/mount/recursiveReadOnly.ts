import { isPlaceholder } from '../../model/templates.js';
import { allMountsOf } from '../../model/volumes.js';
import { isAtLeast } from '../../schema/schemas.js';
import { entry, isNull, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { removeField, setReadOnly } from '../volumes.js';

/** Before, the server drops the field unless its feature is on. */
const onSince = '1.31';

export const recursiveReadOnly = rule({
  code: 'mount/recursive-read-only',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'recursiveReadOnly of a mount that is not read-only',
    why: 'The API server rejects the manifest: it needs `readOnly: true`, and no mountPropagation but None.',
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#recursive-read-only-mounts',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: data
                mountPath: /data
                recursiveReadOnly: Enabled
                                 # ^^^^^^^ error mount/recursive-read-only: recursiveReadOnly may only be specified when readOnly is true
        volumes:
          - name: data
            hostPath:
              path: /data`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: data
                mountPath: /data
                recursiveReadOnly: Enabled
                readOnly: true
        volumes:
          - name: data
            hostPath:
              path: /data`,
  },
  each: (manifest, { kubernetesVersion }) => (isAtLeast(kubernetesVersion, onSince) ? allMountsOf(manifest) : []),
  *check({ node }, { document }, { isPatch }) {
    const value = entry(node, 'recursiveReadOnly')?.value;
    if (!value || !['Enabled', 'IfPossible'].includes(text(value) ?? '')) return;
    const readOnly = entry(node, 'readOnly')?.value;
    const isReadOnly = readOnly?.kind === 'scalar' && (readOnly.value === true || isPlaceholder(readOnly));
    if (!isReadOnly && !(isPatch && isNull(readOnly))) {
      yield finding(
        value,
        'recursiveReadOnly may only be specified when readOnly is true',
        ...setReadOnly(document, node),
      );
    }
    const propagation = entry(node, 'mountPropagation');
    if (propagation && ['HostToContainer', 'Bidirectional'].includes(text(propagation.value) ?? '')) {
      const message = 'recursiveReadOnly may only be specified when mountPropagation is None or not specified';
      yield finding(value, message, ...removeField(document, propagation));
    }
  },
});
