/** What a hover says in patches beyond the schema: directives, where paths lead, and what the objects have now. */
import { idOf, type Resource } from '../../kustomize/resource.js';
import { charactersOf, type Value } from '../../kustomize/value.js';
import { isSecretValue } from '../../model/configData.js';
import type { Manifest } from '../../model/manifest.js';
import { isOperation } from '../../model/patches.js';
import type { YamlFile } from '../../syntax/file.js';
import { contains } from '../../syntax/locate.js';
import { type Entry, get, keyOf, type Path, text } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { inlineCode } from '../markdown.js';
import type { PlaceInFile } from '../range.js';
import { counterpartOf, nameOfResource } from './counterpart.js';
import { directiveDoc, directives } from './directives.js';
import { type ListedPatch, patchesListing, patchesOf } from './listedPatch.js';
import type { PatchAt } from './patchAt.js';
import { pathOfPointer, valueAt } from './pointer.js';

const mostNamed = 4;

/** By which entries the text at a place is a patch. */
export function listedAt(index: WorkspaceIndex, file: YamlFile, { part, offset }: PlaceInFile): readonly ListedPatch[] {
  const inline = patchesOf(index, file).filter(
    ({ part: own, entry }) => own === part && entry.text && contains(entry.text.span, offset),
  );
  return inline.length > 0 ? inline : patchesListing(index, file.uri);
}

/** Of what no schema knows; it takes the place of the schema's words. */
export function directiveHover(entry: Entry, offset: number): string | undefined {
  const key = entry.key.text;
  const value = text(entry.value);
  const isOnValue = contains(entry.value.span, offset) && !contains(entry.key.span, offset);
  if (key === '$patch' && isOnValue && value !== undefined) return directives[value];
  return directiveDoc(key);
}

/** What the objects have where the patch changes them. */
export function changedHover(patch: PatchAt, manifest: Manifest, entry: Entry, path: Path): string | undefined {
  if (isOperation(manifest)) {
    const field = path.length === 1 ? keyOf(entry) : '';
    const pointer = text(get(manifest.root, field === 'value' ? 'path' : field));
    const isPath = field === 'path' || field === 'from' || field === 'value';
    if (!isPath || !pointer) return undefined;
    return said(patch, resource => ({
      value: valueAt(resource.value, pointer),
      path: pathOfPointer(resource.value, pointer),
    }));
  }
  if (['apiVersion', 'kind', 'metadata'].includes(String(path[0])) && path[1] !== 'labels' && path[1] !== 'annotations')
    return undefined;
  return said(patch, resource => {
    const found = counterpartOf(resource, manifest.root, path);
    return found && { value: found.value, path };
  });
}

type Look = (resource: Resource) => { readonly value: Value | undefined; readonly path: Path } | undefined;

function said({ targets }: PatchAt, look: Look): string | undefined {
  const lines = targets.slice(0, mostNamed).flatMap(resource => {
    const found = look(resource);
    return found ? `${nameOfResource(resource)}: ${shown(resource, found.value, found.path)}` : [];
  });
  const [only, ...others] = lines;
  if (only !== undefined && others.length === 0) return `${only} before this patch`;
  const more = targets.length > mostNamed ? [`and ${targets.length - mostNamed} more`] : [];
  return lines.length > 0
    ? ['Before this patch', ...[...lines, ...more].map(line => `- ${line}`)].join('\n')
    : undefined;
}

function shown(resource: Resource, value: Value | undefined, path: Path): string {
  if (!value) return 'nothing';
  if (value.kind === 'list') return countOf(value.items.length, 'item');
  if (value.kind === 'fields') return countOf(value.entries.size, 'field');
  if (isSecretValue(idOf(resource), path)) return 'a value';
  const characters = charactersOf(value);
  const [first = '', ...rest] = characters.split('\n');
  return rest.length > 0 ? `${inlineCode(first)} and more lines` : inlineCode(first);
}

export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
