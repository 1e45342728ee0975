/** `kubewright kubelet flags`, and the requests of an editor for the same. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answerConvertFlags, answerFlagHover } from '../server/src/kubeletRequests.js';
import { type Folder, inFolder } from './support/commandLine.js';

const configuration = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxPods: 50\n';

describe('kubewright kubelet flags', () => {
  const runs = (
    name: string,
    args: readonly string[],
    input: string,
    check: (outcome: Awaited<ReturnType<Folder['run']>>) => void,
  ) =>
    test(name, () =>
      inFolder(
        { 'kubelet.service': '[Service]\nExecStart=/usr/bin/kubelet --max-pods=50\n', 'none.txt': 'nothing\n' },
        async folder => check(await folder.run(['kubelet', 'flags', ...args], { input })),
      ),
    );
  runs('reads a file', ['kubelet.service'], '', ({ code, stdout, stderr }) => {
    assert.equal(stdout, configuration);
    assert.match(stderr, /^1 flag became a field\. Take it off the command line: a flag wins over the file\n/);
    assert.equal(code, 0);
  });
  runs('reads the standard input', ['-'], 'kubelet --max-pods=50\n', ({ stdout }) =>
    assert.equal(stdout, configuration),
  );
  runs('reads it when no file is named', [], 'kubelet --max-pods=50\n', ({ stdout }) =>
    assert.equal(stdout, configuration),
  );
  runs('exits with 1 where a flag is wrong', [], 'kubelet --max-pods=50 --max-podz=3\n', ({ code, stdout, stderr }) => {
    assert.equal(stdout, configuration);
    assert.match(stderr, /--max-podz: Did you mean --max-pods\?/);
    assert.equal(code, 1);
  });
  runs('says where there are no flags', ['none.txt'], '', ({ code, stdout, stderr }) => {
    assert.equal(stdout, '');
    assert.equal(stderr, 'kubewright: none.txt holds no flags of the kubelet\n');
    assert.equal(code, 2);
  });
  runs('says that there is no such file', ['other.txt'], '', ({ code, stderr }) => {
    assert.equal(stderr, 'kubewright: other.txt: does not exist\n');
    assert.equal(code, 2);
  });
});

describe('what an editor asks', () => {
  test('the configuration, with what is to be known at its head', () =>
    assert.deepEqual(answerConvertFlags({ text: 'kubelet --config=/c.yaml --max-pods=50 --allow-privileged' }), {
      text: [
        '# 1 flag became a field. Take it off the command line: a flag wins over the file',
        '# Removed from the kubelet:',
        '#   --allow-privileged=true: Drop it: what pods may do is decided at admission, by Pod Security for instance (removed in 1.15)',
        '# Without a field, they stay on the command line:',
        '#   kubelet --config=/c.yaml',
        '# To know:',
        '#   The kubelet reads /c.yaml already: merge this into it',
        configuration,
      ].join('\n'),
      converted: 1,
      toLookAt: 1,
    }));
  test('a refusal', () =>
    assert.deepEqual(answerConvertFlags({ text: 'nothing' }), {
      refusal: 'There are no flags of the kubelet in this text',
    }));
  test('a flag in a line', () => {
    const { markdown, start, end } = answerFlagHover({ line: 'kubelet --max-pods=50', character: 10 });
    assert.match(markdown ?? '', /^\*\*--max-pods\*\*/);
    assert.deepEqual([start, end], [8, 18]);
  });
  test('no flag in a line', () => assert.deepEqual(answerFlagHover({ line: 'kubelet', character: 1 }), {}));
});
