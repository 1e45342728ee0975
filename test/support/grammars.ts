/** Grammars as VS Code loads them: that of YAML, with those that package.json injects into it. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { type IGrammar, type IRawGrammar, parseRawGrammar, Registry } from 'vscode-textmate';
import { repository } from './check.js';

export type LoadGrammar = (scope: string) => IRawGrammar | undefined;

const extensions = join(repository, 'scripts/vscode-server/node_modules/code-server/lib/vscode/extensions');

/** Whether the grammars of VS Code itself are on this machine. */
export const hasVscode = existsSync(extensions);

let paths: ReadonlyMap<string, string> | undefined;

export const grammarOfVscode: LoadGrammar = scope => {
  paths ??= new Map(readdirSync(extensions).flatMap(grammarsOfExtension));
  const path = paths.get(scope);
  return path === undefined ? undefined : readGrammar(path);
};

function grammarsOfExtension(name: string): readonly (readonly [string, string])[] {
  const manifest = join(extensions, name, 'package.json');
  if (!existsSync(manifest)) return [];
  const grammars: readonly ContributedGrammar[] =
    JSON.parse(readFileSync(manifest, 'utf8')).contributes?.grammars ?? [];
  return grammars.map(({ scopeName, path }) => [scopeName, join(extensions, name, path)]);
}

const noRepository = { $self: { patterns: [] }, $base: { patterns: [] } };

/** As much of YAML as matters here, line by line, as in old versions of VS Code. */
export const smallYaml: IRawGrammar = {
  scopeName: 'source.yaml',
  patterns: [
    { name: 'string.quoted.double.yaml', begin: '"', end: '"' },
    { name: 'string.quoted.single.yaml', begin: "'", end: "'" },
    { name: 'string.unquoted.block.yaml', begin: '[|>]-?$', while: '^(?= {4}|$)' },
    { name: 'comment.line.number-sign.yaml', begin: '(?<=[\\t ]|^)#', end: '$' },
  ],
  repository: noRepository,
};

/** The same, where each map takes its indentation from the line, as in new versions. */
export const nestedYaml: IRawGrammar = {
  scopeName: 'source.yaml',
  patterns: [{ begin: '^', while: '^', patterns: [{ include: '#map' }, { include: '#comment' }] }],
  repository: {
    ...noRepository,
    map: {
      begin: '\\G( *)(?=[^\\s#:]+:)',
      while: '\\G(?:\\1| *(?=$|#))',
      patterns: [
        { match: '\\G[^\\s#:]+(?=:)', name: 'entity.name.tag.yaml' },
        { include: '#value' },
        { include: '#comment' },
      ],
    },
    value: {
      begin: ':(?= |$)',
      while: '\\G(?=[ #]|$)',
      patterns: [
        { include: '#map' },
        { include: '#comment' },
        { name: 'string.quoted.double.yaml', begin: '"', end: '"' },
        { begin: '[|>]-?$', while: '\\G(?= |$)', patterns: [{ include: '#text' }] },
      ],
    },
    text: { begin: '\\G( +)', while: '\\G(?:\\1|$)', contentName: 'string.unquoted.block.yaml' },
    comment: { name: 'comment.line.number-sign.yaml', begin: '(?<=[\\t ]|^)#', end: '$' },
  },
};

/** The grammar `source.yaml`, with those that package.json injects into it; `others` are those that may be missing. */
export async function loadYaml(others: LoadGrammar): Promise<IGrammar> {
  await loadEngine();
  const injected = new Map(contributedGrammars().map(({ scopeName, path }) => [scopeName, join(repository, path)]));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: patterns => new OnigScanner(patterns),
      createOnigString: text => new OnigString(text),
    }),
    getInjections: scope => (scope === 'source.yaml' ? [...injected.keys()] : undefined),
    loadGrammar: async scope => {
      const path = injected.get(scope);
      return path === undefined ? others(scope) : readGrammar(path);
    },
  });
  const grammar = await registry.loadGrammar('source.yaml');
  assert(grammar);
  return grammar;
}

export interface ContributedGrammar {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo: readonly string[];
  readonly embeddedLanguages?: Readonly<Record<string, string>>;
}

export function contributedGrammars(): readonly ContributedGrammar[] {
  const { contributes } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  const grammars: readonly ContributedGrammar[] = contributes.grammars;
  return grammars.filter(({ injectTo }) => injectTo.includes('source.yaml'));
}

function readGrammar(path: string): IRawGrammar {
  return parseRawGrammar(readFileSync(path, 'utf8'), path);
}

let engine: Promise<void> | undefined;

function loadEngine(): Promise<void> {
  engine ??= loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  return engine;
}
