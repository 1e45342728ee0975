/** Fixes of containers and their probes whose result depends on what is written, and in which style. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionTitles, applyAction } from './support/check.js';
import { dedent } from './support/fixture.js';

function check(title: string, before: string, after: string): void {
  assert.equal(applyAction(inContainer(before), title), inContainer(after));
  // The settings are none of the manifest.
  const crlf = (text: string) => text.replaceAll('\n', '\r\n').replace(/^(#! .*)\r/, '$1');
  assert.equal(applyAction(crlf(inContainer(before)), title), crlf(inContainer(after)), 'with CRLF');
}

/** `body` in a container of a Pod. */
function inContainer(body: string): string {
  const lines = dedent(body).trimEnd().split('\n');
  const head =
    '#! probe/slow-start warning\n' +
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx\n';
  return `${head}${lines.map(line => `      ${line}`).join('\n')}\n`;
}

describe('a command gets a shell', () => {
  test('in lines', () =>
    check(
      'Run it in a shell',
      `
      livenessProbe:
        exec:
          command:
            - curl
            - -H
            - "Accept: it's"
            - <|>'>'
            - /dev/null
        periodSeconds: 5
      `,
      `
      livenessProbe:
        exec:
          command:
            - sh
            - -c
            - "curl -H 'Accept: it'\\\\''s' > /dev/null"
        periodSeconds: 5
      `,
    ));
  test('in brackets', () =>
    check(
      'Run it in a shell',
      `
      livenessProbe:
        exec: { command: [pgrep, worker, <|>"||", exit, "1"] }
      `,
      `
      livenessProbe:
        exec: { command: [sh, -c, "pgrep worker || exit 1"] }
      `,
    ));
  test('as JSON', () =>
    check(
      'Run it in a shell',
      'livenessProbe: {"exec": {"command": ["pgrep", "worker", <|>"||", "exit", "1"]}}',
      'livenessProbe: {"exec": {"command": ["sh", "-c", "pgrep worker || exit 1"]}}',
    ));
  test('and its own variables stay in one word', () =>
    check(
      'Run it in a shell',
      `
      env:
        - name: PASSWORD
          valueFrom: { secretKeyRef: { name: db, key: password } }
      livenessProbe:
        exec:
          command: [redis-cli, <|>--pass=$(PASSWORD), ping]
      `,
      `
      env:
        - name: PASSWORD
          valueFrom: { secretKeyRef: { name: db, key: password } }
      livenessProbe:
        exec:
          command: [sh, -c, "redis-cli \\"--pass=\${PASSWORD}\\" ping"]
      `,
    ));
  test('where a comment would be lost, it is left to the user', () => {
    const titles = actionTitles(
      inContainer(`
        livenessProbe:
          exec:
            command:
              - pgrep # all of them
              - worker
              - <|>"||"
              - exit
      `),
    );
    assert.ok(titles.includes('Ignore probe/exec-shell-syntax here, with a comment'));
    assert.ok(!titles.includes('Run it in a shell'));
  });
});

test('a command of one string is split', () =>
  check(
    'Split into items',
    `
    livenessProbe:
      exec:
        command:
        - <|>cat /tmp/healthy
    `,
    `
    livenessProbe:
      exec:
        command:
        - cat
        - /tmp/healthy
    `,
  ));

describe('a port name that another container has', () => {
  const before = `
    ports:
      - { name: http, containerPort: 80 }
    readinessProbe:
      tcpSocket: { port: <|>admin }
    `;
  const sidecar = '    - name: proxy\n      image: envoy\n      ports: [{ name: admin, containerPort: 9901 }]\n';
  test('its number comes first', () => {
    const titles = actionTitles(inContainer(before) + sidecar).filter(title => title.startsWith('Change'));
    assert.deepEqual(titles, ['Change to 9901', 'Change to http', 'Change to 80']);
  });
});

test('a slow start gets a startup probe that asks the same, and gives up no sooner', () =>
  check(
    'Make it a startupProbe',
    `
    livenessProbe:
      httpGet:
        path: /healthz
        port: 80
        httpHeaders:
          - name: X-Probe
            value: "yes"
      initialDelaySeconds: <|>95 # JVM
      periodSeconds: 5
    `,
    `
    startupProbe:
      httpGet:
        path: /healthz
        port: 80
        httpHeaders:
          - name: X-Probe
            value: "yes"
      periodSeconds: 5
      failureThreshold: 22
    livenessProbe:
      httpGet:
        path: /healthz
        port: 80
        httpHeaders:
          - name: X-Probe
            value: "yes"
      periodSeconds: 5
    `,
  ));

describe('a request above its limit', () => {
  const before = `
    resources:
      <|>requests: { memory: "512Mi" }
      limits: { memory: 256Mi }
    `;
  test('is lowered', () =>
    check(
      'Lower the request of memory to 256Mi',
      before,
      `
      resources:
        requests: { memory: 256Mi }
        limits: { memory: 256Mi }
      `,
    ));
  test('or the limit is raised', () =>
    check(
      'Raise the limit of memory to 512Mi',
      before,
      `
      resources:
        requests: { memory: "512Mi" }
        limits: { memory: "512Mi" }
      `,
    ));
});

test('m for mega is mended on both sides', () =>
  check(
    'Change to 256Mi',
    `
    resources:
      requests:
        memory: <|>256m
      limits:
        memory: 512m
    `,
    `
    resources:
      requests:
        memory: 256Mi
      limits:
        memory: 512Mi
    `,
  ));

test('a device without its domain is no slip of cpu', () => {
  const titles = (resource: string) =>
    actionTitles(inContainer(`resources:\n  limits:\n    <|>${resource}: 1`)).filter(title =>
      title.startsWith('Rename'),
    );
  assert.deepEqual(titles('gpu'), []);
  assert.deepEqual(titles('cpus').slice(0, 1), ['Rename to cpu']);
});
