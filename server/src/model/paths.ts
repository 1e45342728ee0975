/** Where a kustomization names files and folders. Knows kustomize's fields, and not what is on the disk. */
import type { YamlDocument } from '../syntax/file.js';
import { get, items, type Node, type ScalarNode, type Span, text } from '../syntax/node.js';
import { charactersOf } from './localNames.js';
import type { Manifest } from './manifest.js';

/** What a field takes: resources may be folders, a patch may not. */
export type PathKind = 'file' | 'folder' | 'any';

export interface WrittenPath {
  /** One of `pathFields`. */
  readonly field: string;
  readonly path: string;
  readonly kind: PathKind;
  /** What the path is to be called, where that is written before it. */
  readonly key: string | undefined;
  /** The characters of the path, without a key before it. */
  readonly span: Span;
}

/** `*` stands for each item of a list. */
export const pathFields: Readonly<Record<string, PathKind>> = {
  'resources.*': 'any',
  'bases.*': 'folder',
  'components.*': 'folder',
  'crds.*': 'file',
  'configurations.*': 'file',
  'generators.*': 'any',
  'transformers.*': 'any',
  'validators.*': 'any',
  'patches.*.path': 'file',
  'patchesJson6902.*.path': 'file',
  'patchesStrategicMerge.*': 'file',
  'replacements.*.path': 'file',
  'openapi.path': 'file',
  'configMapGenerator.*.files.*': 'file',
  'configMapGenerator.*.envs.*': 'file',
  'configMapGenerator.*.env': 'file',
  'secretGenerator.*.files.*': 'file',
  'secretGenerator.*.envs.*': 'file',
  'secretGenerator.*.env': 'file',
  'helmCharts.*.valuesFile': 'file',
  'helmCharts.*.additionalValuesFiles.*': 'file',
  'helmGlobals.chartHome': 'folder',
  'helmChartInflationGenerator.*.values': 'file',
  'helmChartInflationGenerator.*.chartHome': 'folder',
};

/** Paths within the file system; what is written into the kustomization, or comes from elsewhere, is none. */
export function pathsIn(manifest: Manifest): readonly WrittenPath[] {
  if (!manifest.apiVersion.startsWith('kustomize.config.k8s.io/')) return [];
  return pathsBelow(manifest.document, manifest.root);
}

/** The same for the root of a kustomization. */
export function pathsBelow(document: YamlDocument, root: Node): readonly WrittenPath[] {
  return pathNodes(root).flatMap(({ field, node }) => writtenPath(document, field, node));
}

/** Whatever is written where a path may be. */
export function pathNodes(root: Node): readonly { readonly field: string; readonly node: Node }[] {
  return Object.keys(pathFields).flatMap(field => at(root, field.split('.')).map(node => ({ field, node })));
}

function writtenPath(document: YamlDocument, field: string, node: Node): readonly WrittenPath[] {
  const written = text(node);
  const span = charactersOf(document.text, node);
  const kind = pathFields[field];
  if (!written || !span || !kind || !isPath(written, node)) return [];
  // `key=path` gives the file another name.
  const start = field.endsWith('.files.*') ? written.indexOf('=') + 1 : 0;
  const key = start > 0 ? written.slice(0, start - 1) : undefined;
  return [{ field, path: written.slice(start), kind, key, span: { start: span.start + start, end: span.end } }];
}

function isPath(written: string, node: Node): boolean {
  const isText = (node as ScalarNode).style === 'literal' || written.includes('\n');
  return !isText && !/^[a-z+]+:\/\/|^git@|[?*{}]|\/\/|^github\.com\//.test(written);
}

function at(node: Node | undefined, path: readonly string[]): readonly Node[] {
  const [step, ...rest] = path;
  if (!node) return [];
  if (step === undefined) return [node];
  return step === '*' ? items(node).flatMap(item => at(item, rest)) : at(get(node, step), rest);
}
