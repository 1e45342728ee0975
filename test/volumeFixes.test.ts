/** Fixes of volumes and mounts whose result depends on what stands around. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionTitles, applyAction, checkDiagnostics } from './support/check.js';
import { dedent } from './support/fixture.js';

const head = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n';

/** `body` below the spec of a Pod. */
function inPod(body: string): string {
  const lines = dedent(body).trimEnd().split('\n');
  return `${head}${lines.map(line => (line ? `  ${line}` : line)).join('\n')}\n`;
}

/** The fix `title` makes `after` of `before`, in which nothing is found. */
function mends(title: string, before: string, after: string): void {
  assert.equal(applyAction(inPod(before), title), inPod(after));
  checkDiagnostics(inPod(after));
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');
  assert.equal(applyAction(crlf(inPod(before)), title), crlf(inPod(after)), 'with CRLF');
}

const inBraces = (volumes: string) =>
  `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [{"name": "web", "image": "nginx", "volumeMounts": [{"name": <|>"cache", "mountPath": "/cache"}]}]${volumes}}}\n`;

describe('a volume for a mount that has none', () => {
  const container = `
      containers:
        - name: web
          image: nginx
          volumeMounts:
            - name: <|>web-config
              mountPath: /etc/web
  `;
  const mounted = container.replace('<|>', '');
  test('where the pod has no volumes', () =>
    mends(
      'Add a volume of ConfigMap web-config',
      container,
      `${mounted.trimEnd()}
      volumes:
        - name: web-config
          configMap:
            name: web-config
      `,
    ));
  test('behind those it has, with their comments', () =>
    mends(
      'Add a volume of emptyDir',
      `${container.trimEnd()}
      volumes:
      # the first
      - name: data
        emptyDir: {} # small
        # its own
      # the end
      `,
      `${mounted.trimEnd()}
      volumes:
      # the first
      - name: data
        emptyDir: {} # small
        # its own
      - name: web-config
        emptyDir: {}
      # the end
      `,
    ));
  test('below a key without a value', () =>
    mends(
      'Add a volume of emptyDir',
      `${container.trimEnd()}
      volumes: # to do
      `,
      `${mounted.trimEnd()}
      volumes: [{ name: web-config, emptyDir: {} }] # to do
      `,
    ));
  test('in JSON', () => {
    const title = 'Add a volume of emptyDir';
    const added = '{ "name": "cache", "emptyDir": {} }';
    const volume = '{"name": "data", "emptyDir": {}}';
    const plain = (volumes: string) => inBraces(volumes).replace('<|>', '');
    assert.equal(applyAction(inBraces(''), title), plain(`, "volumes": [${added}]`));
    assert.equal(applyAction(inBraces(', "volumes": []'), title), plain(`, "volumes": [${added}]`));
    assert.equal(applyAction(inBraces(`, "volumes": [${volume}]`), title), plain(`, "volumes": [${volume}, ${added}]`));
  });
  test('a device is of a claim', () =>
    assert.deepEqual(
      actionTitles(
        inPod(`
      containers:
        - name: web
          image: nginx
          volumeDevices:
            - name: <|>disk
              devicePath: /dev/xvda
        `),
      ).slice(0, 1),
      ['Add a volume of persistentVolumeClaim disk'],
    ));
  test('not under a name that no volume can have', () => {
    const titles = actionTitles(inPod(container.replace('web-config', 'Web_Config')));
    assert.deepEqual(titles, ['Ignore mount/volume-missing here, with a comment']);
  });
});

describe('volume/name', () => {
  const pod = (name: string, mark = '') => `
      initContainers:
        - name: copy
          image: busybox
          volumeMounts:
            - { name: ${name}, mountPath: /a }
      containers:
        - name: web
          image: nginx
          volumeMounts:
            - name: ${name} # ours
              mountPath: /b
      volumes:
        - name: my-data
          emptyDir: {}
        - name: ${mark}${name}
          emptyDir: {}
  `;
  test('changes all mounts, to a name that is free', () =>
    mends('Rename to my-data-2', pod('My_Data', '<|>'), pod('my-data-2')));
});

