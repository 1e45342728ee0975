/**
 * Out of a manifest, into a file of its own: a generator of the kustomization that lists the manifest reads it from there.
 * What kustomize builds stays the same, but for a hash behind the name where every reference gets it, too.
 */
import { type DataEntry, dataOf, isSecret } from '../../model/configData.js';
import type { Manifest } from '../../model/manifest.js';
import { configMapKeyErrors } from '../../model/names.js';
import { addItems, addWord } from '../../syntax/addItems.js';
import { type Edit, scalarText } from '../../syntax/edit.js';
import type { YamlDocument, YamlFile } from '../../syntax/file.js';
import { inSteps } from '../../syntax/inSteps.js';
import { insertEntries, isJsonLike, type NewMap } from '../../syntax/insert.js';
import { entries, entry, get, isNull, items, keyOf, type MapNode, type Node, text } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import {
  appendsHash,
  type Builder,
  builderOf,
  generatesPlainly,
  generatorField,
  generatorIn,
  generatorsOf,
  isFollowed,
  isMadeOnce,
  nameOfSource,
  pathFrom,
  removeResource,
} from './generators.js';
import type { FileChange, LaterChange, Refactoring } from './refactorings.js';
import { ownText, selectedData, selectedObject } from './selectedData.js';

export const extractKey: Refactoring = {
  kind: 'refactor.extract.file',
  *run(documents, index) {
    const object = selectedObject(documents);
    const data = object && selectedData(object);
    const uri = documents[object?.at ?? 0]?.uri;
    const file = uri === undefined ? undefined : index.file(uri);
    const extraction = object && data && file && extractionOf(index, file, object.manifest, data);
    if (extraction) yield changeOf(extraction);
  },
};

interface Extraction {
  readonly index: WorkspaceIndex;
  readonly file: YamlFile;
  readonly manifest: Manifest;
  readonly data: DataEntry;
  readonly content: string;
  readonly builder: Builder;
  /** What the generator takes over from the object, which is gone with its last key. */
  readonly takesOver: NewMap | undefined;
}

function extractionOf(
  index: WorkspaceIndex,
  file: YamlFile,
  manifest: Manifest,
  data: DataEntry,
): Extraction | undefined {
  const builder = builderOf(index, file.uri);
  const content = ownText(manifest, data);
  const { document, root, name } = manifest;
  if (!builder || content === undefined || name === undefined || root !== document.root) return undefined;
  // In an editor, a new file may get other line breaks.
  if (/\r|^\ufeff/.test(content) || configMapKeyErrors(data.key).length > 0) return undefined;
  if (data.field === 'binaryData' || !generatesPlainly(builder.root)) return undefined;
  if (!isMadeOnce(index, manifest, builder)) return undefined;
  const others = dataOf(manifest).filter(({ entry: own }) => own !== data.entry);
  // What generators add to, loses its stringData.
  if (others.some(({ field }) => field === 'stringData')) return undefined;
  const [generator, ...more] = generatorsOf(builder.root, manifest);
  if (more.length > 0 || (generator && !canTakeMore(generator, data.key))) return undefined;
  const found = { index, file, manifest, data, content, builder };
  if (others.length > 0) return { ...found, takesOver: undefined };
  const takesOver = generatedLike(found, generator);
  return takesOver && { ...found, takesOver };
}

/** One that adds to the object already. */
function canTakeMore(generator: MapNode, key: string): boolean {
  const keys = ['files', 'literals'].flatMap(field => items(get(generator, field)).map(nameOfSource));
  return text(get(generator, 'behavior')) === 'merge' && !generator.alias && !keys.includes(key);
}

const metadataFields = ['name', 'namespace', 'labels', 'annotations'];
const objectFields = ['apiVersion', 'kind', 'metadata', 'data', 'binaryData', 'stringData', 'type', 'immutable'];

