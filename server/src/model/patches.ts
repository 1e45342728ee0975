/** Where patches of kustomize are written, and for what. Knows kustomize's fields; reads no file. */
import { scalarText } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import { get, items, type MapNode, type Node, type ScalarNode, text } from '../syntax/node.js';
import type { Manifest } from './manifest.js';

/** An entry of a list of patches, or the configuration of a plugin that patches. */
export interface PatchEntry {
  readonly node: Node;
  /** The name of a file. */
  readonly path: ScalarNode | undefined;
  /** The patch itself. */
  readonly text: ScalarNode | undefined;
  /** Which objects it is for; without, those that the patch names. */
  readonly target: MapNode | undefined;
}

/** The kind that one operation of a JSON patch has for us; it says neither apiVersion nor kind. */
export const operationKind = 'patch operation';

export function isOperation({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): boolean {
  return apiVersion === 'kustomize' && kind === operationKind;
}

export function patchesIn(manifest: Pick<Manifest, 'apiVersion' | 'kind' | 'root'>): readonly PatchEntry[] {
  const { apiVersion, kind, root } = manifest;
  if (apiVersion.startsWith('kustomize.config.k8s.io/')) return patchesBelow(root);
  return apiVersion === 'builtin' ? ofPlugin(kind, root) : [];
}

/** The same for the root of a kustomization. */
export function patchesBelow(root: Node): readonly PatchEntry[] {
  const entries = ['patches', 'patchesJson6902'].flatMap(field => items(get(root, field)));
  const merged = items(get(root, 'patchesStrategicMerge'));
  return [...entries.map(node => entryAt(node, 'patch')), ...merged.map(eitherAt)];
}

function ofPlugin(kind: string, root: MapNode): readonly PatchEntry[] {
  switch (kind) {
    case 'PatchTransformer':
      return [entryAt(root, 'patch')];
    case 'PatchJson6902Transformer':
      return [entryAt(root, 'jsonOp')];
    case 'PatchStrategicMergeTransformer': {
      const own = scalar(get(root, 'patches'));
      const inline = own ? [{ node: own, text: own, path: undefined, target: undefined }] : [];
      return [...items(get(root, 'paths')).map(eitherAt), ...inline];
    }
    default:
      return [];
  }
}

function entryAt(node: Node, field: 'patch' | 'jsonOp'): PatchEntry {
  const target = get(node, 'target');
  return {
    node,
    path: scalar(get(node, 'path')),
    text: scalar(get(node, field)),
    target: target?.kind === 'map' ? target : undefined,
  };
}

function eitherAt(node: Node): PatchEntry {
  const own = scalar(node);
  const isText = own?.style === 'literal' || own?.text.includes('\n');
  return { node, path: isText ? undefined : own, text: isText ? own : undefined, target: undefined };
}

function scalar(node: Node | undefined): ScalarNode | undefined {
  return node?.kind === 'scalar' && text(node) !== undefined ? node : undefined;
}

/** A path of a JSON patch as it is written without quotes, where it can be. */
export function pointerText(pointer: string): string {
  return /^\/[^\s:#,[\]{}"'`]*$/.test(pointer) ? pointer : scalarText(pointer);
}

/** What stands in a patch: the operations of a JSON patch, or a part of an object. */
export function manifestsOfPatch(uri: string, document: YamlDocument, root: Node): readonly Manifest[] {
  if (root.kind === 'seq') return operationsIn(uri, document, root);
  if (root.kind !== 'map') return [];
  const [apiVersion = '', kind = ''] = ['apiVersion', 'kind'].map(field => text(get(root, field)));
  const [name, namespace] = ['name', 'namespace'].map(field => text(get(root, 'metadata', field)));
  return [{ uri, document, root, apiVersion, kind, name, namespace, isPatch: true }];
}

export function operationsIn(uri: string, document: YamlDocument, root: Node): readonly Manifest[] {
  return items(root).flatMap(item =>
    item.kind === 'map'
      ? [
          {
            uri,
            document,
            root: item,
            apiVersion: 'kustomize',
            kind: operationKind,
            name: undefined,
            namespace: undefined,
          },
        ]
      : [],
  );
}
