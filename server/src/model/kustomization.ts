/** What a kustomization says about other files. Knows kustomize's fields; reads no file. */
import type { YamlDocument, YamlFile } from '../syntax/file.js';
import { entries, get, items, type Node, type Span, text } from '../syntax/node.js';
import { pluginLists, type Role } from './configurations.js';
import { pathsBelow } from './paths.js';

export interface Kustomization {
  readonly uri: string;
  /** URI of its folder, without a slash at the end. */
  readonly folder: string;
  /** URIs of the files and folders that it builds from, without a slash at the end. */
  readonly resources: readonly string[];
  /** URIs of the files that it merges into resources. */
  readonly patchFiles: readonly string[];
  /** URIs of the files and folders that it reads as something else than resources. */
  readonly listed: Readonly<Record<Role, readonly string[]>>;
  /** Every path that is written in it, whatever for. */
  readonly paths: readonly NamedPlace[];
  /** It writes labels into selectors, and so makes selectors where there are none. */
  readonly setsSelectors: boolean;
  /** It writes labels into pods. */
  readonly setsLabels: boolean;
  /** The kinds that its patches may complete; `undefined` stands for any kind. */
  readonly completes: readonly (string | undefined)[];
  /** The same without what only changes values that are there. */
  readonly adds: readonly (string | undefined)[];
  /** What it writes into every object, and puts around every name. */
  readonly namespace: string | undefined;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  /** A part that others include. */
  readonly isComponent: boolean;
  /** It builds from something that cannot be read here: a remote resource, a chart, a plugin. */
  readonly isOpaque: boolean;
}

/** A path, and what it leads to. Plain data, so that it can outlive the tree it was read from. */
export interface NamedPlace {
  /** URI without a slash at the end. */
  readonly place: string;
  /** As in `pathFields`. */
  readonly field: string;
  readonly path: string;
  readonly key: string | undefined;
  /** Of the path, in the document `part` of the file. */
  readonly span: Span;
  readonly part: number;
}

/** Fields whose work may end in any field of any resource. */
const transforming = ['vars', 'replacements', 'transformers', 'configurations', 'namespace', 'helmCharts'];

/** Fields that bring in objects which nobody wrote here, and may change all others. */
const opaque = ['helmCharts', 'helmChartInflationGenerator', 'generators', 'transformers'];
const adding = ['replacements', 'transformers'];

export function kustomizationsIn(file: YamlFile): readonly Kustomization[] {
  return file.parts.flatMap(({ document }, part) => {
    const { root } = document;
    return root?.kind === 'map'
      ? { ...readKustomization(file.uri, root), paths: placesIn(file.uri, document, part) }
      : [];
  });
}

function placesIn(uri: string, document: YamlDocument, part: number): readonly NamedPlace[] {
  return (document.root ? pathsBelow(document, document.root) : []).flatMap(({ field, path, key, span }) => {
    const place = resolvePath(uri, path);
    return place === undefined ? [] : { place, field, path, key, span, part };
  });
}

function readKustomization(uri: string, root: Node): Omit<Kustomization, 'paths'> {
  const patches = [...items(get(root, 'patches')), ...items(get(root, 'patchesJson6902'))];
  const merged = items(get(root, 'patchesStrategicMerge'));
  const named = ['resources', 'bases', 'components'].flatMap(field => [...items(get(root, field))]);
  const paths = (nodes: readonly (Node | undefined)[]) => nodes.flatMap(node => resolvePath(uri, text(node)) ?? []);
  const patched = [...patches.map(patchedKind), ...merged.map(node => kindIn(text(node)))];
  const anyOf = (fields: readonly string[]) => fields.filter(field => get(root, field)).map(() => undefined);
  const resources = paths(named);
  const patchFiles = paths([...merged, ...patches.map(patch => get(patch, 'path'))]);
  return {
    uri,
    folder: uri.slice(0, uri.lastIndexOf('/')),
    resources,
    patchFiles,
    listed: {
      configuration: paths(items(get(root, 'configurations'))),
      replacements: paths(items(get(root, 'replacements')).map(one => get(one, 'path'))),
      plugin: paths(pluginLists.flatMap(field => [...items(get(root, field))])),
      patch: patchFiles,
    },
    setsSelectors: setsSelectors(root),
    setsLabels: entries(get(root, 'commonLabels')).length > 0 || items(get(root, 'labels')).length > 0,
    completes: [...patched, ...anyOf(transforming)],
    adds: [...patched, ...anyOf(adding)],
    namespace: text(get(root, 'namespace')) || undefined,
    namePrefix: text(get(root, 'namePrefix')) ?? '',
    nameSuffix: text(get(root, 'nameSuffix')) ?? '',
    isComponent: text(get(root, 'kind')) === 'Component',
    isOpaque: resources.length < named.length || opaque.some(field => get(root, field)),
  };
}

function setsSelectors(root: Node): boolean {
  const isSet = (label: Node) => {
    const include = get(label, 'includeSelectors');
    return include?.kind === 'scalar' && include.value === true;
  };
  return entries(get(root, 'commonLabels')).length > 0 || items(get(root, 'labels')).some(isSet);
}

function patchedKind(patch: Node): string | undefined {
  const target = get(patch, 'target');
  return target ? text(get(target, 'kind')) : kindIn(text(get(patch, 'patch')));
}

/** The kind that an inline strategic merge patch names. */
function kindIn(patch: string | undefined): string | undefined {
  return patch ? /^kind:[ \t]*([A-Za-z]+)[ \t\r]*$/m.exec(patch)?.[1] : undefined;
}

/** `path` as seen from the folder of `uri`; `undefined` for what is no relative path, such as an inline patch. */
export function resolvePath(uri: string, path: string | undefined): string | undefined {
  if (!path || path.includes('\n') || isRemote(path)) return undefined;
  try {
    return new URL(path.split('/').map(encodeURIComponent).join('/'), uri).href.replace(/\/$/, '');
  } catch {
    return undefined;
  }
}

/** What kustomize would fetch: `https://…`, `git@…`, `github.com/owner/repo//path?ref=v1`. */
function isRemote(path: string): boolean {
  return /^[a-z+]+:\/\/|^[\w.-]+@[\w.-]+:|^(github\.com|gitlab\.com|bitbucket\.org)\/|[?&]ref=/.test(path);
}
