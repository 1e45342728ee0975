/** The value of a ConfigMap or Secret that is selected, and what can be said of it without changing it. */
import { bytesOf, type DataEntry, dataOf, holdsData, textOf } from '../../model/configData.js';
import { isEncrypted, type Manifest, manifestsOf } from '../../model/manifest.js';
import { endOfLine, startOfLine } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { type Entry, entry, type Span } from '../../syntax/node.js';
import type { RefactoredDocument } from './refactorings.js';
import { refersToOthers } from './writtenText.js';

export interface SelectedObject {
  /** Its place among the documents of the file. */
  readonly at: number;
  readonly manifest: Manifest;
  readonly selected: Span;
}

/** The one object with data in which the selection is. */
export function selectedObject(documents: readonly RefactoredDocument[]): SelectedObject | undefined {
  const found = documents.flatMap(({ manifests, selected }, at) => {
    if (!selected) return [];
    return manifests().flatMap(manifest => {
      const isHere = holdsData(manifest) && isWithin(selected, linesOf(manifest.document, manifest.root.span));
      return isHere && !isEncrypted(manifest) ? [{ at, manifest, selected }] : [];
    });
  });
  const [only, ...others] = found;
  return others.length === 0 ? only : undefined;
}

/** The one value in whose lines, or braces, the selection is. */
export function selectedData({ manifest, selected }: SelectedObject): DataEntry | undefined {
  const { document } = manifest;
  const own = dataOf(manifest).filter(({ entry: { merged } }) => !merged);
  const found = own.filter(({ entry: { map, span } }) => isWithin(selected, map.flow ? span : linesOf(document, span)));
  return found.length === 1 && isAlone(own, found[0]) ? found[0] : undefined;
}

/** The field whose key is selected: the line of it, as far as no value begins there. */
export function selectedField({ manifest, selected }: SelectedObject): Entry | undefined {
  const { document, root } = manifest;
  const fields = ['data', 'binaryData', 'stringData'].flatMap(name => entry(root, name) ?? []);
  const headOf = ({ key, value }: Entry): Span => {
    const start = root.flow ? key.span.start : startOfLine(document, key.span.start);
    return { start, end: Math.min(value.span.start, endOfLine(document, key.span.end)) };
  };
  return fields.find(own => !own.merged && own.value.kind === 'map' && isWithin(selected, headOf(own)));
}

/** A key that stands twice is a mistake: which of the values counts is to be said by who wrote them. */
function isAlone(all: readonly DataEntry[], own: DataEntry | undefined): boolean {
  return all.filter(({ key }) => key === own?.key).length === 1;
}

/** The lines without the line break at the end. */
function linesOf(document: YamlDocument, { start, end }: Span): Span {
  const last = document.text[end - 1] === '\n' ? end - 1 : end;
  return { start: startOfLine(document, start), end: endOfLine(document, last) };
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Its bytes, where nothing but this one place in the text says what they are. */
export function ownBytes({ document }: Manifest, data: DataEntry): Uint8Array | undefined {
  const { value, key } = data.entry;
  if (value.kind !== 'scalar' || value.alias || key.alias || refersToOthers(document, data.entry)) return undefined;
  return bytesOf(data);
}

/** Its text, if it is some. */
export function ownText(manifest: Manifest, data: DataEntry): string | undefined {
  const bytes = ownBytes(manifest, data);
  return bytes && textOf(bytes);
}

/** The same object in a text that was made of its own. */
export function sameManifest({ uri, document: old, root }: Manifest, document: YamlDocument): Manifest | undefined {
  const place = manifestsOf(uri, old).findIndex(own => own.root === root);
  return manifestsOf(uri, document)[place];
}
