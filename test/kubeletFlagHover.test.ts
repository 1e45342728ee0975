/** Hovers on flags of the kubelet: in YAML, and in lines of any other file. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { flagInLine } from '../server/src/features/kubelet/flagHover.js';
import { checkHover, openAtCursor } from './support/check.js';

const maxPods = [
  '**--max-pods** `int`',
  'How many pods the node runs at most',
  'Field: `maxPods` of KubeletConfiguration  \nDefault: `110`  \nDeprecated since 1.10: the file is the place for it  \nWhere the file says something else, the flag wins',
  '[Reference](https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/)',
].join('\n\n');

/** The flag that is found at the cursor `|` in a line, and what is said of it. */
function at(line: string): { readonly flag: string; readonly markdown: string } | undefined {
  const character = line.indexOf('|');
  const text = line.replace('|', '');
  const found = flagInLine(text, character);
  return found && { flag: text.slice(found.span.start, found.span.end), markdown: found.markdown };
}

describe('in a line', () => {
  test('of a unit file', () =>
    assert.deepEqual(at('ExecStart=/usr/bin/kubelet --max|-pods=50 --v=2'), { flag: '--max-pods', markdown: maxPods }));
  test('of a file of variables', () =>
    assert.equal(at('KUBELET_EXTRA_ARGS="--max-pods=50 --node-|ip=1.2.3.4"')?.flag, '--node-ip'));
  test('with underscores', () => assert.equal(at('--max_|pods=50')?.flag, '--max_pods'));
  test('-v', () => assert.equal(at('kubelet -|v 4')?.markdown.split('\n')[0], '**--v** `int`'));
  test('at the end of the flag', () => assert.equal(at('--max-pods|=50')?.flag, '--max-pods'));
  for (const line of [
    '--max-pods=5|0',
    'ku|belet --max-pods=50',
    '--no-such-|flag',
    'a--max-|pods',
    '-max-|pods',
    '|',
  ]) {
    test(`not: ${line}`, () => assert.equal(at(line), undefined));
  }
});

describe('what is said', () => {
  const of = (flag: string) => flagInLine(`--${flag}`, 3)?.markdown ?? '';
  test('of a removed flag', () =>
    assert.match(
      of('cadvisor-port'),
      /\*\*Removed in Kubernetes 1\.12\*\* {2}\nDrop it: .*DaemonSet {2}\nDeprecated since 1\.10\n/,
    ));
  test('of one without a field', () => assert.match(of('node-ip'), /It has no field in KubeletConfiguration/));
  test('of a default that the file changes', () =>
    assert.match(of('anonymous-auth'), /Default: `true`, in a file `false`/));
  test('of what could not be verified', () => assert.match(of('bootstrap-checkpoint-path'), /Not verified: the minor/));
  test('of a field that is younger', () =>
    assert.match(
      of('container-runtime-endpoint'),
      /Field: `containerRuntimeEndpoint` of KubeletConfiguration, since 1\.27/,
    ));
});

describe('in YAML', () => {
  test('kubeletExtraArgs as a map', () =>
    checkHover(
      `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: InitConfiguration
        nodeRegistration:
          kubeletExtraArgs:
            max-<|>pods: "50"
      `,
      maxPods,
    ));
  test('kubeletExtraArgs as a list', () =>
    checkHover(
      `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: JoinConfiguration
        nodeRegistration:
          kubeletExtraArgs:
            - name: max-<|>pods
              value: "50"
      `,
      maxPods,
    ));
  test('arguments of a container that runs a kubelet', () =>
    checkHover(
      `
        apiVersion: v1
        kind: Pod
        metadata: { name: kubelet }
        spec:
          containers:
            - name: kubelet
              image: example.com/kubelet:v1.30.0
              args: [--max-<|>pods=50]
      `,
      maxPods,
    ));
  test('not arguments of others', () => {
    const { service, uri, position } = openAtCursor(
      'apiVersion: v1\nkind: Pod\nmetadata: { name: kubelet }\nspec:\n  containers:\n    - name: a\n      image: nginx\n      args: [--max-<|>pods=50]\n',
    );
    assert.doesNotMatch(JSON.stringify(service.hover(uri, position) ?? ''), /KubeletConfiguration/);
  });
});
