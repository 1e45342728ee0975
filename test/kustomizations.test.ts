/** The language of kustomize: its own files, what is written in them as text, and files that are what a kustomization says. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DiagnosticTag, MarkupContent } from 'vscode-languageserver-types';
import { firstKubectlWith, hasVersion, kustomizeIn } from '../server/src/schema/kustomizeVersions.js';
import { applyFixes, checkDiagnostics as checkAll, checkFixes, openAtCursor } from './support/check.js';
import { labelsAt, take } from './support/complete.js';

/** What the whole build comes to is another matter. */
const isOwn = (code: string) => code !== 'kustomization/refused';
const checkDiagnostics = (fixture: string, only = isOwn) => checkAll(fixture, only);

function hoverAt(fixture: string): string {
  const { service, uri, position } = openAtCursor(fixture);
  const contents = service.hover(uri, position)?.contents;
  return MarkupContent.is(contents) ? contents.value : '';
}

describe('versions', () => {
  test('kubectl has a kustomize of its own', () => {
    const expected = { 1.26: '4.5.7', 1.27: '5.0.1', '1.30': '5.0.4', 1.32: '5.5.0', 1.35: '5.7.1', 1.36: '5.8.1' };
    for (const [kubernetes, kustomize] of Object.entries(expected)) assert.equal(kustomizeIn(kubernetes), kustomize);
  });

  test('the first kubectl with something', () => {
    assert.equal(firstKubectlWith('4.5.5'), '1.25');
    assert.equal(firstKubectlWith('5.7.0'), '1.34');
    assert.equal(firstKubectlWith('5.8.2'), undefined);
  });

  test('numbers are compared as numbers, and a version of two is the newest of them', () => {
    assert.ok(hasVersion('5.10.0', '5.8.1'));
    assert.ok(hasVersion('5.4', '5.4.2'));
    assert.ok(!hasVersion('5.4.1', '5.4.2'));
    assert.ok(!hasVersion('4.9', '5.0.0'));
  });

  const field = 'resources: []\nhelmCharts:\n  - name: web\n    devel: true\n';
  test('a field that the target does not have yet', () =>
    checkDiagnostics(`
      #! kustomizeVersion 5.6
      #- kustomization.yaml
      resources: []
      helmCharts:
        - name: web
          devel: true
        # ^^^^^ error schema/field-of-other-version: devel exists since kustomize 5.7.0; the target is kustomize 5.6 (kubectl 1.33)
      `));

  test('the target is that of kubectl, when none is set', () =>
    checkDiagnostics(`
      #! kubernetesVersion 1.28
      #- kustomization.yaml
      resources: []
      helmCharts:
        - name: web
          kubeVersion: "1.28"
        # ^^^^^^^^^^^ error schema/field-of-other-version: kubeVersion exists since kustomize 5.3.0; the target is kustomize 5.0.4 (kubectl 1.28)
      `));

  test('and one that it no longer has', () => {
    checkDiagnostics(`
      #- kustomization.yaml
      inventory: {}
      ^^^^^^^^^ error schema/field-of-other-version: inventory was removed in kustomize 5.0.0; the target is kustomize 5.8.1 (kubectl 1.36)
      `);
    checkDiagnostics('#! kustomizeVersion 4.5\n#- kustomization.yaml\ninventory: {}\n');
  });

  test('completion offers what the target has', () => {
    const at = field.replace('    devel: true', '    <|>');
    assert.ok(labelsAt(`#- kustomization.yaml\n${at}`).includes('devel'));
    assert.ok(!labelsAt(`#! kustomizeVersion 5.6\n#- kustomization.yaml\n${at}`).includes('devel'));
    assert.ok(!labelsAt('#- kustomization.yaml\nresources: []\n<|>\n').includes('inventory'));
  });

  test('hover says since when, and what replaced it', () => {
    assert.match(
      hoverAt(`#- kustomization.yaml\n${field.replace('devel', 'de<|>vel')}`),
      /Since kustomize 5\.7\.0 \(kubectl 1\.34\)$/m,
    );
    const older = hoverAt(`#! kustomizeVersion 5.6\n#- kustomization.yaml\n${field.replace('devel', 'de<|>vel')}`);
    assert.match(older, /Since kustomize 5\.7\.0 \(kubectl 1\.34\) \(the target is 5\.6\)/);
    const deprecated = hoverAt('#- kustomization.yaml\ncommon<|>Labels: {}\n');
    assert.match(
      deprecated,
      /Deprecated since kustomize 5\.3\.0 \(kubectl 1\.31\): use labels with includeSelectors: true/,
    );
  });
});

