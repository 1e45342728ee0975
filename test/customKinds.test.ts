/** Kinds that CustomResourceDefinitions of the workspace bring: completion, hover and validation. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver-types';
import { checkCompletion, checkDiagnostics, checkHover, drawDiagnostics, open, openAtCursor } from './support/check.js';
import { dedent } from './support/fixture.js';

const definition = dedent(`
  apiVersion: apiextensions.k8s.io/v1
  kind: CustomResourceDefinition
  metadata:
    name: backups.example.com
  spec:
    group: example.com
    scope: Namespaced
    names:
      kind: Backup
      listKind: BackupList
      plural: backups
      singular: backup
    versions:
      - name: v1
        served: true
        storage: true
        schema:
          openAPIV3Schema:
            type: object
            description: Copies a volume now and then.
            required: [spec]
            properties:
              apiVersion: { type: string }
              kind: { type: string }
              metadata: { type: object }
              spec:
                type: object
                required: [source, mode]
                properties:
                  source:
                    type: object
                    description: What is copied.
                    properties:
                      claim:
                        type: string
                        description: The name of a claim.
                        pattern: ^[a-z]+$
                  mode:
                    type: string
                    enum: [Full, Incremental]
                    default: Full
                  copies:
                    type: integer
                    minimum: 1
                    maximum: 9
                  when:
                    type: string
                    nullable: true
                  port:
                    x-kubernetes-int-or-string: true
                    anyOf: [{ type: integer }, { type: string }]
                  tags:
                    type: array
                    maxItems: 2
                    items: { type: string, minLength: 1 }
                  labels:
                    type: object
                    additionalProperties: { type: string }
                  values:
                    type: object
                    x-kubernetes-preserve-unknown-fields: true
                    properties:
                      known: { type: boolean }
                  template:
                    type: object
                    x-kubernetes-embedded-resource: true
                    properties:
                      spec: { type: object, x-kubernetes-preserve-unknown-fields: true }
              status:
                type: object
                properties:
                  done: { type: boolean }
      - name: v1alpha1
        served: false
        storage: false
        schema:
          openAPIV3Schema: { type: object }
`);

const withDefinition = (text: string) => `#- crd.yaml\n${definition}#- backup.yaml\n${dedent(text)}`;

describe('validation', () => {
  test('of fields, types, values and limits', () =>
    checkDiagnostics(
      withDefinition(`
        apiVersion: example.com/v1
        kind: Backup
        metadata:
          name: nightly
          labls: {}
        # ^^^^^ error schema/unknown-field: metadata has no field labls; did you mean labels?
        spec:
          source:
            claim: Web
                 # ^^^ error schema/limit: claim must match ^[a-z]+$
            from: web
          # ^^^^ error schema/unknown-field: spec.source has no field from
          mode: Everything
              # ^^^^^^^^^^ error schema/unknown-value: mode must be Full or Incremental
          copies: 10
                # ^^ error schema/limit: copies must be at most 9
          when: 5
              # ^ error schema/not-a-string: when must be a string, but kubectl reads 5 as a number
          port: 1.5
              # ^^^ error schema/wrong-type: port must be an integer or string, not a number
          tags: [a, b, c]
              # ^^^^^^^^^ error schema/limit: tags must have at most 2 items
          labels:
            app: 1
               # ^ error schema/not-a-string: app must be a string, but kubectl reads 1 as a number
          values: { known: true, other: [] }
          template: { apiVersion: v1, kind: Pod, metadata: { name: web }, spec: { any: thing }, more: 1 }
                                                                                              # ^^^^ error schema/unknown-field: spec.template has no field more
      `),
      code => code.startsWith('schema/'),
    ));

  test('accepts what the API server accepts', () =>
    checkDiagnostics(
      withDefinition(`
        apiVersion: example.com/v1
        kind: Backup
        metadata: { name: nightly, namespace: db, annotations: { a: b } }
        spec:
          source: { claim: web }
          when: null
          port: http
          copies: 3
          labels: { app: web }
        status: { done: maybe, more: 1 }
      `),
    ));

  test('a required field with a default may be left out, another may not', () =>
    checkDiagnostics(
      withDefinition(`
        apiVersion: example.com/v1
        kind: Backup
        metadata: { name: nightly }
        spec: { copies: 3 }
      # ^^^^ error schema/missing-field: spec needs a source
      `),
      code => code === 'schema/missing-field',
    ));

  test('says nothing of a version that is not served', () =>
    assert.ok(
      !drawDiagnostics(
        withDefinition('apiVersion: example.com/v1alpha1\nkind: Backup\nmetadata: { name: x }\nspec: 1\n'),
      ).includes('schema/wrong-type'),
    ));

  test('says nothing where the workspace has two different definitions', () => {
    const other = definition.replace('maximum: 9', 'maximum: 99');
    checkDiagnostics(
      `#- a.yaml\n${definition}#- b.yaml\n${other}#- backup.yaml\n${'apiVersion: example.com/v1\nkind: Backup\nmetadata: { name: x }\nspec: { source: {}, copies: 10, odd: 1 }\n'}`,
      code => code.startsWith('schema/'),
    );
  });

  const broken = 'apiVersion: example.com/v1\nkind: Backup\nmetadata: { name: x }\nspec: { odd: 1, copies: 10 }\n';
  const codesBeside = (path: string, more = '') => {
    const { service, fixture } = open(`#- ${path}\n${definition}${more}#- backup.yaml\n${broken}`);
    const last = fixture.files.at(-1)?.document.uri ?? '';
    return service.diagnostics(last).map(({ code }) => code);
  };

  test('does not ask for what a webhook may fill in', () => {
    const webhook = (group: string) =>
      `---\napiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: { name: w }\nwebhooks:\n  - rules: [{ apiGroups: [${group}] }]\n`;
    const all = ['schema/missing-field', 'schema/unknown-field', 'schema/limit'];
    assert.deepEqual(codesBeside('crd.yaml', webhook('other.com')).sort(), all.sort());
    assert.deepEqual(codesBeside('crd.yaml', webhook('example.com')), ['schema/unknown-field']);
  });

  test('is not done by definitions that were written for tests', () =>
    assert.deepEqual(codesBeside('testdata/crd.yaml'), []));

  test('the old API keeps unknown fields', () => {
    const old = definition.replace('k8s.io/v1\n', 'k8s.io/v1beta1\n');
    const text = 'apiVersion: example.com/v1\nkind: Backup\nmetadata: { name: x }\nspec: { source: {}, odd: 1 }\n';
    const { service, fixture } = open(`#- crd.yaml\n${old}#- backup.yaml\n${text}`);
    const uri = fixture.files[1]?.document.uri ?? '';
    assert.deepEqual(service.diagnostics(uri), []);
  });
});

test('what was said of an object changes with its definition, however that comes', () => {
  const { service } = open(
    `#- backup.yaml\napiVersion: example.com/v1\nkind: Backup\nmetadata: { name: x }\nspec: 1\n`,
  );
  const uri = 'file:///workspace/backup.yaml';
  const codes = () => service.diagnostics(uri).map(({ code }) => code);
  const before = codes();
  assert.ok(!before.includes('schema/wrong-type'));
  service.setFileOnDisk('file:///workspace/crd.yaml', definition);
  for (const _ of service.settle());
  assert.deepEqual(codes(), ['schema/wrong-type']);
  service.openFile('file:///workspace/crd.yaml', 1, definition.replace(/^ {12}spec:\n(?: {14}.*\n)+/m, ''));
  assert.deepEqual(codes(), ['schema/unknown-field']);
  service.closeFile('file:///workspace/crd.yaml');
  assert.deepEqual(codes(), ['schema/wrong-type']);
  service.deleteFileOnDisk('file:///workspace/crd.yaml');
  assert.deepEqual(codes(), before);
});

describe('completion', () => {
  test('of fields', () =>
    checkCompletion(
      withDefinition(`
        apiVersion: example.com/v1
        kind: Backup
        metadata: { name: nightly }
        spec:
          source:
            cl<|>
      `),
      ['claim'],
    ));
  test('of values', () =>
    checkCompletion(
      withDefinition(`
        apiVersion: example.com/v1
        kind: Backup
        metadata: { name: nightly }
        spec:
          mode: <|>
      `),
      ['Full', 'Incremental'],
    ));
  test('of metadata', () => {
    const { service, uri, position } = openAtCursor(
      withDefinition('apiVersion: example.com/v1\nkind: Backup\nmetadata:\n  <|>\n'),
    );
    const labels = service.completion(uri, position).map(({ label }) => label);
    assert.ok(labels.includes('annotations') && labels.includes('labels'), labels.join());
  });
  test('of the kind itself', () =>
    checkCompletion(withDefinition('apiVersion: example.com/v1\nkind: Ba<|>\n'), ['Backup']));
});

describe('hover', () => {
  test('on a field', () =>
    checkHover(
      withDefinition(`
        apiVersion: example.com/v1
        kind: Backup
        metadata: { name: nightly }
        spec:
          source:
            cla<|>im: web
      `),
      `
      **claim** \`string\`

      The name of a claim.

      \`kubectl explain backups.spec.source.claim\`
      `,
    ));
  test('on the kind', () =>
    checkHover(
      withDefinition('apiVersion: example.com/v1\nkind: Back<|>up\n'),
      `
      **Backup** \`example.com/v1\`

      Copies a volume now and then.

      Namespaced
      `,
    ));
});

/** The definition with another schema for `spec.mode`. */
const withMode = (schema: string) =>
  `#- crd.yaml\n${definition.replace(/mode:\n +type: string\n +enum: .*\n +default: Full\n/, `mode: ${schema}\n`)}#- backup.yaml\n`;
