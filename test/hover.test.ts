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
      `${container}      livenessProbe:\n        period<|>Seconds: 10\n`,
      `
      **periodSeconds** \`integer\`

      Seconds from one probe to the next. Default 10, at least 1; 0 means the default. Probes never overlap.

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
