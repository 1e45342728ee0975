/**
 * Where kustomizations name keys of ConfigMaps and Secrets beside generators and files of patches: in replacements, in
 * `vars`, in patches that are written inline or as operations on paths. Says it in words; changes nothing.
 */
import { resolvePath } from '../../model/kustomization.js';
import { isKustomizationFile } from '../../model/manifest.js';
import { YamlDocument } from '../../syntax/file.js';
import { entry, get, items, type Node, text } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { KnownObject } from '../../workspace/objects.js';
import { keyOf as uriKey } from '../../workspace/uriKey.js';
import { relativePath } from '../relativePath.js';

/** A key as a kustomization may name it. */
export interface KeyName {
  readonly kind: string;
  readonly name: string;
  readonly key: string;
}

/** The first such place in what builds the objects. */
export function keyInKustomize(
  index: WorkspaceIndex,
  objects: readonly KnownObject[],
  wanted: KeyName,
): string | undefined {
  const [first] = objects;
  if (!first) return undefined;
  for (const uri of buildersOf(index, objects)) {
    const root = rootOf(index, uri);
    const found = root && namedIn(index, uri, root, wanted);
    if (found) return found(relativePath(first.uri, index.file(uri)?.uri ?? uri));
  }
  return undefined;
}

/** A kustomization is one document; comments may be another. */
function rootOf(index: WorkspaceIndex, uri: string): Node | undefined {
  return index.file(uri)?.parts.find(({ document }) => document.root)?.document.root;
}

/** The kustomizations that build the objects, those above them, and the components that these include. */
function buildersOf(index: WorkspaceIndex, objects: readonly KnownObject[]): ReadonlySet<string> {
  const own = objects.filter(({ uri }) => isKustomizationFile(uri)).map(({ uri }) => uriKey(uri));
  const listing = objects.flatMap(({ uri }) => index.listing(uri));
  const found = new Set([...own, ...listing.map(({ uri }) => uri)]);
  // A set that grows while it is walked.
  for (const uri of found) {
    for (const above of index.listing(uri.slice(0, uri.lastIndexOf('/')))) found.add(above.uri);
    for (const component of componentsOf(index, uri)) found.add(component);
  }
  return found;
}

function componentsOf(index: WorkspaceIndex, uri: string): readonly string[] {
  const listed = items(get(rootOf(index, uri), 'components'));
  return listed.flatMap(node => {
    const folder = resolvePath(uri, text(node));
    const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
    return names.map(name => uriKey(`${folder}/${name}`)).filter(own => folder !== undefined && index.file(own));
  });
}

type Words = (kustomization: string) => string;

function namedIn(index: WorkspaceIndex, uri: string, root: Node, wanted: KeyName): Words | undefined {
  return inReplacements(index, uri, root, wanted) ?? inVars(root, wanted) ?? inPatches(index, uri, root, wanted);
}

function inReplacements(index: WorkspaceIndex, uri: string, root: Node, wanted: KeyName): Words | undefined {
  for (const item of items(get(root, 'replacements'))) {
    const path = text(get(item, 'path'));
    const file = path === undefined ? undefined : index.file(resolvePath(uri, path) ?? '');
    if (path !== undefined && !file) return unread(path);
    const roots = file ? file.parts.flatMap(({ document }) => document.root ?? []) : [item];
    const all = roots.flatMap(own => (own.kind === 'seq' ? own.items : [own]));
    if (all.some(own => isReplacementOf(own, wanted))) {
      return kustomization => `the replacements of ${kustomization} name it: change them first`;
    }
  }
  return undefined;
}

function isReplacementOf(replacement: Node, wanted: KeyName): boolean {
  const source = get(replacement, 'source');
  if (isMeant(source, wanted) && isPathOf(text(get(source, 'fieldPath')), wanted.key)) return true;
  return items(get(replacement, 'targets')).some(
    target =>
      isMeant(get(target, 'select'), wanted) &&
      items(get(target, 'fieldPaths')).some(path => isPathOf(text(path), wanted.key)),
  );
}

