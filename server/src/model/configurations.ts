/**
 * What is read besides manifests: kustomize's configurations of plugins, as files or as texts inside others, files that
 * say by nothing in them what they are, and a kubelet's configuration in a ConfigMap. Knows their fields; reads no file.
 */
import type { YamlDocument } from '../syntax/file.js';
import { inlineDocuments } from '../syntax/inlineDocuments.js';
import { entries, get, items, type Node, type ScalarNode, text } from '../syntax/node.js';
import type { Manifest } from './manifest.js';
import { manifestsOfPatch, operationsIn, patchesIn } from './patches.js';

/** What a kustomization lists a file as. */
export type Role = 'configuration' | 'replacements' | 'plugin' | 'patch';

/** The lists of plugins; each item is a file, a folder, or the configuration itself. */
export const pluginLists = ['generators', 'transformers', 'validators'] as const;
export type PluginList = (typeof pluginLists)[number];

/** Whether a builtin plugin of `kind` can stand in `list`: its name says what it is. */
export function isPluginOf(list: PluginList, kind: string): boolean {
  return kind.endsWith('Generator') === (list === 'generators');
}

/** Annotations whose text says how a plugin is run. */
export const functionAnnotations = ['config.kubernetes.io/function', 'config.k8s.io/function'] as const;

/** A kustomization or component, in any version. */
export function isKustomization({ apiVersion }: Pick<Manifest, 'apiVersion'>): boolean {
  return apiVersion.startsWith('kustomize.config.k8s.io/');
}

/** What only kustomize reads. Nothing completes it: what is missing is missing. */
export function isKustomizeFile({ apiVersion }: Pick<Manifest, 'apiVersion'>): boolean {
  return apiVersion.startsWith('kustomize.config.k8s.io/') || apiVersion === 'kustomize';
}

/** The objects of a file in `role` that has no `apiVersion` and no `kind`. */
export function manifestsInRole(
  uri: string,
  document: YamlDocument,
  root: Node | undefined,
  role: Role,
): readonly Manifest[] {
  if (role === 'patch') return root ? operationsIn(uri, document, root) : [];
  const kind = role === 'configuration' ? 'transformer configuration' : 'replacement';
  const roots = role === 'plugin' || !root ? [] : role === 'replacements' && root.kind === 'seq' ? root.items : [root];
  return roots.flatMap(own => manifest(uri, document, own, 'kustomize', kind));
}

/** A text in a manifest that kustomize, or the kubelet, reads as something of its own. */
export interface InlineText {
  readonly node: ScalarNode;
  readonly holds: 'plugin' | 'function' | 'patch' | 'kubelet';
}

/** Those whose lines stand as they are read. */
export function inlineTexts(manifest: Manifest, role: Role | undefined): readonly InlineText[] {
  const { root } = manifest;
  const plugins = isKustomization(manifest) ? pluginLists.flatMap(list => items(get(root, list))) : [];
  const functions = isPlugin(manifest, role)
    ? functionAnnotations.flatMap(name => get(root, 'metadata', 'annotations', name) ?? [])
    : [];
  const patches = patchesIn(manifest).flatMap(({ text: own }) => own ?? []);
  const found = [
    ...plugins.map(node => ({ node, holds: 'plugin' as const })),
    ...functions.map(node => ({ node, holds: 'function' as const })),
    ...patches.map(node => ({ node, holds: 'patch' as const })),
    ...kubeletTexts(manifest).map(node => ({ node, holds: 'kubelet' as const })),
  ];
  return found.flatMap(({ node, holds }) =>
    node.kind === 'scalar' && node.style === 'literal' ? { node, holds } : [],
  );
}

/** As in kubeadm's ConfigMap `kubelet-config` under `kubelet`, though others call it as they like: the text says it. */
function kubeletTexts({ apiVersion, kind, root }: Manifest): readonly Node[] {
  if (kind !== 'ConfigMap' || apiVersion !== 'v1') return [];
  return entries(get(root, 'data')).flatMap(({ value }) =>
    value.kind === 'scalar' && value.text.includes(kubeletGroup) && kubeletHead.test(value.text) ? value : [],
  );
}

/** Asked first: a ConfigMap may be long. */
const kubeletGroup = 'kubelet.config.k8s.io/';
const kubeletHead = /^[ \t]*apiVersion:[ \t]*["']?kubelet\.config\.k8s\.io\//m;

/** The documents in these texts, whether they can be read or not. */
export function inlineIn(manifest: Manifest, role: Role | undefined): readonly YamlDocument[] {
  return inlineTexts(manifest, role).flatMap(({ node }) => inlineDocuments(manifest.document, node));
}

/** What stands in a text inside `outer`, as manifests of their own. */
export function inlineManifest(
  outer: Manifest,
  holds: InlineText['holds'],
  document: YamlDocument,
  root: Node | undefined,
): readonly Manifest[] {
  if (!root) return [];
  if (holds === 'patch') return manifestsOfPatch(outer.uri, document, root);
  if (holds === 'function') return manifest(outer.uri, document, root, 'kustomize', 'function');
  const [apiVersion, kind] = ['apiVersion', 'kind'].map(field => text(get(root, field)) ?? '');
  return manifest(outer.uri, document, root, apiVersion ?? '', kind ?? '');
}

/** All of them, with what is inside others: a plugin may have an annotation that says how it is run. */
export function inlineManifests(outer: Manifest, role: Role | undefined): readonly Manifest[] {
  return inlineTexts(outer, role).flatMap(({ node, holds }) =>
    inlineDocuments(outer.document, node).flatMap(document => {
      const own = inlineManifest(outer, holds, document, document.root);
      return holds === 'plugin' ? [...own, ...own.flatMap(plugin => inlineManifests(plugin, 'plugin'))] : own;
    }),
  );
}

function isPlugin({ apiVersion }: Manifest, role: Role | undefined): boolean {
  return role === 'plugin' && apiVersion !== 'builtin' && apiVersion !== 'kustomize';
}

function manifest(
  uri: string,
  document: YamlDocument,
  root: Node,
  apiVersion: string,
  kind: string,
): readonly Manifest[] {
  if (root.kind !== 'map') return [];
  const [name, namespace] = ['name', 'namespace'].map(field => text(get(root, 'metadata', field)));
  return [{ uri, document, root, apiVersion, kind, name, namespace }];
}
