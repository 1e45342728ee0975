/** "Mount this ConfigMap in …": which workloads are offered, and what is written into them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { MountHow } from '../server/src/protocol.js';
import { codesIn, openAtCursor } from './support/check.js';
import { dedent } from './support/fixture.js';
import { styleNames, variantOf } from './support/variants.js';

const configMap = `
      #- config.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: <|>web.conf }
      data: { color: blue, app.ini: x }
      `;

function targets(fixture: string) {
  const { service, uri, position } = openAtCursor(dedent(fixture));
  const found = service.mountTargets(uri, position);
  if ('refusal' in found) assert.fail(found.refusal);
  return found;
}

/** Into the first container of the first workload, or the one called `wanted`; a refusal as it is. */
function mounted(fixture: string, how: MountHow, wanted?: string): string {
  const { fixture: read, service, uri, position } = openAtCursor(dedent(fixture));
  const found = service.mountTargets(uri, position);
  if ('refusal' in found) return found.refusal;
  const [workload] = found.workloads;
  const container = wanted ?? workload?.containers[0]?.name ?? '';
  if (!workload) assert.fail('no workload');
  const { containers: _containers, ...chosen } = workload;
  const result = service.mountEdits({ uri, position, workload: chosen, container, how });
  if ('refusal' in result) return result.refusal;
  const document = read.files.find(file => file.document.uri === result.uri)?.document ?? assert.fail();
  return TextDocument.applyEdits(
    document,
    result.edits.map(({ range, newText }) => ({ range, newText })),
  );
}

function check(how: MountHow, workload: string, after: string, object = configMap): void {
  assert.equal(mounted(`${object}#- web.yaml\n${workload.replace(/^\n/, '')}`, how), dedent(after));
}

const pod = (container: string, spec = '') => `
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: app
            image: nginx${container}${spec}
      `;
const lines = (...all: readonly string[]) => all.map(line => `\n${line}`).join('');
const path = '/etc/web.conf';

describe('as a volume', () => {
  test('where there is neither a volume nor a mount', () =>
    check(
      { by: 'volume', mountPath: path },
      pod(''),
      pod(
        lines(
          '            volumeMounts:',
          '              - name: web-conf',
          `                mountPath: ${path}`,
          '                readOnly: true',
        ),
        lines(
          '        volumes:',
          '          - name: web-conf',
          '            configMap:',
          '              name: web.conf',
        ),
      ),
    ));
  test('behind those that are there, under a free name', () =>
    check(
      { by: 'volume', mountPath: path },
      pod(
        lines('            volumeMounts:', '            - { name: web-conf, mountPath: /a } # first'),
        lines('        volumes:', '        - name: web-conf', '          emptyDir: {}'),
      ),
      pod(
        lines(
          '            volumeMounts:',
          '            - { name: web-conf, mountPath: /a } # first',
          '            - name: web-conf-2',
          `              mountPath: ${path}`,
          '              readOnly: true',
        ),
        lines(
          '        volumes:',
          '        - name: web-conf',
          '          emptyDir: {}',
          '        - name: web-conf-2',
          '          configMap:',
          '            name: web.conf',
        ),
      ),
    ));
  test('of the object that is there already', () =>
    check(
      { by: 'volume', mountPath: path },
      pod('', lines('        volumes: [{ name: v, configMap: { name: web.conf } }]')),
      pod(
        lines(
          '            volumeMounts:',
          '              - name: v',
          `                mountPath: ${path}`,
          '                readOnly: true',
        ),
        lines('        volumes: [{ name: v, configMap: { name: web.conf } }]'),
      ),
    ));
  test('of a Secret, into the same file', () =>
    assert.equal(
      mounted(
        'apiVersion: v1\nkind: Secret\nmetadata: { name: <|>db }\n---\napiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: b }] }\n',
        { by: 'volume', mountPath: '/run/db' },
      ),
      'apiVersion: v1\nkind: Secret\nmetadata: { name: db }\n---\napiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: b, volumeMounts: [{ name: db, mountPath: /run/db, readOnly: true }] }], volumes: [{ name: db, secret: { secretName: db } }] }\n',
    ));
  test('not at a path that is taken, or that is none', () => {
    const taken = pod(lines('            volumeMounts: [{ name: a, mountPath: /a/ }]'));
    const at = (mountPath: string) =>
      mounted(`${configMap}#- web.yaml\n${taken.replace(/^\n/, '')}`, { by: 'volume', mountPath });
    assert.equal(at('/a'), 'the container has a mount at /a');
    for (const same of ['//a', '/b/../a', '/./a']) assert.equal(at(same), `the container has a mount at ${same}`);
    assert.equal(
      mounted(`${configMap}#- web.yaml\n${taken.replace('/a/', '/x//a').replace(/^\n/, '')}`, {
        by: 'volume',
        mountPath: '/x/a',
      }),
      'the container has a mount at /x/a',
    );
    for (const wrong of ['', '/', 'etc', '/a:b', '/a/..']) assert.match(at(wrong), /^the path must be absolute/);
  });
});