describe('a kustomization', () => {
  test('needs what kustomize needs', () =>
    checkDiagnostics(`
      #- kustomization.yaml
      resources: [null]
                # ^^^^ error yaml/empty-item: the item is empty: kustomize makes "" of it
      configMapGenerator:
        - literals: [a=b]
        # ^^^^^^^^ error schema/missing-field: configMapGenerator[0] needs a name
      patches:
        - {}
        # ^^ error kustomization/patch-source: a patch needs path or patch
      sortOptions:
        order: Legacy
             # ^^^^^^ error schema/unknown-value: order must be legacy or fifo
      images:
        - name: web
          newTag: 1.10
                # ^^^^ error schema/not-a-string: newTag must be a string, but kubectl reads 1.10 as the number 1.1
      `));

  test('has fields in any case of letters, but each once', () => {
    const fixture = `
      #- kustomization.yaml
      Resources: []
      ^^^^^^^^^ hint schema/unknown-field: kustomize reads this as resources
      namePrefix: a-
      NamePrefix: b-
      ^^^^^^^^^^ warning schema/unknown-field: kustomize reads this as namePrefix, which stands here too: one of them is lost
      `;
    checkDiagnostics(fixture);
    assert.equal(applyFixes(fixture), 'resources: []\nnamePrefix: a-\n');
  });

  test('keeps the last of two lists: a fix merges them', () => {
    const fixture = `
      #- kustomization.yaml
      resources:
      ^^^^^^^^^ warning yaml/duplicate-key: resources stands twice: kustomize keeps only the last one
        - a.yaml
      resources:
        - b.yaml
      `;
    checkDiagnostics(fixture);
    assert.equal(applyFixes(fixture), 'resources:\n  - a.yaml\n  - b.yaml\n');
  });

  test('takes a patch as item and as text: what older fields had is put right', () => {
    const fixture = `
      #- kustomization.yaml
      patches:
        - web.yaml
        # ^^^^^^^^ error schema/wrong-type: an item of patches must be an object, not a string
        - patch:
          ^^^^^ error schema/wrong-type: patch must be a string, not a map
            kind: Deployment
      `.replace('          ^^^^^', '        # ^^^^^');
    checkDiagnostics(fixture);
    assert.equal(applyFixes(fixture), 'patches:\n  - path: web.yaml\n  - patch: |\n      kind: Deployment\n');
  });

  test('strikes out deprecated fields', () => {
    const { service, uri } = openAtCursor('#- kustomization.yaml\nbases: [<|>../base]\n');
    const [found, ...others] = service.diagnostics(uri);
    assert.deepEqual([found?.code, found?.tags], ['kustomization/deprecated-field', [DiagnosticTag.Deprecated]]);
    assert.deepEqual(others, []);
  });

  test('of another project needs another name', () => {
    const flux = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: a }\nspec: {}\n';
    checkDiagnostics(`#- flux.yaml\n${flux}`);
    checkDiagnostics(
      `#- kustomization.yaml\n${flux.replace(
        '\n',
        "\n          # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error kustomization/wrong-kind: kustomize refuses Flux's Kustomization in a file of this name: it needs another name\n",
      )}`,
    );
  });

  test('of what values are secret, messages say nothing', () => {
    const { service, uri } = openAtCursor(
      '#- kustomization.yaml\nsecretGenerator:\n  - name: a\n    literals: [<|>swordfish, "=swordfish", 5]\n',
    );
    const messages = service.diagnostics(uri).flatMap(({ code, message }) => (isOwn(String(code)) ? message : []));
    assert.equal(messages.length, 3);
    assert.doesNotMatch(messages.slice(0, 2).join(), /swordfish/);
  });
});

