/** Many objects that all have to do with each other: what is said of them stays right and short, and no step takes long. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createLanguageService, type LanguageService } from '../server/src/service.js';
import { readSettings } from '../server/src/settings.js';
import { schemas } from './support/check.js';

/** Many times what it takes, and much less than with each compared to each. */
const longestStep = 1500;

const uri = 'file:///w/manifest.yaml';
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: d }\nspec:\n';
const container = '  containers:\n  - name: web\n    image: nginx:1.29\n';

type Files = Readonly<Record<string, string>>;

function times(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('');
}

function folders(count: number, files: (i: number) => Files): Files {
  return Object.assign({}, ...Array.from({ length: count }, (_, i) => files(i)));
}

function configMap(name: string, data = '{ a: b }', more = ''): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${more} }\ndata: ${data}\n---\n`;
}

function kustomization(resources: string, more: string): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [${resources}]\n${more}\n`;
}

function keyOf(name: string, i = 0): string {
  return `    - name: A${i}\n      valueFrom: { configMapKeyRef: { name: ${name}, key: a } }\n`;
}

function quickly<Result>(what: string, ask: () => Result): Result {
  const begin = performance.now();
  const beginOnCpu = process.cpuUsage();
  const result = ask();
  const { user, system } = process.cpuUsage(beginOnCpu);
  // While other processes have the processor, only the clock on the wall goes on.
  const took = Math.min(performance.now() - begin, (user + system) / 1000);
  assert.ok(took < longestStep, `${what} took ${Math.round(took)} ms`);
  return result;
}

function walk(what: string, steps: Iterable<unknown>): void {
  const iterator = steps[Symbol.iterator]();
  while (!quickly(what, () => iterator.next()).done);
}

function read(text: string, files: Files = {}, at = uri): LanguageService {
  const service = createLanguageService(schemas, (code, error) => {
    throw new Error(`rule ${code} failed`, { cause: error });
  });
  service.configure(readSettings({ profile: 'strict' }));
  service.setFolders(['file:///w']);
  service.beginScan();
  for (const [path, content] of Object.entries(files)) service.setFileOnDisk(path, content);
  service.endScan('all');
  service.openFile(at, 1, text);
  walk('settle', service.settle());
  walk('prepare', service.prepare(at));
  return service;
}

function found(service: LanguageService, code: string, at = uri): ReturnType<LanguageService['diagnostics']> {
  return quickly('diagnostics', () => service.diagnostics(at)).filter(diagnostic => diagnostic.code === code);
}

describe('many objects that belong to each other', () => {
  test('misspelt names among many names', () => {
    const service = read(`${pod}${container}    env:\n${times(900, i => keyOf(`settings-${i}-confg`, i))}`, {
      'file:///w/all.yaml': times(5000, i => configMap(`settings-${i}-config`, '{ a: b }', ', namespace: d')),
    });
    const all = found(service, 'reference/misspelt-name');
    assert.equal(all.length, 900);
    assert.equal(all[77]?.message, 'there is no ConfigMap settings-77-confg; did you mean settings-77-config?');
  });

  test('Services that select the same pods', () => {
    const services = times(600, i => {
      const ports = `[{ port: 80, targetPort: nope${i} }]`;
      return `apiVersion: v1\nkind: Service\nmetadata: { name: s${i}, namespace: d }\nspec: { selector: { app: x }, ports: ${ports} }\n---\n`;
    });
    const pods = times(600, i => {
      const spec = '{ containers: [{ name: a, image: x, ports: [{ name: http, containerPort: 80 }] }] }';
      return `apiVersion: v1\nkind: Pod\nmetadata: { name: p${i}, namespace: d, labels: { app: x } }\nspec: ${spec}\n---\n`;
    });
    const service = read(services + pods);
    const related = found(service, 'service/unknown-target-port')[0]?.relatedInformation?.map(({ message }) => message);
    assert.equal(related?.length, 10);
    assert.equal(related?.at(-1), 'Pod p9, and 590 more');
    const lenses = quickly('code lenses', () => service.codeLenses(uri));
    assert.deepEqual([...new Set(lenses.map(({ command }) => command?.title))], ['selects 600 workloads']);
    const places = lenses.map(({ command }) => Object.keys(command?.arguments?.[2]).length);
    assert.equal(places[0], 500);
    assert.equal(places.at(-1), 10);
  });

  const links = 700;
  const shapes = {
    'a circle': (i: number) => `../k${(i + 1) % links}`,
    'a chain': (i: number) => (i < links - 1 ? `../k${i + 1}` : 'c.yaml'),
  };
  for (const [name, next] of Object.entries(shapes)) {
    test(`kustomizations in ${name}`, () => {
      const at = `file:///w/k${links - 1}/a.yaml`;
      const files = folders(links, i => ({
        [`file:///w/k${i}/kustomization.yaml`]: kustomization(`a.yaml, c.yaml, ${next(i)}`, `namespace: n${i}`),
        [`file:///w/k${i}/c.yaml`]: configMap('config', '{ a: b }'),
      }));
      const service = read(`${pod}${container}    env:\n${keyOf('config')}${keyOf('cnfig', 1)}`, files, at);
      const all = quickly('diagnostics', () => service.diagnostics(at)).filter(({ code }) =>
        /^reference/.test(`${code}`),
      );
      assert.deepEqual(
        all.map(({ code, message }) => `${code}: ${message}`),
        ['reference/misspelt-name: there is no ConfigMap cnfig; did you mean config?'],
      );
    });
  }

  test('sources of envFrom with the same keys', () => {
    const files = folders(20, i => ({
      [`file:///w/c${i}.yaml`]: configMap(`c${i}`, `\n${times(500, key => `  k${key}: v\n`)}`, ', namespace: d'),
    }));
    const sources = times(900, i => `    - configMapRef: { name: c${i % 20} }\n`);
    const all = found(read(`${pod}${container}    envFrom:\n${sources}`, files), 'env/colliding-sources');
    assert.equal(all.length, 899);
    assert.equal(
      all[0]?.message,
      'ConfigMap c1 and ConfigMap c0 both have k0, k1, k2, k3, k4, k5, k6, k7, k8, k9 and 490 more: the value of ConfigMap c1 counts',
    );
  });

  test('misspelt mounts among many volumes', () => {
    const volumes = times(5000, i => `  - name: data-${i}\n    emptyDir: {}\n`);
    const mounts = times(400, i => `    - { name: dota-${i}, mountPath: /m/${i} }\n`);
    const service = read(`${pod}${container}    volumeMounts:\n${mounts}  volumes:\n${volumes}`);
    const all = found(service, 'mount/volume-missing');
    assert.equal(all.length, 400);
    assert.equal(all[99]?.message, 'there is no volume dota-99; did you mean data-99?');
    assert.equal(all[100]?.message, 'there is no volume dota-100');
  });
});
