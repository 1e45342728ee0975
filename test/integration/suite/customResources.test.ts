/** Whether a CustomResourceDefinition of the workspace makes its kind known in the editor. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateOn, diagnosticOf, open } from '../support/extension.js';
import { forgetChanges } from '../support/files.js';
import { positionIn, rangeOf } from '../support/places.js';

describe('a custom resource', () => {
  beforeEach(() => activateOn('names/backup.yaml'));
  afterEach(forgetChanges);

  it('is judged by its definition', async () => {
    const document = await open('names/backup.yaml');
    const { message, range, severity } = await diagnosticOf(document, 'schema/unknown-value');
    assert.equal(message, 'mode must be Full or Incremental');
    assert.equal(document.getText(range), 'Total');
    assert.equal(severity, vscode.DiagnosticSeverity.Error);
  });

  it('is completed and explained by its definition', async () => {
    const document = await open('names/backup.yaml');
    await diagnosticOf(document, 'schema/unknown-value');
    const values = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      rangeOf(document, 'Total').start,
    );
    assert.deepEqual(
      values.items.map(({ label }) => (typeof label === 'string' ? label : label.label)),
      ['Full', 'Incremental'],
    );
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionIn(document, 'claim'),
    );
    const said = hover?.contents.map(content => (typeof content === 'string' ? content : content.value)).join('\n');
    assert.match(said ?? '', /The claim whose files are copied/);
  });
});