describe('as variables', () => {
  test('all of them', () =>
    check(
      { by: 'envFrom' },
      pod(''),
      pod(lines('            envFrom:', '              - configMapRef:', '                  name: web.conf')),
    ));
  test('but not twice', () =>
    assert.equal(
      mounted(
        `${configMap}#- web.yaml\n${pod(lines('            envFrom: [{ configMapRef: { name: web.conf } }]')).replace(/^\n/, '')}`,
        { by: 'envFrom' },
      ),
      'the container gets its variables from ConfigMap web.conf already',
    ));
  test('some of them, with names that variables can have', () =>
    check(
      { by: 'env', keys: ['color', 'app.ini'] },
      pod(lines('            env:', '              - name: A', '                value: b')),
      pod(
        lines(
          '            env:',
          '              - name: A',
          '                value: b',
          ...['COLOR', 'APP_INI'].flatMap((name, i) => [
            `              - name: ${name}`,
            '                valueFrom:',
            '                  configMapKeyRef:',
            '                    name: web.conf',
            `                    key: ${['color', 'app.ini'][i]}`,
          ]),
        ),
      ),
    ));
  test('not over one that is there', () =>
    assert.equal(
      mounted(
        `${configMap}#- web.yaml\n${pod(lines('            env: [{ name: COLOR, value: x }]')).replace(/^\n/, '')}`,
        {
          by: 'env',
          keys: ['color'],
        },
      ),
      'the container has a variable COLOR already',
    ));
});

describe('not where others would change with the container', () => {
  const both = (first: string, second: string, spec = '') =>
    `${configMap}#- web.yaml\n${pod(`${first}\n          - ${second}`, spec).replace(/^\n/, '')}`;
  const more = (what: string) => `${what} used in another place, too, through an alias: that would change as well`;
  const volume: MountHow = { by: 'volume', mountPath: path };
  const mounts = (name: string, anchor: string) => lines(`            ${name}: ${anchor}`).trimEnd();

  test('its list is another one as well', () => {
    for (const [field, how] of [
      ['volumeMounts', volume],
      ['envFrom', { by: 'envFrom' }],
      ['env', { by: 'env', keys: ['color'] }],
    ] as const) {
      const text = both(mounts(field, '&l [{ name: x }]'), `{ name: b, image: b, ${field}: *l }`);
      assert.equal(mounted(text, how), more(`the ${field} of container app are`));
      assert.match(mounted(text.replace('*l', '[]'), how), /web\.conf/);
    }
  });
  test('it is merged into another one', () => {
    const text = both('', '{ <<: *c, name: b }').replace('- name: app', '- &c\n            name: app');
    assert.equal(mounted(text, volume), more('container app is'));
    assert.match(mounted(text.replace('<<: *c, ', ''), volume), /name: web-conf/);
  });
  test('its pod is another one as well', () => {
    const list = (second: string) =>
      `${dedent(configMap)}#- web.yaml\napiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: { name: a }\n    spec: &s { containers: [{ name: app, image: b }] }\n  - apiVersion: v1\n    kind: Pod\n    metadata: { name: b }\n    spec: ${second}\n`;
    assert.equal(mounted(list('*s'), volume), more('container app is'));
    assert.equal(mounted(list('{ <<: *s, containers: [{ name: c, image: d }] }'), volume), more('the volumes are'));
    assert.match(mounted(list('{ <<: *s, containers: [{ name: c, image: d }] }'), { by: 'envFrom' }), /configMapRef/);
  });
  test('the volumes are those of another one as well', () => {
    const text = (anchor: string) =>
      `${dedent(configMap)}#- web.yaml\napiVersion: v1\nkind: Pod\nmetadata: { name: a }\nx: ${anchor}\nspec: { volumes: &v [{ name: y, emptyDir: {} }], containers: [{ name: app, image: b }] }\ny: *v\n`;
    assert.equal(mounted(text('1'), volume), more('the volumes are'));
  });
});

