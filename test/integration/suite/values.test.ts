/** Whether a value opens as a file of its own language, and saving it changes the manifest and nothing else in it. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering } from '../support/answers.js';
import { activateOn, open, uriOf } from '../support/extension.js';
import { forgetChanges, writeOnDisk } from '../support/files.js';
import { rangeOf } from '../support/places.js';

const path = 'values/site.yaml';
let original: string;

describe('a value of a ConfigMap', () => {
  before(async () => {
    await activateOn(path);
    original = (await open(path)).getText();
  });
  afterEach(async () => {
    await forgetChanges();
    await onDisk(original, () => writeOnDisk(path, original));
  });

  it('opens as a file of its language', async () => {
    const value = await openValue('app.json');
    assert.equal(value.getText(), '{\n  "debug": false\n}\n');
    assert.equal(value.languageId, 'json');
    assert.equal(value.uri.path, '/ConfigMap site/app.json');
  });

  it('is saved into the manifest, which is saved, too, and can be undone there', async () => {
    const value = await openValue('app.json');
    await type(value, 'false', 'true');
    assert.ok(await value.save());
    const expected = original.replace('false', 'true');
    assert.equal(await textOnDisk(), expected);
    const manifest = await open(path);
    assert.equal(manifest.getText(), expected);
    assert.equal(value.isDirty, false);
    const reread = changeOf(value);
    await vscode.commands.executeCommand('undo');
    assert.equal(manifest.getText(), original);
    await reread;
    assert.equal(value.getText(), '{\n  "debug": false\n}\n');
  });

  it('saved as it was changes nothing', async () => {
    const value = await openValue('app.json');
    await type(value, 'false', 'true');
    await type(value, 'true', 'false');
    assert.ok(await value.save());
    assert.equal(await textOnDisk(), original);
  });

  it('leaves a manifest unsaved that was so before', async () => {
    const manifest = await open(path);
    await type(manifest, 'name: site\n---', 'name: shop\n---');
    const value = await openValue('app.json');
    await type(value, 'false', 'true');
    assert.ok(await value.save());
    assert.equal(manifest.isDirty, true);
    assert.equal(await textOnDisk(), original);
    assert.equal(manifest.getText(), original.replace('false', 'true').replace('name: site\n---', 'name: shop\n---'));
  });

  it('follows its manifest', async () => {
    const value = await openValue('app.json');
    const reread = changeOf(value);
    await type(await open(path), '"debug": false', '"debug": 1, "port": 80');
    await reread;
    assert.equal(value.getText(), '{\n  "debug": 1, "port": 80\n}\n');
    assert.equal(value.isDirty, false);
  });

  it('is offered above it', async () => {
    const manifest = await open(path);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      manifest.uri,
      20,
    );
    assert.deepEqual(
      lenses.map(({ command, range }) => [command?.title, manifest.lineAt(range.start).text.trim()]),
      [['open in editor', 'app.json: | # one object']],
    );
  });
});

describe('a value that was changed in its manifest, too', () => {
  afterEach(async () => {
    await forgetChanges();
    await onDisk(original, () => writeOnDisk(path, original));
  });

  async function changedOnBothSides(): Promise<vscode.TextDocument> {
    const value = await openValue('app.json');
    await type(value, 'false', 'true');
    const manifest = await open(path);
    await type(manifest, 'false', 'null');
    assert.ok(await manifest.save());
    return value;
  }
  const question = 'The value of app.json was changed in the manifest, too';

  it('is not saved while nobody decides', async () => {
    const value = await changedOnBothSides();
    const asked = await answering(undefined, async () => {
      assert.equal(await value.save(), false);
    });
    assert.deepEqual(asked, [question]);
    assert.equal(value.isDirty, true);
    assert.equal(await textOnDisk(), original.replace('false', 'null'));
  });

  it('replaces the other when the user says so', async () => {
    const value = await changedOnBothSides();
    await answering('Overwrite', async () => {
      assert.ok(await value.save());
    });
    assert.equal(await textOnDisk(), original.replace('false', 'true'));
  });

  it('gives way when the user says so', async () => {
    const value = await changedOnBothSides();
    const reread = changeOf(value);
    await answering("Take the Manifest's", async () => {
      assert.ok(await value.save());
    });
    await reread;
    assert.equal(value.getText(), '{\n  "debug": null\n}\n');
    assert.equal(value.isDirty, false);
    assert.equal(await textOnDisk(), original.replace('false', 'null'));
  });

  it('can be compared with it', async () => {
    const value = await changedOnBothSides();
    await answering('Compare', async () => {
      assert.equal(await value.save(), false);
    });
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.ok(tab?.input instanceof vscode.TabInputTextDiff);
    const manifest = await vscode.workspace.openTextDocument(tab.input.original);
    assert.equal(manifest.getText(), '{\n  "debug": null\n}\n');
    assert.equal(tab.input.modified.toString(), value.uri.toString());
    assert.equal(value.isDirty, true);
  });

  it('comes back when its key is gone', async () => {
    const value = await openValue('app.json');
    await type(value, 'false', 'true');
    const manifest = await open(path);
    const [start, end] = [rangeOf(manifest, '  # served').start, rangeOf(manifest, '  name: site\n---').start];
    await type(manifest, manifest.getText(new vscode.Range(start, end)), '');
    assert.ok(await manifest.save());
    const asked = await answering('Insert the Key Again', async () => {
      assert.ok(await value.save());
    });
    assert.deepEqual(asked, ['ConfigMap site has no app.json in data any more']);
    const expected = original.replace(/ {2}# served[\s\S]*?(?= {2}name: site\n---)/, '');
    const inserted = '  name: site\n  app.json: |\n    {\n      "debug": true\n    }\n---';
    assert.equal(await textOnDisk(), expected.replace('  name: site\n---', inserted));
  });
});

describe('a value of a Secret', () => {
  afterEach(forgetChanges);

  it('opens when the user agrees, and is not asked for twice', async () => {
    const asked = await answering('Show', async () => {
      assert.equal((await openValue('password')).getText(), 'made-up');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      assert.equal((await openValue('password')).getText(), 'made-up');
    });
    assert.deepEqual(asked, ['Show the value of password in Secret site-login?']);
  });

  it('is not read before it was asked for', async () => {
    const address = {
      manifest: uriOf(path).toString(),
      target: { kind: 'Secret', name: 'site-login', field: 'stringData', key: 'user' },
      form: 'text',
    };
    const uri = vscode.Uri.from({
      scheme: 'kubewright-value',
      path: '/Secret site-login/user',
      query: JSON.stringify(address),
    });
    assert.equal((await vscode.workspace.fs.stat(uri)).size, 'nobody'.length);
    await assert.rejects(
      Promise.resolve(vscode.workspace.fs.readFile(uri)),
      /user is a value of a Secret: "Kubewright: Open Value in Editor" in its manifest shows it/,
    );
  });
});

async function openValue(key: string): Promise<vscode.TextDocument> {
  const manifest = await open(path);
  const at = rangeOf(manifest, `${key}:`).start;
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  editor.selection = new vscode.Selection(at, at);
  await vscode.commands.executeCommand('kubewright.openValue');
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document && document.uri.scheme === 'kubewright-value', 'the value is shown');
  return document;
}

async function type(document: vscode.TextDocument, old: string, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, old), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

function changeOf(document: vscode.TextDocument): Promise<void> {
  return new Promise(resolve => {
    const changes = vscode.workspace.onDidChangeTextDocument(event => {
      if (event.document !== document || event.contentChanges.length === 0) return;
      changes.dispose();
      resolve();
    });
  });
}

async function textOnDisk(): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(uriOf(path))).toString();
}

/** Does `change`, and waits until an open manifest has the text. */
async function onDisk(text: string, change: () => void): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uriOf(path));
  const isThere = new Promise<void>(resolve => {
    const look = (): void => {
      if (document.getText() !== text) return;
      changes.dispose();
      resolve();
    };
    const changes = vscode.workspace.onDidChangeTextDocument(look);
    look();
  });
  change();
  await isThere;
}
