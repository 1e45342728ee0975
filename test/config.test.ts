/** `.kubewright.yaml`: what a project chooses holds for its files, and mistakes in it are found like any other. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyFixes, checkCompletion, checkDiagnostics, checkHover, open } from './support/check.js';

const pod = `
          apiVersion: v1
          kind: Pod
          metadata:
            name: web
          spec:
            containers:
              - name: web
                image: nginx
                livenessProbe:
                  tcpSocket:
                    port: 80
                  successThreshold: 3`;

describe('what a project chooses', () => {
  test('severities hold below the folder, the nearest file alone', () => {
    const { service } = open(`
          #- .kubewright.yaml
          rules:
            probe/success-threshold: off
          #- shop/.kubewright.yaml
          rules:
            probe/success-threshold: information
          #- a.yaml${pod}
          #- shop/deep/b.yaml${pod}
          #- shopping/c.yaml${pod}
    `);
    assert.deepEqual(severities(service, 'a.yaml'), []);
    assert.deepEqual(severities(service, 'shop/deep/b.yaml'), [3]);
    assert.deepEqual(severities(service, 'shopping/c.yaml'), []);
  });

  test('a change takes effect at once, and what is closed counts as it is on disk', () => {
    const { service } = open(`
          #- a.yaml${pod}
    `);
    const config = 'file:///workspace/.kubewright.yaml';
    assert.deepEqual(severities(service, 'a.yaml'), [1]);
    service.setFileOnDisk(config, 'rules: { probe/success-threshold: off }\n');
    assert.deepEqual(severities(service, 'a.yaml'), []);
    service.openFile(config, 1, 'rules: { probe/success-threshold: warning }\n');
    assert.deepEqual(severities(service, 'a.yaml'), [2]);
    service.closeFile(config);
    assert.deepEqual(severities(service, 'a.yaml'), []);
    service.deleteFileOnDisk(config);
    assert.deepEqual(severities(service, 'a.yaml'), [1]);
  });

  test('the version needs no quotes, and what is excluded is not judged', () => {
    const { service } = open(`
          #- .kubewright.yaml
          kubernetesVersion: 1.30
          exclude: [generated/, "*.old.yaml"]
          #- a.yaml${pod}
          #- generated/b.yaml${pod}
          #- c.old.yaml${pod}
    `);
    assert.equal(service.kubernetesVersionOf('file:///workspace/a.yaml'), '1.30');
    assert.deepEqual(severities(service, 'a.yaml'), [1]);
    assert.deepEqual(severities(service, 'generated/b.yaml'), []);
    assert.deepEqual(severities(service, 'c.old.yaml'), []);
    assert.deepEqual(severities(service, '.kubewright.yaml'), []);
  });

  test('the version of kustomize can have two numbers or three', () => {
    const field = 'buildMetadata: []\nhelmCharts: [{ name: a, debug: true }]\n';
    for (const [version, count] of [
      ['5.4', 1],
      ['5.4.2', 1],
      ['5.5', 0],
      ['5.10.0', 0],
    ] as const) {
      const { service } = open(`#- .kubewright.yaml\nkustomizeVersion: ${version}\n#- kustomization.yaml\n${field}`);
      assert.equal(severities(service, 'kustomization.yaml').length, count, version);
      assert.deepEqual(severities(service, '.kubewright.yaml'), [], version);
    }
  });

  test('a file that cannot be read chooses nothing', () => {
    const { service } = open(`
          #- .kubewright.yaml
          rules: [
          #- a.yaml${pod}
    `);
    assert.deepEqual(severities(service, 'a.yaml'), [1]);
    assert.equal(severities(service, '.kubewright.yaml').length, 1);
  });
});

describe('the file itself', () => {
  test('unknown fields, rules and values are found', () =>
    checkDiagnostics(`
      #- .kubewright.yaml
      kubernetesVersion: 1.99
                       # ^^^^ error schema/unknown-value: kubernetesVersion must be 1.28, 1.29, 1.30, 1.31, 1.32, 1.33, 1.34, 1.35 or 1.36
      kustomizeVersion: 5.99
                      # ^^^^ error schema/unknown-value: kustomizeVersion must be 4.5, 5.0, 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7 or 5.8
      profil: strict
      ^^^^^^ error schema/unknown-field: KubewrightConfig has no field profil; did you mean profile?
      profile: loud
             # ^^^^ error schema/unknown-value: profile must be essential, recommended or strict
      rules:
        probe/successthreshold: off
      # ^^^^^^^^^^^^^^^^^^^^^^ error schema/unknown-field: rules has no field probe/successthreshold; did you mean probe/success-threshold?
        probe/negative: loud
                      # ^^^^ error schema/unknown-value: probe/negative must be off, error, warning, information or hint
        probe/no-handler: off
      exclude: generated/
             # ^^^^^^^^^^ error schema/wrong-type: exclude must be a list of strings, not a string
    `));

  test('fixes of the schema rules', () =>
    assert.equal(
      applyFixes('#- .kubewright.yaml\nprofil: strict\nrules:\n  probe/no-handlr: off\n'),
      '#- .kubewright.yaml\nprofile: strict\nrules:\n  probe/no-handler: off\n'.replace(/^.*\n/, ''),
    ));

  test('completion of fields and values, and no objects', () => {
    checkCompletion('#- .kubewright.yaml\n<|>\n', [
      'kubernetesVersion',
      'kustomizeVersion',
      'profile',
      'rules',
      'exclude',
      'syntaxErrors',
    ]);
    checkCompletion('#- .kubewright.yaml\nprofile: <|>\n', ['essential', 'recommended', 'strict']);
    checkCompletion('#- .kubewright.yaml\nrules:\n  probe/negative: <|>\n', [
      'off',
      'error',
      'warning',
      'information',
      'hint',
    ]);
  });

  test('hover', () =>
    checkHover(
      '#- .kubewright.yaml\nrules:\n  probe/neg<|>ative: off\n',
      `
      **probe/negative** \`string\`

      negative number in a probe

      Default: \`error\`  
      Values: \`off\`, \`error\`, \`warning\`, \`information\`, \`hint\`
      `,
    ));
});

function severities(service: ReturnType<typeof open>['service'], path: string): (number | undefined)[] {
  return service.diagnostics(`file:///workspace/${path}`).map(({ severity }) => severity);
}
