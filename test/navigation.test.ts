/** From a name to what it means, and back; and what becomes of the files when it is renamed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DocumentHighlightKind, type Range } from 'vscode-languageserver-types';
import { open, openAtCursor } from './support/check.js';
import { dedent } from './support/fixture.js';

const web = `
  #- web.yaml
  apiVersion: v1
  kind: Pod
  metadata:
    name: web
    annotations:
      kubectl.kubernetes.io/default-container: web
  spec:
    containers:
      - name: web
        image: nginx
        command: [run, "$(LEVEL)", $(OTHER)]
        ports:
          - {name: http, containerPort: 8080}
        livenessProbe:
          httpGet: {port: http}
        env:
          - name: LEVEL
            valueFrom:
              configMapKeyRef: {name: settings, key: level}
          - name: TWICE
            value: $(LEVEL) and $(LEVEL)
        envFrom:
          - configMapRef:
              name: settings
        volumeMounts:
          - name: files
            mountPath: /files
          - {name: "files", mountPath: /level}
          - {name: plain, mountPath: /plain, subPath: level}
    volumes:
      - name: files
        configMap:
          name: settings # as it is called
          items:
            - {key: level, path: level}
      - {name: plain, configMap: {name: 'settings'}}
  #- settings.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: settings
  data:
    level: debug
    other: x
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: other
`;

/** `web` with the cursor in the first place where `before` ends. */
function at(before: string, source = web): string {
  const place = source.indexOf(before) + before.length;
  assert.ok(place >= before.length, `no ${before}`);
  return `${source.slice(0, place)}<|>${source.slice(place)}`;
}

/** `file line: the text of the line`, for people. */
function show(source: string, places: readonly { readonly uri: string; readonly range: Range }[]): string[] {
  const { fixture } = open(source.replace('<|>', ''));
  return places.map(({ uri, range }) => {
    const document = fixture.files.find(file => file.document.uri === uri)?.document;
    const line = document?.getText().split('\n')[range.start.line]?.trim();
    return `${uri.split('/').at(-1)} ${document?.getText(range)}: ${line}`;
  });
}

function definitions(source: string): string[] {
  const { service, uri, position } = openAtCursor(source);
  const found = service.definition(uri, position);
  return show(
    source,
    found.map(({ targetUri, targetRange }) => ({ uri: targetUri, range: targetRange })),
  );
}

function references(source: string): string[] {
  const { service, uri, position } = openAtCursor(source);
  return show(source, service.references(uri, position, { includeDeclaration: true }));
}

function rename(source: string, newName: string): string {
  const { service, uri, position, fixture } = openAtCursor(source);
  const start = service.prepareRename(uri, position);
  if ('refusal' in start) return start.refusal;
  const edit = service.rename(uri, position, newName);
  if ('refusal' in edit) return String(edit.refusal);
  return fixture.files
    .map(({ document }) => TextDocument.applyEdits(document, edit.changes?.[document.uri] ?? []))
    .join('');
}

