/** "Create ConfigMap…" and "Create Secret…": the questions in their order, and what the user began with. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { askConfirmation, askConflicts } from './askConfirmation.js';
import { askGiven, askName, askSelectionKey } from './askFirst.js';
import { askPlace, type Cursor } from './askPlace.js';
import { askType, secretSteps } from './askSecret.js';
import { askSources, type Selected } from './askSources.js';
import { type Draft, nameOf } from './draft.js';
import { dropProvider } from './dropFiles.js';
import { type Engine, engineOf } from './engine.js';
import { keepLasting, lastingOf } from './lasting.js';
import type { Preview } from './preview.js';
import { runSteps, type Step } from './steps.js';

export function createCommands(
  context: vscode.ExtensionContext,
  client: LanguageClient,
  preview: Preview,
): vscode.Disposable {
  const engine = engineOf(client);
  const begin = (kind: Draft['kind']) => (clicked?: vscode.Uri, selected?: vscode.Uri[]) =>
    run({ context, engine, preview, kind, given: givenOf(clicked, selected) });
  const fromSelection = (kind: Draft['kind']) => () => {
    const selection = selectionIn(vscode.window.activeTextEditor);
    if (selection) return run({ context, engine, preview, kind, given: [], only: selection });
    vscode.window.showErrorMessage('Nothing is selected in the editor');
    return undefined;
  };
  const fromFile = async (clicked?: vscode.Uri, selected?: vscode.Uri[]): Promise<void> => {
    const given = givenOf(clicked, selected);
    const uris = given.length > 0 ? given : await chooseFiles();
    if (uris.length > 0) await run({ context, engine, preview, kind: 'ConfigMap', given: uris });
  };
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand('kubewright.newConfigMap', begin('ConfigMap')),
    registerCommand('kubewright.newSecret', begin('Secret')),
    registerCommand('kubewright.newConfigMapFromSelection', fromSelection('ConfigMap')),
    registerCommand('kubewright.newSecretFromSelection', fromSelection('Secret')),
    registerCommand('kubewright.createConfigMap', fromFile),
    vscode.languages.registerDocumentDropEditProvider({ language: 'yaml' }, dropProvider(engine)),
  );
}

interface Beginning {
  readonly context: vscode.ExtensionContext;
  readonly engine: Engine;
  readonly preview: Preview;
  readonly kind: Draft['kind'];
  /** Selected in the explorer. */
  readonly given: readonly vscode.Uri[];
  /** Selected in the editor, and the reason for all this. */
  readonly only?: Selected;
}

async function run({ context, engine, preview, kind, given, only }: Beginning): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const { place, ...lasting } = lastingOf(context);
  const start: Draft = {
    ...lasting,
    kind,
    type: 'generic',
    given,
    sources: [],
    replace: [],
    form: 'kubectl',
    lineEnds: 'kept',
  };
  const id = preview.begin();
  const steps: readonly Step<Draft>[] = [
    ...(only ? [askSelectionKey(engine, only)] : [askType]),
    askGiven(engine),
    askSources(engine, only ? undefined : selectionIn(editor)),
    ...secretSteps(engine),
    askName(engine),
    askPlace(engine, cursorIn(editor), place),
    askConflicts(engine),
    askConfirmation(engine, preview, id),
  ];
  try {
    const done = await runSteps(`Create ${kind}`, steps, start);
    if (done) await keepLasting(context, done);
  } catch (error) {
    vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  } finally {
    await preview.end(id);
  }
}

function givenOf(clicked: vscode.Uri | undefined, selected: vscode.Uri[] | undefined): readonly vscode.Uri[] {
  if (selected?.length) return selected;
  return clicked ? [clicked] : [];
}

async function chooseFiles(): Promise<readonly vscode.Uri[]> {
  const uris = await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: 'Create ConfigMap',
    title: 'Files whose contents become the values of the ConfigMap',
  });
  return uris ?? [];
}

/** With several cursors, all that is selected, in lines of their own. */
function selectionIn(editor: vscode.TextEditor | undefined): Selected | undefined {
  if (!editor) return undefined;
  const { document, selections } = editor;
  const texts = selections.filter(({ isEmpty }) => !isEmpty).map(own => document.getText(own));
  return texts.length > 0 ? { name: nameOf(document.uri), text: texts.join('\n') } : undefined;
}

/** Not in what only shows something. */
function cursorIn(editor: vscode.TextEditor | undefined): Cursor | undefined {
  if (!editor) return undefined;
  const { document, selection } = editor;
  const isWritable = ['file', 'untitled', 'vscode-vfs'].includes(document.uri.scheme);
  return isWritable ? { uri: document.uri, position: selection.active } : undefined;
}
