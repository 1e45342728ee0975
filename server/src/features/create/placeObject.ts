/** The edits that put a new ConfigMap or Secret where the user wants it. Each way of doing so has a file of its own. */
import type { Position } from 'vscode-languageserver-types';
import { isSecret } from '../../model/configData.js';
import { isKustomizationFile } from '../../model/manifest.js';
import type { CreatePlace, PlaceObjectResult } from '../../protocol.js';
import { apply, type Edit } from '../../syntax/edit.js';
import { type Part, readFile, type YamlFile } from '../../syntax/file.js';
import { difference } from '../../syntax/inSteps.js';
import { entry } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { placeOf, toFileEdits } from '../range.js';
import { type Holder, holderOf, holdersIn } from '../values/valueTarget.js';
import { addAtEnd, addAtPosition, type Refused } from './addDocument.js';
import { addToGenerator } from './addToGenerator.js';
import { endedForKustomize } from './endedForKustomize.js';
import type { MadeObject } from './madeObject.js';
import { type Merged, mergeInto, type NotMerged } from './mergeInto.js';

/** What is to be changed, in offsets of the file, or why it cannot be. */
type Placed = Merged | Refused;

export function placeObject(
  index: WorkspaceIndex,
  file: YamlFile,
  made: MadeObject,
  place: CreatePlace,
): PlaceObjectResult {
  const result = placedKeepingTheEnd(index, file, made, place);
  if ('error' in result) return result;
  return { ...result, edits: toFileEdits(file, result.edits), version: file.version };
}

/** To kustomize a text at the end of a file changes when the file goes on: it is written otherwise first. */
function placedKeepingTheEnd(index: WorkspaceIndex, file: YamlFile, made: MadeObject, place: CreatePlace): Placed {
  const result = placed(index, file, made, place);
  const isKustomized = isKustomizationFile(file.uri) || index.listing(file.uri).length > 0;
  const last = file.parts.at(-1);
  if ('error' in result || !isKustomized || !last) return result;
  const ended = endedForKustomize(last.document);
  if (!ended || result.edits.every(({ span }) => span.end < file.text.length)) return result;
  const text = apply(file.text, [moved(ended, last.start)]);
  const again = placed(index, readFile(file.uri, file.version, text, file), made, place);
  return 'error' in again ? again : { ...again, edits: [difference(file.text, apply(text, again.edits))] };
}

function placed(index: WorkspaceIndex, file: YamlFile, made: MadeObject, place: CreatePlace): Placed {
  switch (place.to) {
    case 'end':
      return added(addAtEnd(file, made.text));
    case 'position':
      return added(addAtPosition(index, file, place.position, made.text));
    case 'object': {
      const target = { ...place.object, kind: made.kind, field: 'data', key: '' } as const;
      const holder = holderOf(holdersIn(index, file), target);
      return holder ? merged(holder, made, place.replace) : { error: `there is no ${made.kind} ${place.object.name}` };
    }
    case 'data': {
      const holder = holderAt(index, file, place.position);
      return holder ? merged(holder, made, []) : { error: 'here are no values of a ConfigMap or Secret' };
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

function added(edit: Edit | Refused): Placed {
  return 'error' in edit ? edit : { edits: [edit], conflicts: [] };
}

function merged({ part, manifest }: Holder, made: MadeObject, replace: readonly string[]): Placed {
  return inFile(part, mergeInto(manifest, made.values, new Set(replace), made.form));
}

function generated(file: YamlFile, made: MadeObject, replace: readonly string[]): Placed {
  const [part, ...others] = file.parts;
  if (!part || others.length > 0) return { error: 'the kustomization has several documents' };
  return inFile(part, addToGenerator(file.uri, part.document, made, new Set(replace)));
}

function inFile({ start }: Part, result: Merged | NotMerged): Placed {
  return 'error' in result ? result : { ...result, edits: result.edits.map(edit => moved(edit, start)) };
}

function moved({ span, text }: Edit, by: number): Edit {
  return { span: { start: span.start + by, end: span.end + by }, text };
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
