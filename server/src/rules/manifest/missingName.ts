import { setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { fillEntry, insertBefore, insertEntries } from '../../syntax/insert.js';
import { type Entry, entries, entry, get, isNull, type MapNode, text } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';

/** Asked of the API server, but never kept by it. */
const unnamed = /(Review|^TokenRequest|^Binding|^Eviction|^Scale)$/;

export const missingName = rule({
  code: 'manifest/missing-name',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'object without a name',
    why: 'The API server keeps objects by their names. `generateName` may stand for `name` where the object is created, not applied.',
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
      ^^^^^^^^ error manifest/missing-name: metadata needs a name
        labels:
          app: web
      data:
        color: blue`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: my-configmap
        labels:
          app: web
      data:
        color: blue`,
  },
  *each(manifest, { kindInfo, isPatch }) {
    if (isPatch || !kindInfo?.plural || manifest.kind.endsWith('List') || unnamed.test(manifest.kind)) return;
    if (/^(kustomize|kubelet)\.config\.k8s\.io\/|^builtin$|^kubewright$/.test(manifest.apiVersion)) return;
    yield manifest;
  },
  *check({ root, document, kind }) {
    const metadata = entry(root, 'metadata');
    if (metadata && !isNull(metadata.value) && metadata.value.kind !== 'map') return;
    const [name, generateName] = ['name', 'generateName'].map(field => get(metadata?.value, field));
    if (isThere(name) || isThere(generateName)) return;
    const written = entry(metadata?.value, 'name');
    const at = written ?? metadata ?? entry(root, 'kind')?.value ?? root;
    yield finding(at, 'metadata needs a name', ...fixes(document, root, metadata, written, kind));
  },
});

/** An empty name is none; one of a wrong type is another mistake. */
function isThere(node: ReturnType<typeof get>): boolean {
  return !isNull(node) && text(node) !== '';
}

function fixes(
  document: YamlDocument,
  root: MapNode,
  metadata: Entry | undefined,
  written: Entry | undefined,
  kind: string,
): readonly Fix[] {
  if (metadata?.merged || metadata?.value.alias || written?.merged) return [];
  const name = `my-${kind.toLowerCase()}`;
  const added = [{ key: 'name', value: name }];
  const edits = () => {
    if (written) return [setValue(document, written, written.key.style === 'double' ? JSON.stringify(name) : name)];
    if (!metadata) return [insertEntries(document, root, [{ key: 'metadata', value: { name } }], entry(root, 'kind'))];
    const [first] = entries(metadata.value);
    if (metadata.value.kind !== 'map' || !first) return [fillEntry(document, metadata, added)];
    return [insertAhead(document, metadata.value, first, added)];
  };
  return [{ title: `Add name: ${name}`, edits }];
}

function insertAhead(document: YamlDocument, map: MapNode, first: Entry, added: Parameters<typeof insertEntries>[2]) {
  return first.merged ? insertEntries(document, map, added) : insertBefore(document, first, added);
}
