/** Whether kustomizations follow the files that they name, and are made and added to by commands. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activateOn, diagnosticOf, open, uriOf } from '../support/extension.js';
import { forgetChanges, removeFromDisk } from '../support/files.js';

const base = 'kustomized/base/kustomization.yaml';
const overlay = 'kustomized/overlay/kustomization.yaml';

describe('a kustomization', () => {
  before(async () => {
    await activateOn('names/deployment.yaml');
    // Nothing is called missing before all files have been read.
    await diagnosticOf(await open('names/deployment.yaml'), 'reference/missing-key');
  });
  afterEach(forgetChanges);

  it('tells who builds it', async () => {
    const { uri } = await open(base);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['built by overlay'],
    );
  });

  it('follows a file that gets another name, and comments stay', async () => {
    await rename('kustomized/base/web.yaml', 'kustomized/base/site.yaml');
    assert.equal(await textOf(base), 'resources:\n  # the site\n  - site.yaml # served\n');
    await rename('kustomized/base/site.yaml', 'kustomized/base/web.yaml');
    assert.equal(await textOf(base), 'resources:\n  # the site\n  - web.yaml # served\n');
  });

  it('follows a folder that moves', async () => {
    await rename('kustomized/base', 'kustomized/lib/base');
    assert.equal(await textOf(overlay), 'resources:\n  - ../lib/base # all of it\n');
    await rename('kustomized/lib/base', 'kustomized/base');
    assert.equal(await textOf(overlay), 'resources:\n  - ../base # all of it\n');
  });

  it('is made of what lies in a folder, and never over another', async () => {
    const path = 'kustomized/new/kustomization.yaml';
    const create = () => vscode.commands.executeCommand('kubewright.createKustomization', uriOf('kustomized/new'));
    try {
      await create();
      const text = readFileSync(uriOf(path).fsPath, 'utf8');
      const head = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
      assert.equal(text, `${head}\nresources:\n  - a.yaml\n  - b.yaml\n  - sub\n`);
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uriOf(path).toString());
      await create();
      assert.equal(readFileSync(uriOf(path).fsPath, 'utf8'), text);
    } finally {
      await forgetChanges();
      removeFromDisk(path);
    }
    assert.ok(!existsSync(uriOf(path).fsPath));
  });

  it('gets a file by a command', async () => {
    await vscode.commands.executeCommand('kubewright.addToKustomization', uriOf('kustomized/base/more.yaml'));
    assert.equal(await textOf(base), 'resources:\n  # the site\n  - web.yaml # served\n  - more.yaml\n');
  });
});

/** As the explorer does it. */
async function rename(from: string, to: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(uriOf(from), uriOf(to));
  assert.ok(await vscode.workspace.applyEdit(edit));
}

async function textOf(path: string): Promise<string> {
  return (await vscode.workspace.openTextDocument(uriOf(path))).getText();
}
