/** Whether drop-ins of a kubelet are read, though their names end in `.conf`. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateOn, diagnosticOf, open } from '../support/extension.js';

describe('a drop-in of a kubelet', () => {
  before(() => activateOn('names/deployment.yaml'));

  it('is YAML by the name of its folder', async () => {
    const document = await open('kubelet/kubelet.conf.d/10-limits.conf');
    assert.equal(document.languageId, 'yaml');
    await diagnosticOf(document, 'schema/unknown-field');
  });

  it('is YAML by what it says, until somebody says otherwise', async () => {
    const document = await open('kubelet/extra/20-limits.conf');
    await diagnosticOf(document, 'schema/unknown-field');
    assert.equal(document.languageId, 'yaml');
    const other = await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    // Another document is looked at behind it.
    await diagnosticOf(await open('kubelet/kubelet.conf.d/10-limits.conf'), 'schema/unknown-field');
    assert.equal(other.languageId, 'plaintext');
  });

  it('is nothing else that ends in .conf', async () => {
    const document = await open('kubelet/extra/kubelet.conf');
    await diagnosticOf(await open('kubelet/kubelet.conf.d/10-limits.conf'), 'schema/unknown-field');
    assert.notEqual(document.languageId, 'yaml');
  });
});
