/** The wiring: what a client hears over the wire. What the answers contain is tested elsewhere. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import {
  CancellationTokenSource,
  type CodeAction,
  type CompletionItem,
  ErrorCodes,
  type InlayHint,
  InsertTextFormat,
  ResponseError,
} from 'vscode-languageserver/node';
import { palettes } from '../server/src/prober/palettes.js';
import {
  type CreateObjectParams,
  type CreateObjectResult,
  type CreatePlacesParams,
  type CreatePlacesResult,
  colorThemeChanged,
  createObject,
  createPlaces,
  type KubernetesVersionResult,
  kubernetesVersion,
  type PlaceObjectParams,
  type PlaceObjectResult,
  placeObject,
  processId,
  type RulePageResult,
  type RulesResult,
  rulePage,
  rules,
} from '../server/src/protocol.js';
import { type Disk, disk } from '../server/src/workspace/disk.js';
import { connect, pulling, startInProcess, type TestClient } from './support/protocol.js';

const broken =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: x, tty: 1 }] }\n';
const whole = broken.replace('tty: 1', 'tty: true');
const uri = 'file:///workspace/pod.yaml';

const clients: TestClient[] = [];
after(() => {
  for (const { connection } of clients) connection.dispose();
});

async function newClient(...[capabilities, rootUri]: [Parameters<typeof connect>[1], string?]): Promise<TestClient> {
  const client = await connect(startInProcess(), capabilities, rootUri ?? null);
  clients.push(client);
  return client;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a client that knows no snippets gets plain text to insert', async () => {
  const start = 'apiVersion: v1\nkind: Pod\nspec:\n  ';
  const ask = async (capabilities: Parameters<typeof connect>[1]) => {
    const client = await newClient(capabilities);
    await client.open(uri, start);
    const params = { textDocument: { uri }, position: { line: 3, character: 2 } };
    const items: CompletionItem[] = await client.connection.sendRequest('textDocument/completion', params);
    const { insertTextFormat, textEdit } = items.find(({ label }) => label === 'hostNetwork') ?? {};
    return [insertTextFormat, textEdit?.newText];
  };
  const snippets = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };
  assert.deepEqual(await ask(snippets), [InsertTextFormat.Snippet, 'hostNetwork: $0']);
  assert.deepEqual(await ask({}), [undefined, 'hostNetwork: ']);
});

test('a client that cannot create files gets no fixes that do', async () => {
  const text = whole.replace('tty: true', 'envFrom: [{ configMapRef: { name: gone } }]');
  const ask = async (workspace: object) => {
    const capabilities = { ...pulling, workspace: { ...pulling.workspace, ...workspace } };
    const folder = pathToFileURL(newFolder()).href;
    const uri = `${folder}/pod.yaml`;
    const client = await newClient(capabilities, folder);
    await client.refreshed(2);
    client.settings = { profile: 'strict' };
    await client.configurationChanged();
    await client.refreshed(3);
    await client.open(uri, text);
    const place = { line: 3, character: text.split('\n')[3]?.indexOf('gone') ?? 0 };
    const params = { textDocument: { uri }, range: { start: place, end: place }, context: { diagnostics: [] } };
    const actions: CodeAction[] = await client.connection.sendRequest('textDocument/codeAction', params);
    return actions;
  };
  const able = await ask({ workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } });
  const others = able.filter(({ edit }) => !edit?.documentChanges).map(({ title }) => title);
  assert.equal(others.length, able.length - 1);
  for (const workspace of [{}, { workspaceEdit: { documentChanges: true } }]) {
    const titles = (await ask(workspace)).map(({ title }) => title);
    assert.deepEqual(titles, others);
  }
});

describe('a client that pulls', () => {
  test('gets the diagnostics of what it opened, and of what it changed', async () => {
    const client = await newClient(pulling);
    await client.open(uri, broken);
    assert.deepEqual(
      (await client.pull(uri)).map(d => d.code),
      ['schema/wrong-type'],
    );
    await client.change(uri, 2, whole);
    assert.deepEqual(await client.pull(uri), []);
  });

  test('is asked to pull again when the settings change, and they hold at once', async () => {
    const client = await newClient(pulling);
    await client.refreshed(2);
    await client.open(uri, broken);
    await client.refreshed(3);
    client.settings = { rules: { 'schema/wrong-type': 'off' } };
    await client.configurationChanged();
    await client.refreshed(4);
    assert.deepEqual(await client.pull(uri), []);
  });

  test('is asked to pull again, and for code lenses, when an edit changes what is known of an object', async () => {
    const client = await newClient({
      ...pulling,
      workspace: { ...pulling.workspace, codeLens: { refreshSupport: true } },
    });
    let lensesAsked = 0;
    client.connection.onRequest('workspace/codeLens/refresh', () => {
      lensesAsked++;
      return null;
    });
    await client.refreshed(2);
    await client.open(uri, whole);
    await client.refreshed(3);
    const before = lensesAsked;
    await client.change(uri, 2, `# of no interest to others\n${whole}`);
    await client.change(uri, 3, whole.replace('Pod\nmetadata: { name: web }', 'Pod\nmetadata: { name: other }'));
    await client.refreshed(4);
    assert.equal(lensesAsked, before + 1);
  });

  test('is not asked while somebody types, however often an object goes and comes back', async () => {
    const client = await newClient(pulling);
    await client.refreshed(2);
    await client.open(uri, whole);
    await client.refreshed(3);
    for (let version = 2; version < 12; version++) {
      await client.change(uri, version, version % 2 === 0 ? `${whole}\nla` : whole);
      await client.pull(uri);
    }
    await client.change(uri, 12, whole.replace('{ name: web }', '{ name: other }'));
    await client.refreshed(4);
    await new Promise(resolve => setTimeout(resolve, 400));
    assert.equal(client.refreshes, 4);
  });

  test('gets no answer to what it cancelled', async () => {
    const client = await newClient(pulling);
    await client.open(uri, broken);
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest(
      'textDocument/hover',
      { textDocument: { uri }, position: { line: 1, character: 1 } },
      source.token,
    );
    source.cancel();
    await assert.rejects(answer, /cancelled/);
  });

  test('gets what is quick before what is slow, whichever it asked for first', async () => {
    const client = await newClient(pulling);
    await client.open(uri, `${whole}---\n`.repeat(2_000));
    const textDocument = { uri };
    const answered: string[] = [];
    const ask = async (method: string, params: object) => {
      await client.connection.sendRequest(method, { textDocument, ...params });
      answered.push(method);
    };
    await Promise.all([
      ask('textDocument/formatting', { options: { tabSize: 4, insertSpaces: true } }),
      ask('textDocument/documentSymbol', {}),
      ask('textDocument/hover', { position: { line: 0, character: 0 } }),
    ]);
    assert.equal(answered[0], 'textDocument/hover');
  });

  test('gets nothing, and no error, for a file that is not open', async () => {
    const client = await newClient(pulling);
    const position = { line: 0, character: 0 };
    const textDocument = { uri: 'file:///nowhere.yaml' };
    assert.deepEqual(await client.pull(textDocument.uri), []);
    assert.equal(await client.connection.sendRequest('textDocument/hover', { textDocument, position }), null);
    assert.deepEqual(await client.connection.sendRequest('textDocument/completion', { textDocument, position }), []);
  });
});

test('a client that cannot pull gets diagnostics pushed, with the version they are for', async () => {
  const client = await newClient({});
  const first = client.pushed(uri);
  await client.open(uri, broken);
  const { diagnostics } = await first;
  assert.deepEqual(
    diagnostics.map(d => d.code),
    ['schema/wrong-type'],
  );
  const second = client.pushed(uri);
  await client.change(uri, 2, whole);
  assert.deepEqual(await second, { uri, version: 2, diagnostics: [] });
});

test('a client without workspace/configuration pushes its settings', async () => {
  const client = await newClient({});
  const first = client.pushed(uri);
  await client.open(uri, broken);
  await first;
  const second = client.pushed(uri);
  await client.configurationChanged({ kubewright: { rules: { 'schema/wrong-type': 'hint' } } });
  assert.deepEqual(
    (await second).diagnostics.map(d => d.severity),
    [4],
  );
});

test('patches of a kustomization on disk are not judged as whole objects', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'over lay'));
  writeFileSync(
    join(folder, 'over lay', 'kustomization.yaml'),
    'resources: [web.yaml]\npatches:\n  - path: patch.yaml\n',
  );
  writeFileSync(
    join(folder, 'over lay', 'web.yaml'),
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { paused: true }\n',
  );
  const client = await newClient(pulling, pathToFileURL(folder).href);
  await client.refreshed(2);
  const patch = pathToFileURL(join(folder, 'over lay', 'patch.yaml')).href;
  await client.open(patch, 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n');
  assert.deepEqual(await client.pull(patch), []);
  const other = pathToFileURL(join(folder, 'elsewhere', 'deployment.yaml')).href;
  await client.open(other, 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n');
  assert.notDeepEqual(await client.pull(other), []);
});

test('as long as the workspace is not read, nothing is called missing', async () => {
  let finish: () => void = () => {};
  const reading = new Promise<void>(resolve => {
    finish = resolve;
  });
  const slowDisk: Disk = {
    ...disk,
    async find() {
      await reading;
      return { uris: ['file:///workspace/kustomization.yaml'], read: 'all' };
    },
    read: async () => 'resources: []\n',
  };
  const client = await connect(startInProcess(slowDisk), pulling, 'file:///workspace');
  clients.push(client);
  const other = 'file:///workspace/deep/down/there/deployment.yaml';
  await client.open(other, 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n');
  assert.deepEqual(await client.pull(other), []);
  finish();
  await client.refreshed(2);
  assert.notDeepEqual(await client.pull(other), []);
});

/** The definition of a kind `Backup`, whose spec has to be an object. */
const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: backups.example.com }
spec:
  group: example.com
  names: { kind: Backup, plural: backups }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object } } } }
