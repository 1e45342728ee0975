/**
 * Reads what `--from-file`, `--from-env-file`, `--cert` and `--key` name, one file at a time, as kubectl does, and says
 * in its words what cannot be read. It writes nothing.
 */
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import type { DataEntry, Refusal } from '../../commands/dataEntries.js';
import { type DataKind, decodeText } from '../../commands/dataObject.js';
import { envFileEntries } from '../../commands/envFile.js';
import { goQuoteBytes } from '../../syntax/goQuote.js';

/** The folder that paths begin in, the environment, and what hears of things that are no reason to refuse. */
export interface Place {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  warn(message: string): void;
}

/** More would not get into any cluster, and pipes may have no end. */
const longestFile = 64 * 1024 * 1024;

export function* fileEntries(place: Place, sources: readonly string[]): Generator<DataEntry | Refusal> {
  for (const source of sources) yield* entriesOf(place, source);
}

function* entriesOf(place: Place, source: string): Generator<DataEntry | Refusal> {
  const parsed = parseSource(source);
  if ('refusal' in parsed) {
    yield parsed;
    return;
  }
  const { key, path } = parsed;
  const kind = kindOf(place, path);
  if (kind === 'file') yield readEntry(place, key, path);
  else if (kind !== 'folder') yield kind;
  else if (source.includes('=')) yield { refusal: 'cannot give a key name for a directory path' };
  else yield* folderEntries(place, path);
}

/** `path`, or `key=path`. */
function parseSource(source: string): { readonly key: string; readonly path: string } | Refusal {
  const [first = '', path, ...more] = source.split('=');
  if (path === undefined) return { key: baseName(source), path: source };
  if (more.length > 0) return { refusal: "key names or file paths cannot contain '='" };
  if (first === '') return { refusal: `key name for file path ${path} missing` };
  if (path === '') return { refusal: `file path for key name ${first} missing` };
  return { key: first, path };
}

/** As Go has it, where no path is `.` and the root `/`. */
function baseName(path: string): string {
  const slashes = sep === '/' ? path : path.replaceAll(sep, '/');
  if (slashes === '') return '.';
  return /([^/]*)\/*$/.exec(slashes)?.[1] || '/';
}

function kindOf({ folder }: Place, path: string): 'file' | 'folder' | Refusal {
  try {
    if (path === '') return { refusal: 'error reading : no such file or directory' };
    return statSync(located(folder, path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return { refusal: `error reading ${path}: ${goReason(error)}` };
  }
}

/** As it is written: a slash at its end, or `..`, is something to the system. */
function located(folder: string, path: string): string {
  return path === '' || isAbsolute(path) ? path : folder + sep + path;
}

/** Only what is a file itself: no folders, links, pipes. In the order of Go, by bytes. */
function* folderEntries(place: Place, path: string): Generator<DataEntry | Refusal> {
  try {
    const entries = readdirSync(located(place.folder, path), { withFileTypes: true, encoding: 'buffer' });
    const names = entries.filter(entry => entry.isFile()).map(({ name }) => Buffer.from(name));
    for (const name of names.sort(Buffer.compare)) {
      const key = name.toString();
      if (decodeText(name) !== undefined) yield readEntry(place, key, join(path, key));
      else yield { key, quotedKey: goQuoteBytes(name), bytes: Buffer.alloc(0) };
    }
  } catch (error) {
    yield { refusal: `error listing files in ${path}: open ${path}: ${goReason(error)}` };
  }
}

function readEntry(place: Place, key: string, path: string): DataEntry | Refusal {
  const bytes = readBytes(place, path);
  return 'refusal' in bytes ? bytes : { key, bytes };
}

export function* envEntries(kind: DataKind, place: Place, paths: readonly string[]): Generator<DataEntry | Refusal> {
  for (const path of paths) {
    const found = kindOf(place, path);
    if (found === 'folder') {
      yield { refusal: `env ${kind === 'Secret' ? 'secret' : 'config'} file cannot be a directory` };
      return;
    }
    const bytes = found === 'file' ? readBytes(place, path) : found;
    if ('refusal' in bytes) yield bytes;
    else yield* envFileEntries({ path, bytes, kind, environment: name => environmentValue(kind, place, path, name) });
  }
}

function environmentValue(kind: DataKind, place: Place, path: string, name: string): string {
  const value = place.env[name];
  const shown = kind === 'Secret' ? 'a line' : name;
  if (value === undefined)
    place.warn(`env file ${path}: ${shown} has no =, and the environment no value for it: it is empty`);
  return value ?? '';
}

export function readBytes({ folder }: Place, path: string): Uint8Array | Refusal {
  try {
    const descriptor = openSync(located(folder, path), 'r');
    try {
      return readToEnd(descriptor) ?? { refusal: `read ${path}: longer than 64 MiB` };
    } catch (error) {
      return { refusal: `read ${path}: ${goReason(error)}` };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return { refusal: `open ${path}: ${goReason(error)}` };
  }
}

/** `undefined` if it is too long. Pipes and devices do not say how long they are. */
function readToEnd(descriptor: number): Uint8Array | undefined {
  const parts: Buffer[] = [];
  let size = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(64 * 1024);
    const count = readSync(descriptor, part);
    if (count === 0) return Buffer.concat(parts);
    size += count;
    if (size > longestFile) return undefined;
    parts.push(part.subarray(0, count));
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'is a directory',
  ENOTDIR: 'not a directory',
  ELOOP: 'too many levels of symbolic links',
  ENAMETOOLONG: 'file name too long',
  ENXIO: 'no such device or address',
  EIO: 'input/output error',
};

/** What Go says of it. */
function goReason(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'ERR_INVALID_ARG_VALUE') return 'invalid argument';
  return reasons[code] ?? message;
}
