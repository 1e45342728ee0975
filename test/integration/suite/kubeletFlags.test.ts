/** Whether flags of the kubelet in a unit file explain themselves, and become a configuration by a command. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateOn, open } from '../support/extension.js';
import { forgetChanges } from '../support/files.js';

const unit = 'kubelet/kubelet.service';

describe('flags of the kubelet', () => {
  before(() => activateOn('names/deployment.yaml'));
  afterEach(forgetChanges);

  it('explain themselves in a unit file', async () => {
    const { uri } = await open(unit);
    const place = new vscode.Position(1, 35);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, place);
    const texts = hovers.flatMap(({ contents }) =>
      contents.map(text => (typeof text === 'string' ? text : text.value)),
    );
    assert.match(texts.join('\n'), /\*\*--max-pods\*\* `int`/);
  });

  it('become a configuration, with what could not at its head', async () => {
    await open(unit);
    await vscode.commands.executeCommand('kubewright.convertKubeletFlags');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'yaml');
    const text = document.getText();
    assert.match(text, /^# 1 flag became a field\./);
    assert.match(text, /^# {3}--cadvisor-port=4194: .*\(removed in 1\.12\)$/m);
    assert.match(text, /\napiVersion: kubelet\.config\.k8s\.io\/v1beta1\nkind: KubeletConfiguration\nmaxPods: 50\n$/);
  });

  it('of the selection alone', async () => {
    const document = await open(unit);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const start = document.getText().indexOf('--node-ip');
    editor.selection = new vscode.Selection(document.positionAt(start), document.positionAt(start + 20));
    await vscode.commands.executeCommand('kubewright.convertKubeletFlags');
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^# No flag became a field\n/);
  });
});
