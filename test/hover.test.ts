import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver-types';
import { checkHover, openAtCursor } from './support/check.js';

function hoverAt(fixture: string): string | undefined {
  const { service, uri, position } = openAtCursor(fixture);
  const contents = service.hover(uri, position)?.contents;
  return MarkupContent.is(contents) ? contents.value : undefined;
}

const container = `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
`;

describe('a field', () => {
  test('says what it does, its default, how to explain it and where to read on', () =>
    checkHover(
      `${container}      livenessProbe:\n        httpGet: { port: 80 }\n        period<|>Seconds: 10\n`,
      `
      **periodSeconds** \`integer\`

      Seconds from one probe to the next. Default 10, at least 1; 0 means the default. Probes never overlap.

      3 failures × 10 s: restarted between 20 s and 31 s after it stops answering

      Default: \`10\`

      \`kubectl explain pods.spec.containers.livenessProbe.periodSeconds\` · [Reference](https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#probe-v1-core)
      `,
    ));

  test('says what it allows', () =>
    assert.match(
      hoverAt(`${container}      imagePull<|>Policy: Always\n`) ?? '',
      /Values: `Always`, `IfNotPresent`, `Never`/,
    ));

  test('says that it is required', () =>
    assert.match(hoverAt(container.replace('- name', '- na<|>me')) ?? '', /· required/));

  test('says since when it exists, and that the target is older', () =>
    assert.match(
      hoverAt(
        `#! kubernetesVersion 1.28\n${container.trimStart()}      lifecycle: { preStop: { sl<|>eep: { seconds: 1 } } }\n`,
      ) ?? '',
      /Since Kubernetes 1\.29 \(the target is 1\.28\)/,
    ));
});

describe('a value', () => {
  test('says what kubectl makes of it, when that is a surprise', () =>
    assert.match(
      hoverAt('apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n    - configMap: { defaultMode: 0<|>644 }\n') ?? '',
      /kubectl reads `0644` as `420`/,
    ));

  test('and otherwise says nothing of it', () =>
    assert.doesNotMatch(hoverAt(`${container}      tty: tr<|>ue\n`) ?? '', /kubectl reads/));
});

