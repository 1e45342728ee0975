/** What the index knows of the objects of a workspace, what a reference means, and when that changes. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ObjectFacts } from '../server/src/model/objects.js';
import { WorkspaceIndex } from '../server/src/workspace/index.js';
import type { KnownObject } from '../server/src/workspace/objects.js';
import { dedent } from './support/fixture.js';

const root = 'file:///workspace/';

/** An index that has the files of `source` open: `#- path` begins another file. */
function indexOf(source: string): WorkspaceIndex {
  const index = new WorkspaceIndex();
  for (const [path, text] of filesIn(source)) index.open(root + path, 1, text);
  return index;
}

/** The same from disk. */
function indexOnDisk(source: string): WorkspaceIndex {
  const index = new WorkspaceIndex();
  index.beginScan();
  for (const [path, text] of filesIn(source)) index.setOnDisk(root + path, text);
  for (const _ of index.settle());
  index.endScan('all');
  return index;
}

function filesIn(source: string): readonly (readonly [string, string])[] {
  const [first = '', ...others] = dedent(source).split(/^#- (.*)\n/m);
  const named = first.trim() === '' ? [] : [['manifest.yaml', first] as const];
  return others.flatMap((path, i) => (i % 2 === 0 ? [[path, others[i + 1] ?? ''] as const] : [])).concat(named);
}

function only(index: WorkspaceIndex, kind: string, name?: string): KnownObject {
  const [found, ...more] = name === undefined ? index.objects.all(kind) : index.objects.named(kind, name);
  if (!found || more.length > 0) assert.fail(`${found ? 'several' : 'no'} ${kind} ${name ?? ''}`);
  return found;
}

/** Kind, name and keys of each reference of the first workload, and the text that each span covers. */
function referencesIn(source: string, kind = 'Deployment'): string[] {
  const { document, facts } = only(indexOf(source), kind);
  return facts.references.map(({ kind: of, name, at, keys, optional, field, port, namespace }) => {
    assert.equal(document.text.slice(at.start, at.end), name);
    for (const key of keys) assert.equal(document.text.slice(key.at.start, key.at.end), key.name);
    const where = namespace === undefined ? name : `${namespace}/${name}`;
    const asked = keys.map(key => ` ${key.by}:${key.name}`).join('');
    return `${field} ${of} ${where}${asked}${port ? ` port:${port.name}` : ''}${optional ? ' optional' : ''}`;
  });
}

/** What the references of `kind` mean: names of files, none, or unknown. */
function resolved(index: WorkspaceIndex, kind = 'Deployment', name?: string): readonly string[] {
  const { objects } = index;
  const from = only(index, kind, name);
  return from.facts.references.map(reference => {
    const found = objects.resolve(from, reference);
    const where = found === 'unknown' ? found : found.map(({ uri }) => uri.slice(root.length)).join() || 'none';
    return `${reference.name}: ${where}`;
  });
}

const pod = (spec: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
${dedent(spec)
  .trimEnd()
  .replace(/^(?=.)/gm, '      ')}
`;

const configMap = (name: string, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${more} }\ndata: { a: x }\n`;
const usesConfig = pod(`
  containers: [{ name: web, envFrom: [{ configMapRef: { name: web-config } }] }]
`);

describe('references', () => {
  test('of pods', () =>
    assert.deepEqual(
      referencesIn(
        pod(`
          serviceAccountName: runner
          imagePullSecrets: [{ name: pull }]
          initContainers:
            - name: init
              env:
                - name: A
                  valueFrom: { secretKeyRef: { name: "quoted", key: 'pass', optional: true } }
          containers:
            - name: web
              env:
                - name: B
                  valueFrom: { configMapKeyRef: { name: conf, key: level } }
                - name: C
                  valueFrom: { configMapKeyRef: { name: "\${CONF}", key: level } }
              envFrom:
                - configMapRef: { name: all }
                - secretRef: { name: keys, optional: false }
              volumeMounts:
                - { name: whole, mountPath: /a, subPath: one.conf }
                - { name: some, mountPath: /b, subPath: renamed.conf }
          volumes:
            - name: whole
              configMap: { name: files }
            - name: some
              secret: { secretName: cert, items: [{ key: tls.crt, path: renamed.conf }] }
            - name: both
              projected:
                sources:
                  - configMap: { name: part, items: [{ key: k, path: p }] }
                  - secret: { name: other, optional: true }
            - name: disk
              persistentVolumeClaim: { claimName: data }
            - name: share
              csi: { driver: d, nodePublishSecretRef: { name: mount-secret } }
        `),
      ).toSorted(),
      [
        'serviceAccountName ServiceAccount runner',
        'imagePullSecrets.name Secret pull',
        'volumes.persistentVolumeClaim.claimName PersistentVolumeClaim data',
        'volumes.csi.nodePublishSecretRef.name Secret mount-secret',
        'volumes.configMap ConfigMap files subPath:one.conf',
        'volumes.secret Secret cert item:tls.crt',
        'projected.configMap ConfigMap part item:k',
        'projected.secret Secret other optional',
        'env.secretKeyRef Secret quoted key:pass optional',
        'envFrom.configMapRef ConfigMap all',
        'envFrom.secretRef Secret keys',
        'env.configMapKeyRef ConfigMap conf key:level',
      ].sort(),
    ));

  test('of other kinds', () => {
    assert.deepEqual(
      referencesIn(
        `
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: web }
        spec:
          tls: [{ secretName: cert }]
          defaultBackend: { service: { name: spare, port: { number: 80 } } }
          rules:
            - http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] }
        `,
        'Ingress',
      ),
      [
        'spec.tls.secretName Secret cert',
        'spec.defaultBackend.service.name Service spare port:80',
        'spec.rules.http.paths.backend.service.name Service web port:http',
      ],
    );
    assert.deepEqual(
      referencesIn(
        `
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: b }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
        subjects: [{ kind: ServiceAccount, name: bot, namespace: ci }, { kind: ServiceAccount, name: x, namespace: "\${NS}" }]
        `,
        'RoleBinding',
      ),
      ['roleRef.name Role reader', 'subjects.name ServiceAccount ci/bot'],
    );
  });
});

describe('facts', () => {
  const factsOf = (source: string, kind: string): ObjectFacts => only(indexOf(source), kind).facts;

  test('keys of a Secret, and whether there are others', () => {
    const secret = factsOf(
      'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nimmutable: true\ndata: { a: eA== }\nstringData: { b: x }\n',
      'Secret',
    );
    assert.deepEqual(
      secret.data?.keys.map(({ name, field }) => `${field} ${name}`),
      ['data a', 'stringData b'],
    );
    assert.deepEqual([secret.data?.isComplete, secret.data?.immutable], [true, true]);
    const token =
      'apiVersion: v1\nkind: Secret\ntype: kubernetes.io/service-account-token\nmetadata: { name: s }\ndata: { a: eA== }\n';
    assert.equal(factsOf(token, 'Secret').data?.isComplete, false);
    assert.equal(
      factsOf('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: s }\n', 'ConfigMap').data?.isComplete,
      false,
    );
  });

  test('pods and Services', () => {
    const { pods } = factsOf(
      pod(
        'containers: [{ name: web, ports: [{ name: http, containerPort: 8080 }, { containerPort: 53, protocol: UDP }] }]',
      ),
      'Deployment',
    );
    assert.deepEqual(pods?.labels, { app: 'web' });
    assert.deepEqual(
      pods?.ports.map(({ name, number, protocol }) => [name, number, protocol]),
      [
        ['http', 8080, 'TCP'],
        [undefined, 53, 'UDP'],
      ],
    );
    const { selector, service } = factsOf(
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }] }\n',
      'Service',
    );
    assert.deepEqual([selector?.labels, selector?.isComplete], [{ app: 'web' }, true]);
    assert.deepEqual([service?.ports[0]?.port, service?.ports[0]?.targetPort], [80, 'http']);
  });

  test('a name that is made up elsewhere is none', () => {
    assert.equal(
      factsOf('apiVersion: v1\nkind: ConfigMap\nmetadata: { generateName: x- }\n', 'ConfigMap').name,
      undefined,
    );
    const { name, namePattern } = factsOf(configMap('"$(APP)-config"'), 'ConfigMap');
    assert.deepEqual([name, namePattern], [undefined, '*-config']);
  });

  test('items of a List', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${configMap('a').trim().replaceAll('\n', '\n    ')}\n`;
    assert.equal(only(indexOf(list), 'ConfigMap').facts.name, 'a');
  });

  test('Secrets that operators make', () => {
    const { facts } = only(
      indexOf('apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: c }\nspec: { secretName: tls }\n'),
      'Secret',
      'tls',
    );
    assert.equal(facts.origin, 'derived');
    assert.deepEqual(
      facts.data?.keys.map(key => key.name),
      ['tls.crt', 'tls.key'],
    );
  });

  test('are the same from disk, also where long texts were left out', () => {
    const long = `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n${'    text: |\n'.repeat(2000)}  b: |-\n${'      - more\n'.repeat(2000)}  "c.conf": x\nmetadata:\n  name: long\n`;
    const facts = [indexOf(long), indexOnDisk(`#- long.yaml\n${long}`)].map(
      index => only(index, 'ConfigMap', 'long').facts,
    );
    assert.deepEqual(facts[1], facts[0]);
    assert.equal(long.slice(facts[0]?.at.start, facts[0]?.at.end), 'long');
  });
});

