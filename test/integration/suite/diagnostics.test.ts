/** Whether what the server finds reaches the editor. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateOn, diagnosticsOf, open } from '../support/extension.js';

describe('diagnostics', () => {
  it('marks a probe that the API server refuses', async () => {
    await activateOn('probe.yaml');
    const document = await open('probe.yaml');
    const [diagnostic] = await diagnosticsOf(document, found => found.length > 0);
    assert.ok(diagnostic);
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(diagnostic.message, 'successThreshold must be 1 for a liveness probe');
    assert.equal(document.getText(diagnostic.range), '3');
  });
});
