/** Whether ConfigMaps and Secrets are made of what the user says, go where the user says, and nothing else changes. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { dropProvider } from '../../../client/src/commands/create/dropFiles.js';
import type { Engine } from '../../../client/src/commands/create/engine.js';
import { answerPlaceObject } from '../../../server/src/createRequests.js';
import { loadSchemas } from '../../../server/src/schema/load.js';
import { createLanguageService, type LanguageService } from '../../../server/src/service.js';
import { brittle, brittleFiles } from '../support/brittleFiles.js';
import { activateOn, open, uriOf } from '../support/extension.js';
import { forgetChanges, removeFromDisk, writeOnDisk } from '../support/files.js';
import { rangeOf } from '../support/places.js';
import { type Answer, type Dialogue, dialogue } from '../support/quickInputs.js';

const keys = join(__dirname, '../../../../test/data/create/keys');
const files = ['settings.yaml', 'kustomization.yaml'];
const originals = new Map<string, string>();
let folder: string;

function create(
  kind: 'ConfigMap' | 'Secret',
  selected: readonly string[],
  answers: readonly Answer[],
  button?: string,
): Promise<Dialogue> {
  const uris = selected.map(name => (name.includes(':') ? vscode.Uri.parse(name) : uriOf(`create/${name}`)));
  const run = () => vscode.commands.executeCommand(`kubewright.new${kind}`, uris[0], uris);
  return dialogue(answers, run, button);
}

function textOf(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** Also in the editor, which may still have the file. */
async function putBack(name: string, text: string): Promise<void> {
  if (textOf(name) !== text) writeOnDisk(`create/${name}`, text);
  const document = await vscode.workspace.openTextDocument(uriOf(`create/${name}`));
  await new Promise<void>(resolve => {
    const look = (): void => {
      if (document.getText() !== text && !document.isClosed) return;
      changes.dispose();
      resolve();
    };
    const changes = vscode.workspace.onDidChangeTextDocument(look);
    look();
  });
}

function questions({ asked }: Dialogue): readonly string[] {
  return asked.map(({ question }) => question);
}

