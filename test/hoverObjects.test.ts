/** What a hover says because of other objects of the workspace. The objects are given; reading them is not tested here. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver-types';
import { hover } from '../server/src/features/hover.js';
import type { DataFacts, KeyFacts, ObjectFacts } from '../server/src/model/objects.js';
import { YamlDocument } from '../server/src/syntax/file.js';
import { WorkspaceIndex } from '../server/src/workspace/index.js';
import { type KnownObject, noObjects, type Objects } from '../server/src/workspace/objects.js';
import { schemas } from './support/check.js';
import { dedent, readFixture } from './support/fixture.js';

const at = { start: 0, end: 0 };

interface More {
  readonly field?: KeyFacts['field'];
  readonly namespace?: string;
  readonly isComplete?: boolean;
  readonly immutable?: boolean;
  readonly addsHash?: boolean;
}

/** A ConfigMap or Secret called `web`. */
function object(kind: string, keys: readonly string[], more: More = {}): KnownObject {
  const { field = 'data', namespace, isComplete = true, immutable = false, addsHash } = more;
  const data: DataFacts = { keys: keys.map(name => ({ name, at, field })), isComplete, immutable };
  const facts: ObjectFacts = {
    apiVersion: 'v1',
    kind,
    name: 'web',
    namespace,
    at,
    span: at,
    origin: addsHash === undefined ? 'written' : 'generated',
    labels: {},
    data,
    references: [],
    ...(addsHash !== undefined && { generator: { behavior: 'create', addsHash, isReadable: true, envFiles: [] } }),
  };
  return { uri: 'file:///workspace/other.yaml', document: new YamlDocument(''), facts };
}

function hoverAt(fixture: string, ...known: readonly KnownObject[]): string {
  const objects: Objects = {
    ...noObjects,
    named: (kind, name) => known.filter(({ facts }) => facts.kind === kind && facts.name === name),
  };
  class Index extends WorkspaceIndex {
    override get objects(): Objects {
      return objects;
    }
  }
  const [file] = readFixture(fixture).files;
  assert.ok(file?.cursor !== undefined);
  const { document, cursor } = file;
  const index = new Index();
  index.open(document.uri, 1, document.getText());
  const opened = index.file(document.uri);
  assert.ok(opened);
  const contents = hover(
    index,
    schemas,
    { kubernetesVersion: '1.34', kustomizeVersion: '5.7.1' },
    opened,
    document.positionAt(cursor),
  )?.contents;
  assert.ok(MarkupContent.is(contents));
  return contents.value;
}

const pod = (rest: string) => `apiVersion: v1\nkind: Pod\nspec:\n${rest}`;
const volume = (source: string) => pod(`  volumes:\n    - name: a\n      ${source}\n`);
const container = (rest: string) => pod(`  containers:\n    - name: web\n      ${rest}\n`);
const items = volume('configMap: { name: web, it<|>ems: [{ key: a, path: a }] }');

test('items leave the other keys out', () => {
  assert.match(hoverAt(items, object('ConfigMap', ['a', 'b', 'c'])), /^Left out of ConfigMap `web`: `b`, `c`$/m);
  const secret = volume('secret: { secretName: web, it<|>ems: [{ key: a, path: a }] }');
  assert.match(hoverAt(secret, object('Secret', ['a', 'b'])), /^Left out of Secret `web`: `b`$/m);
  const many = [...'abcdefghijklmnop'];
  assert.match(hoverAt(items, object('ConfigMap', many)), /`b`, .*, `i` and 7 more$/m);
});

test('nothing is said of keys when not all are known, or none is left out', () => {
  const quiet = [
    [],
    [object('ConfigMap', ['a'])],
    [object('ConfigMap', ['a', 'b'], { isComplete: false })],
    [object('ConfigMap', ['a', 'b'], { namespace: 'shop' })],
    [object('ConfigMap', ['a', 'b']), object('ConfigMap', ['a', 'c'])],
    [object('Secret', ['a', 'b'])],
  ];
  for (const known of quiet) assert.doesNotMatch(hoverAt(items, ...known), /Left out/);
});

test('a name says that the object is immutable', () => {
  const immutable = { immutable: true };
  const names = [
    volume('configMap: { na<|>me: web }'),
    container('env: [{ name: A, valueFrom: { configMapKeyRef: { na<|>me: web, key: a } } }]'),
    container('envFrom: [{ configMapRef: { na<|>me: web } }]'),
  ];
  for (const fixture of names) {
    assert.match(
      hoverAt(fixture, object('ConfigMap', ['a'], immutable)),
      /^This ConfigMap is immutable: other contents need another name, here too$/m,
    );
    assert.doesNotMatch(hoverAt(fixture, object('ConfigMap', ['a'])), /immutable/);
  }
});

const stale =
  /^Pods that run do not see changes of ConfigMap `web`: they need a restart, or a generator's hash in its name$/m;
const environment = container('envFrom: [{ config<|>MapRef: { name: web } }]');

test('what is read once does not follow changes', () => {
  const once = [
    environment,
    container('env: [{ name: A, valueFrom: { config<|>MapKeyRef: { name: web, key: a } } }]'),
    container(
      'volumeMounts: [{ name: a, mountPath: /a, sub<|>Path: a }]\n  volumes: [{ name: a, configMap: { name: web } }]',
    ),
  ];
  for (const fixture of once) assert.match(hoverAt(fixture, object('ConfigMap', ['a'])), stale);
});

test('but a generated object has a new name after each change, an immutable one has none, a checksum tells of it', () => {
  assert.doesNotMatch(hoverAt(environment, object('ConfigMap', ['a'], { addsHash: true })), stale);
  assert.match(hoverAt(environment, object('ConfigMap', ['a'], { addsHash: false })), stale);
  assert.doesNotMatch(hoverAt(environment, object('ConfigMap', ['a'], { immutable: true })), stale);
  assert.doesNotMatch(hoverAt(environment), stale);
  const annotated = dedent(`
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        metadata: { annotations: { checksum/config: abc } }
        spec: { containers: [{ name: web, envFrom: [{ config<|>MapRef: { name: web } }] }] }
    `);
  assert.doesNotMatch(hoverAt(annotated, object('ConfigMap', ['a'])), stale);
  assert.match(hoverAt(annotated.replace('checksum/config', 'owner'), object('ConfigMap', ['a'])), stale);
});

test('a variable says what it wins over', () => {
  const variable = (prefix: string, name: string) =>
    container(`env: [{ na<|>me: ${name}, value: x }]\n      envFrom: [{ ${prefix}configMapRef: { name: web } }]`);
  const known = object('ConfigMap', ['LEVEL']);
  assert.match(hoverAt(variable('', 'LEVEL'), known), /^Wins over `LEVEL` of ConfigMap `web`, which `envFrom` takes$/m);
  assert.match(hoverAt(variable('prefix: LOG_, ', 'LOG_LEVEL'), known), /^Wins over `LEVEL` of ConfigMap `web`/m);
  assert.doesNotMatch(hoverAt(variable('prefix: LOG_, ', 'LEVEL'), known), /Wins over `/);
  assert.doesNotMatch(hoverAt(variable('', 'OTHER'), known), /Wins over `/);
  assert.doesNotMatch(
    hoverAt(variable('', 'LEVEL'), object('ConfigMap', ['LEVEL'], { field: 'binaryData' })),
    /Wins over `/,
  );
});
