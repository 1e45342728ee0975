/** Whether a key goes into a file and comes back, byte for byte, and whether a ConfigMap is mounted by a few keys. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activateOn, open, uriOf } from '../support/extension.js';
import { forgetChanges, removeFromDisk, writeOnDisk } from '../support/files.js';

const kustomization = 'moves/kustomization.yaml';
const config = 'moves/config.yaml';
const files: Readonly<Record<string, string>> = {
  [kustomization]: 'resources:\n  - config.yaml\n  - web.yaml\n',
  [config]:
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  color: blue\n  app.conf: |\n    x = 1\n    y\n',
  'moves/web.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.29\n',
};

describe('keys and files', () => {
  before(async () => {
    for (const [path, text] of Object.entries(files)) writeOnDisk(path, text);
    await activateOn(config);
  });
  afterEach(forgetChanges);
  after(() => removeFromDisk('moves'));

  it('a key goes into a file, exactly, and back', async () => {
    for (const path of [kustomization, config]) {
      const document = await vscode.workspace.openTextDocument(uriOf(path));
      await vscode.window.showTextDocument(document, { preview: false });
    }
    await make(config, 'app.conf', 'refactor.extract.file', [config, kustomization]);
    assert.equal(readFileSync(uriOf('moves/app.conf').fsPath, 'utf8'), 'x = 1\ny\n');
    assert.equal((await open(config)).getText(), files[config]?.replace(/ {2}app\.conf[\s\S]*/, ''));
    await vscode.workspace.saveAll();
    await make(kustomization, 'app.conf', 'refactor.inline.file', [config, kustomization]);
    assert.equal((await open(config)).getText(), files[config]);
    assert.equal((await open(kustomization)).getText(), files[kustomization]);
  });

  it('a ConfigMap is mounted in the workload that is chosen', async () => {
    const actions = await actionsAt(config, 'web');
    const mount = actions.find(({ title }) => title === 'Mount ConfigMap web in…');
    const { command = '', arguments: args = [] } = mount?.command ?? {};
    assert.equal(command, 'kubewright.mountInWorkload');
    await picking(['Pod web', 'All keys as environment variables'], () =>
      vscode.commands.executeCommand(command, ...args),
    );
    const text = vscode.window.activeTextEditor?.document.getText();
    assert.equal(text, `${files['moves/web.yaml']}      envFrom:\n        - configMapRef:\n            name: web\n`);
  });
});

/** Runs `run`, in which the choices are taken that `labels` name. */
async function picking(labels: readonly string[], run: () => Thenable<unknown>): Promise<void> {
  const window = vscode.window as unknown as { showQuickPick: unknown };
  const { showQuickPick } = window;
  window.showQuickPick = async (items: readonly vscode.QuickPickItem[]) =>
    items.find(({ label }) => labels.includes(label));
  try {
    await run();
  } finally {
    window.showQuickPick = showQuickPick;
  }
}

/** The actions where `word` is. */
async function actionsAt(path: string, word: string): Promise<readonly vscode.CodeAction[]> {
  const document = await open(path);
  const at = document.positionAt(document.getText().indexOf(word) + 1);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(at, at),
    vscode.CodeActionKind.Refactor.value,
  );
}

/** As the light bulb does it; until every one of `changed` is another. */
async function make(path: string, word: string, kind: string, changed: readonly string[]): Promise<void> {
  const all = changed.map(own => textChange(uriOf(own)));
  const document = await vscode.workspace.openTextDocument(uriOf(path));
  const editor = await vscode.window.showTextDocument(document);
  const at = document.positionAt(document.getText().indexOf(word) + 1);
  editor.selection = new vscode.Selection(at, at);
  await vscode.commands.executeCommand('editor.action.codeAction', { kind, apply: 'first' });
  await Promise.all(all);
}

function textChange(uri: vscode.Uri): Promise<void> {
  return new Promise(resolve => {
    const changes = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.toString() !== uri.toString()) return;
      changes.dispose();
      resolve();
    });
  });
}
