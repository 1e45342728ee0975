/** The only test code that calls the service. The tests themselves are text in, text out. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type CodeAction,
  type Diagnostic,
  DiagnosticSeverity,
  MarkupContent,
  type Position,
  type Range,
  TextDocumentEdit,
  type TextEdit,
} from 'vscode-languageserver-types';
import { loadSchemas } from '../../server/src/schema/load.js';
import { createLanguageService, type LanguageService } from '../../server/src/service.js';
import { dedent, type Fixture, type FixtureFile, type Mark, readFixture, writeFixture } from './fixture.js';

/** The repository, as seen from the compiled tests in out/. */
export const repository = join(__dirname, '../../..');

type Filter = (code: string) => boolean;
const everything: Filter = () => true;

/** `fixture` with the diagnostics that the server really reports drawn into it. */
export function drawDiagnostics(fixture: string, only: Filter = everything): string {
  const opened = open(fixture);
  return writeFixture(opened.fixture, ({ document }) =>
    diagnosticsOf(opened.service, document.uri, only).map(diagnostic => markOf(document, diagnostic)),
  );
}

/** Asserts that the diagnostics of `fixture` are exactly those drawn in it. */
export function checkDiagnostics(fixture: string, only?: Filter): void {
  assert.equal(drawDiagnostics(fixture, only), dedent(fixture));
}

/** `fixture` without its markers, after the first quick fix of each finding; `undefined` when nothing offers one. */
export function applyFixes(fixture: string, only: Filter = everything): string | undefined {
  const opened = open(fixture);
  const actions = opened.fixture.files.flatMap(({ document: { uri } }) =>
    diagnosticsOf(opened.service, uri, only).flatMap(diagnostic => {
      const offered = opened.service
        .codeActions(uri, diagnostic.range, ['quickfix'])
        .filter(action => isFix(action) && fixesIt(action, diagnostic));
      // What loses something is never preferred, yet it may be all there is.
      return offered.find(({ isPreferred }) => isPreferred) ?? offered[0] ?? [];
    }),
  );
  const changes = changesOf(actions);
  return changes.size > 0 ? textOf(opened.fixture, withoutClashes(opened.fixture, changes)) : undefined;
}

/** The codes of all findings in `fixture`, in order of the alphabet. */
export function codesIn(fixture: string): readonly string[] {
  const { fixture: read, service } = open(fixture);
  return read.files.flatMap(({ document }) => service.diagnostics(document.uri).map(({ code }) => String(code))).sort();
}

/**
 * Asserts of every quick fix of every finding: made alone, it mends this finding, and no new one comes.
 * Returns how many there were, so that a test can see that it tested something.
 */
export function checkFixes(fixture: string, only: Filter): number {
  const { fixture: read, service } = open(fixture);
  const fixes = read.files.flatMap(({ document }) =>
    diagnosticsOf(service, document.uri, only).flatMap(diagnostic =>
      service
        .codeActions(document.uri, diagnostic.range, ['quickfix'])
        .filter(action => isFix(action) && fixesIt(action, diagnostic))
        .map(action => ({ document, diagnostic, action })),
    ),
  );
  for (const { document, diagnostic, action } of fixes) {
    const before = allDiagnosticsOf(service, read.files);
    const changes = changesOf([action]);
    for (const file of changedFiles(read, changes)) service.openFile(file.uri, 2, file.text);
    const after = allDiagnosticsOf(service, [...read.files, ...createdFiles(read, changes)]);
    for (const { uri } of createdFiles(read, changes).map(file => file.document)) service.closeFile(uri);
    for (const file of read.files) service.openFile(file.document.uri, 3, file.document.getText());
    const what = `${action.title}, for ${diagnostic.message} in ${document.uri}\n${textOf(read, changes)}`;
    const counts = countOf(before);
    for (const [code, count] of countOf(after)) assert.ok(count <= (counts.get(code) ?? 0), `new ${code}: ${what}`);
    assert.ok(after.length < before.length, `not mended: ${what}`);
  }
  return fixes.length;
}

function countOf(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of diagnostics) counts.set(String(code), (counts.get(String(code)) ?? 0) + 1);
  return counts;
}