describe('volume/no-source', () => {
  const pod = (volumes: string) => `
      containers:
        - name: web
          image: nginx
          volumeMounts:
            - name: config
              mountPath: /etc/web
      volumes:
${volumes}
  `;
  const title = 'Make the next item a part of this one';
  test('takes the item behind it in', () =>
    mends(
      title,
      pod('        - name: <|>config\n        # of the web server\n        - configMap:\n            name: web'),
      pod('        - name: config\n        # of the web server\n          configMap:\n            name: web'),
    ));
  test('in braces', () =>
    mends(
      title,
      pod('        [{ name: <|>config }, { configMap: { name: web } }]'),
      pod('        [{ name: config, configMap: { name: web } }]'),
    ));
});

describe('volume/multiple-sources', () => {
  const pod = (volumes: string) => `
      containers:
        - name: web
          image: nginx
          volumeMounts:
            - name: config
              mountPath: /etc/web
      volumes:
${volumes}
  `;
  test('comments stay with what they are about', () =>
    mends(
      'Make hostPath a volume of its own, config-host-path',
      pod(
        '      - name: config\n        # made anew\n        emptyDir: {}\n        # of the node\n        <|>hostPath:\n          path: /data # big',
      ),
      pod(
        '      - name: config\n        # made anew\n        emptyDir: {}\n      - name: config-host-path\n        # of the node\n        hostPath:\n          path: /data # big',
      ),
    ));
  test('in braces', () =>
    mends(
      'Make hostPath a volume of its own, config-host-path',
      pod('        - { name: config, emptyDir: {}, <|>hostPath: { path: /data } }')
        .replace('- {', '[{')
        .replace(/\}$/m, '}]'),
      pod('        [{ name: config, emptyDir: {} }, { name: config-host-path, hostPath: { path: /data } }]'),
    ));
  test('of three, one is kept', () =>
    assert.deepEqual(
      actionTitles(
        inPod(
          pod(
            '        - name: config\n          emptyDir: {}\n          <|>secret: { secretName: a }\n          nfs: { server: a, path: / }',
          ),
        ),
      ).filter(found => found.startsWith('Keep')),
      ['Keep only emptyDir', 'Keep only secret', 'Keep only nfs'],
    ));
});

describe('mount/path-is-file', () => {
  const pod = (mark: string, more: string) => `
      containers:
        - name: web
          image: nginx
          volumeMounts:
            - name: config
              mountPath: ${mark}/etc/web/tls.json${more}
      volumes:
        - name: config
          configMap:
            name: web
            items:
              - key: app
                path: conf/app.json
              - key: tls
                path: conf/tls.json
  `;
  test('takes the path that the item has', () =>
    mends(
      'Add subPath: conf/tls.json',
      pod('<|>', ' # ours'),
      pod('', ' # ours\n              subPath: conf/tls.json'),
    ));
});

describe('mount/not-executable', () => {
  const pod = (mark: string, mode: string) => `
      containers:
        - name: web
          image: nginx
          command: [${mark}/run/start.sh]
          volumeMounts:
            - name: scripts
              mountPath: /run/start.sh
              subPath: start.sh
      volumes:
        - name: scripts
          configMap:
            name: web
            items:
              - key: start
                path: start.sh
                mode: ${mode}
  `;
  test('changes the mode where it is written', () => mends('Set mode to 0755', pod('<|>', '0600'), pod('', '0755')));
});

describe('fields that are called otherwise elsewhere', () => {
  const pod = (volume: string) => `
      containers:
        - name: web
          image: nginx
          volumeMounts:
            - name: config
              mountPath: /etc/web
      volumes:
        - name: config
${volume}
  `;
  test('a volume has a secretName', () =>
    mends(
      'Change to secretName',
      pod('          secret:\n            <|>name: web'),
      pod('          secret:\n            secretName: web'),
    ));
  test('a projected source has a name', () =>
    mends(
      'Change to name',
      pod('          projected:\n            sources:\n              - secret:\n                  <|>secretName: web'),
      pod('          projected:\n            sources:\n              - secret:\n                  name: web'),
    ));
  test('a mode in quotes is octal', () =>
    mends(
      'Change to 0644',
      pod('          secret:\n            secretName: web\n            defaultMode: <|>"644"'),
      pod('          secret:\n            secretName: web\n            defaultMode: 0644'),
    ));
});