const backup = (mode: string) =>
  `apiVersion: example.com/v1\nkind: Backup\nmetadata: { name: a }\nspec:\n  source: {}\n  mode: ${mode}\n`;

describe('definitions that are written badly, or in bad faith', () => {
  const schemas = [
    '{ required: 5, type: object }',
    '{ required: [5, { a: b }] }',
    '{ enum: abc }',
    '{ enum: 5 }',
    '{ allOf: { a: b } }',
    '{ allOf: [5] }',
    '{ type: [string, integer] }',
    '{ type: { a: b } }',
    '{ description: 5 }',
    '{ description: { a: b } }',
    '{ x-since: 5, x-removed: [1], x-deprecated: { a: b } }',
    '{ x-since: "1.99" }',
    '{ properties: abc }',
    '{ items: 5, pattern: 5, minLength: a }',
    '{ properties: { constructor: { type: string } } }',
  ];
  for (const schema of schemas) {
    test(`${schema}: nothing breaks`, () => {
      const fixture = withMode(schema) + backup(schema.includes('constructor') ? '{ <|> }' : '<|>Full');
      const { service, uri, position } = openAtCursor(fixture);
      assert.doesNotThrow(() => service.hover(uri, position));
      assert.doesNotThrow(() => service.completion(uri, position).map(service.resolveCompletion));
      assert.doesNotThrow(() => service.diagnostics(uri));
    });
  }

  for (const pattern of [
    '^(a|a)*$',
    '^(a|aa)+$',
    '((a+))+$',
    '^a*a*a*a*a*a*b$',
    '(.*)(.*)(.*)(.*)(.*)(.*)x$',
    '^(?:a?){60}b$',
    '^((a{1,9}))+$',
  ]) {
    test(`a value that takes ${pattern} for ever is not tried`, { timeout: 5_000 }, () => {
      const { service, uri } = openAtCursor(
        withMode(`{ type: string, pattern: '${pattern}' }`) + backup(`${'a'.repeat(80)}!<|>`),
      );
      assert.deepEqual(service.diagnostics(uri), []);
    });
  }

  test('what they say is shown as text: no image is loaded, no link leads anywhere', () => {
    const evil = '![a](https://example.com/a.png) [b](command:c) <img src=d> `e`';
    const { service, uri, position } = openAtCursor(
      withMode(`{ type: string, description: "${evil}" }`) + backup('Fu<|>ll'),
    );
    const contents = service.hover(uri, position)?.contents;
    assert.ok(MarkupContent.is(contents));
    const shown = String.raw`\!\[a\](https://example.com/a.png) \[b\](command:c) \<img src=d\> \`e\``;
    assert.equal(contents.value.split('\n\n')[1], shown);
  });
});