describe('what a reference means', () => {
  test('an object of the same namespace, or none', () => {
    assert.deepEqual(resolved(indexOf(`#- a.yaml\n${usesConfig}#- b.yaml\n${configMap('web-config')}`)), [
      'web-config: b.yaml',
    ]);
    assert.deepEqual(resolved(indexOf(usesConfig)), ['web-config: none']);
    const index = indexOf(
      `#- a.yaml\n${usesConfig.replace('name: web }', 'name: web, namespace: a }')}#- b.yaml\n${configMap('web-config', ', namespace: b')}`,
    );
    assert.deepEqual(resolved(index), ['web-config: none']);
  });

  test('is not known where only one of the two says its namespace', () => {
    const index = indexOf(`#- a.yaml\n${usesConfig}#- b.yaml\n${configMap('web-config', ', namespace: b')}`);
    assert.deepEqual(resolved(index), ['web-config: unknown']);
    index.open(`${root}kustomization.yaml`, 1, 'namespace: b\nresources: [a.yaml, b.yaml]\n');
    assert.deepEqual(resolved(index), ['web-config: b.yaml']);
  });

  test('is not known before everything is read, and outside the workspace', () => {
    const index = indexOf(usesConfig);
    index.beginScan();
    assert.deepEqual(resolved(index), ['web-config: unknown']);
    index.endScan('part');
    assert.deepEqual(resolved(index), ['web-config: unknown']);
    index.beginScan();
    index.endScan('all');
    assert.deepEqual(resolved(index), ['web-config: none']);
    index.setFolders(['file:///elsewhere']);
    assert.deepEqual(resolved(index), ['web-config: unknown']);
    index.setFolders(['file:///workspace']);
    assert.deepEqual(resolved(index), ['web-config: none']);
  });

  const unsure: Readonly<Record<string, string>> = {
    'a remote resource': '#- kustomization.yaml\nresources: [a.yaml, "https://example.com/x.yaml"]\n',
    'a resource that is not there': '#- kustomization.yaml\nresources: [a.yaml, ../base]\n',
    'a chart': '#- kustomization.yaml\nresources: [a.yaml]\nhelmCharts: [{ name: redis }]\n',
    'a prefix somewhere': '#- over/kustomization.yaml\nnamePrefix: web-\nresources: [../base]\n',
    'a name with a placeholder': `#- b.yaml\n${configMap('"$(APP)-config"')}`,
    'a template beside it':
      '#- b.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .name }}\n{{- if x }}\ndata: {}\n{{- end }}\n',
    'a broken file that speaks of it':
      '#- b.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "x\n  labels: { name: web-config }\n',
    'an operator that speaks of it':
      '#- b.yaml\napiVersion: example.com/v1\nkind: Maker\nmetadata: { name: m }\nspec: { into: web-config }\n',
    'an operator that makes names of its own':
      '#- b.yaml\napiVersion: example.com/v1\nkind: Maker\nmetadata: { name: web }\n',
    'a program that may make it':
      '#- b.yaml\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: r }\nrules: [{ apiGroups: [""], resources: [configmaps], verbs: [get, create] }]\n',
    'a component that others include': '#- kustomization.yaml\nkind: Component\nresources: [a.yaml]\n',
  };
  for (const [why, more] of Object.entries(unsure)) {
    test(`is not known beside ${why}`, () => {
      assert.deepEqual(resolved(indexOf(`#- a.yaml\n${usesConfig}${more}`)), ['web-config: unknown']);
      assert.deepEqual(resolved(indexOnDisk(`#- a.yaml\n${usesConfig}${more}`)), ['web-config: unknown']);
    });
  }

  test('is no question for what every cluster has', () => {
    const index = indexOf(pod('serviceAccountName: default\npriorityClassName: high\ncontainers: []'));
    assert.deepEqual(resolved(index), ['default: unknown', 'high: unknown']);
  });

  test('a claim of a StatefulSet', () => {
    const set =
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\nspec:\n  volumeClaimTemplates: [{ metadata: { name: data } }]\n';
    const uses = (name: string) =>
      pod(`containers: []\nvolumes: [{ name: v, persistentVolumeClaim: { claimName: ${name} } }]`);
    assert.deepEqual(resolved(indexOf(`#- a.yaml\n${uses('data-db-0')}#- b.yaml\n${set}`)), ['data-db-0: unknown']);
    assert.deepEqual(resolved(indexOf(`#- a.yaml\n${uses('data-web-0')}#- b.yaml\n${set}`)), ['data-web-0: none']);
  });

  test('no volume that a claim template replaces', () => {
    const set = pod('containers: []\nvolumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]')
      .replace('kind: Deployment', 'kind: StatefulSet')
      .replace('  template:', '  volumeClaimTemplates: [{ metadata: { name: data } }]\n  template:');
    assert.deepEqual(resolved(indexOf(set), 'StatefulSet'), []);
  });

  test('the other way round: who means an object', () => {
    const index = indexOf(
      `#- a.yaml\n${usesConfig}#- b.yaml\n${configMap('web-config')}#- c.yaml\n${configMap('other')}`,
    );
    const users = (name: string) =>
      index.objects.referencesTo(only(index, 'ConfigMap', name)).map(({ from }) => from.facts.name);
    assert.deepEqual([users('web-config'), users('other')], [['web'], []]);
  });
});

