/** What differs from the last commit, as VS Code's own git extension tells of it. Needs the program git. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { activateOn, diagnosticOf, open, seeNone, uriOf } from '../support/extension.js';
import { forgetChanges, removeFromDisk, writeOnDisk } from '../support/files.js';
import { rangeOf } from '../support/places.js';
import { withSettings } from '../support/settings.js';

const code = 'data/immutable-changed';
const path = 'versioned/config.yaml';
const text = `apiVersion: v1
kind: ConfigMap
metadata:
  name: versioned
immutable: true
data:
  log-level: info
`;

describe('an immutable ConfigMap that is in a commit', () => {
  before(function () {
    writeOnDisk(path, text);
    // It is counted as pending then, and not as passed.
    if (!tryGit('init', '--quiet')) this.skip();
    commit();
  });
  afterEach(forgetChanges);
  after(() => removeFromDisk('versioned'));

  it('must not change; the committed value can be put back, and the next commit counts', () =>
    withSettings({ 'git.enabled': true }, async () => {
      await activateOn(path);
      await vscode.commands.executeCommand('git.openRepository', uriOf('versioned').fsPath);
      const document = await open(path);
      await change(document, 'info', 'debug');
      const { range } = await diagnosticOf(document, code);
      assert.equal(document.getText(range), 'log-level');
      await putBack(document, range);
      await seeNone(document, code);
      assert.equal(document.getText(), text);
      await change(document, 'info', 'trace');
      await diagnosticOf(document, code);
      await document.save();
      commit();
      await vscode.commands.executeCommand('git.refresh', uriOf('versioned'));
      await seeNone(document, code);
    }));
});

async function change(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, from), to);
  await vscode.workspace.applyEdit(edit);
}

async function putBack({ uri }: vscode.TextDocument, range: vscode.Range): Promise<void> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    'quickfix',
  );
  const action = actions.find(({ title }) => title === 'Put the committed log-level back');
  assert.ok(action?.edit, 'the fix is offered');
  await vscode.workspace.applyEdit(action.edit);
}

function commit(): void {
  git('add', '--all');
  git('-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'change');
}

function tryGit(...args: readonly string[]): boolean {
  try {
    git(...args);
    return true;
  } catch (error) {
    console.log(`git cannot be run, so nothing is tested with it: ${error}`);
    return false;
  }
}

function git(...args: readonly string[]): void {
  execFileSync('git', ['-c', 'commit.gpgsign=false', ...args], { cwd: uriOf('versioned').fsPath });
}
