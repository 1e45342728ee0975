/** What creating a draft would do: the text of a file as it would be, and the way to make it so. */
import * as vscode from 'vscode';
import type { CreatePlace, CreateWarning, ValueEdit } from '../../../../server/src/protocol.js';
import { openManifest } from '../../values/manifestDocument.js';
import { type Draft, nameOf, type Place, paramsOf } from './draft.js';
import type { Engine } from './engine.js';
import { exists, writeWhole } from './files.js';
import type { Shown } from './preview.js';

export interface Plan {
  /** `Write web.configmap.yaml` */
  readonly title: string;
  readonly shown: Shown;
  readonly warnings: readonly CreateWarning[];
  readonly canTrim: boolean;
  /** Keys that have another value where the object goes. */
  readonly conflicts: readonly string[];
  /** Shows what came of it; `stale` when the file was changed since: nothing was done. */
  carryOut(): Promise<'done' | 'stale' | 'left'>;
}

export async function planOf(engine: Engine, draft: Draft): Promise<Plan> {
  const { place } = draft;
  if (!place) throw new Error('there is no place for it');
  const made = await engine.create(paramsOf(draft));
  if ('error' in made) throw new Error(made.error);
  const { text, warnings, canTrim = false } = made;
  const common = { warnings, canTrim, conflicts: [] };
  if (place.to === 'file') return { ...common, ...(await newFile(place.uri, text)) };
  if (place.to === 'editor') return { ...common, ...newEditor(draft, text) };
  const document = await vscode.workspace.openTextDocument(place.uri);
  if (place.to === 'cursor' && document.languageId !== 'yaml') {
    return { ...common, ...changing(document, [inserted(document, place.position, text)]) };
  }
  const there = await placed(engine, draft, place);
  return { ...common, ...there, warnings: [...warnings, ...there.warnings] };
}

export type Outcome = Pick<Plan, 'title' | 'shown' | 'carryOut'>;

async function newFile(uri: vscode.Uri, text: string): Promise<Outcome> {
  const isThere = await exists(uri);
  const fileName = nameOf(uri);
  return {
    title: isThere ? `Replace ${fileName}` : `Write ${fileName}`,
    shown: { fileName, text, before: isThere ? uri : undefined },
    carryOut: async () => {
      if (await exists(uri)) {
        const answer = await vscode.window.showWarningMessage(
          `${fileName} exists. Replace it?`,
          { modal: true, detail: 'Its contents will be lost.' },
          'Replace',
        );
        if (answer !== 'Replace') return 'left';
        await writeWhole(uri, text, 'the old one');
      } else await writeWhole(uri, text, 'nothing');
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
      return 'done';
    },
  };
}

function newEditor({ kind, name = '' }: Draft, text: string): Outcome {
  return {
    title: 'Show in a new editor',
    shown: { fileName: `${name}.${kind.toLowerCase()}.yaml`, text },
    carryOut: async () => {
      const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: text });
      await vscode.window.showTextDocument(document, { preview: false });
      return 'done';
    },
  };
}

/** In a file that is no YAML the text is indented as its line is. */
function inserted(document: vscode.TextDocument, position: vscode.Position, text: string): vscode.TextEdit {
  const margin = /^\s*/.exec(document.lineAt(position.line).text.slice(0, position.character))?.[0] ?? '';
  const lines = text.replace(/\n$/, '').replace(/\n(?=.)/g, `\n${margin}`);
  return vscode.TextEdit.insert(position, lines);
}

type Within = Exclude<Place, { readonly to: 'file' | 'editor' }>;

async function placed(
  engine: Engine,
  draft: Draft,
  place: Within,
): Promise<Outcome & Pick<Plan, 'conflicts' | 'warnings'>> {
  const document = await openManifest(place.uri.toString());
  const result = await engine.place(document.uri.toString(), paramsOf(draft), asked(place, draft.replace));
  if ('error' in result) throw new Error(result.error);
  const { conflicts, warnings = [] } = result;
  return { conflicts, warnings, ...changing(document, editsOf(result), result.version) };
}

function asked(place: Within, replace: readonly string[]): CreatePlace {
  switch (place.to) {
    case 'end':
      return { to: 'end' };
    case 'cursor':
      return { to: 'position', position: { line: place.position.line, character: place.position.character } };
    case 'object':
      return { to: 'object', object: place.object, replace };
    case 'generator':
      return { to: 'generator', replace };
  }
}

export function editsOf({ edits }: { readonly edits: readonly ValueEdit[] }): readonly vscode.TextEdit[] {
  return edits.map(({ range: { start, end }, newText }) =>
    vscode.TextEdit.replace(new vscode.Range(start.line, start.character, end.line, end.character), newText),
  );
}

/** Edits of a document that is open, as long as it is of that version. */
export function changing(
  document: vscode.TextDocument,
  edits: readonly vscode.TextEdit[],
  version = document.version,
): Outcome {
  const fileName = nameOf(document.uri);
  return {
    title: edits.length > 0 ? `Change ${fileName}` : `Leave ${fileName} as it is`,
    shown: { fileName, text: textWith(document, edits), before: document.uri },
    carryOut: async () => {
      if (document.version !== version || document.isClosed) return 'stale';
      if (edits.length > 0) await change(document, edits);
      const editor = await vscode.window.showTextDocument(document, { preview: false });
      const [first] = edits.map(({ range }) => range.start).sort((a, b) => a.compareTo(b));
      if (first) goTo(editor, first);
      return 'done';
    },
  };
}

function goTo(editor: vscode.TextEditor, place: vscode.Position): void {
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** As one step that can be undone. What was not saved before is not ours to save. */
async function change(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): Promise<void> {
  const wasDirty = document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [...edits]);
  const fileName = nameOf(document.uri);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${fileName} cannot be changed`);
  if (wasDirty || document.isUntitled || (await document.save())) return;
  throw new Error(`${fileName} could not be saved: the change is in its editor only`);
}

function textWith(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  const backwards = [...edits].sort((a, b) => b.range.start.compareTo(a.range.start));
  return backwards.reduce(
    (text, { range, newText }) =>
      text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end)),
    document.getText(),
  );
}
