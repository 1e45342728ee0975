/** ConfigMaps and Secrets made of literals, files and env files. Knows what goes into them; `resources.ts` adds them. */
import { decodeText } from '../commands/dataObject.js';
import { goQuote } from '../syntax/goQuote.js';
import { envLines } from './envLines.js';
import { type Disk, type Folder, locate, readBytes } from './folder.js';
import { refuse } from './refusal.js';
import type { Behavior, Resource } from './resource.js';
import { resourceOf } from './resources.js';
import type { GeneratorArgs, GeneratorOptions, Text, TextMap } from './settings.js';
import { type Fields, fields, type Place, scalar, type Value } from './value.js';

type Kind = 'ConfigMap' | 'Secret';

interface Pair {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly from: Place;
  /** Who asked for it. */
  readonly by: Text;
}

const behaviors: ReadonlySet<string> = new Set<Behavior>(['create', 'replace', 'merge']);
const base64Columns = 70;

export function generate(kind: Kind, args: GeneratorArgs, disk: Disk, folder: Folder): Resource {
  const { name, namespace, behavior, options, from } = args;
  if (!name) refuse(from, 'a configmap must have a name');
  const metadata = fields(
    present([
      ['annotations', textsOf(options?.annotations)],
      ['labels', textsOf(options?.labels)],
      ['name', scalar(name.text, name.from)],
      ['namespace', namespace && scalar(namespace.text, namespace.from)],
    ]),
    from,
  );
  const value = fields(
    present([
      ['apiVersion', scalar('v1', from)],
      ['kind', scalar(kind, from)],
      ['metadata', metadata],
      ...dataOf(kind, pairsOf(name.text, args, disk, folder), from),
      ['immutable', options?.immutable ? scalar(true, from) : undefined],
      ['type', kind === 'Secret' ? scalar(args.type?.text ?? 'Opaque', args.type?.from ?? from) : undefined],
    ]),
    from,
  );
  return {
    ...resourceOf(value, from),
    isGenerated: true,
    needsHash: !options?.disableNameSuffixHash,
    behavior: behaviors.has(behavior?.text ?? '') ? (behavior?.text as Behavior) : 'unspecified',
  };
}

/** What `generatorOptions` say holds for all, unless a label or an annotation has a value of its own. */
export function withGlobalOptions(args: GeneratorArgs, global: GeneratorOptions | undefined): GeneratorArgs {
  if (!global) return args;
  const { options } = args;
  return {
    ...args,
    options: {
      labels: underlaid(options?.labels, global.labels),
      annotations: underlaid(options?.annotations, global.annotations),
      disableNameSuffixHash: options?.disableNameSuffixHash === true || global.disableNameSuffixHash,
      immutable: options?.immutable === true || global.immutable,
    },
  };
}

function underlaid(own: TextMap | undefined, global: TextMap | undefined): TextMap | undefined {
  if (!own || !global) return own ?? global;
  return { entries: new Map([...global.entries, ...own.entries]), from: own.from };
}

function present(entries: readonly (readonly [string, Value | undefined])[]): (readonly [string, Value])[] {
  return entries.flatMap(([key, value]) => (value ? [[key, value] as const] : []));
}

function textsOf(map: TextMap | undefined): Fields | undefined {
  if (!map || map.entries.size === 0) return undefined;
  return fields(
    [...map.entries].map(([key, { text, from }]) => [key, scalar(text, from)]),
    map.from,
  );
}

function dataOf(kind: Kind, pairs: readonly Pair[], from: Place): readonly [string, Value | undefined][] {
  const data: [string, Value][] = [];
  const binaryData: [string, Value][] = [];
  for (const { key, bytes, from: place } of [...pairs].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const text = kind === 'ConfigMap' ? decodeText(bytes) : undefined;
    if (kind === 'Secret' || text !== undefined) data.push([key, scalar(text ?? base64(bytes), place)]);
    else binaryData.push([key, scalar(base64(bytes), place)]);
  }
  const map = (entries: [string, Value][]) => (entries.length > 0 ? fields(entries, from) : undefined);
  const own = kind === 'Secret' ? fields(data, from) : map(data);
  return [
    ['data', own],
    ['binaryData', map(binaryData)],
  ];
}

/** Broken into lines as soon as it fills one. */
function base64(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('base64');
  return text.length < base64Columns ? text : text.replace(/.{1,70}/g, '$&\n');
}

function pairsOf(name: string, args: GeneratorArgs, disk: Disk, folder: Folder): readonly Pair[] {
  const pairs = [
    ...args.envs.flatMap(path => envPairs(path, disk, folder)),
    ...args.literals.map(literalPair),
    ...args.files.map(source => filePair(source, disk, folder)),
  ];
  const keys = new Set<string>();
  for (const { key, by } of pairs) {
    if (keys.has(key)) refuse(by.from, `configmap ${name} illegally repeats the key \`${key}\``);
    keys.add(key);
  }
  return pairs;
}

function envPairs(path: Text, disk: Disk, folder: Folder): readonly Pair[] {
  const uri = locate(disk, folder, path);
  const { lines, invalid } = envLines(readBytes(disk, uri));
  if (invalid !== undefined) refuse(path.from, `line ${invalid} has invalid utf8 bytes`);
  return lines.map(({ key, value, span }) => {
    return { key, bytes: Buffer.from(value), from: { uri, ...span }, by: path };
  });
}

function literalPair(source: Text): Pair {
  const equals = source.text.indexOf('=');
  if (equals <= 0) refuse(source.from, `invalid literal source ${source.text}, expected key=value`);
  const value = Buffer.from(withoutQuotes(source.text.slice(equals + 1)));
  return { key: source.text.slice(0, equals), bytes: value, from: source.from, by: source };
}

function withoutQuotes(text: string): string {
  const first = text[0];
  if (text.length < 2 || first !== text.at(-1)) return text;
  return first === '"' || first === "'" ? text.slice(1, -1) : text;
}

function filePair(source: Text, disk: Disk, folder: Folder): Pair {
  const { text, from } = source;
  const [first = '', second, third] = text.split('=');
  if (third !== undefined) refuse(from, `source ${goQuote(text)} key name or file path contains '='`);
  if (second !== undefined && first === '') {
    refuse(from, `missing key name for file path ${goQuote(second)} in source ${goQuote(text)}`);
  }
  if (second === '') refuse(from, `missing file path for key name ${goQuote(first)} in source ${goQuote(text)}`);
  const path = second ?? first;
  const uri = locate(disk, folder, { text: path, from });
  const bytes = readBytes(disk, uri);
  return {
    key: second === undefined ? baseName(path) : first,
    bytes,
    from: { uri, start: 0, end: bytes.length },
    by: source,
  };
}

/** As Go's path.Base. */
function baseName(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) || (path === '' ? '.' : '/');
}
