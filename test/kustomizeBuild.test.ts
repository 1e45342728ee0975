/** What an editor is told of a build over the wire: its text, where each line comes from, or why there is none. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  type BuildPlace,
  buildsChanged,
  type KustomizeBuildResult,
  type KustomizeFolder,
  kustomizeBuild,
  kustomizeFolders,
} from '../server/src/protocol.js';
import { connect, pulling, startInProcess, type TestClient } from './support/protocol.js';

const root = mkdtempSync(join(tmpdir(), 'kubewright (a+b) @builds-'));
const clients: TestClient[] = [];
after(() => {
  for (const { connection } of clients) connection.dispose();
  rmSync(root, { recursive: true, force: true });
});
const uriOf = (path: string): string => pathToFileURL(join(root, path)).href;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

write(
  'base/kustomization.yaml',
  'resources:\n  - web.yaml\nconfigMapGenerator:\n  - name: site\n    files:\n      - a.conf\n',
);
write('base/a.conf', 'first\nsecond\n');
write(
  'base/web.yaml',
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: nginx
          args:
            - |
              one
              two
`,
);
write(
  'overlays/prod/kustomization.yaml',
  `namespace: shop
resources:
  - ../../base
images:
  - name: nginx
    newTag: "1.27"
patches:
  - path: more.yaml
`,
);
write(
  'overlays/prod/more.yaml',
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n',
);
write('overlays/dev/kustomization.yaml', 'resources:\n  - ../../base\npatches:\n  - path: gone.yaml\n');
write('far/kustomization.yaml', 'resources:\n  - https://example.com/far.yaml\n');
write('odd/kustomization.yaml', 'resources:\n  - odd.yaml\n');
write(
  'odd/odd.yaml',
  `apiVersion: example.com/v1
kind: Odd
metadata: { name: odd }
spec:
  lists:
    - - a
      - - b
        - c
    - []
    - d: 1
      e:
        - f
  ? ${'k'.repeat(140)}
  : - x
  folded: >
    some words
    and more
  kept: |+
    one

  long: ${'word '.repeat(30)}
  empty: {}
  last: "\\ttwo\\n"
`,
);
write('part/kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n');

async function newClient(): Promise<TestClient> {
  const client = await connect(startInProcess(), pulling, pathToFileURL(root).href, { showsBuilds: true });
  clients.push(client);
  await client.refreshed(2);
  return client;
}

const build = ({ connection }: TestClient, path: string): Promise<KustomizeBuildResult> =>
  connection.sendRequest(kustomizeBuild, { folder: uriOf(path) });

function placeName({ uri, line }: BuildPlace): string {
  return `${uri.slice(pathToFileURL(root).href.length + 1)}:${line + 1}`;
}

/** Each line, and behind it where it comes from. */
function annotated(result: KustomizeBuildResult): string {
  assert.equal(result.outcome, 'built');
  const texts = result.text.replace(/\n$/, '').split('\n');
  assert.equal(result.lines.length, texts.length);
  return texts
    .map((text, i) => {
      const origin = result.origins[result.lines[i] ?? -1];
      assert.ok(origin);
      return `${text} # ${origin.how} ${[placeName(origin), origin.field].filter(Boolean).join(' ')}`;
    })
    .join('\n');
}

test('each line of a build leads back to who wrote it', async () => {
  assert.equal(
    annotated(await build(await newClient(), 'overlays/prod')),
    `apiVersion: v1 # from base/kustomization.yaml:4 configMapGenerator
data: # from base/kustomization.yaml:4 configMapGenerator
  a.conf: | # from base/a.conf:1
    first # from base/a.conf:1
    second # from base/a.conf:2
kind: ConfigMap # from base/kustomization.yaml:4 configMapGenerator
metadata: # from base/kustomization.yaml:4 configMapGenerator
  name: site-HASH # from base/kustomization.yaml:4 configMapGenerator
  namespace: shop # set overlays/prod/kustomization.yaml:1 namespace
--- # from base/web.yaml:1
apiVersion: apps/v1 # from base/web.yaml:1
kind: Deployment # from base/web.yaml:2
metadata: # from base/web.yaml:3
  name: web # from base/web.yaml:4
  namespace: shop # set overlays/prod/kustomization.yaml:1 namespace
spec: # from base/web.yaml:5
  replicas: 3 # set overlays/prod/more.yaml:6
  template: # from base/web.yaml:6
    spec: # from base/web.yaml:7
      containers: # from base/web.yaml:8
      - args: # from base/web.yaml:11
        - | # from base/web.yaml:12
          one # from base/web.yaml:13
          two # from base/web.yaml:14
        image: nginx:1.27 # set overlays/prod/kustomization.yaml:6 images
        name: web # from base/web.yaml:9`.replace('HASH', 'ckd48b5bk9'),
  );
});

