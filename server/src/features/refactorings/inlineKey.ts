/** Back from a generator into a manifest: the content of a file, or a literal, becomes a key of the object itself. */
import { resolvePath } from '../../model/kustomization.js';
import { manifestOf } from '../../rules/references.js';
import { addWord } from '../../syntax/addItems.js';
import type { Edit } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { inSteps, type Step } from '../../syntax/inSteps.js';
import { insertEntries } from '../../syntax/insert.js';
import { entry, get, items, text } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { KnownObject } from '../../workspace/objects.js';
import { insertedValue } from '../values/insertedValue.js';
import { fieldFor, newManifest } from './generatedManifest.js';
import { type Source, selectedSource, sourceFields, type Values, valuesOf } from './generatorSources.js';
import { generatesPlainly, generatorIn, isMadeOnce, nameOfSource, pathFrom, removeFrom } from './generators.js';
import type { FileChange, LaterChange, NoChange, Refactoring } from './refactorings.js';

export const inlineKey: Refactoring = {
  kind: 'refactor.inline.file',
  *run(documents, index) {
    const found = documents.flatMap(document => selectedSource(document, index) ?? []);
    const [source, ...others] = found;
    const change = source && others.length === 0 ? changeOf(source, index) : undefined;
    if (change) yield change;
  },
};

/** Where the values go: into the manifest that the generator adds to, or into a new one. */
type Home = { readonly object: KnownObject } | { readonly uri: string; readonly path: string };

function changeOf(source: Source, index: WorkspaceIndex): LaterChange | undefined {
  const { builder, written, field, name, kind } = source;
  const home = homeOf(source, index);
  const path = field === 'literals' ? undefined : written.slice(written.indexOf('=') + 1);
  const file = path === undefined ? undefined : resolvePath(builder.uri, path);
  // kustomize reads nothing beyond its folder.
  const isBelow = file !== undefined && pathFrom(builder, file) !== undefined;
  const isReadable = field === 'literals' ? written.indexOf('=') > 0 : isBelow;
  if (!home || !isReadable || !generatesPlainly(builder.root) || !isMadeOnce(index, source, builder)) return undefined;
  const what =
    field === 'envs' ? `the keys of ${path}` : nameOfSource(source.list.items[source.place] ?? source.generator);
  const isNew = 'path' in home;
  const target = isNew ? `a new ${kind} ${name} in ${home.path}` : `${kind} ${name}`;
  return {
    title: `Inline ${what} into ${target}`,
    needs: [file, isNew ? home.uri : undefined].flatMap(uri => uri ?? []),
    ...(isNew && { createsFiles: true }),
    later: contents => {
      const content = file === undefined ? undefined : contents.get(file);
      if (file !== undefined && !content) return { refusal: `${path} cannot be read` };
      if (isNew && contents.has(home.uri)) return { refusal: `there is a file ${home.path} already` };
      const values = valuesOf(source, content);
      return 'refusal' in values ? values : inlined(source, home, values);
    },
  };
}

function homeOf(source: Source, index: WorkspaceIndex): Home | undefined {
  const { builder, kind, name, namespace, generator } = source;
  const folder = builder.uri.slice(0, builder.uri.lastIndexOf('/') + 1);
  const behavior = text(get(generator, 'behavior')) ?? 'create';
  if (behavior === 'create') {
    const path = `${name}-${kind.toLowerCase()}.yaml`;
    return { path, uri: folder + encodeURIComponent(path) };
  }
  const listed = (uri: string) => index.listing(uri).some(own => index.file(own.uri)?.uri === builder.uri);
  const [object, ...others] = index.objects
    .named(kind, name)
    .filter(({ facts, uri }) => facts.origin === 'written' && facts.namespace === namespace && listed(uri));
  return behavior === 'merge' && object && others.length === 0 ? { object } : undefined;
}

function inlined(source: Source, home: Home, values: Values): readonly FileChange[] | NoChange {
  const { builder } = source;
  const made = 'object' in home ? extended(source, home.object, values) : newManifest(source, values);
  if (typeof made === 'object' && 'refusal' in made) return made;
  const isNew = 'path' in home;
  const edit = inSteps(builder.document, [
    document => withoutSource(document, source),
    ...(isNew ? [adding(source, home.path)] : []),
  ]);
  if (!edit) return { refusal: 'the kustomization cannot be changed in its layout' };
  const change: FileChange = { uri: builder.uri, document: builder.document, edits: [edit] };
  if (typeof made !== 'string') return [...made, change];
  return isNew ? [{ uri: home.uri, text: made }, change] : [change];
}

/** What is left of a generator that made the object adds to it from now on. */
function adding(source: Source, path: string): Step {
  return document => {
    const { root } = document;
    const listed = root?.kind === 'map' ? addWord(document, root, 'resources', path) : undefined;
    const left = generatorIn(document, source);
    if (!listed || !left) return listed;
    const name = entry(left, 'name');
    const old = entry(left, 'behavior');
    if (old) return [...listed, { span: old.value.span, text: 'merge' }];
    return [...listed, insertEntries(document, left, [{ key: 'behavior', value: 'merge' }], name)];
  };
}

function withoutSource(document: YamlDocument, { list, place, generator }: Source): readonly Edit[] | undefined {
  const item = list.items[place];
  const isLast = sourceFields.reduce((count, field) => count + items(get(generator, field)).length, 0) === 1;
  if (!item || get(generator, 'env')) return undefined;
  if (!isLast) return removeFrom(document, list, item);
  return generator.parent?.kind === 'seq' ? removeFrom(document, generator.parent, generator) : undefined;
}

/** With all values in the manifest that is there. */
function extended(source: Source, object: KnownObject, values: Values): readonly FileChange[] | NoChange {
  const { uri, document } = object;
  const { kind, name } = source;
  const taken = object.facts.data?.keys.find(key => values.has(key.name));
  if (taken) return { refusal: `${kind} ${name} has a key ${taken.name}` };
  if (object.facts.data?.isEncrypted) return { refusal: `the values of ${kind} ${name} are encrypted by SOPS` };
  const edit = inSteps(
    document,
    [...values].map(value => inserting(source, object, value)),
  );
  return edit
    ? [{ uri, document, edits: [edit] }]
    : { refusal: `nothing can be added to ${kind} ${name} as it is written` };
}

function inserting(source: Source, object: KnownObject, [key, bytes]: readonly [string, Uint8Array]): Step {
  return document => {
    const manifest = manifestOf({ ...object, document });
    const { kind, name } = source;
    const target = { kind, name, field: fieldFor(kind, bytes), key } as const;
    const edit = manifest && insertedValue(manifest, target, bytes);
    return edit && [edit];
  };
}