`;
const backup = 'apiVersion: example.com/v1\nkind: Backup\nmetadata: { name: nightly }\nspec: 1\n';

describe('files on disk', () => {
  const codes = async (client: TestClient, of: string) => (await client.pull(of)).map(({ code }) => code);

  test('are watched', async () => {
    const folder = newFolder();
    const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
    const client = await newClient(pulling, pathToFileURL(folder).href);
    await client.refreshed(2);
    await client.open(uriOf('backup.yaml'), backup);
    await client.refreshed(3);
    assert.deepEqual(await codes(client, uriOf('backup.yaml')), []);
    const changed = (name: string, type: number) =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type }] });
    writeFileSync(join(folder, 'crd.yaml'), definition);
    await changed('crd.yaml', 1);
    await client.refreshed(4);
    assert.deepEqual(await codes(client, uriOf('backup.yaml')), ['schema/wrong-type']);
    writeFileSync(join(folder, '.gitignore'), 'crd.yaml\n');
    await changed('.gitignore', 1);
    await client.refreshed(5);
    assert.deepEqual(await codes(client, uriOf('backup.yaml')), []);
  });

  test('below a deleted folder are gone, also where the editor tells of the folder alone', async () => {
    const folder = newFolder();
    const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
    mkdirSync(join(folder, 'a+b', 'deep'), { recursive: true });
    writeFileSync(join(folder, 'a+b', 'deep', 'crd.yaml'), definition);
    const client = await newClient(pulling, pathToFileURL(folder).href);
    await client.refreshed(2);
    await client.open(uriOf('backup.yaml'), backup);
    await client.refreshed(3);
    assert.deepEqual(await codes(client, uriOf('backup.yaml')), ['schema/wrong-type']);
    rmSync(join(folder, 'a+b'), { recursive: true });
    const changes = [{ uri: uriOf('a+b').replace('+', '%2B'), type: 3 }];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await client.refreshed(4);
    assert.deepEqual(await codes(client, uriOf('backup.yaml')), []);
  });

  test('count for a client that refuses what it promised', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'crd.yaml'), definition);
    const streams = startInProcess();
    const capabilities = {
      ...pulling,
      workspace: {
        ...pulling.workspace,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
      },
    };
    const refused: string[] = [];
    const client = await connect(streams, capabilities, pathToFileURL(folder).href, undefined, method => {
      refused.push(method);
      throw new ResponseError(ErrorCodes.MethodNotFound, 'not here');
    });
    clients.push(client);
    await client.refreshed(1);
    await client.open(pathToFileURL(join(folder, 'backup.yaml')).href, backup);
    await client.refreshed(2);
    assert.deepEqual(await codes(client, pathToFileURL(join(folder, 'backup.yaml')).href), ['schema/wrong-type']);
    const registration = 'client/registerCapability';
    assert.deepEqual(refused, [registration, registration, 'workspace/configuration']);
  });

  test('of a folder that is added to the workspace count, of one that is removed do not', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'crd.yaml'), definition);
    const client = await newClient({ ...pulling, workspace: { ...pulling.workspace, workspaceFolders: true } });
    await client.refreshed(2);
    await client.open('untitled:backup.yaml', backup);
    await client.refreshed(3);
    assert.deepEqual(await codes(client, 'untitled:backup.yaml'), []);
    const folders = [{ uri: pathToFileURL(folder).href, name: 'a' }];
    const change = (event: object) =>
      client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await change({ added: folders, removed: [] });
    await client.refreshed(4);
    assert.deepEqual(await codes(client, 'untitled:backup.yaml'), ['schema/wrong-type']);
    await change({ added: [], removed: folders });
    await client.refreshed(5);
    assert.deepEqual(await codes(client, 'untitled:backup.yaml'), []);
  });

  test('that take long to read are counted for the user', async t => {
    const now = performance.now.bind(performance);
    let ahead = 0;
    t.mock.method(performance, 'now', () => now() + ahead);
    const uris = Array.from({ length: 64 }, (_, i) => `file:///workspace/${i}.yaml`);
    const slowDisk: Disk = {
      ...disk,
      find: async () => ({ uris, read: 'all' }),
      read: async () => {
        ahead += 100;
        return backup;
      },
    };
    const client = await connect(
      startInProcess(slowDisk),
      { ...pulling, window: { workDoneProgress: true } },
      'file:///workspace',
    );
    clients.push(client);
    const shown: string[] = [];
    client.connection.onRequest('window/workDoneProgress/create', () => null);
    const ended = new Promise<void>(resolve => {
      client.connection.onNotification(
        '$/progress',
        ({ value }: { value: { kind: string; title?: string; message?: string } }) => {
          shown.push([value.title, value.message].filter(Boolean).join(': '));
          if (value.kind === 'end') resolve();
        },
      );
    });
    await ended;
    assert.match(shown[0] ?? '', /^Kubewright: reading manifests \(\d+ of 64\)$/);
  });
});