test('lines that belong to one value come from there, whatever form it has', async () => {
  const client = await newClient();
  const text = annotated(await build(client, 'odd'))
    .replace(/k{140}/, 'KEY')
    .replace(/(word )+word/g, 'WORDS');
  assert.equal(
    text.replaceAll(' from odd/odd.yaml:', ' '),
    `apiVersion: example.com/v1 # 1
kind: Odd # 2
metadata: # 3
  name: odd # 3
spec: # 4
  empty: {} # 22
  folded: | # 15
    some words and more # 15
  kept: |+ # 18
    one # 19
 # 20
  ? KEY # 14
  : - x # 14
  last: "\\ttwo\\n" # 23
  lists: # 5
  - - a # 6
    - - b # 7
      - c # 8
  - [] # 9
  - d: 1 # 10
    e: # 11
    - f # 12
  long: WORDS # 21
    WORDS # 21`,
  );
});

test('the text of an open file counts, saved or not', async () => {
  const client = await newClient();
  await build(client, 'overlays/prod');
  await client.open(
    uriOf('base/web.yaml'),
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, labels: { a: b } }\n',
  );
  const result = await build(client, 'overlays/prod');
  assert.match(annotated(result), / {4}a: b # from base\/web\.yaml:3\n/);
});

test('a refusal says why, and where', async () => {
  const result = await build(await newClient(), 'overlays/dev');
  assert.equal(result.outcome, 'refused');
  assert.match(result.message, /gone\.yaml/);
  assert.equal(placeName(result.at), 'overlays/dev/kustomization.yaml:4');
});

test('what it depends on is told, also what is not there', async () => {
  const client = await newClient();
  const { reads } = await build(client, 'overlays/dev');
  for (const path of ['base/a.conf', 'base/web.yaml', 'overlays/dev/gone.yaml'])
    assert.ok(reads.includes(uriOf(path)), path);
});

test('nothing is fetched', async () => {
  const result = await build(await newClient(), 'far');
  assert.equal(result.outcome === 'unknown' && result.why, 'remote');
  assert.equal(result.outcome === 'unknown' && placeName(result.at), 'far/kustomization.yaml:2');
});

test('a folder without a kustomization is refused', async () => {
  const result = await build(await newClient(), 'overlays');
  assert.equal(result.outcome, 'refused');
  assert.match(result.message, /unable to find one of 'kustomization\.yaml', 'kustomization\.yml' or 'Kustomization'/);
});

test('a file that changes on the disk is told of, and read', async () => {
  const client = await newClient();
  await build(client, 'overlays/prod');
  const told = new Promise(resolve => client.connection.onNotification(buildsChanged, resolve));
  write('base/a.conf', 'other\n');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf('base/a.conf'), type: 2 }],
  });
  assert.deepEqual(await told, { uris: [uriOf('base/a.conf')] });
  assert.match(annotated(await build(client, 'overlays/prod')), / {4}other # from base\/a\.conf:1\n/);
});

test('the folders that can be built are listed, and how they belong together', async () => {
  const { connection } = await newClient();
  const listed = async (near?: string): Promise<readonly string[]> => {
    const params = near === undefined ? {} : { near: uriOf(near) };
    const folders: readonly KustomizeFolder[] = await connection.sendRequest(kustomizeFolders, params);
    return folders.map(({ folder, kin }) =>
      [placeName({ uri: folder, line: 0, character: 0 }).slice(0, -2), kin].join(' ').trim(),
    );
  };
  assert.deepEqual(await listed(), ['base', 'far', 'odd', 'overlays/dev', 'overlays/prod']);
  assert.deepEqual(await listed('overlays/prod'), ['base base', 'overlays/dev sibling', 'far', 'odd', 'overlays/prod']);
  assert.deepEqual(await listed('base'), ['overlays/dev overlay', 'overlays/prod overlay', 'base', 'far', 'odd']);
});

test('editors escape other characters of a path than the disk does: changes are seen all the same', async () => {
  const client = await newClient();
  const folder = uriOf('overlays/prod').replace(/[()+@]/g, one => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  const ask = (): Promise<KustomizeBuildResult> => client.connection.sendRequest(kustomizeBuild, { folder });
  const before = await ask();
  assert.equal(before.outcome === 'built' && before.text.includes('level: info'), false);
  const told = new Promise(resolve => client.connection.onNotification(buildsChanged, () => resolve(true)));
  write('base/a.conf', 'level: info\n');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf('base/a.conf'), type: 2 }],
  });
  await told;
  const after = await ask();
  assert.equal(after.outcome === 'built' && after.text.includes('level: info'), true);
});