function inVars(root: Node, wanted: KeyName): Words | undefined {
  const isNamed = items(get(root, 'vars')).some(
    own => isMeant(get(own, 'objref'), wanted) && isPathOf(text(get(own, 'fieldref', 'fieldpath')), wanted.key),
  );
  return isNamed ? kustomization => `the vars of ${kustomization} name it: change them first` : undefined;
}

/** What a kustomization merges into objects: inline, or in the file at `path`. */
interface Patch {
  readonly inline: string | undefined;
  readonly path: string | undefined;
  readonly target: Node | undefined;
}

function patchesIn(root: Node): readonly Patch[] {
  const merged = items(get(root, 'patchesStrategicMerge')).map(node => ({
    inline: text(node),
    path: undefined,
    target: undefined,
  }));
  const others = ['patches', 'patchesJson6902'].flatMap(field =>
    items(get(root, field)).map(item => ({
      inline: text(get(item, 'patch')),
      path: text(get(item, 'path')),
      target: get(item, 'target'),
    })),
  );
  return [...merged, ...others];
}

function inPatches(index: WorkspaceIndex, uri: string, root: Node, wanted: KeyName): Words | undefined {
  for (const { inline, path, target } of patchesIn(root)) {
    if (inline?.includes(wanted.key)) {
      const { root: patch } = new YamlDocument(inline);
      if (patch && isPatchOf(patch, target, wanted)) {
        return kustomization => `a patch in ${kustomization} names it: change it first`;
      }
    }
    // What is merged and says itself what it belongs to, and is renamed with it.
    if (path === undefined || !target || !isMeant(target, wanted)) continue;
    const file = index.file(resolvePath(uri, path) ?? '');
    if (!file) return unread(path);
    const roots = file.parts.flatMap(({ document }) => document.root ?? []);
    if (roots.some(patch => !isNamedSo(patch, wanted) && isPatchOf(patch, target, wanted))) {
      return () => `the patch ${path} names it: change it first`;
    }
  }
  return undefined;
}

function unread(path: string): Words {
  return () => `${path} may name it, and is not read: open it in an editor first`;
}

/** Operations on paths, or a part of the object. */
function isPatchOf(patch: Node, target: Node | undefined, wanted: KeyName): boolean {
  if (patch.kind === 'seq') {
    if (!target || !isMeant(target, wanted)) return false;
    return patch.items.some(operation => {
      const fields = ['path', 'from'].map(field => text(get(operation, field)));
      const added = dataFields.some(field => fields[0] === `/${field}` && entry(get(operation, 'value'), wanted.key));
      return added || fields.some(pointer => isPointerTo(pointer, wanted.key));
    });
  }
  const isIts = target ? isMeant(target, wanted) : isNamedSo(patch, wanted);
  return isIts && dataFields.some(field => entry(get(patch, field), wanted.key) !== undefined);
}

function isNamedSo(patch: Node, { kind, name }: KeyName): boolean {
  return text(get(patch, 'kind')) === kind && text(get(patch, 'metadata', 'name')) === name;
}

const dataFields = ['data', 'binaryData', 'stringData'] as const;

function isPointerTo(pointer: string | undefined, key: string): boolean {
  const escaped = key.replaceAll('~', '~0').replaceAll('/', '~1');
  return dataFields.some(field => pointer === `/${field}/${escaped}`);
}

/** Dots within a name are escaped, or the name stands in brackets. */
function isPathOf(path: string | undefined, key: string): boolean {
  const steps = path
    ?.match(/\[[^\]]*\]|(?:\\.|[^.\\])+/g)
    ?.map(step => step.replace(/^\[(.*)\]$/, '$1').replace(/\\(.)/g, '$1'));
  return steps !== undefined && dataFields.some(field => field === steps[0]) && steps[1] === key;
}

/** A selector: what it does not say may be anything; kinds and names are regular expressions. */
function isMeant(selector: Node | undefined, { kind, name }: KeyName): boolean {
  const fits = (field: string, value: string): boolean => {
    const pattern = text(get(selector, field));
    if (pattern === undefined || pattern === value) return true;
    try {
      return new RegExp(`^(?:${pattern})$`).test(value);
    } catch {
      return false;
    }
  };
  return selector !== undefined && fits('kind', kind) && fits('name', name);
}