describe('keys', () => {
  const keysOf = (index: WorkspaceIndex, name: string) => {
    const { keys, isComplete } = index.objects.keysOf(index.objects.named('ConfigMap', name));
    return [keys.map(key => key.name).join(), isComplete ? 'complete' : 'incomplete'];
  };

  test('of a generator: literals, files, and the lines of files that were read', () => {
    const index = indexOf(`
      #- kustomization.yaml
      namespace: prod
      configMapGenerator:
        - name: web-config
          literals: [level=debug, "url=http://x?a=b"]
          files: [conf/app.conf, renamed=conf/b.conf]
          envs: [my.env]
    `);
    assert.deepEqual(index.wantedFiles, [`${root}my.env`]);
    assert.deepEqual(keysOf(index, 'web-config'), ['level,url,app.conf,renamed', 'incomplete']);
    const before = index.objects.generation;
    index.setOnDisk(`${root}my.env`, '# comment\nA=1\n\nB\n');
    assert.notEqual(index.objects.generation, before);
    assert.deepEqual(keysOf(index, 'web-config'), ['level,url,app.conf,renamed,A,B', 'complete']);
    const { facts } = only(index, 'ConfigMap', 'web-config');
    assert.deepEqual([facts.namespace, facts.generator?.addsHash, facts.origin], ['prod', true, 'generated']);
  });

  test('of a generator that merges into another', () => {
    const merge =
      '#- over/kustomization.yaml\nresources: [../base]\nconfigMapGenerator: [{ name: c, behavior: merge, literals: [b=1] }]\n';
    assert.deepEqual(keysOf(indexOf(merge), 'c'), ['b', 'incomplete']);
    const base = '#- base/kustomization.yaml\nconfigMapGenerator: [{ name: c, literals: [a=1] }]\n';
    assert.deepEqual(keysOf(indexOf(merge + base), 'c'), ['b,a', 'complete']);
  });

  test('that a patch may add', () => {
    const files = `#- a.yaml\n${configMap('c')}#- kustomization.yaml\nresources: [a.yaml]\n`;
    assert.deepEqual(keysOf(indexOf(files), 'c'), ['a', 'complete']);
    assert.deepEqual(keysOf(indexOf(`${files}patches: [{ path: p.yaml, target: { kind: ConfigMap } }]\n`), 'c'), [
      'a',
      'incomplete',
    ]);
  });
});

