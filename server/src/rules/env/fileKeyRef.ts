import { valueSourcesOf } from '../../model/env.js';
import type { Manifest } from '../../model/manifest.js';
import { podSpecOf } from '../../model/pods.js';
import { isPlaceholder, knownText } from '../../model/templates.js';
import { entry, get, isNull, items, keyOf, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const envFileKeyRef = rule({
  code: 'env/file-key-ref',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'fileKeyRef that does not lead to a file in an emptyDir volume',
    why: `
      The API server rejects the manifest. The file has a path inside of the volume, and the volume is an \`emptyDir\`
      of the same pod, into which an init container writes.`,
    reference: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-via-file/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: ADDRESS
                valueFrom:
                  fileKeyRef: { volumeName: config, path: ../app.env, key: ADDRESS }
                                          # ^^^^^^ error env/file-key-ref: volume config must be an emptyDir
                                                        # ^^^^^^^^^^ error env/file-key-ref: path must be relative and must not contain ..
        volumes:
          - name: config
            configMap: { name: web }`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: ADDRESS
                valueFrom:
                  fileKeyRef: { volumeName: config, path: app.env, key: ADDRESS }
        volumes:
          - name: config
            emptyDir: {}`,
  },
  each: valueSourcesOf,
  *check({ name, node, variable }, manifest, { isPatch, build }) {
    if (name !== 'fileKeyRef') return;
    for (const field of ['volumeName', 'path', 'key'].flatMap(key => entry(node, key) ?? [])) {
      const value = knownText(field.value);
      if (value === undefined) continue;
      if (value === '') yield finding(field.value, `${keyOf(field)} must not be empty`);
      else if (keyOf(field) === 'path' && !isInside(value)) {
        yield finding(field.value, 'path must be relative and must not contain ..');
      } else if (keyOf(field) === 'volumeName' && variable.container.list !== 'ephemeralContainers') {
        const problem = isPatch || build.completes(manifest.kind) ? undefined : volumeProblem(manifest, value);
        if (problem) yield finding(field.value, problem);
      }
    }
  },
});

function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.split('/').includes('..');
}

function volumeProblem(manifest: Manifest, name: string): string | undefined {
  const volumes = items(get(podSpecOf(manifest), 'volumes'));
  if (volumes.some(volume => isPlaceholder(volume) || isPlaceholder(get(volume, 'name') ?? volume))) return undefined;
  const volume = volumes.find(candidate => text(get(candidate, 'name')) === name);
  if (!volume) return `the pod has no volume ${name}`;
  return isNull(get(volume, 'emptyDir')) ? `volume ${name} must be an emptyDir` : undefined;
}
