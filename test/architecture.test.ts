/** Who may import whom. The arrow always points at what is simpler; a new arrow is a decision, not an accident. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, test } from 'node:test';
import { repository } from './support/check.js';

type Allowed = Readonly<Record<string, readonly string[]>>;

const types = 'vscode-languageserver-types';
const textDocument = 'vscode-languageserver-textdocument';

/**
 * For each folder of `server/src` (or file, at its top, or file of a folder): the folders, files and packages it may
 * import from, besides its own folder.
 */
const server: Allowed = {
  // Text only; what the others know of YAML they know from here.
  syntax: [],
  'syntax/parse.ts': ['yaml'],
  'syntax/tree.ts': ['yaml'],
  'syntax/problems.ts': ['yaml'],
  'syntax/depth.ts': ['yaml'],
  'syntax/firstTomlError.ts': ['smol-toml'],
  'syntax/firstXmlError.ts': ['@rgrove/parse-xml'],
  prober: [],
  model: ['syntax', 'prober'],
  schema: ['syntax'],
  'schema/nearest.ts': ['fastest-levenshtein'],
  'schema/load.ts': ['node:fs', 'node:path', 'node:vm'],
  workspace: ['syntax', 'model', 'kustomize'],
  'workspace/disk.ts': ['node:fs/promises', 'node:path', 'node:url'],
  'workspace/ignored.ts': ['ignore'],
  'workspace/linkTarget.ts': ['node:path'],
  rules: ['syntax', 'model', 'schema', 'workspace'],
  'settings.ts': ['rules'],
  'config.ts': ['settings.ts', 'syntax', 'ignore'],
  commands: ['syntax', 'model'],
  kubelet: ['syntax', 'model'],
  'kubelet/convert/nearestFlag.ts': ['fastest-levenshtein'],
  kustomize: ['syntax', 'model', 'commands'],
  // Computed, not fetched: a hash, and whether a key belongs to a certificate.
  'commands/nameHash.ts': ['node:crypto'],
  'commands/keyPair.ts': ['node:crypto'],
  features: [
    'syntax',
    'prober',
    'kubelet',
    'kustomize',
    'model',
    'schema',
    'workspace',
    'rules',
    'settings.ts',
    'protocol.ts',
    types,
  ],
  'features/values/valueContent.ts': ['node:crypto'],
  'service.ts': [
    'features',
    'schema',
    'workspace',
    'syntax',
    'prober',
    'model',
    'config.ts',
    'settings.ts',
    'protocol.ts',
    types,
  ],
  // Types only.
  'protocol.ts': ['prober'],
  'server.ts': [
    'service.ts',
    'settings.ts',
    'protocol.ts',
    'turns.ts',
    'scanProgress.ts',
    'ownRequests.ts',
    'buildRequests.ts',
    'clientAbilities.ts',
    'schema',
    'workspace',
    'vscode-languageserver',
    textDocument,
  ],
  'buildRequests.ts': ['service.ts', 'protocol.ts', 'turns.ts', 'vscode-languageserver'],
  'ownRequests.ts': [
    'createRequests.ts',
    'kubeletRequests.ts',
    'service.ts',
    'protocol.ts',
    'turns.ts',
    'vscode-languageserver',
  ],
  'createRequests.ts': ['commands', 'service.ts', 'protocol.ts'],
  'kubeletRequests.ts': ['kubelet', 'features', 'protocol.ts'],
  'clientAbilities.ts': ['vscode-languageserver'],
  'turns.ts': ['vscode-languageserver'],
  'scanProgress.ts': ['vscode-languageserver'],
  // A program of its own: it asks the service and not the server, reads files, and writes those that it fixes.
  cli: [
    'service.ts',
    'settings.ts',
    'model',
    'schema',
    types,
    'node:crypto',
    'node:fs',
    'node:os',
    'node:path',
    'node:url',
  ],
  'cli/main.ts': ['commander', 'node:worker_threads'],
  'cli/checkOptions.ts': ['commander'],
  'cli/create.ts': ['commands'],
  'cli/create/command.ts': ['commands'],
  'cli/create/configMap.ts': ['commands'],
  'cli/create/fileEntries.ts': ['commands', 'syntax'],
  'cli/create/flags.ts': ['syntax'],
  'cli/create/flagValues.ts': ['syntax'],
  'cli/create/secretDockerRegistry.ts': ['commands'],
  'cli/create/secretGeneric.ts': ['commands'],
  'cli/create/secretTls.ts': ['commands'],
  'cli/diskFiles.ts': ['kustomize', 'syntax'],
  'cli/kustomize.ts': ['kustomize'],
  'cli/found.ts': ['node:url'],
  'cli/judge.ts': ['diff', 'node:url'],
  'cli/kubelet.ts': ['kubelet', 'commander'],
  'cli/judgeAll.ts': ['node:worker_threads'],
  'cli/walk.ts': ['workspace'],
  'cli/formats/junit.ts': ['xmlbuilder2'],
  'cli/formats/sarif.ts': ['sarif'],
  'main.ts': ['server.ts', 'schema', 'workspace', 'vscode-languageserver/node', 'node:path'],
};