test('a ConfigMap that is made, and where it goes', async () => {
  const client = await newClient(pulling);
  const base64 = Buffer.from('hello\n').toString('base64');
  const create: CreateObjectParams = {
    kind: 'ConfigMap',
    name: 'web',
    sources: [{ from: 'file', key: 'a.txt', base64 }],
  };
  const made = await client.connection.sendRequest<CreateObjectResult>(createObject, create);
  const text = 'apiVersion: v1\ndata:\n  a.txt: |\n    hello\nkind: ConfigMap\nmetadata:\n  name: web\n';
  assert.deepEqual(made, { text, warnings: [] });
  await client.open(uri, text);
  const near: CreatePlacesParams = { kind: 'ConfigMap', near: [] };
  const { objects } = await client.connection.sendRequest<CreatePlacesResult>(createPlaces, near);
  assert.deepEqual(objects, [{ uri, object: { name: 'web' }, keys: 1 }]);
  const asked: PlaceObjectParams = { uri, create, place: { to: 'end' } };
  const placed = await client.connection.sendRequest<PlaceObjectResult>(placeObject, asked);
  assert.ok('edits' in placed);
  assert.deepEqual(
    placed.edits.map(({ newText }) => newText),
    [`---\n${text}`],
  );
});

test('a version beyond those known counts as the nearest one', async () => {
  const client = await newClient(pulling);
  await client.refreshed(2);
  const versions = { '1.99': '1.36', '1.2': '1.28', '1.31': '1.31' };
  let refreshes = 2;
  for (const [set, judged] of Object.entries(versions)) {
    client.settings = { kubernetesVersion: set };
    await client.configurationChanged();
    await client.refreshed(++refreshes);
    const { current } = await client.connection.sendRequest<KubernetesVersionResult>(kubernetesVersion);
    assert.equal(current, judged);
  }
});

