/** A base that hundreds of overlays build on: an edit in it is answered at once, there and in the overlays that are open. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createLanguageService, type LanguageService } from '../server/src/service.js';
import { readSettings } from '../server/src/settings.js';
import { schemas } from './support/check.js';
import { connect, pulling, startInProcess, type TestClient } from './support/protocol.js';

/** Many times what it takes, and much less than if all builds were made again. */
const longest = 400;
const overlays = 499;

const workload = (name: string, image: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels: { app: ${name} }
spec:
  replicas: 2
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name} }
    spec:
      containers:
        - name: ${name}
          image: ${image}
          envFrom:
            - configMapRef: { name: settings }
          resources:
            requests: { cpu: 100m, memory: 64Mi }
            limits: { memory: 128Mi }
`;
const names = Array.from({ length: 10 }, (_, i) => `web${i}`);

function files(): Readonly<Record<string, string>> {
  const base = names.map(name => [`base/${name}.yaml`, workload(name, 'nginx:1.29')] as const);
  const settings = 'configMapGenerator:\n  - name: settings\n    literals:\n      - color=red\n';
  const resources = names.map(name => `  - ${name}.yaml\n`).join('');
  const above = Array.from({ length: overlays }, (_, i) => {
    const patch = `patches:\n  - target:\n      kind: Deployment\n      name: web0\n    patch: |-\n      - op: replace\n        path: /spec/replicas\n        value: ${i}\n`;
    const text = `resources:\n  - ../base\nnamePrefix: a${i}-\nimages:\n  - name: nginx\n    newTag: "1.${i}"\n${patch}`;
    return [`overlay${i}/kustomization.yaml`, text] as const;
  });
  return Object.fromEntries([...base, ['base/kustomization.yaml', `resources:\n${resources}${settings}`], ...above]);
}

const edited = workload('web0', 'httpd:2');
/** Nothing in the base is called so any more. */
const renamed = workload('other', 'nginx:1.29');

function shortest(times: readonly number[], what: string): void {
  const least = Math.min(...times);
  if (process.env['SHOW_TIMES'] === '1') console.log(what, times.map(Math.round).join(' '));
  assert.ok(least < longest, `${what} took ${Math.round(least)} ms`);
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kubewright-')));
const clients: TestClient[] = [];
after(() => {
  for (const { connection } of clients) connection.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe('an edit in a base of 499 overlays is answered quickly, with what it means to those that are open', () => {
  test('by the service', () => {
    const service = createLanguageService(schemas, (code, error) => {
      throw new Error(`rule ${code} failed`, { cause: error });
    });
    service.configure(readSettings({}));
    service.setFolders(['file:///w']);
    service.beginScan();
    for (const [path, text] of Object.entries(files())) service.setFileOnDisk(`file:///w/${path}`, text);
    for (const _ of service.settle());
    service.endScan('all');
    const uris = ['base/web0.yaml', 'overlay0/kustomization.yaml', 'overlay250/kustomization.yaml'];
    for (const path of uris) service.openFile(`file:///w/${path}`, 1, files()[path] ?? '');
    for (const path of uris) lookAround(service, `file:///w/${path}`);
    const codes = (path: string) => service.diagnostics(`file:///w/${path}`).map(({ code }) => code);
    assert.deepEqual(uris.flatMap(codes), []);
    const times: number[] = [];
    for (const [i, text] of [edited, renamed, edited, renamed].entries()) {
      const began = performance.now();
      service.openFile('file:///w/base/web0.yaml', i + 2, text);
      for (const _ of service.renewBuilds());
      for (const path of uris) {
        lookAround(service, `file:///w/${path}`);
        for (const _ of service.prepare(`file:///w/${path}`));
      }
      const found = uris.flatMap(codes);
      times.push(performance.now() - began);
      const unmatched = 'kustomization/patch-without-match';
      assert.deepEqual(found, text === renamed ? [unmatched, unmatched] : []);
    }
    shortest(times, 'the service');
    const ofKustomization: number[] = [];
    for (const i of names.keys()) {
      const began = performance.now();
      const text = `${files()['base/kustomization.yaml']}namespace: b${i}\n`;
      service.openFile('file:///w/base/kustomization.yaml', i + 2, text);
      for (const _ of service.renewBuilds());
      const all = ['base/kustomization.yaml', ...uris];
      for (const path of all) for (const _ of service.prepare(`file:///w/${path}`));
      all.flatMap(codes);
      ofKustomization.push(performance.now() - began);
    }
    shortest(ofKustomization, 'the service, of the kustomization');
  });

  test('by the server', async () => {
    for (const [path, text] of Object.entries(files())) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const client: TestClient = await connect(startInProcess(), pulling, pathToFileURL(folder).href);
    clients.push(client);
    await client.refreshed(2);
    const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
    const uris = ['base/web0.yaml', 'overlay0/kustomization.yaml', 'overlay250/kustomization.yaml'].map(uriOf);
    const [base = '', ...open] = uris;
    await client.open(base, workload('web0', 'nginx:1.29'));
    for (const uri of open) await client.open(uri, files()[uri.split('/').slice(-2).join('/')] ?? '');
    for (const uri of uris) assert.deepEqual(await client.pull(uri), []);
    const times: number[] = [];
    for (const [i, text] of [edited, renamed, edited, renamed].entries()) {
      const began = performance.now();
      await client.change(base, i + 2, text);
      const found = (await Promise.all(uris.map(uri => client.pull(uri)))).flat();
      times.push(performance.now() - began);
      assert.equal(found.length, text === renamed ? 2 : 0);
    }
    shortest(times, 'the server');
  });
});

function lookAround(service: LanguageService, uri: string): void {
  for (;;) {
    const places = service.placesToLookAt(uri);
    if (places.length === 0) return;
    for (const place of places) service.know(place, { kind: /\/(base|overlay\d+)$/.test(place) ? 'folder' : 'none' });
  }
}
