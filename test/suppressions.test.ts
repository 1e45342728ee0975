import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defaultSettings } from '../server/src/settings.js';
import { actionTitles, applyAction, checkDiagnostics, open } from './support/check.js';
import { dedent } from './support/fixture.js';

const head = `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:`;

describe('a comment silences a rule', () => {
  test('on the next line, with a reason', () =>
    checkDiagnostics(`${head}
        # kubewright-ignore-next-line schema/not-a-string -- an old server
        debug: yes
      `));

  test('and only there', () =>
    checkDiagnostics(`${head}
        # kubewright-ignore-next-line schema/not-a-string
        debug: yes
        trace: no
             # ^^ error schema/not-a-string: trace must be a string, but kubectl reads no as the boolean false
      `));

  test('over further comments and empty lines', () =>
    checkDiagnostics(`${head}
        # kubewright-ignore-next-line schema/not-a-string
        # some other comment

        debug: yes
      `));

  test('in the whole file, all its documents', () =>
    checkDiagnostics(`
      # kubewright-ignore-file schema/not-a-string
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: a }
      data: { debug: yes }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: b }
      data: { debug: no }
      `));

  test('several codes at once', () =>
    checkDiagnostics(`
      apiVersion: v1
      kind: ConfigMap
      # kubewright-ignore-next-line schema/not-a-string, schema/unknown-field
      metadata: { name: yes, nickname: web }
      `));
});

describe('a comment that silences nothing is a hint', () => {
  test('when the rule finds nothing there', () =>
    checkDiagnostics(`${head}
        # kubewright-ignore-next-line schema/not-a-string -- because
                                    # ^^^^^^^^^^^^^^^^^^^ hint kubewright/unused-suppression: schema/not-a-string finds nothing here: the comment can go
        debug: "yes"
      `));

  test('when there is no such rule', () =>
    checkDiagnostics(`${head}
        # kubewright-ignore-next-line schema/not-a-strin
                                    # ^^^^^^^^^^^^^^^^^^ hint kubewright/unused-suppression: there is no rule schema/not-a-strin
        debug: "yes"
      `));

  test('and a fix takes it away', () =>
    assert.equal(
      applyAction(
        'apiVersion: v1\nkind: Namespace\n# kubewright-ignore-next-line yaml/<|>syntax\nmetadata: { name: a }\n',
        'Remove the comment',
      ),
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n',
    ));
});

test('what looks like a comment inside a block scalar is data', () =>
  checkDiagnostics(`${head}
        script: |
          # kubewright-ignore-file schema/not-a-string
        debug: yes
             # ^^^ error schema/not-a-string: debug must be a string, but kubectl reads yes as the boolean true
      `));

test('the light bulb writes the comment, and then all is quiet', () => {
  const source = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  debug: y<|>es\n';
  const title = 'Ignore schema/not-a-string here, with a comment';
  assert.ok(actionTitles(source).includes(title));
  const text = applyAction(source, title);
  assert.match(text, /^ {2}# kubewright-ignore-next-line schema\/not-a-string\n {2}debug: yes$/m);
  checkDiagnostics(text);
});

describe('settings', () => {
  const source = dedent(`${head}\n        debug: yes\n`);
  const severityUnder = (rules: Record<string, 'off' | 'hint' | 'warning'>) => {
    const { service, fixture } = open(source);
    service.configure({ ...defaultSettings, rules });
    return fixture.files.flatMap(({ document }) => service.diagnostics(document.uri)).map(({ severity }) => severity);
  };

  test('turn a rule off', () => assert.deepEqual(severityUnder({ 'schema/not-a-string': 'off' }), []));
  test('change its severity', () => assert.deepEqual(severityUnder({ 'schema/not-a-string': 'hint' }), [4]));
  test('leave the others alone', () => assert.deepEqual(severityUnder({ 'yaml/duplicate-key': 'off' }), [1]));
});
