/**
 * No answer holds a value of a Secret, however it is written, and wherever in the file one asks. Texts to be put in the
 * place of the user's own are no answers, nor is a value that was asked for in so many words.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CodeAction, Position, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Explained } from '../server/src/features/rulePage.js';
import { createLanguageService, type LanguageService } from '../server/src/service.js';
import { defaultSettings } from '../server/src/settings.js';
import { schemas } from './support/check.js';
import { dedent } from './support/fixture.js';

/** Not a word that anything else has. */
const canary = 'zyxwcanary';
const number = '91827364509';
const octal = '0715517551';
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** How it may look: as it is, encoded once or twice from each of the three places in a group, or as a number. */
const traces = [
  canary,
  number,
  octal,
  `${Number.parseInt(octal, 8)}`,
  ...['', 'x', 'xy'].flatMap(before => {
    const once = innermost(base64(`${before}${canary}xyz`));
    return [once, innermost(base64(`${before}${base64(canary)}xyz`))];
  }),
];

/** What the neighbours have no part in. */
function innermost(encoded: string): string {
  return encoded.slice(4, -6);
}

const files: Readonly<Record<string, string>> = {
  'secret.yaml': `
    apiVersion: v1
    kind: Secret
    metadata: { name: web, namespace: shop }
    data:
      good: ${base64(canary)}
      twice: ${base64(base64(canary))}
      ended: ${base64(`${canary}\n`)}
      broken: ${canary}!
      spaced: "${base64(canary)} "
      cut: ${base64(canary).slice(0, -3)}
      block: |
        ${base64(canary)}
      json.json: ${base64(`{"a": "${canary}",}`)}
      number: ${number}
      octal: ${octal}
      key with blanks ${'x'.repeat(3)}: ${base64(canary)}
    stringData:
      good: ${canary}
      number: ${number}
      octal: ${octal}
      decimal: ${number}.50
      list: [${canary}]
      map: { ${canary}: ${canary} }
      url: postgres://user:${canary}@db/app
      encoded: ${base64(canary)}
      app.json: '{"a": "${canary}" "b": ${canary}}'
      app.yaml: |
        ${canary}: [${canary}
        b: *${canary}
        !${canary} c: "${canary}
      app.toml: |
        a = ${canary}
      app.xml: <${canary} a="${canary}"><b></${canary}>
      app.properties: a=\\u${canary}
      app.ini: |
        [${canary}
      block: |-
        ${canary}
    `,
  'types.yaml': `
    apiVersion: v1
    kind: Secret
    metadata: { name: registry }
    type: kubernetes.io/dockerconfigjson
    data: { .dockerconfigjson: ${base64(`{"auths": ${canary}`)} }
    ---
    apiVersion: v1
    kind: Secret
    metadata: { name: tls }
    type: kubernetes.io/tls
    stringData: { tls.crt: ${canary}, tls.key: "-----BEGIN ${canary}-----" }
    ---
    apiVersion: v1
    kind: Secret
    metadata: { name: tls, namespace: other }
    type: kubernetes.io/tls
    data:
      tls.crt: ${base64(canary)}
      tls.crt: ${base64(`${canary}2`)}
    ---
    apiVersion: v1
    kind: Secret
    metadata: { name: basic }
    type: kubernetes.io/basic-auth
    data: [${canary}]
    ---
    apiVersion: v1
    kind: Secret
    metadata: { name: text }
    data: ${canary}
    ---
    apiVersion: v1
    kind: Secret
    metadata: { name: number }
    stringData: ${number}
    ---
    apiVersion: v1
    kind: SecretList
    items:
      - metadata: { name: listed }
        apiVersion: v1
        kind: Secret
        stringData: { a: &a ${canary}, b: *a, c: !!int "${number}", d: ! ${number} }
    ---
    {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "json"}, "data": {"a": "${canary}", "b": ${number}}}
    `,
  'pod.yaml': `
    apiVersion: v1
    kind: Pod
    metadata: { name: web, namespace: shop }
    spec:
      containers:
        - name: web
          image: web
          envFrom: [{ secretRef: { name: web } }]
          env:
            - name: A
              valueFrom: { secretKeyRef: { name: web, key: good } }
            - name: B
              value: $(A) $(number) $(good)
            - name: C
              valueFrom: { secretKeyRef: { name: web, key:  } }
            - name: D
              valueFrom: { secretKeyRef: { name: web, key: octal } }
          volumeMounts: [{ name: web, mountPath: /web, subPath: good }]
          command: [echo, $(number)]
      volumes:
        - name: web
          secret: { secretName: web, items: [{ key: app.yaml, path: a }, { key: goo, path: b }] }
    `,
  'generated/kustomization.yaml': `
    secretGenerator:
      - name: made
        literals: [a=${canary}, b=${number}, ${canary}]
        files: [c.txt]
    `,
  'generated/pod.yaml': `
    apiVersion: v1
    kind: Pod
    metadata: { name: web }
    spec:
      containers:
        - name: web
          image: web
          env: [{ name: A, valueFrom: { secretKeyRef: { name: made, key: a } } }]
          envFrom: [{ secretRef: { name: made } }]
    `,
};

describe('of values of Secrets', () => {
  const errors: unknown[] = [];
  const service = createLanguageService(schemas, (code, error) => errors.push(code, String(error)));
  service.configure({
    ...defaultSettings,
    profile: 'strict',
    rules: Object.fromEntries(service.explained.map(({ code }: Explained) => [code, 'warning' as const])),
  });
  const texts = new Map(Object.entries(files).map(([name, text]) => [`file:///workspace/${name}`, dedent(text)]));
  service.setFolders(['file:///workspace']);
  for (const [uri, text] of texts) service.openFile(uri, 1, text);
  for (const [uri, text] of texts) service.setCommitted(uri, text.replaceAll(canary, `${canary}old`));
  [...service.settle()];

  test('the texts hold every trace that is looked for', () => {
    const all = [...texts.values()].join('');
    for (const trace of [canary, number, octal, base64(canary).slice(0, -4)]) assert.ok(all.includes(trace), trace);
    assert.ok(service.diagnostics('file:///workspace/secret.yaml').length > 10);
  });

  for (const [uri, text] of texts) {
    test(`nothing is told at any place of ${uri.replace('file:///workspace/', '')}`, () => {
      for (const [what, answer] of wholeAnswers(service, uri, text)) check(what, answer);
      for (const position of positionsIn(text)) {
        const place = `${position.line + 1}:${position.character + 1}`;
        for (const [what, answer] of answersAt(service, uri, position)) check(`${what} at ${place}`, answer);
      }
    });
  }

  test('nor to the log', () => check('errors of rules', errors));
});

function check(what: string, answer: unknown): void {
  const told = JSON.stringify(answer) ?? '';
  for (const trace of traces) {
    const at = told.indexOf(trace);
    assert.ok(at < 0, `${what} tells ${trace}: …${told.slice(Math.max(0, at - 200), at + 100)}…`);
  }
}

function wholeAnswers(service: LanguageService, uri: string, text: string): readonly (readonly [string, unknown])[] {
  const all = { start: { line: 0, character: 0 }, end: { line: text.split('\n').length, character: 0 } };
  return [
    ['diagnostics', service.allDiagnostics(uri)],
    ['code actions', service.codeActions(uri, all).map(action => withoutTexts(service.resolveCodeAction(action)))],
    ['inlay hints', service.inlayHints(uri, all)],
    ['code lenses', service.codeLenses(uri)],
    ['lenses of values', service.valueLenses(uri)],
    ['links', service.links(uri)],
    ['symbols', service.symbols(uri)],
    ['folding', service.foldingRanges(uri)],
    ['facts', service.factsIn(uri)],
    [
      'workspace symbols',
      [service.workspaceSymbols(''), service.workspaceSymbols('a'), service.workspaceSymbols('good')],
    ],
  ];
}

function answersAt(service: LanguageService, uri: string, at: Position): readonly (readonly [string, unknown])[] {
  return [
    ['hover', service.hover(uri, at)],
    ['completion', service.completion(uri, at).map(item => service.resolveCompletion(item))],
    ['definition', service.definition(uri, at)],
    ['references', service.references(uri, at, { includeDeclaration: true })],
    ['highlights', service.highlights(uri, at)],
    ['start of renaming', service.prepareRename(uri, at)],
    ['renaming', withoutTexts({ title: '', edit: editOf(service.rename(uri, at, 'renamed')) })],
    ['selection', service.selectionRanges(uri, [at])],
  ];
}

function editOf(answer: ReturnType<LanguageService['rename']>): WorkspaceEdit {
  return 'refusal' in answer ? { changeAnnotations: { refusal: { label: answer.refusal } } } : answer;
}

/** The action without what it writes: that is the user's own text, moved. */
function withoutTexts(action: CodeAction): unknown {
  return JSON.parse(JSON.stringify(action, (key, value) => (key === 'newText' || key === 'snippet' ? '' : value)));
}

/** Each start, middle and end of a word, in each line. */
function positionsIn(text: string): readonly Position[] {
  return text.split('\n').flatMap((content, line) => {
    const words = [...content.matchAll(/[^\s:,[\]{}"']+/g)];
    const columns = words.flatMap(({ index, 0: word }) => [index, index + (word.length >> 1), index + word.length]);
    return [...new Set([0, ...columns, content.length])].map(character => ({ line, character }));
  });
}
