/** Whether builds are shown beside the editor, follow what is typed, lead back to their files, and can be compared. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateOn, open, uriOf } from '../support/extension.js';
import { forgetChanges, writeOnDisk } from '../support/files.js';
import { positionIn, rangeOf } from '../support/places.js';
import { withSettings } from '../support/settings.js';

const prod = 'built/prod/kustomization.yaml';
const scheme = 'kubewright-build';

describe('the preview of a kustomization', () => {
  before(() => activateOn(prod));
  afterEach(forgetChanges);

  it('shows beside the editor what is built, as YAML that cannot be edited', () =>
    builtIn(async () => {
      const preview = await previewOf(prod);
      assert.equal(preview.languageId, 'yaml');
      assert.equal(vscode.workspace.fs.isWritableFileSystem(scheme), undefined);
      const text = await textWith(preview, 'kind: Deployment');
      assert.match(text, /\n {2}name: prod-shop\n/);
      assert.match(text, /\n {6}- image: registry\.example\/shop:1\.4\n/);
      const columns = vscode.window.visibleTextEditors.map(({ document, viewColumn }) => [
        document.uri.scheme,
        viewColumn,
      ]);
      assert.deepEqual(columns.sort(), [
        ['file', vscode.ViewColumn.One],
        [scheme, vscode.ViewColumn.Two],
      ]);
      assert.equal(await lensOf(preview), 'Built by Kubewright · 1 object');
    }));

  it('follows what is typed in any file of the build, and shows why it stops', () =>
    builtIn(async () => {
      const preview = await previewOf(prod);
      await textWith(preview, 'prod-shop');
      const base = await open('built/base/shop.yaml');
      await replace(base, 'replicas: 1', 'replicas: 7');
      await textWith(preview, 'replicas: 7');
      const overlay = await open(prod);
      await replace(overlay, '../base', '../gone');
      const refused = await textWith(preview, 'does not build');
      assert.match(refused, /^# This does not build:\n(# .*\n)+# {3}built\/prod\/kustomization\.yaml:3\n/);
      assert.match(refused, /\n# Below is what it built before\.\n\napiVersion: apps\/v1\n(.*\n)*.*replicas: 7\n/);
      const [link] = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        preview.uri,
      );
      assert.equal(preview.getText(link?.range), 'built/prod/kustomization.yaml:3');
      assert.equal(link?.target?.fragment, 'L3,5');
      await replace(overlay, '../gone', '../base');
      await textWith(preview, 'apiVersion: apps/v1', text => text.startsWith('apiVersion'));
    }));

  it('follows files that change on the disk', () =>
    builtIn(async () => {
      const text = Buffer.from(await vscode.workspace.fs.readFile(uriOf('built/base/shop.yaml'))).toString();
      const preview = await previewOf(prod);
      await textWith(preview, 'replicas: 1');
      try {
        writeOnDisk('built/base/shop.yaml', text.replace('replicas: 1', 'replicas: 5'));
        await textWith(preview, 'replicas: 5');
      } finally {
        writeOnDisk('built/base/shop.yaml', text);
      }
      await textWith(preview, 'replicas: 1');
    }));

  it('leads from each line to where it was written', () =>
    builtIn(async () => {
      const preview = await previewOf(prod);
      await textWith(preview, 'prod-shop');
      assert.equal(await placeOf(preview, 'replicas'), 'shop.yaml:6');
      assert.equal(await placeOf(preview, '1.4'), 'kustomization.yaml:6');
      assert.equal(await wordsOn(preview, 'replicas'), 'from built/base/shop.yaml:6');
      assert.equal(await wordsOn(preview, '1.4'), 'set by built/prod/kustomization.yaml:6 images');
      assert.equal(await wordsOn(preview, 'prod-shop'), 'set by built/prod/kustomization.yaml:1 namePrefix');
    }));

  it('opens one for a folder as for its kustomization, once', () =>
    builtIn(async () => {
      const preview = await previewOf(prod);
      await vscode.commands.executeCommand('kubewright.previewKustomizeBuild', uriOf('built/prod'));
      await vscode.commands.executeCommand('kubewright.previewKustomizeBuild', uriOf(prod));
      const shown = vscode.window.visibleTextEditors.filter(({ document }) => document.uri.scheme === scheme);
      assert.deepEqual(
        shown.map(({ document }) => document.uri.toString()),
        [preview.uri.toString()],
      );
    }));

  it('compares two that are selected, the base on the left', () =>
    builtIn(async () => {
      const selected = [uriOf('built/prod'), uriOf('built/base')];
      await vscode.commands.executeCommand('kubewright.compareKustomizeBuilds', selected[0], selected);
      const { input, label } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      assert.ok(input instanceof vscode.TabInputTextDiff);
      assert.equal(label, 'built/base ↔ built/prod (built)');
      const [left, right] = await Promise.all([input.original, input.modified].map(vscode.workspace.openTextDocument));
      assert.ok(left && right);
      await textWith(left, '\n  name: shop\n');
      await textWith(right, '\n  name: prod-shop\n');
    }));
});

/** No other program is asked, whatever is installed. */
function builtIn(run: () => Promise<void>): Promise<void> {
  return withSettings({ 'kubewright.kustomize.tool': 'builtIn' }, run);
}

async function previewOf(path: string): Promise<vscode.TextDocument> {
  await open(path);
  await vscode.commands.executeCommand('kubewright.previewKustomizeBuild');
  const found = vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === scheme);
  assert.ok(found, 'a preview is open');
  return found.document;
}

/** The text, as soon as `text` is in it. Mocha's time limit ends the wait. */
function textWith(
  document: vscode.TextDocument,
  text: string,
  isAwaited = (whole: string): boolean => whole.includes(text),
): Promise<string> {
  return new Promise(resolve => {
    const look = (): void => {
      if (!isAwaited(document.getText())) return;
      changes.dispose();
      resolve(document.getText());
    };
    const changes = vscode.workspace.onDidChangeTextDocument(look);
    look();
  });
}

async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, text), by);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

async function lensOf({ uri }: vscode.TextDocument): Promise<string | undefined> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
  return lenses[0]?.command?.title;
}

async function placeOf(document: vscode.TextDocument, text: string): Promise<string> {
  const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    positionIn(document, text),
  );
  assert.ok(link);
  return `${link.targetUri.path.split('/').at(-1)}:${link.targetRange.start.line + 1}`;
}

/** What the hover says, without its links. */
async function wordsOn(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    positionIn(document, text),
  );
  const contents = hovers.flatMap(({ contents: own }) => own) as vscode.MarkdownString[];
  return contents
    .map(({ value }) =>
      value.replace(/\[(.*?)\]\(.*?\)/g, '$1').replaceAll(/&nbsp;|\\|`/g, match => (match === '&nbsp;' ? ' ' : '')),
    )
    .join('\n');
}