describe('creating', () => {
  let brittleDisk: vscode.Disposable;
  before(async () => {
    await activateOn('create/settings.yaml');
    folder = uriOf('create').fsPath;
    for (const name of files) originals.set(name, textOf(name));
    brittleDisk = brittleFiles();
  });
  after(() => brittleDisk.dispose());
  beforeEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  afterEach(async () => {
    await forgetChanges();
    for (const name of readdirSync(folder)) if (/^(web|new|big)|\.pem$/.test(name)) removeFromDisk(`create/${name}`);
    for (const [name, text] of originals) await putBack(name, text);
  });

  describe('a ConfigMap', () => {
    const web = `apiVersion: v1
data:
  vhost.conf: |
    server {
      listen 80;
    }
kind: ConfigMap
metadata:
  name: web
`;

    it('of a file, in a file beside it, after a look at it', async () => {
      const { asked, said } = await create(
        'ConfigMap',
        ['vhost.conf'],
        [{ type: 'Web' }, { type: 'web' }, { pick: 'Write a file: create/web.configmap.yaml' }, { pick: 'Write web' }],
      );
      assert.match(said[0] ?? '', /^"Web" is not a valid name for a ConfigMap: a lowercase RFC 1123 subdomain/);
      assert.deepEqual(
        asked.map(({ question }) => question),
        [
          '1/3 Name of the ConfigMap',
          '1/3 Name of the ConfigMap',
          '2/3 Where to?',
          '3/3 The editor shows what would be written',
        ],
      );
      assert.equal(asked[0]?.value, 'vhost-conf');
      assert.equal(asked.at(-1)?.shown, web);
      assert.equal(textOf('web.configmap.yaml'), web);
      const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs.map(({ label }) => label));
      assert.deepEqual(tabs, ['web.configmap.yaml']);
    });

    it('of files, a folder and an env file at once', async () => {
      writeOnDisk('create/new/a', '1');
      writeOnDisk('create/new/sub/b', '2');
      await create(
        'ConfigMap',
        ['vhost.conf', 'new', 'app.env'],
        [{ pick: 'Each line a key' }, { type: 'web' }, { pick: 'Write a file' }, { pick: 'Write web' }],
      );
      assert.match(
        textOf('web.configmap.yaml'),
        /^apiVersion: v1\ndata:\n {2}a: "1"\n {2}color: red\n {2}size: "3"\n {2}vhost\.conf: \|\n/,
      );
    });

    it('of a folder, and beside it', async () => {
      writeOnDisk('create/new/a', '1');
      await create('ConfigMap', ['new'], [{ type: 'web' }, { pick: 'Write a file' }, { pick: 'Write web' }]);
      assert.match(textOf('web.configmap.yaml'), /^apiVersion: v1\ndata:\n {2}a: "1"\n/);
    });

    it('of literals, the selection and the clipboard, with a way back', async () => {
      const document = await open('create/settings.yaml');
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      const range = rangeOf(document, 'what the shop needs');
      editor.selection = new vscode.Selection(range.start, range.end);
      await vscode.env.clipboard.writeText('of the clipboard');
      const done = await dialogue(
        [
          { pick: 'Literal…' },
          { type: 'a b' },
          { type: 'mode' },
          { type: 'fast' },
          { pick: 'Literal…' },
          { type: 'mode' },
          'escape',
          { pick: 'Selection: in settings.yaml' },
          { type: 'note' },
          { pick: 'Clipboard' },
          { type: 'clip' },
          { remove: 'note' },
          { pick: 'Continue' },
          'back',
          { pick: 'Continue' },
          { type: 'web' },
          'back',
          { type: 'web' },
          { pick: 'Show in a new editor' },
          { pick: 'Show in a new editor' },
        ],
        () => vscode.commands.executeCommand('kubewright.newConfigMap'),
      );
      assert.match(
        done.said[0] ?? '',
        /^"a b" is not a valid key name for a ConfigMap: a valid config key must consist/,
      );
      assert.match(done.said[1] ?? '', /^cannot add key "mode", another key by that name already exists in Data/);
      assert.equal(done.said.length, 2);
      assert.equal(
        vscode.window.activeTextEditor?.document.getText(),
        'apiVersion: v1\ndata:\n  clip: of the clipboard\n  mode: fast\nkind: ConfigMap\nmetadata:\n  name: web\n',
      );
    });

    it('of a selection', async () => {
      const document = await open('create/vhost.conf');
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      editor.selection = new vscode.Selection(1, 2, 1, 12);
      assert.equal(document.getText(editor.selection), 'listen 80;');
      await dialogue(
        [
          { type: 'listen' },
          { pick: 'Continue' },
          { type: 'web' },
          { pick: 'Show in a new editor' },
          { pick: 'Show in a new editor' },
        ],
        () => vscode.commands.executeCommand('kubewright.newConfigMapFromSelection'),
      );
      assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^ {2}listen: listen 80;$/m);
    });

    it('with a hash and a namespace, which are remembered with the place', async () => {
      const first = await create(
        'ConfigMap',
        ['vhost.conf'],
        [
          { type: 'web' },
          { pick: 'Append a hash to the name: off' },
          { pick: 'Namespace: none' },
          { type: 'Shop' },
          { type: 'shop' },
          { pick: 'Show in a new editor' },
          { pick: 'Show in a new editor' },
        ],
      );
      assert.match(first.said.join(), /^"Shop" is not a valid name for a namespace/);
      const text = vscode.window.activeTextEditor?.document.getText() ?? '';
      assert.match(text, /^ {2}name: web-[a-z0-9]{10}\n {2}namespace: shop\n/m);
      const second = await create(
        'ConfigMap',
        ['vhost.conf'],
        [
          { type: 'web' },
          { pick: 'Append a hash to the name: on' },
          { pick: 'Namespace: shop' },
          { type: '' },
          { pick: 'Show in a new editor' },
          { pick: 'Show in a new editor' },
        ],
      );
      assert.deepEqual(second.said, []);
      assert.equal(second.asked[1]?.active, 'Show in a new editor: nothing is saved yet');
      assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^ {2}name: web\n$/m);
    });

    it('whose text is ugly says why, and can be made readable', async () => {
      const before: readonly Answer[] = [{ type: 'web' }, { pick: 'Show in a new editor' }];
      const done = await create(
        'ConfigMap',
        ['blanks.txt'],
        [
          ...before,
          { pick: 'blanks.txt becomes one long quoted string because line 1 has a blank at its end' },
          { pick: 'Readable lines in place of quotes: off' },
          { pick: 'Readable lines in place of quotes: on' },
          { pick: 'Remove blanks at the ends of lines: off' },
          { pick: 'Show in a new editor' },
        ],
      );
      const texts = done.asked.slice(2).map(({ shown }) => /^ {2}blanks\.txt: .*?(?=kind)/ms.exec(shown)?.[0]);
      const [quoted, kept, trimmed] = [
        '  blanks.txt: "one \\ntwo\\n"\n',
        '  blanks.txt: |\n    one \n    two\n',
        '  blanks.txt: |\n    one\n    two\n',
      ];
      assert.deepEqual(texts, [quoted, quoted, kept, quoted, trimmed]);
    });
  });

  describe('a Secret', () => {
    it('of an account: nobody reads the password along', async () => {
      const { asked } = await create(
        'Secret',
        [],
        [
          { pick: 'basic-auth' },
          { type: 'me' },
          { type: 'made-up' },
          { type: 'web' },
          { pick: 'Write a file' },
          { pick: 'Write web' },
        ],
      );
      assert.deepEqual(
        asked.map(({ isPassword }) => isPassword),
        [false, false, true, false, false, false],
      );
      assert.ok(!JSON.stringify(asked).includes('made-up'));
      const written = uriOf('web.secret.yaml');
      assert.equal(
        readFileSync(written.fsPath, 'utf8'),
        'apiVersion: v1\ndata:\n  password: bWFkZS11cA==\n  username: bWU=\nkind: Secret\nmetadata:\n  name: web\ntype: kubernetes.io/basic-auth\n',
      );
      removeFromDisk('web.secret.yaml');
    });

    it('of a certificate and the key that belongs to it', async () => {
      for (const [from, to] of [
        ['rsa.crt', 'web.crt'],
        ['other.key', 'web-other.key'],
        ['rsa1.key', 'web.key'],
      ] as const) {
        cpSync(join(keys, from), join(folder, to));
      }
      const { said } = await create(
        'Secret',
        ['web.crt', 'web-other.key', 'web.key'],
        [
          { pick: 'tls' },
          { pick: 'web.crt' },
          { pick: 'web-other.key' },
          { pick: 'web.key' },
          { type: 'web' },
          { pick: 'Write a file' },
          { pick: 'Write web' },
        ],
      );
      assert.deepEqual(said, ['tls: private key does not match public key']);
      assert.match(textOf('web.secret.yaml'), /^ {2}tls\.crt: LS0t.*\n {2}tls\.key: LS0t/m);
    });

    it('of a registry', async () => {
      const { asked, said } = await create(
        'Secret',
        [],
        [
          { pick: 'docker-registry' },
          { pick: 'Type it in' },
          { type: 'registry.example' },
          { type: '' },
          { type: 'me' },
          { type: 'made-up' },
          { type: '' },
          { type: 'web' },
          { pick: 'Show in a new editor' },
          { pick: 'Show in a new editor' },
        ],
      );
      assert.deepEqual(said, ['User name must not be empty']);
      assert.equal(asked[2]?.value, 'https://index.docker.io/v1/');
      const text = vscode.window.activeTextEditor?.document.getText() ?? '';
      const [, encoded = ''] = /\.dockerconfigjson: (\S+)/.exec(text) ?? [];
      assert.deepEqual(Object.keys(JSON.parse(Buffer.from(encoded, 'base64').toString()).auths), ['registry.example']);
    });

    it('of an SSH key', async () => {
      writeOnDisk('create/web_key', 'made-up\n');
      await create(
        'Secret',
        ['web_key'],
        [{ pick: 'ssh-auth' }, { pick: 'web_key' }, { type: 'web' }, { pick: 'Write a file' }, { pick: 'Write web' }],
      );
      assert.match(textOf('web.secret.yaml'), /^ {2}ssh-privatekey: bWFkZS11cAo=$/m);
    });
  });

  describe('in a file that is there', () => {
    it('merges into a ConfigMap, and asks about values that are others', async () => {
      const done = await create(
        'ConfigMap',
        ['vhost.conf', 'app.env'],
        [
          { pick: 'Each line a key' },
          { type: 'web' },
          { pick: 'Merge into an existing ConfigMap' },
          { pick: 'create-settings' },
          { check: ['vhost.conf'] },
          { pick: 'Change settings.yaml' },
        ],
      );
      const expected = `${originals
        .get('settings.yaml')
        ?.replace('    # old\n', '    server {\n      listen 80;\n    }\n')}  color: red\n  size: "3"\n`;
      assert.deepEqual(done.asked.at(-2)?.choices, ['vhost.conf']);
      assert.equal(done.asked.at(-1)?.shown, expected);
      assert.equal(textOf('settings.yaml'), expected);
      await vscode.commands.executeCommand('undo');
      assert.equal(vscode.window.activeTextEditor?.document.getText(), originals.get('settings.yaml'));
    });

    it('keeps values that are others unless told', async () => {
      await create(
        'ConfigMap',
        ['vhost.conf'],
        [
          { type: 'web' },
          { pick: 'Merge into' },
          { pick: 'create-settings' },
          { check: [] },
          { pick: 'Leave settings.yaml as it is' },
        ],
      );
      assert.equal(textOf('settings.yaml'), originals.get('settings.yaml'));
    });

    it('adds to the generators of the kustomization', async () => {
      await create(
        'ConfigMap',
        ['vhost.conf', 'app.env'],
        [
          { pick: 'Each line a key' },
          { type: 'web' },
          { pick: 'Add to configMapGenerator: create/kustomization.yaml' },
          { pick: 'Change kustomization.yaml' },
        ],
      );
      assert.equal(
        textOf('kustomization.yaml'),
        `${originals.get('kustomization.yaml')}configMapGenerator:\n  - name: web\n    files: [vhost.conf]\n    envs: [app.env]\n`,
      );
    });

    it('appends to it', async () => {
      await open('create/settings.yaml');
      await create(
        'ConfigMap',
        ['vhost.conf'],
        [{ type: 'web' }, { pick: 'Append to an open file' }, { pick: 'Change settings.yaml' }],
      );
      const expected = `${originals.get('settings.yaml')}---\napiVersion: v1\ndata:\n  vhost.conf: |\n`;
      assert.ok(textOf('settings.yaml').startsWith(expected));
    });

    it('inserts at the cursor, but not inside a document', async () => {
      await open('create/settings.yaml');
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      editor.selection = new vscode.Selection(5, 0, 5, 0);
      const inside = await create(
        'ConfigMap',
        ['vhost.conf'],
        [{ type: 'web' }, { pick: 'Insert at the cursor: create/settings.yaml:6' }, 'escape'],
      );
      assert.deepEqual(inside.said, [
        'the cursor is inside ConfigMap create-settings: it must be between two documents',
      ]);
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      await create(
        'ConfigMap',
        ['vhost.conf'],
        [{ type: 'web' }, { pick: 'Insert at the cursor' }, { pick: 'Change settings.yaml' }],
      );
      assert.ok(textOf('settings.yaml').endsWith(`  name: web\n---\n${originals.get('settings.yaml')}`));
    });

    it('looks again when the file was changed in between', async () => {
      const document = await open('create/settings.yaml');
      const typing = new vscode.WorkspaceEdit();
      typing.insert(document.uri, new vscode.Position(0, 0), '# typed\n');
      const answers: readonly Answer[] = [
        { type: 'web' },
        { pick: 'Merge into' },
        { pick: 'create-settings' },
        { check: [] },
        { pick: 'Change settings.yaml', after: () => vscode.workspace.applyEdit(typing) },
        { pick: 'Change settings.yaml' },
      ];
      writeOnDisk('create/new.txt', 'x');
      const { said } = await create('ConfigMap', ['new.txt', 'vhost.conf'], answers);
      assert.ok(document.getText().startsWith('# typed\n'));
      assert.ok(document.getText().endsWith('  new.txt: x\n'));
      assert.deepEqual(said, ['settings.yaml was changed in between: look at it again']);
    });
  });

  describe('what goes wrong changes nothing', () => {
    const toNewFile: readonly Answer[] = [{ type: 'web' }, { pick: 'Write a file' }, { pick: 'Write web' }];

    it('a file that cannot be read', async () => {
      const { said } = await create('ConfigMap', [`${brittle}:/conf/locked.conf`], []);
      assert.deepEqual(said, ['locked.conf may not be read']);
    });

    it('a folder that cannot be read', async () => {
      const { said } = await create('ConfigMap', [`${brittle}:/private`], []);
      assert.deepEqual(said, ['private may not be read']);
    });

    it('a file that is gone', async () => {
      const { said } = await create('ConfigMap', ['nowhere'], []);
      assert.deepEqual(said, ['nowhere does not exist, or may not be read']);
    });

    it('a file that is too large', async () => {
      writeOnDisk('create/big', 'x'.repeat(2 * 1024 * 1024));
      const { said } = await create('ConfigMap', ['big'], []);
      assert.deepEqual(said, ['The files have 2.0 MiB together: one object holds at most 1 MiB']);
    });

    it('a disk that is full', async () => {
      const { said } = await create('ConfigMap', [`${brittle}:/conf/app.conf`], [...toNewFile, 'escape']);
      assert.equal(said.length, 1);
      assert.match(said[0] ?? '', /^web\.configmap\.yaml could not be written: .*no space left on device/);
    });

    it('a file of that name', async () => {
      writeOnDisk('create/web.configmap.yaml', '# mine\n');
      const answers: readonly Answer[] = [
        { type: 'web' },
        { pick: 'Write a file: create/web.configmap.yaml, which exists' },
        { pick: 'Replace web.configmap.yaml' },
      ];
      const kept = await create('ConfigMap', ['vhost.conf'], [...answers, 'escape']);
      assert.deepEqual(kept.said, ['web.configmap.yaml exists. Replace it?']);
      assert.equal(textOf('web.configmap.yaml'), '# mine\n');
      await create('ConfigMap', ['vhost.conf'], answers, 'Replace');
      assert.match(textOf('web.configmap.yaml'), /^apiVersion: v1\n/);
    });

    it('a file of that name, in which only the contents are replaced', async function () {
      if (process.platform === 'win32') this.skip();
      writeOnDisk('create/web-of-others.yaml', '# mine\n');
      const [link, target] = [join(folder, 'web.configmap.yaml'), join(folder, 'web-of-others.yaml')];
      chmodSync(target, 0o600);
      symlinkSync('web-of-others.yaml', link);
      const answers: readonly Answer[] = [
        { type: 'web' },
        { pick: 'Write a file: create/web.configmap.yaml, which exists' },
        { pick: 'Replace web.configmap.yaml' },
      ];
      await create('ConfigMap', ['vhost.conf'], answers, 'Replace');
      assert.ok(lstatSync(link).isSymbolicLink());
      assert.equal(statSync(target).mode & 0o777, 0o600);
      assert.match(textOf('web-of-others.yaml'), /^apiVersion: v1\n/);
    });

    it('a name that is no key gets one', async () => {
      writeOnDisk('create/new file.txt', 'x');
      const done = await create(
        'ConfigMap',
        ['new file.txt'],
        [{ type: 'new:file' }, { type: 'new.txt' }, ...toNewFile],
      );
      assert.equal(questions(done)[0], '1/4 Key for new file.txt');
      assert.match(done.said[0] ?? '', /^"new:file" is not a valid key name for a ConfigMap/);
      assert.match(textOf('web.configmap.yaml'), /^ {2}new\.txt: x$/m);
    });

    it('no more wanted', async () => {
      mkdirSync(folder, { recursive: true });
      await create('ConfigMap', ['vhost.conf'], [{ type: 'web' }, { pick: 'Write a file' }, 'escape']);
      assert.ok(!existsSync(join(folder, 'web.configmap.yaml')));
      assert.deepEqual(
        vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs),
        [],
      );
    });
  });

  describe('files that are dropped onto values', () => {
    const engine = (service: LanguageService): Engine => {
      const unasked = async (): Promise<never> => assert.fail('not asked for a drop');
      return {
        create: unasked,
        places: unasked,
        refusal: unasked,
        nameRefusal: unasked,
        keyRefusal: unasked,
        place: async (uri, created, place) => answerPlaceObject(service, { uri, create: created, place }),
      };
    };

    /** What is dropped on the line, and the text of the file afterwards; `undefined` when the drop is left to others. */
    async function drop(names: readonly string[], line: string): Promise<string | undefined> {
      const document = await open('create/settings.yaml');
      const service = createLanguageService(loadSchemas(join(__dirname, '../../../../dist/schemas')), (_, error) => {
        throw error;
      });
      service.openFile(document.uri.toString(), document.version, document.getText());
      const list = names.map(name => uriOf(`create/${name}`).toString()).join('\r\n');
      const dropped = new vscode.DataTransfer();
      dropped.set('text/uri-list', new vscode.DataTransferItem(list));
      const { token } = new vscode.CancellationTokenSource();
      const provider = dropProvider(engine(service));
      const at = rangeOf(document, line).start;
      const edit = await provider.provideDocumentDropEdits(document, at, dropped, token);
      assert.ok(!Array.isArray(edit));
      if (!edit) return undefined;
      assert.equal(edit.insertText, '');
      if (edit.additionalEdit) assert.ok(await vscode.workspace.applyEdit(edit.additionalEdit));
      return document.getText();
    }

    it('become values', async () => {
      writeOnDisk('create/new.txt', 'a: b\n');
      const text = await drop(['new.txt'], 'data:\n  mode');
      assert.equal(text, `${originals.get('settings.yaml')}  new.txt: |\n    a: b\n`);
    });

    it('replace none that is there', async () => {
      const { said } = await dialogue([], async () => {
        assert.equal(await drop(['vhost.conf'], 'mode'), originals.get('settings.yaml'));
      });
      assert.match(said.join(), /^vhost\.conf has another value already/);
    });

    it('are left to others elsewhere', async () => {
      assert.equal(await drop(['vhost.conf'], 'kind'), undefined);
    });
  });

  it('a ConfigMap from a file, by the command of old', async () => {
    await dialogue([{ type: 'web' }, { pick: 'Show in a new editor' }, { pick: 'Show in a new editor' }], () =>
      vscode.commands.executeCommand('kubewright.createConfigMap', uriOf('create/vhost.conf')),
    );
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^ {2}vhost\.conf: \|$/m);
  });
});
