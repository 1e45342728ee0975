/** Whether names lead from file to file in the editor: to what they mean, to all who use it, and to a new name. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateOn, diagnosticOf, open, uriOf } from '../support/extension.js';
import { forgetChanges, textsAfter } from '../support/files.js';
import { lineAt, positionIn, rangeOf } from '../support/places.js';

const deployment = 'names/deployment.yaml';

describe('names', () => {
  before(async () => {
    await activateOn(deployment);
    // Nothing is called missing before all files have been read.
    await diagnosticOf(await open(deployment), 'reference/missing-key');
  });
  afterEach(forgetChanges);

  it('lead from the key of a variable to the key in the ConfigMap', async () => {
    const document = await open(deployment);
    const [link, ...others] = await ask<vscode.LocationLink[]>(
      'Definition',
      document,
      positionIn(document, 'log-level'),
    );
    assert.ok(link);
    assert.deepEqual(others, []);
    assert.deepEqual(link.originSelectionRange, rangeOf(document, 'log-level'));
    assert.equal(await lineAt(new vscode.Location(link.targetUri, link.targetRange)), 'config.yaml:6 log-level: info');
  });

  it('lead to the generator of a ConfigMap', async () => {
    const document = await open(deployment);
    const at = positionIn(document, 'web-pages');
    const [link] = await ask<vscode.LocationLink[]>('Definition', document, at);
    assert.ok(link);
    const line = await lineAt(new vscode.Location(link.targetUri, link.targetRange));
    assert.equal(line, 'kustomization.yaml:14 - name: web-pages');
  });

  it('are found in every file that uses them', async () => {
    const document = await open('names/config.yaml');
    const found = await ask<vscode.Location[]>('Reference', document, positionIn(document, 'web-config'));
    assert.deepEqual(await Promise.all(found.map(lineAt)), [
      'config.yaml:4 name: web-config',
      'deployment.yaml:22 name: web-config',
      'deployment.yaml:27 name: web-config',
      'report.yaml:18 name: web-config',
    ]);
  });

  it('are highlighted in the document, where they are given and where they are used', async () => {
    const document = await open(deployment);
    const at = positionIn(document, 'pages', 'volumeMounts:');
    const highlights = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document.uri,
      at,
    );
    assert.deepEqual(
      highlights.map(({ range, kind }) => [range.start.line, kind]),
      [
        [rangeOf(document, 'pages', 'volumes:').start.line, vscode.DocumentHighlightKind.Write],
        [rangeOf(document, 'pages', 'volumeMounts:').start.line, vscode.DocumentHighlightKind.Read],
      ],
    );
  });

  it('change in all files together', async () => {
    const document = await open('names/config.yaml');
    const texts = await textsAfter(await rename(document, positionIn(document, 'web-config'), 'web-settings'));
    assert.deepEqual(Object.keys(texts).sort(), ['names/config.yaml', deployment, 'names/report.yaml']);
    for (const [path, text] of Object.entries(texts)) {
      assert.match(text, /name: web-settings\n/, path);
      assert.doesNotMatch(text, /web-config/, path);
    }
  });

  it('of volumes change in their file alone', async () => {
    const document = await open(deployment);
    const at = positionIn(document, 'pages', 'volumeMounts:');
    const texts = await textsAfter(await rename(document, at, 'html'));
    const expected = document.getText().replaceAll('- name: pages', '- name: html');
    assert.deepEqual(texts, { [deployment]: expected });
  });

  it('are not changed to what the API server refuses, and the reason is said', async () => {
    const document = await open('names/config.yaml');
    const at = positionIn(document, 'web-config');
    await assert.rejects(
      rename(document, at, 'Web_Config'),
      /the ConfigMap cannot be called Web_Config: it must consist of lower case alphanumeric characters, '-' or '\.', and must start and end with an alphanumeric character$/,
    );
    await assert.rejects(rename(document, at, 'web-pages'), /there is another ConfigMap web-pages/);
  });

  it('are not looked for where there are none', async () => {
    const document = await open(deployment);
    await assert.rejects(
      Promise.resolve(
        vscode.commands.executeCommand('vscode.prepareRename', document.uri, positionIn(document, 'nginx')),
      ),
      /this is not a name that Kubewright can follow/,
    );
  });

  it('of files are links in a kustomization', async () => {
    const document = await open('names/kustomization.yaml');
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    assert.deepEqual(
      links.map(({ range, target }) => [document.getText(range), target?.toString()]),
      ['deployment', 'report', 'service', 'ingress', 'config', 'secret']
        .map(name => `${name}.yaml`)
        .concat('pages/index.html')
        .map(path => [path, uriOf(`names/${path}`).toString()]),
    );
  });

  it('of all objects are symbols of the workspace', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'web-',
    );
    const own = symbols.filter(({ location }) => location.uri.path.includes('/names/'));
    assert.deepEqual(own.map(({ name, containerName }) => `${containerName} ${name}`).sort(), [
      'ConfigMap web-config',
      'ConfigMap, generated web-features',
      'ConfigMap, generated web-pages',
      'Secret web-login',
    ]);
  });
});

describe('code lenses', () => {
  afterEach(forgetChanges);

  it('say who uses an object, and show it', async () => {
    const [lens, ...others] = await lensesOf(await open('names/config.yaml'));
    assert.equal(lens?.command?.title, 'used by 2 workloads');
    assert.equal(lens?.range.start.line, 0);
    assert.equal(lens?.command?.command, 'kubewright.showReferences');
    assert.deepEqual(
      others.map(({ command }) => [command?.title, command?.command]),
      [['built by names', 'kubewright.showReferences']],
    );
  });

  it('say what a Service selects', async () => {
    const titles = (await lensesOf(await open('names/service.yaml'))).map(({ command }) => command?.title);
    assert.deepEqual(titles, ['selects Deployment web', 'used by Ingress web', 'built by names']);
  });

  it('stand above what a kustomization generates', async () => {
    const lenses = await lensesOf(await open('names/kustomization.yaml'));
    assert.deepEqual(
      lenses.map(({ command, range }) => [command?.title, range.start.line]),
      [
        ['used by Deployment web', 10],
        ['used by Deployment web', 13],
      ],
    );
  });
});

describe('completion of names', () => {
  afterEach(forgetChanges);

  it('offers the ConfigMaps of other files, with what is in them', async () => {
    const item = await completed('name: web-config', 'name: ', 'web-config');
    assert.ok(item, 'web-config is offered');
    assert.match(documentationOf(item), /log-level: info/);
  });

  it('offers the keys of the ConfigMap that is named, with their values', async () => {
    const item = await completed('key: log-level', 'key: ', 'timeout');
    assert.ok(item, 'timeout is offered');
    assert.match(documentationOf(item), /30s/);
  });
});

/** The item `label` that is offered behind `kept`, when the rest of `written` is taken away. */
async function completed(written: string, kept: string, label: string): Promise<vscode.CompletionItem | undefined> {
  const document = await open(deployment);
  const line = rangeOf(document, written);
  const emptied = new vscode.WorkspaceEdit();
  emptied.replace(document.uri, line, kept);
  await vscode.workspace.applyEdit(emptied);
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    line.start.translate(0, kept.length),
    undefined,
    100,
  );
  return items.find(item => item.label === label || (typeof item.label === 'object' && item.label.label === label));
}

function documentationOf({ documentation }: vscode.CompletionItem): string {
  return typeof documentation === 'object' ? documentation.value : (documentation ?? '');
}

function lensesOf({ uri }: vscode.TextDocument): Thenable<vscode.CodeLens[]> {
  return vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 100);
}

function ask<Answer>(what: string, { uri }: vscode.TextDocument, at: vscode.Position): Thenable<Answer> {
  return vscode.commands.executeCommand<Answer>(`vscode.execute${what}Provider`, uri, at);
}

async function rename(
  { uri }: vscode.TextDocument,
  at: vscode.Position,
  newName: string,
): Promise<vscode.WorkspaceEdit> {
  return vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', uri, at, newName);
}
