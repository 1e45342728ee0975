import { isKustomization, type Role } from '../../model/configurations.js';
import { isKustomizationFile, type Manifest } from '../../model/manifest.js';
import type { YamlDocument } from '../../syntax/file.js';
import { mergeInto } from '../../syntax/merge.js';
import { type Entry, entries, get, isNull, items, keyOf, type MapNode, type Node, walk } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { isDropIn, isKubeletConfiguration, isKubeletFile } from '../kubelets.js';
import { type Fix, finding, rule } from '../rule.js';

export const duplicateKey = rule({
  code: 'yaml/duplicate-key',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'key that stands twice in one map',
    why: `
      kubectl keeps the last one and drops the others without a word, before any validation. kustomize does the same
      in its own files, but refuses resources with such keys: there it is an error.`,
    reference: 'https://yaml.org/spec/1.2.2/#mapping',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue
      # ^^^^^ warning yaml/duplicate-key: color stands twice: kubectl keeps only the last one
        size: "10"
        color: green`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        size: "10"
        color: green`,
  },
  *each({ root }) {
    for (const node of walk(root)) if (node.kind === 'map' && !node.alias) yield* shadowedIn(node);
  },
  *check(shadowed, manifest, { build }) {
    const { document } = manifest;
    const { field } = shadowed;
    const name = keyOf(field);
    const fixes = [...merge(document, shadowed), remove(document, shadowed)];
    if (isKustomization(manifest))
      yield finding(field, `${name} stands twice: kustomize keeps only the last one`, ...fixes);
    else if (build.isBuilt || isRefused(manifest, build.role))
      yield { ...finding(field, `${name} stands twice: kustomize refuses the file`, ...fixes), severity: 'error' };
    else if (isKubeletConfiguration(manifest))
      yield finding(field, `${name} stands twice: ${atKubelet(manifest)}`, ...fixes);
    else if (isKubeletFile(manifest))
      yield { ...finding(field, `${name} stands twice: the kubelet refuses the file`, ...fixes), severity: 'error' };
    else yield finding(field, `${name} stands twice: kubectl keeps only the last one`, ...fixes);
  },
});

function atKubelet({ uri }: Manifest): string {
  return isDropIn(uri) ? 'the kubelet may refuse the drop-in' : 'the kubelet logs this and keeps only the last one';
}

/** Configurations that kustomize reads, unlike a kustomization. Files of replacements it reads as kubectl does. */
function isRefused({ apiVersion, kind, uri }: Manifest, role: Role | undefined): boolean {
  if (apiVersion === 'kustomize') return kind !== 'replacement';
  return role === 'plugin' || (apiVersion === 'builtin' && isKustomizationFile(uri));
}

function remove(document: YamlDocument, { field, last }: Shadowed): Fix {
  // Where much is written, or the last one has no value, that one is hardly all that was meant.
  const loses = field.value.kind === 'scalar' ? !isNull(field.value) && isNull(last.value) : !isEmpty(field.value);
  return { title: `Remove this ${keyOf(field)}`, loses, edits: () => removeEntry(document, field) };
}

/** Not where both speak of the same things, in different words. */
function merge(document: YamlDocument, { field, last }: Shadowed): readonly Fix[] {
  if (isEmpty(field.value) || isEmpty(last.value)) return [];
  const taken = new Set(namesIn(last.value));
  if (namesIn(field.value).some(name => taken.has(name))) return [];
  const edits = mergeInto(document, field, last);
  return edits ? [{ title: `Merge it with the other ${keyOf(field)}`, edits: () => edits }] : [];
}

function isEmpty(node: Node): boolean {
  return isNull(node) || (node.kind === 'map' ? entries(node).length === 0 : items(node).length === 0);
}

/** What the parts of a collection are known by: keys, names, words. */
function namesIn(node: Node): readonly string[] {
  if (node.kind === 'map') return entries(node).map(keyOf);
  return items(node).flatMap(item => {
    const name = item.kind === 'map' ? get(item, 'name') : item;
    return name?.kind === 'scalar' ? name.text : [];
  });
}

/** An entry that has no effect, and the later one that takes its place. */
interface Shadowed {
  readonly field: Entry;
  readonly last: Entry;
}

function shadowedIn(map: MapNode): readonly Shadowed[] {
  const own = entries(map).filter(({ merged }) => !merged);
  const winners = new Map(own.map(field => [keyOf(field), field]));
  if (winners.size === own.length) return [];
  return own.flatMap(field => {
    const last = winners.get(keyOf(field));
    return last && last !== field ? [{ field, last }] : [];
  });
}