describe('a field says what its value comes to', () => {
  const pod = (rest: string): string => `apiVersion: v1\nkind: Pod\nspec:\n${rest}`;
  const web = (rest: string): string => pod(`  containers:\n    - name: web\n${rest}`);

  for (const [what, fixture, expected] of [
    ['an empty path', web('      livenessProbe: { httpGet: { pa<|>th: "", port: 80 } }\n'), 'An empty path means `/`'],
    [
      'a probe that may be sent elsewhere',
      web('      livenessProbe: { http<|>Get: { port: 80 } }\n'),
      'A redirect to another host is not followed, and counts as success',
    ],
    [
      'a delay beside a startup probe',
      web(
        '      startupProbe: { tcpSocket: { port: 80 } }\n      livenessProbe: { tcpSocket: { port: 80 }, initial<|>DelaySeconds: 30 }\n',
      ),
      'Counts from the start of the container: by the time `startupProbe` has succeeded it is mostly over',
    ],
    [
      'a startup probe that asks something else',
      web(
        '      startup<|>Probe: { tcpSocket: { port: 80 } }\n      livenessProbe: { httpGet: { port: 80, path: / } }\n',
      ),
      'Asks something else than `livenessProbe`: that one may still fail when this one has succeeded',
    ],
    [
      'a ConfigMap that is mounted to be written',
      web(
        '      volumeMounts: [{ name: c, mountPath: /c, read<|>Only: false }]\n  volumes: [{ name: c, configMap: { name: web } }]\n',
      ),
      'Without effect: the kubelet mounts a configMap volume read-only in any case',
    ],
    [
      'a mount inside another',
      web(
        '      volumeMounts: [{ name: a, mountPath: /var }, { name: b, mountPath: /var/lib/ }, { name: c, mount<|>Path: /var/lib/app }]\n',
      ),
      'Inside the mount of `b`, and hides what that has there',
    ],
    ['an empty ConfigMap', 'apiVersion: v1\nkind: Config<|>Map\nmetadata: { name: web }\n', 'This one holds no data'],
    [
      'a file without its last line break',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  tls<|>.pem: |-\n    a\n    b\n',
      '`|-` takes the line break from the end of the last line, which some programs want there',
    ],
  ] as const) {
    test(what, () => assert.ok(hoverAt(fixture)?.split('\n').includes(expected), hoverAt(fixture)));
  }

  for (const [what, fixture, unexpected] of [
    ['a path', web('      livenessProbe: { httpGet: { pa<|>th: /, port: 80 } }\n'), /empty path/],
    [
      'a delay with no startup probe',
      web('      livenessProbe: { tcpSocket: { port: 80 }, initial<|>DelaySeconds: 30 }\n'),
      /Counts from/,
    ],
    [
      'a delay of the startup probe itself',
      web('      startupProbe: { tcpSocket: { port: 80 }, initial<|>DelaySeconds: 30 }\n'),
      /Counts from/,
    ],
    [
      'a startup probe that asks the same in another order',
      web(
        '      startup<|>Probe: { httpGet: { port: 80, path: / } }\n      livenessProbe: { httpGet: { path: /, port: 80 } }\n',
      ),
      /Asks something else/,
    ],
    [
      'another volume',
      web(
        '      volumeMounts: [{ name: c, mountPath: /c, read<|>Only: false }]\n  volumes: [{ name: c, emptyDir: {} }]\n',
      ),
      /Without effect/,
    ],
    [
      'a mount beside one with a similar name',
      web('      volumeMounts: [{ name: a, mountPath: /var/lib }, { name: b, mount<|>Path: /var/library }]\n'),
      /Inside the mount/,
    ],
    ['a ConfigMap with data', 'apiVersion: v1\nkind: Config<|>Map\ndata: { a: b }\n', /no data/],
    ['a Secret', 'apiVersion: v1\nkind: Sec<|>ret\n', /no data/],
    ['a word', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  col<|>or: |-\n    blue\n', /line break/],
    [
      'a file with its last line break',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  a<|>.conf: |\n    b\n',
      /line break/,
    ],
  ] as const) {
    test(`but not of ${what}`, () => {
      const text = hoverAt(fixture);
      assert.ok(text, 'there is a hover');
      assert.doesNotMatch(text, unexpected);
    });
  }
});

test("names of the user's own are nothing to explain", () => {
  const explained = hoverAt('apiVersion: v1\nkind: Pod\nmetadata: { labels: { a<|>pp: web } }\n') ?? '';
  assert.match(explained, /`kubectl explain pods\.metadata\.labels`/);
});

test('a long list of values is cut', () =>
  assert.match(hoverAt(`${container}      lifecycle: { stop<|>Signal: SIGTERM }\n`) ?? '', / and \d+ more/));

test('a kind', () => assert.match(hoverAt('apiVersion: v1\nkind: Po<|>d\n') ?? '', /^\*\*Pod\*\* `v1`\n\nPod is /));

test('stays short', () => {
  for (const field of ['spec', 'metadata', 'status', 'kind', 'apiVersion']) {
    const text = hoverAt(`apiVersion: v1\nkind: Pod\n${field}<|>:\n`) ?? '';
    assert.ok(text.length < 900, `${field}: ${text.length}`);
  }
});

for (const [where, fixture] of Object.entries({
  'a free key': 'apiVersion: v1\nkind: ConfigMap\ndata:\n  col<|>or: blue\n',
  'a custom kind': 'apiVersion: example.com/v1\nkind: Thing\nspec:\n  fo<|>o: 1\n',
  'a comment': 'apiVersion: v1\nkind: Pod\n# com<|>ment\n',
  'a file of something else': 'services:\n  we<|>b: {}\n',
})) {
  test(`nothing on ${where} breaks`, () => assert.doesNotThrow(() => hoverAt(fixture)));
}

test('the key of a map is shown as text, whatever is in it', () => {
  const key = '![a](https://example.com/a.png)';
  const text = hoverAt(`apiVersion: v1\nkind: ConfigMap\ndata:\n  "${key.slice(0, 3)}<|>${key.slice(3)}": x\n`);
  assert.equal(text?.split('\n')[0], String.raw`**\!\[a\](https://example.com/a.png)** ${'`string`'}`);
});