describe('a plugin in a text', () => {
  test('is judged at its place, document by document', () =>
    checkDiagnostics(`
      #- kustomization.yaml
      transformers:
        - prefix.yaml
        - |-
          apiVersion: builtin
          kind: PrefixTransformer
              # ^^^^^^^^^^^^^^^^^ error schema/missing-field: PrefixTransformer needs fieldSpecs
          metadata:
            name: prefix
          prefx: test-
        # ^^^^^ warning kustomization/ignored-field: kustomize ignores prefx here; did you mean prefix?
          ---
          apiVersion: builtin
          kind: ReplicaCountTransformer
          metadata:
            name: replicas
          replica:
            name: web
            count: "3"
                 # ^^^ error schema/wrong-type: count must be an integer, not a string
          ---
          apiVersion: builtin
          kind: ReplicasTransformer
              # ^^^^^^^^^^^^^^^^^^^ error kustomization/unknown-plugin: kustomize has no builtin plugin ReplicasTransformer
          metadata:
            name: replicas
      namePrefix: a-
      `));

  test('is put right at its place', () =>
    assert.equal(
      applyFixes(`
        #- kustomization.yaml
        transformers:
            - |
              apiVersion: builtin
              kind: PrefixTransformer
              metadata:
                name: prefix
              prefx: test-
              fieldSpecs: []
        `),
      [
        'transformers:',
        '    - |',
        '      apiVersion: builtin',
        '      kind: PrefixTransformer',
        '      metadata:',
        '        name: prefix',
        '      prefix: test-',
        '      fieldSpecs: []',
        '',
      ].join('\n'),
    ));

  test('a key stands there once', () =>
    checkDiagnostics(`
      #- kustomization.yaml
      generators:
        - |
          apiVersion: builtin
          kind: ConfigMapGenerator
          metadata:
            name: web
          literals: [a=b]
        # ^^^^^^^^ error yaml/duplicate-key: literals stands twice: kustomize refuses the file
          literals: [c=d]
      `));

  test('broken YAML is found there', () =>
    checkDiagnostics(
      `
      #- kustomization.yaml
      generators:
        - |
          apiVersion: builtin
          kind: ConfigMapGenerator
          literals: [a=b
      `,
      code => code !== 'yaml/syntax',
    ));

  test('that is none of kustomize is left in peace, but not how it is run', () =>
    checkDiagnostics(`
      #- kustomization.yaml
      transformers:
        - |-
          apiVersion: example.com/v1
          kind: ConfigMap
          metadata:
            name: set
            annotations:
              config.kubernetes.io/function: |
                container:
                  imag: example.com/set:v1
                # ^^^^ error schema/unknown-field: container has no field imag; did you mean image?
          data: 5
      `));

  const inside = (lines: string) => `#- kustomization.yaml\nresources: []\n${lines}namePrefix: a-\n`;
  test('completion knows the plugin', () => {
    const head = '      apiVersion: builtin\n      kind: PrefixTransformer\n';
    const fields = labelsAt(inside(`transformers:\n  - |-\n${head}      <|>\n`));
    assert.deepEqual(fields.toSorted(), ['fieldSpecs', 'metadata', 'prefix']);
    assert.deepEqual(labelsAt(inside(`transformers:\n  - |-\n${head}      fieldSpecs:\n        - <|>\n`)).toSorted(), [
      'create',
      'group',
      'kind',
      'path',
      'version',
    ]);
    const kinds = labelsAt(inside('generators:\n  - |\n    apiVersion: builtin\n    kind: <|>\n'));
    assert.deepEqual(kinds.toSorted(), [
      'ConfigMapGenerator',
      'HelmChartInflationGenerator',
      'IAMPolicyGenerator',
      'SecretGenerator',
    ]);
    assert.ok(labelsAt(inside('transformers:\n  - |\n    <|>\n')).includes('LabelTransformer'));
    assert.ok(!labelsAt(inside('transformers:\n  - |\n    a: b\n<|>\n')).includes('LabelTransformer'));
  });

  test('and how a function is run, also in a file', () => {
    const plugin = (indent: string) =>
      [
        'apiVersion: example.com/v1',
        'kind: Set',
        'metadata:',
        '  annotations:',
        '    config.kubernetes.io/function: |',
        '      container:',
        '        <|>',
        '    other: a',
        '',
      ]
        .map(line => `${indent}${line}`)
        .join('\n');
    const fields = ['envs', 'image', 'mounts', 'network'];
    assert.deepEqual(labelsAt(inside(`transformers:\n  - |\n${plugin('    ')}`)).toSorted(), fields);
    const inFile = `#- kustomization.yaml\ntransformers: [set.yaml]\n#- set.yaml\n${plugin('')}`;
    assert.deepEqual(labelsAt(inFile).toSorted(), fields);
  });

  test('what is completed stands where it must', () =>
    assert.equal(
      take('#- kustomization.yaml\ngenerators:\n  - |\n    <|>\n', 'SecretGenerator').replace(/<0>/, ''),
      '#- kustomization.yaml\ngenerators:\n  - |\n    apiVersion: builtin\n    kind: SecretGenerator\n    metadata:\n      name: \n'.replace(
        /^.*\n/,
        '',
      ),
    ));

  test('hover explains it', () => {
    const at = (text: string) =>
      hoverAt(`#- kustomization.yaml\ntransformers:\n  - |\n    apiVersion: builtin\n${text}`);
    assert.match(at('    kind: Label<|>Transformer\n'), /Adds labels to the fields/);
    assert.match(
      at('    kind: LabelTransformer\n    fieldSpecs:\n      - pa<|>th: a\n'),
      /Path of the field, with slashes/,
    );
  });
});

