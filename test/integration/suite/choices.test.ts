/** Whether what a person or a project chooses takes effect at once, and is taken back as fast. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateOn, diagnosticOf, open, seeNone, uriOf } from '../support/extension.js';
import { forgetChanges, removeFromDisk, writeOnDisk } from '../support/files.js';
import { withSettings } from '../support/settings.js';

const deployment = 'names/deployment.yaml';
const config = 'names/.kubewright.yaml';
const code = 'reference/missing-key';
const turnedOff = `rules:\n  ${code}: "off"\n`;

describe('choices', () => {
  beforeEach(() => activateOn(deployment));
  afterEach(async () => {
    await forgetChanges();
    for (const path of [config, 'choices']) removeFromDisk(path);
  });

  it('of the strict profile switch best practice on', async () => {
    const document = await open(deployment);
    const opinion = 'probe/missing-readiness';
    await diagnosticOf(document, code);
    await seeNone(document, opinion);
    await withSettings({ 'kubewright.profile': 'strict' }, async () => {
      await diagnosticOf(document, opinion);
    });
    await seeNone(document, opinion);
  });

  it('of a project come and go with its file', async () => {
    const document = await open(deployment);
    await diagnosticOf(document, code);
    writeOnDisk(config, turnedOff);
    await seeNone(document, code);
    removeFromDisk(config);
    await diagnosticOf(document, code);
  });

  it('of a project take effect while they are typed', async () => {
    writeOnDisk(config, 'rules: {}\n');
    const document = await open(deployment);
    await diagnosticOf(document, code);
    const choices = await vscode.workspace.openTextDocument(uriOf(config));
    await vscode.window.showTextDocument(choices, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
    const typed = new vscode.WorkspaceEdit();
    typed.replace(choices.uri, new vscode.Range(0, 0, 1, 0), turnedOff);
    assert.ok(await vscode.workspace.applyEdit(typed));
    await seeNone(document, code);
    assert.ok(choices.isDirty);
  });

  it('are completed in .kubewright.yaml', async () => {
    const path = 'choices/.kubewright.yaml';
    writeOnDisk(path, 'profile: \n');
    const { uri } = await open(path);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      new vscode.Position(0, 'profile: '.length),
    );
    assert.deepEqual(items.map(({ label }) => (typeof label === 'string' ? label : label.label)).sort(), [
      'essential',
      'recommended',
      'strict',
    ]);
  });
});