/** The client says and shows; what is read or written goes through VS Code, wherever the files are. */
const client: readonly string[] = ['vscode', 'vscode-languageclient/node'];
/** The one file that may start programs. */
const starting: Readonly<Record<string, readonly string[]>> = {
  'kustomize/buildTool.ts': ['node:child_process', 'node:fs', 'node:os', 'node:path'],
};
/** What plays the kubelet imports nothing itself, and runs in the page of the timeline, too. */
const timeline: readonly string[] = ['server/src/prober'];
/** What runs in that page knows no VS Code. */
const page = 'timeline/view/';

const serverSource = join(repository, 'server/src');
const clientSource = join(repository, 'client/src');

describe('server', () => {
  for (const path of sourcesBelow(serverSource)) {
    test(path, () => {
      const own = top(path);
      const allowed = [own, ...(server[own] ?? []), ...(server[path] ?? [])];
      for (const name of importsOf(join(serverSource, path))) {
        const target = name.startsWith('.') ? top(posix.join(dirname(path), name).replace(/\.js$/, '.ts')) : name;
        assert.ok(allowed.includes(target), `${path} must not import ${target}`);
      }
    });
  }
  test('each entry of the table is there', () => {
    const paths = sourcesBelow(serverSource);
    const known = new Set([...paths, ...paths.map(top)]);
    assert.deepEqual(
      Object.keys(server).filter(name => !known.has(name)),
      [],
    );
  });
});

describe('client', () => {
  for (const path of sourcesBelow(clientSource)) {
    test(path, () => {
      for (const name of importsOf(join(clientSource, path))) {
        const inClient = name.startsWith('.') && !posix.join(dirname(path), name).startsWith('..');
        if (inClient) continue;
        const target = name.startsWith('.') ? posix.join('client/src', dirname(path), name) : name;
        const isShared =
          target === 'server/src/protocol.js' ||
          (path.startsWith('timeline/') && timeline.includes(posix.dirname(target)));
        const isVscode = client.includes(name) && !path.startsWith(page);
        const isStarting = starting[path]?.includes(name) === true;
        assert.ok(isShared || isVscode || isStarting, `${path} must not import ${target}`);
      }
    });
  }
});

describe('no circles', () => {
  for (const source of [serverSource, clientSource]) {
    const graph = new Map(
      sourcesBelow(source).map(path => {
        const files = importsOf(join(source, path), 'values').filter(name => name.startsWith('.'));
        return [path, files.map(name => posix.join(dirname(path), name).replace(/\.js$/, '.ts'))] as const;
      }),
    );
    test(source.slice(repository.length + 1).replaceAll('\\', '/'), () =>
      assert.deepEqual(circleIn(graph)?.join(' -> '), undefined),
    );
  }
});

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.endsWith('.ts'))
    .sort();
}

/** What a file imports; types leave no trace when it runs, so for circles only values count. */
function importsOf(file: string, kind: 'all' | 'values' = 'all'): string[] {
  const text = readFileSync(file, 'utf8');
  const statements = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from '([^']+)';|^import '([^']+)';/gm)];
  return statements
    .filter(([, isType]) => kind === 'all' || !isType)
    .map(([, , name, bare]) => name ?? bare ?? '')
    .concat([...text.matchAll(/\bimport\('([^']+)'\)/g)].map(match => match[1] ?? ''));
}

function top(path: string): string {
  return path.split('/')[0] ?? '';
}

function circleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const next of graph.get(path) ?? []) {
      const circle = visit(next, [...trail, path]);
      if (circle) return circle;
    }
    done.add(path);
    return undefined;
  };
  for (const path of graph.keys()) {
    const circle = visit(path, []);
    if (circle) return circle;
  }
  return undefined;
}
