/** Whether saving fixes what needs no decision, for those who asked for it. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateOn, diagnosticsOf, open } from '../support/extension.js';
import { forgetChanges, removeFromDisk, writeOnDisk } from '../support/files.js';
import { withSettings } from '../support/settings.js';

const path = 'saved/pod.yaml';
const pod = `apiVersion: v1
kind: Pod
metadata:
  name: saved
spec:
  containers:
    - name: saved
      image: nginx:1.29 # as tested
      livenessProbe:
        httpGet: { port: 80 }
        successThreshold: 3
`;

describe('fix on save', () => {
  beforeEach(() => writeOnDisk(path, pod));
  afterEach(forgetChanges);
  after(() => removeFromDisk('saved'));

  for (const when of ['explicit', 'always']) {
    it(`makes the safe fixes (${when})`, async () => {
      await withSettings({ 'editor.codeActionsOnSave': { 'source.fixAll': when } }, async () => {
        assert.equal(await textAfterSaving(), pod.replace('successThreshold: 3', 'successThreshold: 1'));
      });
    });
  }

  it('does nothing for those who did not ask for it', async () => {
    assert.equal(await textAfterSaving(), pod);
  });
});

/** The file gets a comment, so that there is something to save; it is left out of the text. */
async function textAfterSaving(): Promise<string> {
  await activateOn(path);
  const document = await open(path);
  await diagnosticsOf(document, found => found.length > 0);
  const comment = '# changed\n';
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), comment);
  await vscode.workspace.applyEdit(edit);
  assert.ok(await document.save());
  return document.getText().replace(comment, '');
}
