/** Where a kustomization names files and folders. Knows kustomize's fields, and not what is on the disk. */
import { get, items, type Node, type ScalarNode, type Span, text } from '../syntax/node.js';
import { charactersOf } from './localNames.js';
import type { Manifest } from './manifest.js';

/** What a field takes: resources may be folders, a patch may not. */
export type PathKind = 'file' | 'folder' | 'any';

export interface WrittenPath {
  readonly path: string;
  readonly kind: PathKind;
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
};

/** Paths within the file system; what is written into the kustomization, or comes from elsewhere, is none. */
export function pathsIn(manifest: Manifest): readonly WrittenPath[] {
  if (!manifest.apiVersion.startsWith('kustomize.config.k8s.io/')) return [];
  return Object.entries(pathFields).flatMap(([field, kind]) =>
    at(manifest.root, field.split('.')).flatMap(node => writtenPath(manifest, field, kind, node)),
  );
}

function writtenPath({ document }: Manifest, field: string, kind: PathKind, node: Node): readonly WrittenPath[] {
  const written = text(node);
  const span = charactersOf(document.text, node);
  if (!written || !span || !isPath(written, node)) return [];
  // `key=path` gives the file another name.
  const start = field.endsWith('.files.*') ? written.indexOf('=') + 1 : 0;
  return [{ path: written.slice(start), kind, span: { start: span.start + start, end: span.end } }];
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
