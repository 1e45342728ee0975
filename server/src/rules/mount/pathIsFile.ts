import { lastName } from '../../model/filePaths.js';
import { containersOf } from '../../model/pods.js';
import { knownText } from '../../model/templates.js';
import {
  fileSourcesOf,
  filesOf,
  isWrittenByKubelet,
  mountsOf,
  type Volume,
  volumesByName,
} from '../../model/volumes.js';
import { insertEntries } from '../../syntax/insert.js';
import { entry } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';

/** Ends of names that folders do not have: `conf.d` is one, `nginx.conf` is not. */
const fileName = /[^.]\.(conf|cfg|cnf|ini|ya?ml|json|toml|properties|xml|sh|env|crt|pem|key|sql)$/i;

export const mountPathIsFile = rule({
  code: 'mount/path-is-file',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'mountPath of a ConfigMap or Secret that is the name of a file',
    why: `
      A volume is a folder: one of that name takes the place of the file, and the program that wants to read it fails.
      With \`subPath\` one file of the volume is mounted. It is not updated when the ConfigMap changes.`,
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
              - name: config
                mountPath: /etc/nginx/nginx.conf
                         # ^^^^^^^^^^^^^^^^^^^^^ warning mount/path-is-file: /etc/nginx/nginx.conf becomes a folder: to mount one file, say which with subPath
        volumes:
          - name: config
            configMap:
              name: web`,
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
              - name: config
                mountPath: /etc/nginx/nginx.conf
                subPath: nginx.conf
        volumes:
          - name: config
            configMap:
              name: web`,
  },
  *each(manifest, { isPatch }) {
    if (isPatch) return;
    const volumes = volumesByName(manifest);
    for (const container of containersOf(manifest)) {
      for (const mount of mountsOf(container)) {
        const volume = volumes.get(mount.name ?? '');
        if (volume && isWrittenByKubelet(volume)) yield { mount, volume };
      }
    }
  },
  *check({ mount: { node, path, pathEntry }, volume }, { document }) {
    if (!path || !pathEntry || !fileName.test(path) || entry(node, 'subPath') || entry(node, 'subPathExpr')) return;
    const subPath = fileFor(volume, lastName(path));
    const fixes: readonly Fix[] =
      subPath === undefined || node.alias
        ? []
        : [
            {
              title: `Add subPath: ${subPath}`,
              edits: () => [insertEntries(document, node, [{ key: 'subPath', value: subPath }])],
            },
          ];
    yield finding(pathEntry.value, `${path} becomes a folder: to mount one file, say which with subPath`, ...fixes);
  },
});

/** The file of the volume that was meant. Without items, there are as many as there are keys. */
function fileFor(volume: Volume, name: string): string | undefined {
  const sources = fileSourcesOf(volume);
  const files = sources.flatMap(filesOf).flatMap(({ path }) => knownText(path.value) ?? []);
  if (files.length === 0) return name;
  return files.find(file => lastName(file) === name) ?? (files.length === 1 ? files[0] : undefined);
}
