/** The text of a manifest that takes the place of a generator. */
import { linesOf } from '../../rules/newObject.js';
import { newlineOf, scalarText } from '../../syntax/edit.js';
import { YamlDocument } from '../../syntax/file.js';
import { isJsonLike, type NewMap } from '../../syntax/insert.js';
import { entries, get, keyOf, text } from '../../syntax/node.js';
import { insertedValue } from '../values/insertedValue.js';
import { isUtf8 } from '../values/valueContent.js';
import type { Source, Values } from './generatorSources.js';
import type { NoChange } from './refactorings.js';

/** The text of a manifest that says of the object what the generator says. */
export function newManifest(source: Source, values: Values): string | NoChange {
  const { kind, name, namespace, generator, builder } = source;
  const options = get(generator, 'options');
  const [labels, annotations] = ['labels', 'annotations'].map(field => stringsIn(get(options, field)));
  const known = ['labels', 'annotations', 'immutable', 'disableNameSuffixHash'];
  const type = kind === 'Secret' ? text(get(generator, 'type')) : undefined;
  const immutable = get(options, 'immutable');
  if (!labels || !annotations || entries(options).some(field => !known.includes(keyOf(field)))) {
    return { refusal: 'the options of the generator cannot be read' };
  }
  const head = linesOf({
    apiVersion: 'v1',
    kind,
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    ...(type !== undefined && { type }),
    ...(immutable?.kind === 'scalar' && immutable.value === true && { immutable: true }),
  });
  const uri = `${builder.uri}/new.yaml`;
  let written = [...head, ''].join(isJsonLike(builder.document, builder.root) ? '\n' : newlineOf(builder.document));
  for (const [key, bytes] of values) {
    const document = new YamlDocument(written);
    const { root } = document;
    if (root?.kind !== 'map') return { refusal: `${key} cannot be written` };
    const manifest = { uri, document, root, apiVersion: 'v1', kind, name, namespace };
    const edit = insertedValue(manifest, { kind, name, field: fieldFor(kind, bytes), key }, bytes);
    if (!edit) return { refusal: `${key} cannot be written` };
    written = written.slice(0, edit.span.start) + edit.text + written.slice(edit.span.end);
  }
  return written;
}

function stringsIn(map: ReturnType<typeof get>): NewMap | undefined {
  const pairs = entries(map).map(({ key, value }) => [scalarText(key.text), text(value)] as const);
  const known = pairs.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return known.length === pairs.length ? Object.fromEntries(known) : undefined;
}

export function fieldFor(kind: Source['kind'], bytes: Uint8Array): 'data' | 'binaryData' {
  return kind === 'ConfigMap' && !isUtf8(bytes) ? 'binaryData' : 'data';
}
