/** Whether a key goes into a file and comes back, byte for byte, and whether a ConfigMap is mounted by a few keys. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activateOn, open, uriOf } from '../support/extension.js';
import { forgetChanges, removeFromDisk, writeOnDisk } from '../support/files.js';
import { type Answer, type Dialogue, dialogue } from '../support/quickInputs.js';

const kustomization = 'moves/kustomization.yaml';
const config = 'moves/config.yaml';
const files: Readonly<Record<string, string>> = {
  [kustomization]: 'resources:\n  - config.yaml\n  - web.yaml\n',
  [config]:
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  color: blue\n  app.conf: |\n    x = 1\n    y\n',
  'moves/web.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.29\n',
};

describe('keys and files', () => {
  before(async () => {
    for (const [path, text] of Object.entries(files)) writeOnDisk(path, text);
    await activateOn(config);
    // The server knows what is open at once, and of other files when the editor tells of them.
    for (const path of Object.keys(files)) await open(path);
  });
  afterEach(forgetChanges);
  after(() => removeFromDisk('moves'));

  it('a key goes into a file, exactly, and back', async () => {
    for (const path of [kustomization, config]) {
      const document = await vscode.workspace.openTextDocument(uriOf(path));
      await vscode.window.showTextDocument(document, { preview: false });
    }
    await make(config, 'app.conf', 'refactor.extract.file', [config, kustomization]);
    assert.equal(readFileSync(uriOf('moves/app.conf').fsPath, 'utf8'), 'x = 1\ny\n');
    assert.equal((await open(config)).getText(), files[config]?.replace(/ {2}app\.conf[\s\S]*/, ''));
    await vscode.workspace.saveAll();
    await make(kustomization, 'app.conf', 'refactor.inline.file', [config, kustomization]);
    assert.equal((await open(config)).getText(), files[config]);
    assert.equal((await open(kustomization)).getText(), files[kustomization]);
  });

  describe('a ConfigMap', () => {
    const pod = 'moves/web.yaml';
    const variables = `${files[pod]}      envFrom:\n        - configMapRef:\n            name: web\n`;
    afterEach(async () => {
      await forgetChanges();
      await putBack(pod);
    });

    it('is mounted in the workload that is chosen, after a look at it', async () => {
      const { asked } = await mounting([
        { pick: 'Pod web' },
        { pick: 'All keys as environment variables' },
        { pick: 'Change web.yaml' },
      ]);
      assert.deepEqual(
        asked.map(({ question }) => question),
        [
          '1/3 In which workload?',
          '2/3 How is the container to use ConfigMap web?',
          '3/3 The editor shows what would be written',
        ],
      );
      assert.equal(asked[2]?.shown, variables);
      assert.equal(vscode.window.activeTextEditor?.document.getText(), variables);
      assert.equal(readFileSync(uriOf(pod).fsPath, 'utf8'), variables);
    });

    it('is mounted where it may be, and until the last answer one can go back', async () => {
      const { asked, said } = await mounting([
        { pick: 'Pod web' },
        { pick: 'As files' },
        { type: 'etc' },
        { type: '/etc/site' },
        'back',
        'back',
        { pick: 'Some keys as environment variables' },
        { check: [] },
        { check: ['color'] },
        'escape',
      ]);
      assert.deepEqual(said, ['The path must be absolute, without a colon, and not the root', 'No key is chosen']);
      assert.match(asked[4]?.shown ?? '', /mountPath: \/etc\/site\n/);
      assert.equal(asked[5]?.value, '/etc/site');
      assert.equal(asked[6]?.active, 'As files: a volume, mounted at /etc/web');
      assert.match(asked.at(-1)?.shown ?? '', /- name: COLOR\n/);
      assert.equal((await open(pod)).getText(), files[pod]);
    });
  });
});

/** Runs the action that mounts the ConfigMap. */
async function mounting(answers: readonly Answer[]): Promise<Dialogue> {
  const actions = await actionsAt(config, 'web');
  const mount = actions.find(({ title }) => title === 'Mount ConfigMap web in…');
  const { command = '', arguments: args = [] } = mount?.command ?? {};
  assert.equal(command, 'kubewright.mountInWorkload');
  return dialogue(answers, () => vscode.commands.executeCommand(command, ...args));
}

/** Through the editor, which would keep what it has read otherwise. */
async function putBack(path: string): Promise<void> {
  const document = await open(path);
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(document.uri, whole, files[path] ?? '');
  await vscode.workspace.applyEdit(edit);
  await document.save();
}

/** The actions where `word` is. */
async function actionsAt(path: string, word: string): Promise<readonly vscode.CodeAction[]> {
  const document = await open(path);
  const at = document.positionAt(document.getText().indexOf(word) + 1);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(at, at),
    vscode.CodeActionKind.Refactor.value,
  );
}

/** As the light bulb does it; until every one of `changed` is another. */
async function make(path: string, word: string, kind: string, changed: readonly string[]): Promise<void> {
  // The editor forgets what it was asked to do when the answer takes longer than its own next question about the cursor.
  const actions = await actionsAt(path, word);
  assert.ok(actions.some(action => action.kind?.value === kind));
  const all = changed.map(own => textChange(uriOf(own)));
  const document = await vscode.workspace.openTextDocument(uriOf(path));
  const editor = await vscode.window.showTextDocument(document);
  const at = document.positionAt(document.getText().indexOf(word) + 1);
  editor.selection = new vscode.Selection(at, at);
  await vscode.commands.executeCommand('editor.action.codeAction', { kind, apply: 'first' });
  await Promise.all(all);
}

function textChange(uri: vscode.Uri): Promise<void> {
  return new Promise(resolve => {
    const changes = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.toString() !== uri.toString() || contentChanges.length === 0) return;
      changes.dispose();
      resolve();
    });
  });
}