/** All of `web` with each of `pairs` replaced everywhere. */
function replaced(...pairs: readonly (readonly [string, string])[]): string {
  const text = dedent(web).replace(/^#- .*\n/gm, '');
  return pairs.reduce((all, [from, to]) => all.replaceAll(from, to), text);
}

describe('definition', () => {
  test('of a volume', () =>
    assert.deepEqual(definitions(at('volumeMounts:\n          - name: fi')), ['web.yaml files: - name: files']));
  test('of a port', () =>
    assert.deepEqual(definitions(at('httpGet: {port: ht')), ['web.yaml http: - {name: http, containerPort: 8080}']));
  test('of a variable', () => assert.deepEqual(definitions(at('value: $(LEV')), ['web.yaml LEVEL: - name: LEVEL']));
  test('of a ConfigMap in another file', () =>
    assert.deepEqual(definitions(at('configMapRef:\n              name: sett')), [
      'settings.yaml settings: name: settings',
    ]));
  test('of a key', () => assert.deepEqual(definitions(at('- {key: lev')), ['settings.yaml level: level: debug']));
  test('of a key that a subPath names', () =>
    assert.deepEqual(definitions(at('subPath: lev')), ['settings.yaml level: level: debug']));
  test('of what has no name is none', () => assert.deepEqual(definitions(at('image: ngi')), []));
});

describe('references', () => {
  test('to a ConfigMap, from its own name', () =>
    assert.deepEqual(references(at('ConfigMap\n  metadata:\n    name: sett')), [
      'settings.yaml settings: name: settings',
      'web.yaml settings: configMapKeyRef: {name: settings, key: level}',
      'web.yaml settings: name: settings',
      'web.yaml settings: name: settings # as it is called',
      "web.yaml settings: - {name: plain, configMap: {name: 'settings'}}",
    ]));
  test('to a key, from a reference', () =>
    assert.deepEqual(references(at('settings, key: lev')), [
      'settings.yaml level: level: debug',
      'web.yaml level: configMapKeyRef: {name: settings, key: level}',
      'web.yaml level: - {name: plain, mountPath: /plain, subPath: level}',
      'web.yaml level: - {key: level, path: level}',
    ]));
  test('to a container, its annotation included', () =>
    assert.deepEqual(references(at('containers:\n      - name: we')), [
      'web.yaml web: - name: web',
      'web.yaml web: kubectl.kubernetes.io/default-container: web',
    ]));
  test('of two applications that use the same name, to the nearest', () => {
    const pod = (name: string) => `
        apiVersion: v1
        kind: Pod
        metadata: {name: ${name}}
        spec:
          containers: [{name: a, image: b, envFrom: [{configMapRef: {name: settings}}]}]`;
    const config = `
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {a: b}`;
    const files = [
      `one/config.yaml${config}`,
      `one/pod.yaml${pod('one')}`,
      `two/config.yaml${config}`,
      `two/pod.yaml${pod('two')}`,
    ];
    const source = files.map(file => `\n        #- ${file}`).join('');
    const { service, uri, position } = openAtCursor(at('metadata: {name: sett', source));
    assert.deepEqual(
      service
        .references(uri, position, { includeDeclaration: true })
        .map(place => place.uri.split('/').slice(-2).join('/')),
      ['one/config.yaml', 'one/pod.yaml'],
    );
  });
});

describe('highlights', () => {
  test('are the places in this document, the definition marked as written', () => {
    const { service, uri, position } = openAtCursor(at('volumeMounts:\n          - name: fi'));
    assert.deepEqual(
      service.highlights(uri, position).map(({ kind }) => kind),
      [DocumentHighlightKind.Write, DocumentHighlightKind.Read, DocumentHighlightKind.Read],
    );
  });
});

describe('rename', () => {
  test('of a volume keeps quotes and comments', () =>
    assert.equal(
      rename(at('volumeMounts:\n          - name: fi'), 'site'),
      replaced(['name: files', 'name: site'], ['name: "files"', 'name: "site"']),
    ));
  test('of a variable reaches what is made of it', () =>
    assert.equal(rename(at('env:\n          - name: LEV'), 'LOG_LEVEL'), replaced(['LEVEL', 'LOG_LEVEL'])));
  test('of a ConfigMap reaches other files', () =>
    assert.equal(rename(at('configMapKeyRef: {name: sett'), 'web-1.0'), replaced(['settings', 'web-1.0'])));
  test('of a key reaches everyone who asks for it', () =>
    assert.equal(
      rename(at('data:\n    lev'), 'log.level'),
      replaced(
        ['key: level', 'key: log.level'],
        ['  level: debug', '  log.level: debug'],
        ['subPath: level', 'subPath: log.level'],
      ),
    ));
  test('to a name that reads as a number puts it in quotes where there are none', () =>
    assert.equal(
      rename(at('volumeMounts:\n          - name: fi'), '123'),
      replaced(['name: files', 'name: "123"'], ['name: "files"', 'name: "123"']),
    ));
  for (const [what, place, name, reason] of [
    [
      'a volume to what cannot be a name',
      'volumeMounts:\n          - name: fi',
      'My Files',
      /volume cannot be called My Files: it must consist of lower case alphanumeric characters/,
    ],
    [
      'a volume to the name of another',
      'volumeMounts:\n          - name: fi',
      'plain',
      /there is another volume plain/,
    ],
    ['a port to a number', 'httpGet: {port: ht', '8080', /must contain at least one letter/],
    ['a ConfigMap to the name of another', 'configMapKeyRef: {name: sett', 'other', /there is another ConfigMap other/],
    ['a key to one that is there', 'data:\n    lev', 'other', /has a key other/],
    ['what is no name', 'image: ngi', 'x', /not a name that Kubewright can follow/],
  ] as const) {
    test(`refuses ${what}, and says why`, () => assert.match(rename(at(place), name), reason));
  }
  test('renames the key that a generator gives to a file', () =>
    assert.match(
      rename(
        `
        #- kustomization.yaml
        configMapGenerator:
          - name: web
            files: [app.conf, oth<|>er.conf=b.conf]
        `,
        'x.conf',
      ),
      /files: \[app.conf, x.conf=b.conf\]/,
    ));
});

describe('links', () => {
  test('lead from a kustomization to its files, and to the kustomizations of its folders', () => {
    const { service, fixture } = open(`
      #- app/kustomization.yaml
      resources: [web.yaml, ../base, https://example.com/x.yaml, gone]
      patches: [{path: patch.yaml}]
      configMapGenerator: [{name: a, files: [key=some/app.conf]}]
      #- app/web.yaml
      apiVersion: v1
      kind: Namespace
      metadata: {name: a}
      #- base/kustomization.yaml
      resources: []
    `);
    const links = service.links('file:///workspace/app/kustomization.yaml');
    const text = (range: Range) => fixture.files[0]?.document.getText(range);
    assert.deepEqual(
      links.map(({ range, target }) => `${text(range)} > ${target?.replace('file:///workspace/', '')}`),
      [
        'web.yaml > app/web.yaml',
        '../base > base/kustomization.yaml',
        'patch.yaml > app/patch.yaml',
        'some/app.conf > app/some/app.conf',
      ],
    );
  });
});

describe('code lenses', () => {
  test('say who uses an object', () => {
    const { service } = open(web);
    const [lens, ...others] = service.codeLenses('file:///workspace/settings.yaml');
    assert.deepEqual(lens?.range.start, { line: 0, character: 0 }, 'above the first line of the object');
    assert.equal(lens?.command?.title, 'used by Pod web');
    assert.equal(lens?.command?.arguments?.[2].length, 4);
    assert.deepEqual(others, []);
  });
  test('count the users when there are several', () => {
    const users = (...kinds: readonly string[]) => {
      const { service } = open(`
        #- settings.yaml
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        #- users.yaml
        ${kinds.join('\n        ---\n        ')}
      `);
      return service.codeLenses('file:///workspace/settings.yaml').map(({ command }) => command?.title);
    };
    const pod = (name: string) =>
      `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {containers: [{name: a, image: b, envFrom: [{configMapRef: {name: settings}}]}]}}`;
    assert.deepEqual(users(pod('a')), ['used by Pod a']);
    assert.deepEqual(users(pod('a'), pod('b')), ['used by 2 workloads']);
  });
});

describe('workspace symbols', () => {
  test('are the objects, found by the characters of kind and name', () => {
    const { service } = open(web);
    const found = (query: string) =>
      service.workspaceSymbols(query).map(({ name, containerName }) => `${containerName} ${name}`);
    assert.deepEqual(found(''), ['Pod web', 'ConfigMap settings', 'ConfigMap other']);
    assert.deepEqual(found('cmset'), ['ConfigMap settings']);
  });
});
