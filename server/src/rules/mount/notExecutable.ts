import { modeText, octal } from '../../model/fileModes.js';
import { isWithin, normalPath } from '../../model/filePaths.js';
import type { Manifest } from '../../model/manifest.js';
import { type Container, containersOf, podSpecOf } from '../../model/pods.js';
import { knownText } from '../../model/templates.js';
import {
  fileSourcesOf,
  filesOf,
  isWrittenByKubelet,
  type Mount,
  mountsOf,
  type Volume,
  volumesByName,
} from '../../model/volumes.js';
import { type Edit, setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { insertEntries, isJsonLike } from '../../syntax/insert.js';
import { entry, get, isNull, type MapNode, number, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

/** defaultMode of a volume that does not say. */
const usualMode = 0o644;
const executable = 0o755;
const anyExecute = 0o111;

export const notExecutable = rule({
  code: 'mount/not-executable',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'command that is a file of a ConfigMap or Secret without permission to execute it',
    why: `
      The container does not start: "permission denied", for root too. Files of these volumes are 0644 unless
      \`defaultMode\` or the \`mode\` of the item says otherwise.`,
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/#projections',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            command: ["/scripts/start.sh"]
                    # ^^^^^^^^^^^^^^^^^^^ warning mount/not-executable: /scripts/start.sh cannot be executed: its mode is 0644
            volumeMounts:
              - name: scripts
                mountPath: /scripts
        volumes:
          - name: scripts
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
            command: ["/scripts/start.sh"]
            volumeMounts:
              - name: scripts
                mountPath: /scripts
        volumes:
          - name: scripts
            configMap:
              name: web
              defaultMode: 0755`,
  },
  *each(manifest, { isPatch }) {
    const volumes = isPatch || isWindows(manifest) ? undefined : volumesByName(manifest);
    if (!volumes?.size) return;
    for (const container of containersOf(manifest)) {
      const command = get(container.node, 'command', 0);
      const path = knownText(command);
      if (!command || !path?.startsWith('/')) continue;
      const mount = mountUnder(container, normalPath(path));
      const volume = volumes.get(mount?.name ?? '');
      if (mount && volume && isWrittenByKubelet(volume)) yield { command, path: normalPath(path), mount, volume };
    }
  },
  *check({ command, path, mount, volume }, { document }) {
    const found = modeOf(volume, fileIn(mount, path));
    if (!found || (found.mode & anyExecute) !== 0) return;
    const { owner, field, mode } = found;
    const wanted = modeText(executable, isJsonLike(document, owner));
    const fix = { title: `Set ${field} to ${wanted}`, edits: () => [setMode(document, owner, field, wanted)] };
    yield finding(command, `${path} cannot be executed: its mode is ${octal(mode)}`, ...(owner.alias ? [] : [fix]));
  },
});

interface Mode {
  readonly mode: number;
  /** Where it is written, or would be. */
  readonly owner: MapNode;
  readonly field: 'mode' | 'defaultMode';
}

/** The innermost mount that has the path. */
function mountUnder(container: Container, path: string): Mount | undefined {
  const above = mountsOf(container).filter(mount => mount.path && isWithin(path, normalPath(mount.path)));
  return above.sort((a, b) => (b.path?.length ?? 0) - (a.path?.length ?? 0))[0];
}

/** The path below the volume; `undefined` where it is the volume itself, or not known. */
function fileIn({ node, path: folder = '' }: Mount, path: string): string | undefined {
  const subPath = entry(node, 'subPath')?.value;
  const below = path.slice(normalPath(folder).length).replace(/^\//, '');
  if (!isNull(entry(node, 'subPathExpr')?.value) || (!isNull(subPath) && knownText(subPath) === undefined))
    return undefined;
  return [knownText(subPath) ?? '', below].filter(Boolean).join('/') || undefined;
}

/** `undefined` where the volume has no such file, or its mode is not known. */
function modeOf(volume: Volume, file: string | undefined): Mode | undefined {
  const [source] = volume.sources;
  if (file === undefined || source?.value.kind !== 'map') return undefined;
  const sources = fileSourcesOf(volume);
  const item = sources.flatMap(filesOf).find(({ path }) => text(path.value) === file)?.node;
  const mayHaveIt = item !== undefined || sources.some(({ node }) => isNull(entry(node, 'items')?.value));
  const own = item && entry(item, 'mode');
  if (item && own && !isNull(own.value)) return known(item, 'mode', number(own.value));
  const field = entry(source.value, 'defaultMode');
  const mode = !field || isNull(field.value) ? usualMode : number(field.value);
  return mayHaveIt ? known(source.value, 'defaultMode', mode) : undefined;
}

function known(owner: MapNode, field: Mode['field'], mode: number | undefined): Mode | undefined {
  return mode === undefined ? undefined : { owner, field, mode };
}

function setMode(document: YamlDocument, owner: MapNode, field: Mode['field'], wanted: string): Edit {
  const found = entry(owner, field);
  if (found && !found.merged) return setValue(document, found, wanted);
  const edit = insertEntries(document, owner, [{ key: field, value: executable }]);
  // A number of the tree has no zero in front.
  return { ...edit, text: edit.text.replace(String(executable), wanted) };
}

function isWindows(manifest: Manifest): boolean {
  return text(get(podSpecOf(manifest), 'os', 'name')) === 'windows';
}
