import { configMapKeyErrors } from '../../model/names.js';
import { knownText } from '../../model/templates.js';
import { fileSourcesOf, filesOf, volumesOf } from '../../model/volumes.js';
import { entry, text } from '../../syntax/node.js';
import { type Overlap, overlapsIn } from '../overlaps.js';
import { type Fix, finding, rule } from '../rule.js';
import { changeTo } from '../volumes.js';

export const overlappingPaths = rule({
  code: 'volume/overlapping-paths',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: "files of a volume that stand in each other's way",
    why: `
      Of two files at one path the last one wins; where one path is a folder of the other, the kubelet cannot write the
      volume. In a projected volume the API server rejects equal paths; elsewhere newer ones warn.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#configmap',
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
                mountPath: /etc/web
        volumes:
          - name: config
            configMap:
              name: web
              items:
                - key: web.conf
                  path: site.conf
                - key: tls.conf
                  path: site.conf
                      # ^^^^^^^^^ warning volume/overlapping-paths: path site.conf is there twice: the files must have different paths`,
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
                mountPath: /etc/web
        volumes:
          - name: config
            configMap:
              name: web
              items:
                - key: web.conf
                  path: site.conf
                - key: tls.conf
                  path: tls.conf`,
  },
  *each(manifest, { isPatch }) {
    for (const volume of isPatch ? [] : volumesOf(manifest)) {
      const sources = fileSourcesOf(volume);
      // A volume with two sources is wrong already: only those of projected volumes come together.
      const groups = [...sources.filter(({ isProjected }) => !isProjected).map(own => [own])];
      for (const group of [...groups, sources.filter(({ isProjected }) => isProjected)]) {
        const files = group.flatMap(filesOf);
        const taken = new Set(files.flatMap(({ path }) => knownText(path.value) ?? []));
        for (const overlap of overlapsIn(files)) yield { overlap, taken };
      }
    }
  },
  *check({ overlap, taken }) {
    const { file, path, otherPath, isSame } = overlap;
    const message = isSame
      ? `path ${path} is there twice: the files must have different paths`
      : `path ${path} overlaps ${otherPath}: one of them would be a folder`;
    yield {
      ...finding(file.path.value, message, ...asKey(overlap, taken)),
      severity: isRefused(overlap) ? 'error' : 'warning',
    };
  },
});

/** Of the sources of a projected volume, only tokens do not count. */
function isRefused({ file, other, otherPath, isSame }: Overlap): boolean {
  const isEqual = isSame && text(file.path.value) === otherPath;
  const isToken = ({ type }: { type: string }) => type === 'serviceAccountToken';
  return isEqual && file.source.isProjected && !isToken(file.source) && !isInToken(other);
}

function isInToken({ map }: Overlap['other']): boolean {
  return map.parent?.kind === 'entry' && text(map.parent.key) === 'serviceAccountToken';
}

/** The file under the name of its key. */
function asKey({ file }: Overlap, taken: ReadonlySet<string>): readonly Fix[] {
  const key = knownText(entry(file.node, 'key')?.value);
  if (!key || taken.has(key) || configMapKeyErrors(key).length > 0) return [];
  return [changeTo(file.path.value, key)];
}
