/** Whether the code of a problem leads to the page of its rule, inside the editor. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateOn, diagnosticsOf, open } from '../support/extension.js';

const page = 'kubewright-rule:/probe/success-threshold.md';

describe('the page of a rule', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is where the code of a problem leads', async () => {
    await activateOn('probe.yaml');
    const [diagnostic] = await diagnosticsOf(await open('probe.yaml'), found => found.length > 0);
    const code = diagnostic?.code;
    assert.ok(typeof code === 'object');
    assert.deepEqual(
      { value: code.value, target: code.target.toString() },
      { value: 'probe/success-threshold', target: page },
    );
  });

  it('opens as a Markdown preview', async () => {
    await activateOn('probe.yaml');
    await vscode.commands.executeCommand('kubewright.explainRule', 'probe/success-threshold');
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.equal(input.viewType, 'vscode.markdown.preview.editor');
    assert.equal(input.uri.toString(), page);
  });

  it('renders, with the example and the way to the settings', async () => {
    await activateOn('probe.yaml');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(page));
    const html = await vscode.commands.executeCommand<string>('markdown.api.render', document);
    assert.match(html, /<h1[^>]*>probe\/success-threshold<\/h1>/);
    assert.match(html, /<h2[^>]*>Settings<\/h2>/);
    assert.match(html, /<a href="https:\/\/kubernetes\.io\//);
    assert.match(html, /successThreshold/);
  });

  it('says so when there is no such rule', async () => {
    await activateOn('probe.yaml');
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('kubewright-rule:/probe/no-such-rule.md'),
    );
    assert.match(document.getText(), /There is no rule of this name/);
  });
});
