/** What is found and read of a real disk, and how it comes into the index. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { disk } from '../server/src/workspace/disk.js';
import { WorkspaceIndex } from '../server/src/workspace/index.js';
import { Scan } from '../server/src/workspace/scan.js';

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Paths below `folder` that are found. */
async function foundIn(folder: string, below = ''): Promise<readonly string[]> {
  const { uris } = await disk.find([pathToFileURL(join(folder, below)).href]);
  return uris.map(uri => decodeURI(uri).slice(decodeURI(pathToFileURL(folder).href).length + 1)).sort();
}

const configMap = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { a: x }\n`;

describe('finding', () => {
  test('YAML and JSON files, and kustomizations, but none of what was installed or built', async () => {
    const names = ['a.yaml', 'b.yml', 'c d.json', 'e/Kustomization', 'f.txt', 'node_modules/g.yaml', 'dist/h.yaml'];
    const folder = newFolder(Object.fromEntries(names.map(name => [name, ''])));
    assert.deepEqual(await foundIn(folder), ['a.yaml', 'b.yml', 'c d.json', 'e/Kustomization']);
  });

  test('nothing that git ignores, whichever folder says so', async () => {
    const folder = newFolder({
      '.git/info/exclude': 'own.yaml\n',
      '.gitignore': '# comment\n/out/\n*.tmp.yaml\nsecret*.yaml\n!secret-template.yaml\n',
      'a.yaml': '',
      'own.yaml': '',
      'b.tmp.yaml': '',
      'secret.yaml': '',
      'secret-template.yaml': '',
      'out/c.yaml': '',
      'deep/out/d.yaml': '',
      'deep/.gitignore': 'e.yaml\n!keep.tmp.yaml\n',
      'deep/e.yaml': '',
      'deep/keep.tmp.yaml': '',
      'other/e.yaml': '',
    });
    const found = ['a.yaml', 'deep/keep.tmp.yaml', 'deep/out/d.yaml', 'other/e.yaml', 'secret-template.yaml'];
    assert.deepEqual(await foundIn(folder), found);
    assert.deepEqual(await foundIn(folder, 'deep'), ['deep/keep.tmp.yaml', 'deep/out/d.yaml']);
    const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
    const asked = ['a.yaml', 'out/c.yaml', 'deep/e.yaml', 'deep/keep.tmp.yaml', 'x.txt', 'node_modules/x.yaml'].map(
      uriOf,
    );
    const wanted = await disk.wanted([...asked, 'untitled:x.yaml'], [pathToFileURL(folder).href]);
    assert.deepEqual(wanted, ['a.yaml', 'deep/keep.tmp.yaml'].map(uriOf));
  });

  test('ends where links lead in a circle, and passes over what it may not read', async () => {
    const folder = newFolder({ 'a.yaml': '', 'sub/b.yaml': '', 'closed/c.yaml': '' });
    symlinkSync(folder, join(folder, 'sub', 'circle'), 'junction');
    chmodSync(join(folder, 'closed'), 0o000);
    after(() => chmodSync(join(folder, 'closed'), 0o755));
    const found = await foundIn(folder);
    assert.deepEqual(
      found.filter(path => !path.startsWith('closed/')),
      ['a.yaml', 'sub/b.yaml'],
    );
  });

  test('texts of every length, whole', async () => {
    for (const length of [0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 100_000]) {
      const text = `${'x'.repeat(length)}é`;
      const folder = newFolder({ 'a.yaml': text });
      assert.equal(await disk.read(pathToFileURL(join(folder, 'a.yaml')).href), text);
    }
    const folder = newFolder({ 'long.yaml': 'x'.repeat(5 * 1024 * 1024) });
    assert.equal(await disk.read(pathToFileURL(join(folder, 'long.yaml')).href), undefined);
  });

  test('nothing where there is nothing, and no text of what is no file', async () => {
    const folder = newFolder({ 'a.yaml/b.txt': '' });
    assert.deepEqual(await foundIn(folder, 'nowhere'), []);
    assert.equal(await disk.read(pathToFileURL(join(folder, 'a.yaml')).href), undefined);
    assert.equal(await disk.read(pathToFileURL(join(folder, 'nowhere.yaml')).href), undefined);
    assert.equal(await disk.read('untitled:a.yaml'), undefined);
  });
});

function scanOf(folder: string) {
  const index = new WorkspaceIndex();
  const reader = {
    setFileOnDisk: (uri: string, text: string) => index.setOnDisk(uri, text),
    deleteFileOnDisk: (uri: string) => index.deleteOnDisk(uri),
    settle: () => index.settle(),
    endScan: (read: 'all' | 'part') => index.endScan(read),
    get wantedFiles() {
      return index.wantedFiles;
    },
  };
  let pauses = 0;
  const scan = new Scan(disk, reader, () => {
    pauses++;
    return undefined;
  });
  index.beginScan();
  const uri = pathToFileURL(folder).href;
  const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
  const names = () => index.objects.all('ConfigMap').map(({ facts }) => facts.name);
  return { index, scan, folders: [uri], uriOf, names, pauses: () => pauses };
}

const silent = () => undefined;

describe('scanning', () => {
  test('3,000 files, with a pause after each, and every object is known', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, i) => [`app${i % 50}/c${i}.yaml`, configMap(`c${i}`)]),
    );
    const { index, scan, folders, names, pauses } = scanOf(newFolder(files));
    const progress: number[] = [];
    const before = process.cpuUsage();
    assert.equal(await scan.readAll(folders, (done, all) => progress.push(done / all)), true);
    assert.equal(new Set(names()).size, 3_000);
    assert.equal(index.objects.isComplete, true);
    assert.ok(pauses() >= 3_000);
    assert.equal(progress.at(-1), 1);
    // A tenth of it is usual; what is looked for is work that grows with the square of the files.
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 15e6, `${(user + system) / 1e6} s`);
  });

  test('once more finds what came, and forgets what went', async () => {
    const folder = newFolder({ 'a.yaml': configMap('a'), 'b.yaml': configMap('b') });
    const { scan, folders, names } = scanOf(folder);
    await scan.readAll(folders, silent);
    assert.deepEqual(names(), ['a', 'b']);
    writeFileSync(join(folder, '.gitignore'), 'a.yaml\n');
    writeFileSync(join(folder, 'c.yaml'), configMap('c'));
    await scan.readAll(folders, silent);
    assert.deepEqual(names(), ['b', 'c']);
    await scan.readAll([], silent);
    assert.deepEqual(names(), []);
  });

  test('only the newest scan counts', async () => {
    const { scan, folders, names } = scanOf(newFolder({ 'a.yaml': configMap('a') }));
    const answers = await Promise.all([scan.readAll([], silent), scan.readAll(folders, silent)]);
    assert.deepEqual(answers, [false, true]);
    assert.deepEqual(names(), ['a']);
  });

  test('reads again what changed, unless git ignores it', async () => {
    const folder = newFolder({ '.gitignore': 'b.yaml\n', 'a.yaml': configMap('a') });
    const { scan, folders, names, uriOf } = scanOf(folder);
    await scan.readAll(folders, silent);
    writeFileSync(join(folder, 'a.yaml'), configMap('changed'));
    writeFileSync(join(folder, 'b.yaml'), configMap('b'));
    await scan.readAgain([uriOf('a.yaml'), uriOf('b.yaml')], folders);
    assert.deepEqual(names(), ['changed']);
    rmSync(join(folder, 'a.yaml'));
    await scan.readAgain([uriOf('a.yaml')], folders);
    assert.deepEqual(names(), []);
  });

  test('reads the files from which generators take keys', async () => {
    const folder = newFolder({
      'kustomization.yaml': 'configMapGenerator: [{ name: c, envs: [conf/my.env] }]\n',
      'conf/my.env': 'A=1\n',
    });
    const { index, scan, folders, uriOf } = scanOf(folder);
    const keys = () => index.objects.keysOf(index.objects.named('ConfigMap', 'c')).keys.map(({ name }) => name);
    await scan.readAll(folders, silent);
    assert.deepEqual(keys(), ['A']);
    writeFileSync(join(folder, 'conf/my.env'), 'A=1\nB=2\n');
    await scan.readAgain([uriOf('conf/my.env')], folders);
    assert.deepEqual(keys(), ['A', 'B']);
  });
});

describe('what is no file', () => {
  test('a device, or a pipe that nobody writes into, has no text', {
    skip: process.platform === 'win32',
    timeout: 5_000,
  }, async () => {
    const folder = newFolder({});
    execFileSync('mkfifo', [join(folder, 'a.env')]);
    await disk.read(pathToFileURL(join(folder, 'a.env')).href);
    assert.equal(await disk.read('file:///dev/zero'), undefined);
  });

  test('a URI that is no path does not keep the others from being read', async () => {
    const folder = newFolder({ 'a.yaml': configMap('a') });
    const { scan, folders, names, uriOf } = scanOf(folder);
    const broken = ['file:///a%2Fb.yaml', 'file:///%zz.yaml', 'untitled:c.yaml', ''];
    await scan.readAll([...broken, ...folders], silent);
    assert.deepEqual(names(), ['a']);
    writeFileSync(join(folder, 'a.yaml'), configMap('changed'));
    await scan.readAgain([...broken, uriOf('a.yaml')], [...broken, ...folders]);
    assert.deepEqual(names(), ['changed']);
  });
});
