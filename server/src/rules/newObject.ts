/** Writing an object that is not there yet: behind the document that needs it, or as the text of a file. */
import { type Edit, newlineOf } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import { blockLines, isJsonLike, type NewMap } from '../syntax/insert.js';

export function linesOf(object: NewMap): readonly string[] {
  return Object.entries(object).flatMap(([key, value]) => blockLines({ key, value }, '  '));
}

/** At the end of the document's text, as a document of its own. */
export function appendObject(document: YamlDocument, object: NewMap): Edit {
  const { text } = document;
  const newline = newlineOf(document);
  const isJson = isJsonLike(document, undefined);
  // One JSON object may follow another without a line between them.
  const separator = isJson && text.trimEnd().endsWith('}') ? [] : ['---'];
  const lines = isJson ? JSON.stringify(object, undefined, 2).split('\n') : linesOf(object);
  const added = [...separator, ...lines, ''].join(newline);
  const at = { start: text.length, end: text.length };
  return { span: at, text: text.endsWith('\n') ? added : newline + added };
}