describe('pods that a Service selects', () => {
  const service = (labels: string) =>
    `#- s.yaml\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: ${labels}, ports: [{ port: 80 }] }\n`;
  const selected = (source: string) => {
    const index = indexOf(source);
    const found = index.objects.selectedBy(only(index, 'Service'));
    return found === 'unknown' ? found : found.map(({ facts }) => facts.name);
  };

  test('by all of its labels', () => {
    const workload = `#- a.yaml\n${pod('containers: []')}`;
    assert.deepEqual(selected(service('{ app: web }') + workload), ['web']);
    assert.deepEqual(selected(service('{ app: web, tier: x }') + workload), []);
  });
  test('are not known where labels are', () => {
    const workload = `#- a.yaml\n${pod('containers: []').replace('{ app: web }', '{ app: "$(X)" }')}`;
    assert.equal(selected(service('{ app: web }') + workload), 'unknown');
    assert.equal(selected(service('{ app: "$(X)" }')), 'unknown');
  });
});

describe('the generation', () => {
  const uri = `${root}a.yaml`;
  const text = `${usesConfig}---\n${configMap('web-config')}`;

  test('stays when nothing changes that others can see, and every span is up to date', () => {
    const index = indexOf(`#- a.yaml\n${text}`);
    const { generation } = index.objects;
    for (const [from, to] of [
      ['data: { a: x }', 'data: { a: other }'],
      ['data: { a: other }', 'data:\n  # comment\n  a: |\n    longer\n'],
    ] as const) {
      const before = index.file(uri)?.text ?? '';
      index.open(uri, 2, before.replace(from, to));
      assert.equal(index.objects.generation, generation);
      const [known] = index.objects.named('ConfigMap', 'web-config');
      const part = index.file(uri)?.parts.at(-1);
      assert.equal(known?.document, part?.document);
      const at = known?.facts.data?.keys[0]?.at;
      assert.equal(part?.document.text.slice(at?.start, at?.end), 'a');
    }
  });

  for (const [what, from, to] of [
    ['a key', '{ a: x }', '{ b: x }'],
    ['a name', 'kind: ConfigMap\nmetadata: { name: web-config', 'kind: ConfigMap\nmetadata: { name: other'],
    ['a reference', 'configMapRef: { name: web-config }', 'configMapRef: { name: x }'],
    ['a label of pods', 'labels: { app: web }', 'labels: { app: y }'],
  ] as const) {
    test(`grows with ${what}`, () => {
      const index = indexOf(`#- a.yaml\n${text}`);
      const { generation } = index.objects;
      assert.ok(text.includes(from));
      index.open(uri, 2, text.replace(from, to));
      assert.notEqual(index.objects.generation, generation);
    });
  }

  test('stays when a file is opened, saved and closed', () => {
    const index = indexOnDisk(`#- a.yaml\n${text}`);
    const { generation } = index.objects;
    index.open(uri, 1, text);
    assert.equal(index.objects.generation, generation);
    const edited = text.replace('a: x', 'a: y');
    index.open(uri, 2, edited);
    index.setOnDisk(uri, edited);
    index.close(uri);
    assert.equal(index.objects.generation, generation);
    assert.equal(index.objects.isComplete, true);
  });
});

