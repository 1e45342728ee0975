import { descendingPathErrors } from '../../model/filePaths.js';
import { allMountsOf } from '../../model/volumes.js';
import { type Entry, entry, keyOf, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { changeTo, keepOnly } from '../volumes.js';

export const subPath = rule({
  code: 'mount/sub-path',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'subPath that leads out of its volume, or is there together with subPathExpr',
    why: 'The API server rejects the manifest: a subPath begins in the volume, without a slash, and has no `..`.',
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
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
                mountPath: /var/lib/web
                subPath: /web
                       # ^^^^ error mount/sub-path: subPath must be a relative path
        volumes:
          - name: data
            persistentVolumeClaim:
              claimName: data`,
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
                mountPath: /var/lib/web
                subPath: web
        volumes:
          - name: data
            persistentVolumeClaim:
              claimName: data`,
  },
  each: allMountsOf,
  *check({ node }, { document }) {
    const plain = filled(entry(node, 'subPath'));
    const expression = filled(entry(node, 'subPathExpr'));
    if (plain && expression) {
      yield finding(
        expression,
        'subPathExpr and subPath are mutually exclusive',
        ...keepOnly(document, node, [plain, expression]),
      );
    }
    for (const field of [plain, expression]) {
      const path = text(field?.value);
      if (!field || path === undefined || isFilledIn(path)) continue;
      const errors = descendingPathErrors(path);
      const mended = path
        .split('/')
        .filter(name => name !== '' && name !== '..')
        .join('/');
      const fixes = mended ? [changeTo(field.value, mended)] : [];
      if (errors.length > 0) yield finding(field.value, `${keyOf(field)} ${errors.join(', and ')}`, ...fixes);
    }
  },
});

function filled(field: Entry | undefined): Entry | undefined {
  return field && text(field.value) ? field : undefined;
}

/** By some program before the API server sees it. What kubelets fill in, `$(NAME)`, is checked as it is. */
function isFilledIn(path: string): boolean {
  return /\{\{|\$\{|^<.+>$/.test(path);
}