/** `undefined` where the object has something that no generator can give. */
function generatedLike(
  { index, manifest, builder }: Omit<Extraction, 'takesOver'>,
  generator: MapNode | undefined,
): NewMap | undefined {
  const { root } = manifest;
  const metadata = get(root, 'metadata');
  const isPlain = hasOnly(root, objectFields) && hasOnly(metadata, metadataFields);
  const object = index.objects.of(manifest);
  const [labels, annotations] = ['labels', 'annotations'].map(field => stringsIn(builder, get(metadata, field)));
  if (!isPlain || !object || !labels || !annotations) return undefined;
  if (!hasOnly(get(generator, 'options'), ['immutable'])) return undefined;
  const keepsName = appendsHash(builder.root) && !isFollowed(index, object, builder);
  return {
    ...(keepsName && { disableNameSuffixHash: true }),
    ...(isImmutable(manifest) && { immutable: true }),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

function hasOnly(node: Node | undefined, names: readonly string[]): boolean {
  return entries(node).every(field => names.includes(keyOf(field)) || isNull(field.value));
}

function isImmutable({ root }: Manifest): boolean {
  const field = get(root, 'immutable');
  return field?.kind === 'scalar' && field.value === true;
}

function stringsIn(builder: Builder, map: Node | undefined): NewMap | undefined {
  const isJson = isJsonLike(builder.document, builder.root);
  const pairs = entries(map).map(({ key, value }) => [isJson ? key.text : scalarText(key.text), text(value)] as const);
  const known = pairs.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return known.length === pairs.length ? Object.fromEntries(known) : undefined;
}

function changeOf(extraction: Extraction): LaterChange {
  const { file, manifest, data, content, builder, takesOver } = extraction;
  const { key } = data;
  const { name = '', kind } = manifest;
  const folder = file.uri.slice(0, file.uri.lastIndexOf('/') + 1);
  const places = [key, `${name}/${key}`].map(path => folder + path.split('/').map(encodeURIComponent).join('/'));
  const losesComments = takesOver !== undefined && hasCommentsBeside(manifest, data);
  return {
    title: `Extract ${key} to a file for ${generatorField(kind)}${losesComments ? ', drops the comments' : ''}`,
    needs: places,
    createsFiles: true,
    later: contents => {
      const uri = places.find(place => !contents.has(place));
      const path = uri === undefined ? undefined : pathFrom(builder, uri);
      if (uri === undefined || path === undefined)
        return { refusal: `there are files ${key} and ${name}/${key} already` };
      const edit = inSteps(builder.document, [
        document => withFile(document, extraction, path),
        document =>
          isWholeFile(extraction) ? removeResource(builder, document, pathFrom(builder, file.uri) ?? '') : [],
      ]);
      if (!edit) return { refusal: 'the kustomization cannot be changed in its layout' };
      const { uri: at, document } = builder;
      return [{ uri, text: content }, { uri: at, document, edits: [edit] }, ...withoutKey(extraction)];
    },
  };
}

/** Besides those within the value, which are part of it. */
function hasCommentsBeside({ document, root }: Manifest, { entry: own }: DataEntry): boolean {
  const { text: whole } = document;
  const rest = whole.slice(0, own.value.span.start) + whole.slice(own.value.span.end);
  return root.kind === 'map' && /(^|\s)#/m.test(rest);
}

/** The object is all that there is in the file. */
function isWholeFile({ file, manifest, takesOver }: Extraction): boolean {
  const others = file.parts.filter(({ document }) => document !== manifest.document);
  return (
    takesOver !== undefined &&
    others.every(({ document }) => document.text.replace(/^(---|\.\.\.)\s*$/gm, '').trim() === '')
  );
}

function withFile(document: YamlDocument, extraction: Extraction, path: string): readonly Edit[] | undefined {
  const { manifest, data, takesOver } = extraction;
  const { root } = document;
  const source = path === data.key || path.endsWith(`/${data.key}`) ? path : `${data.key}=${path}`;
  const known = generatorIn(document, manifest);
  if (root?.kind !== 'map') return undefined;
  if (known)
    return takesOver ? ownGenerator(document, manifest, source, takesOver) : addWord(document, known, 'files', source);
  const { kind, name = '', namespace } = manifest;
  const type = isSecret(manifest) ? text(get(manifest.root, 'type')) : undefined;
  // What is merged keeps its labels and its name, and neither its type nor that it is immutable.
  const options = takesOver ?? (isImmutable(manifest) ? { immutable: true } : {});
  const item: NewMap = {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(!takesOver && { behavior: 'merge' }),
    ...(type !== undefined && { type }),
    files: [source],
    ...(Object.keys(options).length > 0 && { options }),
  };
  return addItems(document, root, generatorField(kind), [item]);
}

/** One that added to the object makes all of it now. */
function ownGenerator(
  document: YamlDocument,
  manifest: Manifest,
  source: string,
  options: NewMap,
): readonly Edit[] | undefined {
  const edit = inSteps(document, [
    at => {
      const generator = generatorIn(at, manifest);
      return generator && addWord(at, generator, 'files', source);
    },
    at => {
      const old = entry(generatorIn(at, manifest), 'options');
      return old ? removeEntry(at, old) : [];
    },
    at => {
      const generator = generatorIn(at, manifest);
      if (!generator || Object.keys(options).length === 0) return generator && [];
      return [insertEntries(at, generator, [{ key: 'options', value: options }])];
    },
    at => {
      const behavior = entry(generatorIn(at, manifest), 'behavior');
      return behavior && removeEntry(at, behavior);
    },
  ]);
  return edit && [edit];
}

function withoutKey(extraction: Extraction): readonly FileChange[] {
  const { file, manifest, data, takesOver } = extraction;
  const { uri } = file;
  const { document, root } = manifest;
  const change = (edits: readonly Edit[]): FileChange => ({ uri, document, edits });
  if (!takesOver) {
    const field = entry(root, data.field);
    const isLast = field && data.entry.map.entries.length === 1 && root.entries.some(own => own !== field);
    return [change(removeEntry(document, isLast ? field : data.entry))];
  }
  if (isWholeFile(extraction)) return [{ uri, isGone: true }];
  return [change([{ span: { start: 0, end: document.text.length }, text: '' }])];
}
