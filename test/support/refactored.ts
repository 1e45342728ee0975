/** What a refactoring leaves: every file of the workspace by its path, also those that it makes; those it deletes are gone. */
import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type CodeAction, CreateFile, DeleteFile, TextDocumentEdit, type TextEdit } from 'vscode-languageserver-types';
import { openAtCursor } from './check.js';

export type Files = Readonly<Record<string, string>>;

const root = 'file:///workspace/';

/** The titles of refactorings that are offered at the cursor. */
export function offered(fixture: string): readonly string[] {
  const { service, uri, position } = openAtCursor(fixture);
  return service.codeActions(uri, { start: position, end: position }, ['refactor']).map(({ title }) => title);
}

/** The files behind the change whose title begins with `begin`. `others` are files that are not manifests. */
export function refactored(
  fixture: string,
  begin: string,
  others: Readonly<Record<string, string | Buffer>> = {},
): Files {
  const { action, texts } = resolved(fixture, begin, others);
  assert.equal(action.disabled, undefined);
  const { changes = {}, documentChanges } = action.edit ?? {};
  const all = documentChanges ?? Object.entries(changes).map(([uri, edits]) => asDocumentEdit(uri, edits));
  for (const change of all) {
    if (CreateFile.is(change)) {
      assert.ok(!texts.has(change.uri), `${change.uri} is there already`);
      texts.set(change.uri, '');
    } else if (DeleteFile.is(change)) texts.delete(change.uri);
    else if (TextDocumentEdit.is(change)) {
      const { uri } = change.textDocument;
      const document = TextDocument.create(uri, 'yaml', 1, texts.get(uri) ?? assert.fail(`${uri} is not there`));
      texts.set(
        uri,
        TextDocument.applyEdits(
          document,
          change.edits.filter(edit => 'newText' in edit),
        ),
      );
    }
  }
  return Object.fromEntries([...texts].map(([uri, text]) => [decodeURIComponent(uri.slice(root.length)), text]));
}

/** Why it cannot be made. */
export function refusal(
  fixture: string,
  begin: string,
  others: Readonly<Record<string, string | Buffer>> = {},
): string | undefined {
  return resolved(fixture, begin, others).action.disabled?.reason;
}

function resolved(fixture: string, begin: string, others: Readonly<Record<string, string | Buffer>>) {
  const { fixture: read, service, uri, position } = openAtCursor(fixture);
  const actions = service.codeActions(uri, { start: position, end: position }, ['refactor']);
  const found = actions.filter(({ title }) => title.startsWith(begin));
  const titles = actions.map(({ title }) => title).join(' | ');
  assert.equal(found.length, 1, `${begin} in ${titles} for\n${fixture}`);
  const [unresolved] = found as [CodeAction];
  const contents = new Map(Object.entries(others).map(([path, text]) => [root + path, Buffer.from(text)]));
  const needed = service.filesNeeded(unresolved);
  const given = new Map([...contents].filter(([own]) => needed.includes(own)));
  const action = service.resolveCodeAction(unresolved, given);
  const known = [...contents].map(([own, bytes]) => [own, bytes.toString()] as const);
  const texts = new Map([...read.files.map(({ document }) => [document.uri, document.getText()] as const), ...known]);
  return { action, texts };
}

function asDocumentEdit(uri: string, edits: readonly TextEdit[]): TextDocumentEdit {
  return TextDocumentEdit.create({ uri, version: null }, [...edits]);
}

/** As a fixture has them. */
export function asFixture(files: Files): string {
  return Object.entries(files)
    .filter(([path]) => /\.ya?ml$/.test(path))
    .map(([path, text]) => `#- ${path}\n${text}`)
    .join('');
}
