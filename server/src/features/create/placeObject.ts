/** The edits that put a new ConfigMap or Secret where the user wants it. Each way of doing so has a file of its own. */
import type { Position } from 'vscode-languageserver-types';
import { isSecret } from '../../model/configData.js';
import type { CreatePlace, PlaceObjectResult } from '../../protocol.js';
import type { Edit } from '../../syntax/edit.js';
import type { Part, YamlFile } from '../../syntax/file.js';
import { entry } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { placeOf, toFileEdits, toTextEdits } from '../range.js';
import { type Holder, holderOf, holdersIn } from '../values/valueTarget.js';
import { addAtEnd, addAtPosition, type Refused } from './addDocument.js';
import { addToGenerator } from './addToGenerator.js';
import type { MadeObject } from './madeObject.js';
import { type Merged, mergeInto, type NotMerged } from './mergeInto.js';

export function placeObject(
  index: WorkspaceIndex,
  file: YamlFile,
  made: MadeObject,
  place: CreatePlace,
): PlaceObjectResult {
  switch (place.to) {
    case 'end':
      return added(file, addAtEnd(file, made.text));
    case 'position':
      return added(file, addAtPosition(index, file, place.position, made.text));
    case 'object': {
      const target = { ...place.object, kind: made.kind, field: 'data', key: '' } as const;
      const holder = holderOf(holdersIn(index, file), target);
      return holder
        ? merged(file, holder, made, place.replace)
        : { error: `there is no ${made.kind} ${place.object.name}` };
    }
    case 'data': {
      const holder = holderAt(index, file, place.position);
      return holder ? merged(file, holder, made, []) : { error: 'here are no values of a ConfigMap or Secret' };
    }
    case 'generator':
      return generated(file, made, place.replace);
  }
}

/** Of the object whose values are there. */
export function dataKindAt(
  index: WorkspaceIndex,
  file: YamlFile,
  position: Position,
): 'ConfigMap' | 'Secret' | undefined {
  const holder = holderAt(index, file, position);
  return holder && (isSecret(holder.manifest) ? 'Secret' : 'ConfigMap');
}

function added(file: YamlFile, edit: Edit | Refused): PlaceObjectResult {
  if ('error' in edit) return edit;
  return { edits: toFileEdits(file, [edit]), version: file.version, conflicts: [] };
}

function merged(
  file: YamlFile,
  { part, manifest }: Holder,
  made: MadeObject,
  replace: readonly string[],
): PlaceObjectResult {
  return answer(file, part, mergeInto(manifest, made.values, new Set(replace), made.form));
}

function generated(file: YamlFile, made: MadeObject, replace: readonly string[]): PlaceObjectResult {
  const [part, ...others] = file.parts;
  if (!part || others.length > 0) return { error: 'the kustomization has several documents' };
  return answer(file, part, addToGenerator(file.uri, part.document, made, new Set(replace)));
}

function answer(file: YamlFile, part: Part, result: Merged | NotMerged): PlaceObjectResult {
  if ('error' in result) return result;
  return { edits: toTextEdits(part, result.edits), version: file.version, conflicts: result.conflicts };
}

/** The object in the lines of whose values `position` is. */
function holderAt(index: WorkspaceIndex, file: YamlFile, position: Position): Holder | undefined {
  const { part, offset } = placeOf(file, position);
  const { text } = part.document;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset);
  return holdersIn(index, file).find(({ part: own, manifest }) => {
    const fields = ['data', 'binaryData', 'stringData'].flatMap(field => entry(manifest.root, field) ?? []);
    const isHere = fields.some(({ key, span }) => key.span.start <= lineEnd && lineStart <= span.end);
    return own === part && isHere;
  });
}