describe('offered', () => {
  const workload = (name: string, namespace?: string, kind = 'Pod') =>
    `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`} }\nspec: { containers: [{ name: a, image: b, volumeMounts: [{ name: x, mountPath: /etc/web.conf }] }], initContainers: [{ name: i, image: b }] }\n`;
  test('what is in the same namespace, the nearest first', () => {
    const { workloads } = targets(
      `#- far/a.yaml\n${workload('far')}#- app/config.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: <|>web.conf }\n#- app/b.yaml\n${workload('near')}---\n${workload('other', 'shop')}---\n${workload('none', undefined, 'Service')}`,
    );
    assert.deepEqual(
      workloads.map(({ name }) => name),
      ['near', 'far'],
    );
    assert.deepEqual(workloads[0]?.containers, [
      { name: 'i', isInit: true, mountPath: '/etc/web.conf' },
      { name: 'a', isInit: false, mountPath: '/etc/web.conf-2' },
    ]);
  });
  test('what a kustomization puts into the same namespace', () => {
    const { workloads } = targets(
      `#- kustomization.yaml\nnamespace: shop\nresources: [a.yaml, b.yaml]\n#- a.yaml\n${workload('a', 'x')}#- b.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: <|>web }\n`,
    );
    assert.deepEqual(
      workloads.map(({ name }) => name),
      ['a'],
    );
  });
  test('for what a generator makes, with all keys', () => {
    const { kind, name, keys, workloads } = targets(
      `#- kustomization.yaml\nresources: [a.yaml]\nsecretGenerator:\n  - name: <|>web\n    files: [sub/x.txt]\n    literals: [a=b]\n#- a.yaml\n${workload('a')}`,
    );
    assert.deepEqual({ kind, name, keys: [...keys].sort() }, { kind: 'Secret', name: 'web', keys: ['a', 'x.txt'] });
    assert.deepEqual(
      workloads.map(own => own.name),
      ['a'],
    );
  });
  test('only on the kind or the name of what can be mounted', () => {
    const title = (fixture: string) => {
      const { service, uri, position } = openAtCursor(fixture);
      return service.mountable(uri, { start: position, end: position })?.title;
    };
    assert.equal(title('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: w<|>eb }\n'), 'Mount ConfigMap web in…');
    assert.equal(title('apiVersion: v1\nkind: Sec<|>ret\nmetadata: { name: web }\n'), 'Mount Secret web in…');
    assert.equal(title('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { <|>a: b }\n'), undefined);
    assert.equal(title('apiVersion: v1\nkind: Service\nmetadata: { name: w<|>eb }\n'), undefined);
  });
  test('nothing elsewhere', () => {
    const { service, uri, position } = openAtCursor('apiVersion: v1\nkind: Service\nmetadata: { name: <|>a }\n');
    assert.deepEqual(service.mountTargets(uri, position), { refusal: 'put the cursor into a ConfigMap or a Secret' });
  });
});

describe('in every style', () => {
  const base =
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: cfg\ndata:\n  color: blue\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n      a: b\n  template:\n    metadata:\n      labels:\n        a: b\n    spec:\n      containers:\n        - name: app\n          image: nginx:1\n          env:\n            - name: A\n              value: b\n';
  const ways: readonly MountHow[] = [
    { by: 'volume', mountPath: '/etc/cfg' },
    { by: 'envFrom' },
    { by: 'env', keys: ['color'] },
  ];
  for (const style of styleNames) {
    for (const how of ways) {
      test(`${how.by} ${style}`, () => {
        const variant = variantOf(base, style)?.replace(/^#-.*\n/, '');
        if (variant === undefined) return;
        const after = mounted(variant.replace('cfg', '<|>cfg'), how);
        assert.match(after, /apiVersion/, variant);
        assert.equal(after.match(/cfg/g)?.length, how.by === 'volume' ? 5 : 2, after);
        const known = new Set(codesIn(variant));
        assert.deepEqual(
          codesIn(after).filter(code => !known.has(code)),
          [],
          after,
        );
        for (const [comment] of variant.matchAll(/# (above|beside) \d+\b/g))
          assert.match(after, new RegExp(`${comment}\\b`), after);
      });
    }
  }
});