test('an open text wins over the disk, and closing returns to it', () => {
  const index = indexOnDisk(`#- a.yaml\n${configMap('disk')}`);
  index.open(`${root}a.yaml`, 1, configMap('open'));
  index.setOnDisk(`${root}a.yaml`, configMap('newer'));
  for (const _ of index.settle());
  const names = () => index.objects.all('ConfigMap').map(({ facts }) => facts.name);
  assert.deepEqual(names(), ['open']);
  index.close(`${root}a.yaml`);
  for (const _ of index.settle());
  assert.deepEqual(names(), ['newer']);
  index.deleteOnDisk(`${root}a.yaml`);
  assert.deepEqual(names(), []);
});

test('files that hold no manifest are not kept', () => {
  const index = indexOnDisk('#- a.yaml\nname: CI\non: push\n#- b.json\n{ "kind": "x" }\n');
  assert.deepEqual(index.uris, []);
});

test('a name with many placeholders is compared in no time', { timeout: 5_000 }, () => {
  const pattern = `${'$(A)-a'.repeat(40)}$(B)`;
  const index = indexOnDisk(`
    #- secret.yaml
    apiVersion: v1
    kind: Secret
    metadata: { name: "${pattern}" }
    #- pod.yaml
    apiVersion: v1
    kind: Pod
    metadata: { name: web }
    spec: { volumes: [{ name: a, secret: { secretName: x${'-a'.repeat(100)}b } }, { name: b, secret: { secretName: x${'-b'.repeat(100)} } }] }
  `);
  assert.deepEqual(
    resolved(index, 'Pod').map(text => text.split(': ')[1]),
    ['unknown', 'none'],
  );
});
