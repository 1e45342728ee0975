/** Requests to create a ConfigMap or Secret: what travels as base64 becomes bytes, is made an object, and is put somewhere. */
import { createObject } from './commands/createObject.js';
import { collectEntries, isRefusal } from './commands/dataEntries.js';
import { type DataSource, dataEntriesOf } from './commands/dataSources.js';
import { trimLineEnds } from './commands/lineEnds.js';
import type {
  CreateObjectParams,
  CreateObjectResult,
  CreateSource,
  PlaceObjectParams,
  PlaceObjectResult,
} from './protocol.js';
import type { GeneratorSource, LanguageService } from './service.js';

export function answerCreateObject(asked: CreateObjectParams): CreateObjectResult {
  const result = createObject({ ...asked, sources: sourcesOf(asked) });
  if ('error' in result) return result;
  const canTrim = result.warnings.some(({ at }) => at) && asked.lineEnds !== 'trimmed' && helpsToTrim(asked);
  return { ...result, ...(canTrim && { canTrim }) };
}

/** Trimming takes the reason away for at least one of the texts that are quoted. */
function helpsToTrim(asked: CreateObjectParams): boolean {
  const quoted = (lineEnds: 'kept' | 'trimmed'): number => {
    const result = createObject({ ...asked, form: 'kubectl', sources: sourcesOf({ ...asked, lineEnds }) });
    return 'error' in result ? 0 : result.warnings.filter(({ at }) => at).length;
  };
  return quoted('trimmed') < quoted('kept');
}

export function answerPlaceObject(
  service: LanguageService,
  { uri, create, place }: PlaceObjectParams,
): PlaceObjectResult {
  const kind = place.to === 'data' ? service.dataKindAt(uri, place.position) : create.kind;
  if (!kind) return { error: 'here are no values of a ConfigMap or Secret', isElsewhere: true };
  const asked = { ...create, kind };
  const sources = sourcesOf(asked);
  // What is put into a generator gets its hash from kustomize.
  const nameSuffix = place.to === 'generator' ? 'none' : create.nameSuffix;
  const result = createObject({ ...asked, nameSuffix, sources });
  if ('error' in result) return result;
  const { name, namespace, type, form = 'kubectl' } = asked;
  const values = collectEntries(
    kind,
    name,
    sources.flatMap(source => [...dataEntriesOf(kind, source)]),
  );
  if (isRefusal(values)) return { error: values.refusal };
  const made = { kind, name, namespace, type, form, values, text: result.text, sources: generatorSources(asked) };
  return service.placeObject(uri, made, place);
}

function sourcesOf({ sources, lineEnds }: CreateObjectParams): readonly DataSource[] {
  const read = (base64: string): Uint8Array => {
    const bytes = Buffer.from(base64, 'base64');
    return lineEnds === 'trimmed' ? trimLineEnds(bytes) : bytes;
  };
  return sources.map(source => sourceOf(source, read));
}

function sourceOf(source: CreateSource, read: (base64: string) => Uint8Array): DataSource {
  switch (source.from) {
    case 'file':
      return { from: 'file', key: source.key, bytes: read(source.base64) };
    case 'folder':
      return { from: 'folder', files: source.files.map(({ name, base64 }) => ({ name, bytes: read(base64) })) };
    case 'envFile':
      return { from: 'envFile', path: source.path, bytes: Buffer.from(source.base64, 'base64') };
    case 'literal':
      return source;
    case 'registry': {
      const { from, ...account } = source;
      return { from, account };
    }
  }
}

/** Each with its key, so that a generator can name it. */
function generatorSources({ kind, sources }: CreateObjectParams): readonly GeneratorSource[] {
  return sources.flatMap((source): readonly GeneratorSource[] => {
    if (source.from === 'envFile') return [{ from: 'envFile', path: source.path, uri: source.uri }];
    const uris = source.from === 'folder' ? source.files.map(({ uri }) => uri) : [];
    const uri = source.from === 'file' ? source.uri : undefined;
    const entries = [
      ...dataEntriesOf(
        kind,
        sourceOf(source, base64 => Buffer.from(base64, 'base64')),
      ),
    ];
    return entries.flatMap((entry, i) =>
      isRefusal(entry) ? [] : [{ from: 'file' as const, ...entry, uri: uris[i] ?? uri }],
    );
  });
}
