/** `kubewright kustomize DIR`: what it prints, where it says an error is, and its exit codes. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { inFolder } from './support/commandLine.js';

const files = {
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': `kind: Pod
apiVersion: v1
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx
      envFrom:
        - configMapRef: { name: settings }
`,
  'dev/kustomization.yaml': `resources:
  - ../base
namePrefix: dev-
configMapGenerator:
  - name: settings
    literals: [color=red]
images:
  - name: nginx
    newTag: "1.29"
`,
};

const printed = `apiVersion: v1
data:
  color: red
kind: ConfigMap
metadata:
  name: dev-settings-d7568b82h8
---
apiVersion: v1
kind: Pod
metadata:
  name: dev-web
spec:
  containers:
  - envFrom:
    - configMapRef:
        name: dev-settings-d7568b82h8
    image: nginx:1.29
    name: web
`;

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

describe('kubewright kustomize', () => {
  test('prints what the folder builds', () =>
    inFolder(files, async ({ run }) => {
      assert.deepEqual(await run(['kustomize', 'dev']), { code: 0, stdout: printed, stderr: '' });
    }));

  test('prints it letter for letter as kubectl', { skip: !hasKubectl }, () =>
    inFolder(files, async ({ run, path }) => {
      const { stdout } = spawnSync('kubectl', ['kustomize', join(path, 'dev')], { encoding: 'utf8' });
      assert.equal((await run(['kustomize', 'dev'])).stdout, stdout);
    }),
  );

  test('builds the folder that it is in', () =>
    inFolder(
      { 'kustomization.yaml': files['base/kustomization.yaml'], 'web.yaml': files['base/web.yaml'] },
      async f => {
        const { code, stdout } = await f.run(['kustomize']);
        assert.equal(code, 0);
        assert.match(stdout, /^ {2}name: web$/m);
      },
    ));

  test('says where the error is, and prints nothing', () =>
    inFolder({ ...files, 'base/kustomization.yaml': 'resources:\n  - web.yaml\n  - shop.yaml\n' }, async ({ run }) => {
      const { code, stdout, stderr } = await run(['kustomize', 'dev']);
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, /^error: base[/\\]kustomization\.yaml:3:5: .*shop\.yaml' ?: .*no such file or directory\n$/);
    }));

  test('says that there is no kustomization', () =>
    inFolder({ 'web.yaml': files['base/web.yaml'] }, async ({ run }) => {
      const { code, stderr } = await run(['kustomize', '.']);
      assert.equal(code, 1);
      assert.match(stderr, /^error: unable to find one of 'kustomization\.yaml', /);
    }));

  test('says what it does not build, and where that is', () =>
    inFolder({ 'kustomization.yaml': 'resources:\n  - https://example.com/web.yaml\n' }, async ({ run }) => {
      const { code, stderr } = await run(['kustomize']);
      assert.equal(code, 1);
      assert.equal(stderr, 'error: kustomization.yaml:2:5: this comes from the net, which is not asked here\n');
    }));

  test('warns of deprecated fields as kubectl does', () =>
    inFolder({ ...files, 'base/kustomization.yaml': 'bases: []\nresources: [web.yaml]\n' }, async ({ run }) => {
      const { code, stderr } = await run(['kustomize', 'base']);
      assert.equal(code, 0);
      assert.match(stderr, /^# Warning: 'bases' is deprecated\. Please use 'resources' instead\. /);
    }));

  test('reads files elsewhere only when told to', () =>
    inFolder({ 'web.yaml': files['base/web.yaml'], 'a/kustomization.yaml': 'resources: [../web.yaml]\n' }, async f => {
      const refused = await f.run(['kustomize', 'a']);
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, /a[/\\]kustomization\.yaml:1:13: security; file /);
      const { code, stdout } = await f.run(['kustomize', 'a', '--load-restrictor', 'LoadRestrictionsNone']);
      assert.equal(code, 0);
      assert.match(stdout, /^ {2}name: web$/m);
    }));
});