/** `fixture` without its markers, after the action that is offered at the cursor (or anywhere) under `title`. */
export function applyAction(fixture: string, title: string, only?: string[]): string {
  const { actions, opened } = actionsIn(fixture, only);
  const action = actions.find(candidate => candidate.title === title);
  if (!action) assert.fail(`no action "${title}", only: ${actions.map(a => a.title).join(', ')}`);
  return textOf(opened.fixture, changesOf([action]));
}

/** The same for a source action, which is asked for by its kind and never appears in the light bulb by itself. */
export function applySourceAction(fixture: string, kind: string): string | undefined {
  const { actions, opened } = actionsIn(fixture, [kind]);
  if (actions.length > 1) assert.fail(`several actions of kind ${kind}`);
  return actions[0] && textOf(opened.fixture, changesOf(actions));
}

/** The titles that the light bulb shows at the cursor, or over all of the first file. */
export function actionTitles(fixture: string): string[] {
  return actionsIn(fixture, undefined).actions.map(action => action.title);
}

/** The title of the fix that an editor makes by itself at the cursor. */
export function preferredTitle(fixture: string): string | undefined {
  return actionsIn(fixture, undefined).actions.find(action => action.isPreferred)?.title;
}

/** Asserts that completing at the cursor proposes exactly `labels`. */
export function checkCompletion(fixture: string, labels: readonly string[]): void {
  const { service, uri, position } = openAtCursor(fixture);
  assert.deepEqual(
    service.completion(uri, position).map(item => item.label),
    labels,
  );
}

/** Asserts that the hover at the cursor is `markdown`. */
export function checkHover(fixture: string, markdown: string): void {
  const { service, uri, position } = openAtCursor(fixture);
  const contents = service.hover(uri, position)?.contents;
  assert.equal(MarkupContent.is(contents) ? contents.value : contents, dedent(markdown).trimEnd());
}

export interface Opened {
  readonly fixture: Fixture;
  readonly service: LanguageService;
}

/** A service that has the files of `source` open. A rule that throws fails the test. */
export function open(source: string): Opened {
  const fixture = readFixture(source);
  const service = createLanguageService(schemas, (code, error) => {
    throw new Error(`rule ${code} failed`, { cause: error });
  });
  service.configure(fixture.settings);
  for (const { document } of fixture.files) service.openFile(document.uri, document.version, document.getText());
  for (const { uri, text } of fixture.committed) service.setCommitted(uri, text);
  lookAround(service, fixture);
  return { fixture, service };
}

/** Where the fixture does not say that its files are all there is, nobody has looked. */
function lookAround(service: LanguageService, { files, isWhole }: Fixture): void {
  if (!isWhole) return;
  const uris = files.map(({ document }) => document.uri);
  const isFolder = (place: string) => uris.some(uri => uri.startsWith(`${place}/`));
  for (const uri of uris) {
    for (let wanted = service.placesToLookAt(uri); wanted.length > 0; wanted = service.placesToLookAt(uri)) {
      for (const place of wanted) service.know(place, { kind: isFolder(place) ? 'folder' : 'none' });
    }
  }
}

/** The same, and the place that `<|>` marks. */
export function openAtCursor(source: string): Opened & { uri: string; position: Position; document: TextDocument } {
  const { fixture, service } = open(source);
  for (const { document, cursor } of fixture.files) {
    if (cursor === undefined) continue;
    return { fixture, service, document, uri: document.uri, position: document.positionAt(cursor) };
  }
  throw new Error('the fixture has no <|>');
}

export const schemas = loadSchemas(join(repository, 'dist/schemas'));

function actionsIn(source: string, only: string[] | undefined): { actions: CodeAction[]; opened: Opened } {
  const opened = open(source);
  const { files } = opened.fixture;
  const file = files.find(({ cursor }) => cursor !== undefined) ?? files[0];
  if (!file) throw new Error('the fixture has no file');
  const actions = opened.service.codeActions(file.document.uri, selectionOf(file), only);
  return { actions: actions.map(action => opened.service.resolveCodeAction(action)), opened };
}

