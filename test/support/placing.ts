/** Puts a new ConfigMap or Secret into the text of a file, as an editor would have it done. */
import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { answerPlaceObject } from '../../server/src/createRequests.js';
import type { CreateObjectParams, CreatePlace, CreateSource, PlaceObjectResult } from '../../server/src/protocol.js';
import { createLanguageService } from '../../server/src/service.js';
import { schemas } from './check.js';

export const folder = 'file:///work/shop';

export function file(key: string, content: string | Uint8Array, uri?: string): CreateSource {
  return { from: 'file', key, base64: Buffer.from(content).toString('base64'), ...(uri && { uri }) };
}

export function literal(key: string, value: string): CreateSource {
  return { from: 'literal', key, value };
}

export function configMap(...sources: readonly CreateSource[]): CreateObjectParams {
  return { kind: 'ConfigMap', name: 'web', sources };
}

export function secret(...sources: readonly CreateSource[]): CreateObjectParams {
  return { kind: 'Secret', name: 'web', sources };
}

export function serve(files: Readonly<Record<string, string>>) {
  const service = createLanguageService(schemas, (code, error) => {
    throw new Error(`rule ${code} failed`, { cause: error });
  });
  for (const [name, text] of Object.entries(files)) service.openFile(`${folder}/${name}`, 1, text);
  return service;
}

export interface Placing {
  readonly text: string;
  readonly create: CreateObjectParams;
  readonly place: CreatePlace;
  readonly name?: string;
}

export function ask({ text, create, place, name = 'a.yaml' }: Placing): PlaceObjectResult {
  return answerPlaceObject(serve({ [name]: text }), { uri: `${folder}/${name}`, create, place });
}

/** The text of the file behind it. */
export function placed(placing: Placing): string {
  const result = ask(placing);
  assert.ok('edits' in result, 'error' in result ? result.error : '');
  const document = TextDocument.create('file:///a', 'yaml', 1, placing.text);
  return TextDocument.applyEdits(
    document,
    result.edits.map(({ range, newText }) => ({ range, newText })),
  );
}

export function refusal(placing: Placing): string {
  const result = ask(placing);
  assert.ok('error' in result, 'it is refused');
  return result.error;
}

/** The place marked by `|` in `text`. */
export function atMark(marked: string): Pick<Placing, 'text' | 'place'> {
  const at = marked.indexOf('‸');
  const before = marked.slice(0, at).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { text: marked.replace('‸', ''), place: { to: 'position', position } };
}

export const into = (replace: readonly string[] = [], nth?: number): CreatePlace => ({
  to: 'object',
  object: { name: 'web', ...(nth && { nth }) },
  replace,
});
export const inGenerator = (replace: readonly string[] = []): CreatePlace => ({ to: 'generator', replace });