describe('a file that a kustomization lists', () => {
  const listing = (field: string) => `#- kustomization.yaml\nresources: []\n${field}\n#- other.yaml`;

  test('as a transformer configuration', () => {
    checkDiagnostics(`
      ${listing('configurations: [other.yaml]').replaceAll('\n', '\n      ')}
      images:
        - path: spec/image
          kind: 3
              # ^ error schema/not-a-string: kind must be a string, but kubectl reads 3 as a number
      nameReferences: []
      ^^^^^^^^^^^^^^ error schema/unknown-field: transformer configuration has no field nameReferences; did you mean nameReference?
      `);
    assert.ok(labelsAt(`${listing('configurations: [other.yaml]')}\n<|>\n`).includes('nameReference'));
    const fieldSpec = `${listing('configurations: [other.yaml]')}\nimages:\n  - pa<|>th: a\n`;
    assert.match(hoverAt(fieldSpec), /Path of the field, with slashes/);
  });

  test('as replacements: one, or a list of them', () => {
    checkDiagnostics(`
      ${listing('replacements: [{ path: other.yaml }]').replaceAll('\n', '\n      ')}
      - source:
          kind: Deployment
          name: web
        targets:
          - fieldPaths: [metadata.name]
          # ^^^^^^^^^^ error schema/missing-field: targets[0] needs a select
            reject: []
      - source: {}
      # ^^^^^^ error kustomization/replacement-shape: the replacement needs targets
      `);
    assert.deepEqual(labelsAt(`${listing('replacements: [{ path: other.yaml }]')}\n<|>\n`).toSorted(), [
      'source',
      'sourceValue',
      'targets',
    ]);
  });

  test('and not otherwise', () => {
    checkDiagnostics(`${listing('crds: [other.yaml]')}\nnameReferences: []\n`);
    assert.deepEqual(labelsAt(`${listing('crds: [other.yaml]')}\n<|>\n`).includes('nameReference'), false);
  });
});

test('every fix mends its finding and brings no other', () => {
  const fixes = checkFixes(
    `
    #! kustomizeVersion 5.6
    #- kustomization.yaml
    Resources: []
    resources: [null]
    inventory: {}
    patches: [a.yaml, { path: a.yaml, patch: b, options: { foo: true } }]
    configMapGenerator:
      - name: a
        behavior: Merge
        literals: [a=b, a=c]
        options: { immutable: false }
    generatorOptions: { immutable: true }
    replicas: [{ name: web }, { name: api, count: null }]
    commonLabels: { app: web }
    labels: [{ pairs: { app: api } }]
    sortOptions: { order: fifo, legacySortOptions: {} }
    buildMetadata: [OriginAnnotations]
    openapi: { version: v1.30.0, path: a.json }
    helmCharts: [{ name: web, devel: true }]
    transformers:
      - |
        apiVersion: builtin
        kind: LabelsTransformer
        metadata: { name: a }
      - |
        apiVersion: builtin
        kind: LabelTransformer
        metadata: { name: a }
        label: {}
        Labels: {}
        fieldSpecs: []
        fieldSpecs: []
    `,
    isOwn,
  );
  assert.ok(fixes > 25, String(fixes));
});