function selectionOf({ document, cursor }: FixtureFile): Range {
  const [start, end] = cursor === undefined ? [0, document.getText().length] : [cursor, cursor];
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

function diagnosticsOf(service: LanguageService, uri: string, only: Filter): Diagnostic[] {
  return service.diagnostics(uri).filter(({ code }) => only(String(code)));
}

function fixesIt(action: CodeAction, { code, message }: Diagnostic): boolean {
  return action.diagnostics?.some(other => other.code === code && other.message === message) === true;
}

/** Silencing a finding mends nothing. */
function isFix({ title }: CodeAction): boolean {
  return !title.startsWith('Ignore ');
}

type Changes = ReadonlyMap<string, readonly TextEdit[]>;

/** The edits of all files, those of new files as well. */
function changesOf(actions: readonly CodeAction[]): Changes {
  const all = new Map<string, readonly TextEdit[]>();
  for (const { edit } of actions) {
    const documents = (edit?.documentChanges ?? []).filter(change => TextDocumentEdit.is(change));
    const listed = documents.map(({ textDocument, edits }) => [textDocument.uri, edits.filter(isPlain)] as const);
    for (const [uri, edits] of [...Object.entries(edit?.changes ?? {}), ...listed]) {
      all.set(uri, [...(all.get(uri) ?? []), ...edits]);
    }
  }
  return new Map([...all].filter(([, edits]) => edits.length > 0));
}

function isPlain(edit: TextDocumentEdit['edits'][number]): edit is TextEdit {
  return 'newText' in edit;
}

/** Files that the changes make: they write all of their text. */
function createdFiles({ files }: Fixture, changes: Changes): readonly FixtureFile[] {
  const known = new Set(files.map(({ document }) => document.uri));
  return [...changes]
    .filter(([uri]) => !known.has(uri))
    .map(([uri]) => ({ document: TextDocument.create(uri, 'yaml', 1, ''), cursor: undefined }));
}

function changedFiles(fixture: Fixture, changes: Changes): readonly { readonly uri: string; readonly text: string }[] {
  return [...fixture.files, ...createdFiles(fixture, changes)].map(({ document }) => {
    const edits = changes.get(document.uri) ?? [];
    return { uri: document.uri, text: TextDocument.applyEdits(document, [...edits]) };
  });
}

function withoutClashes({ files }: Fixture, changes: Changes): Changes {
  const documents = new Map(files.map(({ document }) => [document.uri, document]));
  return new Map(
    [...changes].map(([uri, edits]) => {
      const document = documents.get(uri);
      return [uri, document ? withoutOverlaps(document, edits) : edits];
    }),
  );
}

function allDiagnosticsOf(service: LanguageService, files: readonly FixtureFile[]): readonly Diagnostic[] {
  return files.flatMap(({ document }) => service.diagnostics(document.uri));
}

/** Two findings may have the same fix, or fixes that cannot be made at once: the first one counts, as in editors. */
function withoutOverlaps(document: TextDocument, edits: readonly TextEdit[]): readonly TextEdit[] {
  const taken: { start: number; end: number; text: string }[] = [];
  return edits.filter(({ range, newText: text }) => {
    const start = document.offsetAt(range.start);
    const end = document.offsetAt(range.end);
    const clashes = taken.some(
      other =>
        (other.start < end && start < other.end) || (other.start === start && other.end === end && other.text === text),
    );
    if (!clashes) taken.push({ start, end, text });
    return !clashes;
  });
}

/** Several files have their paths above them, as in a fixture. */
function textOf(fixture: Fixture, changes: Changes): string {
  const files = changedFiles(fixture, changes);
  const pathOf = (uri: string) => decodeURIComponent(uri).replace('file:///workspace/', '');
  const isOne = files.length === 1 && fixture.committed.length === 0;
  return fixture.head + files.map(({ uri, text }) => (isOne ? text : `#- ${pathOf(uri)}\n${text}`)).join('');
}

const severityName: Readonly<Record<DiagnosticSeverity, string>> = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'information',
  [DiagnosticSeverity.Hint]: 'hint',
};

function markOf(document: TextDocument, diagnostic: Diagnostic): Mark {
  const { range, severity = DiagnosticSeverity.Error, code, message } = diagnostic;
  return {
    span: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
    label: `${severityName[severity]} ${code}: ${message}`,
  };
}
