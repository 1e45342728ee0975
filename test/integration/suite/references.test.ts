/** Whether what is missing in another file is found, and can be put there. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateOn, diagnosticOf, open, seeNone, uriOf } from '../support/extension.js';
import { forgetChanges, removeFromDisk, writeOnDisk } from '../support/files.js';
import { rangeOf } from '../support/places.js';
import { withSettings } from '../support/settings.js';

describe('a key that the ConfigMap does not have', () => {
  beforeEach(() => activateOn('names/deployment.yaml'));
  afterEach(forgetChanges);

  it('is found, and the ConfigMap is shown with it', async () => {
    const document = await open('names/deployment.yaml');
    const { range, message, severity, relatedInformation } = await diagnosticOf(document, 'reference/missing-key');
    assert.equal(document.getText(range), 'greeting');
    assert.equal(message, 'ConfigMap web-config has no key greeting');
    assert.equal(severity, vscode.DiagnosticSeverity.Warning);
    const [related, ...others] = relatedInformation ?? [];
    assert.deepEqual(others, []);
    assert.equal(related?.location.uri.toString(), uriOf('names/config.yaml').toString());
    assert.equal(related?.message, 'ConfigMap web-config has the keys log-level, timeout');
  });

  it('is added in the other file by a fix', async () => {
    const document = await open('names/deployment.yaml');
    const { range } = await diagnosticOf(document, 'reference/missing-key');
    const before = document.getText();
    await take(document, range, 'Add key greeting to ConfigMap web-config');
    await seeNone(document, 'reference/missing-key');
    const config = await vscode.workspace.openTextDocument(uriOf('names/config.yaml'));
    assert.match(config.getText(), /^data:\n {2}log-level: info\n {2}timeout: 30s\n {2}greeting: ""\n$/m);
    assert.equal(document.getText(), before);
  });
});

describe('a ConfigMap that is not there', () => {
  const path = 'alone/pod.yaml';
  const pod = `apiVersion: v1
kind: Pod
metadata:
  name: alone
spec:
  containers:
    - name: alone
      image: nginx:1.29
      env:
        - name: COLOUR
          valueFrom:
            configMapKeyRef:
              name: paint
              key: colour
`;

  before(() => writeOnDisk(path, pod));
  afterEach(forgetChanges);
  after(() => removeFromDisk('alone'));

  it('is created by a fix, beside the file', async () => {
    await activateOn(path);
    await withSettings({ 'kubewright.profile': 'strict' }, async () => {
      const document = await open(path);
      const { message } = await diagnosticOf(document, 'reference/missing');
      assert.equal(message, 'there is no ConfigMap paint in the workspace');
      await take(document, rangeOf(document, 'paint'), 'Create ConfigMap paint in paint-configmap.yaml');
      await seeNone(document, 'reference/missing');
      const created = await vscode.workspace.openTextDocument(uriOf('alone/paint-configmap.yaml'));
      assert.equal(
        created.getText(),
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: paint\ndata:\n  colour: ""\n',
      );
    });
  });
});

/** Makes the one quick fix of this title. */
async function take(document: vscode.TextDocument, range: vscode.Range, title: string): Promise<void> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    100,
  );
  const action = actions.find(candidate => candidate.title === title);
  assert.ok(action?.edit, `${title} is among: ${actions.map(candidate => candidate.title).join('; ')}`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}