test('the Kubernetes versions, and its own process, for a client that sends no parameters', async () => {
  const client = await newClient(pulling);
  const { current, known } = await client.connection.sendRequest<KubernetesVersionResult>(kubernetesVersion);
  assert.equal(current, known.at(-1));
  assert.equal(await client.connection.sendRequest(processId), process.pid);
});

describe('the pages of rules', () => {
  const hrefOf = async (client: TestClient): Promise<string | undefined> => {
    await client.open(uri, broken);
    return (await client.pull(uri))[0]?.codeDescription?.href;
  };

  test('are where the codes of diagnostics lead, for a client that can show them', async () => {
    const client = await connect(startInProcess(), pulling, null, { rulePages: 'pages:/of/' });
    clients.push(client);
    assert.equal(await hrefOf(client), 'pages:/of/schema/wrong-type.md');
  });

  test('other clients are led to the reference', async () => {
    assert.match((await hrefOf(await newClient(pulling))) ?? '', /^https:\/\/kubernetes\.io\//);
  });

  test('can be asked for, and the list of them', async () => {
    const { connection } = await newClient(pulling);
    const { markdown } = await connection.sendRequest<RulePageResult>(rulePage, { code: 'yaml/syntax' });
    assert.match(markdown ?? '', /^# yaml\/syntax\n/);
    assert.deepEqual(await connection.sendRequest(rulePage, { code: 'no/rule' }), {});
    const listed = await connection.sendRequest<RulesResult>(rules);
    assert.deepEqual(
      listed.find(({ code }) => code === 'kubewright/too-many'),
      {
        code: 'kubewright/too-many',
        severity: 'information',
        strict: false,
        summary: 'more findings than an editor can show',
      },
    );
  });
});

describe('inlay hints', () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\nimmutable: yes\n';
  const hintsOf = (client: TestClient, of = uri): Promise<readonly InlayHint[]> =>
    client.connection.sendRequest('textDocument/inlayHint', {
      textDocument: { uri: of },
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
    });

  test('are asked for again when the settings change, and these hold', async () => {
    const client = await newClient({ workspace: { configuration: true, inlayHint: { refreshSupport: true } } });
    const refreshes: (() => void)[] = [];
    client.connection.onRequest('workspace/inlayHint/refresh', () => {
      refreshes.pop()?.();
      return null;
    });
    await client.open(uri, text);
    assert.deepEqual(
      (await hintsOf(client)).map(({ label }) => label),
      ['= true'],
    );
    client.settings = { inlayHints: { plainValues: false } };
    const refreshed = new Promise<void>(resolve => refreshes.push(resolve));
    await client.configurationChanged();
    await refreshed;
    assert.deepEqual(await hintsOf(client), []);
  });

  test('are asked for again when a file turns out to be a patch, which has only some of the numbers', async () => {
    const folder = newFolder();
    const own = pathToFileURL(join(folder, 'web.yaml')).href;
    const pod =
      'apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: web, startupProbe: { grpc: { port: 1 } } }] }\n';
    const client = await newClient({ workspace: { inlayHint: { refreshSupport: true } } }, pathToFileURL(folder).href);
    let whenAsked = (): void => {};
    client.connection.onRequest('workspace/inlayHint/refresh', () => {
      whenAsked();
      return null;
    });
    const labels = async (): Promise<readonly unknown[]> => (await hintsOf(client, own)).map(({ label }) => label);
    const until = async (expected: readonly unknown[]): Promise<void> => {
      for (;;) {
        const asked = new Promise<void>(resolve => {
          whenAsked = resolve;
        });
        if (isDeepStrictEqual(await labels(), expected)) return;
        await asked;
      }
    };
    await client.open(own, pod);
    await until(['up to 30 s to start']);
    const kustomization = pathToFileURL(join(folder, 'kustomization.yaml')).href;
    const refreshed = new Promise<void>(resolve => {
      whenAsked = resolve;
    });
    await client.open(kustomization, 'patches: [{ path: web.yaml }]\n');
    await refreshed;
    await until([]);
  });
});

test('a hover is drawn in the colours that the client has, also when it has others', async () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: web, livenessProbe: { grpc: { port: 1 } } }] }\n';
  const client = await connect(startInProcess(), pulling, null, { colorTheme: 'dark' });
  clients.push(client);
  // Before everything is read, any file may be a patch.
  await client.refreshed(2);
  await client.open(uri, pod);
  const backgroundOf = async (): Promise<string | undefined> => {
    const position = { line: 2, character: 40 };
    const hover = await client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
    const [, drawing = ''] = /base64,([^)]+)\)/.exec(JSON.stringify(hover)) ?? [];
    return /<rect [^>]*fill="([^"]+)"/.exec(atob(drawing))?.[1];
  };
  assert.equal(await backgroundOf(), palettes.dark.background);
  await client.connection.sendNotification(colorThemeChanged, 'highContrast');
  assert.equal(await backgroundOf(), palettes.highContrast.background);
});

test('the built server is a language server by itself, over stdio', async () => {
  const child = spawn(process.execPath, [join(__dirname, '../../dist/server.js'), '--stdio']);
  after(() => child.kill());
  const client = await connect({ input: child.stdout, output: child.stdin }, pulling);
  await client.open(uri, broken);
  assert.deepEqual(
    (await client.pull(uri)).map(d => d.code),
    ['schema/wrong-type'],
  );
  const exited = new Promise(resolve => child.once('exit', resolve));
  await client.connection.sendRequest('shutdown');
  await client.connection.sendNotification('exit');
  assert.equal(await exited, 0);
});
