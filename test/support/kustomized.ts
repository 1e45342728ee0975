/** What `kubectl kustomize` builds of files, without what a generator may change: hashes, and how values are written. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Files } from './refactored.js';

interface Built {
  readonly kind: string;
  readonly data?: Record<string, string>;
  readonly stringData?: Record<string, string>;
}

/** The objects in order of their names, as one text. `folder` is the one that is built. */
export function kustomized(files: Files, folder = '.'): string {
  const objects = parseAllDocuments(printed(files, folder).replace(/-[2456789bcdfghkmt]{10}(?=\s)/g, ''));
  return objects
    .map(one => JSON.stringify(plain(one.toJS()), sorted, 1))
    .sort()
    .join('\n');
}

/** Letter for letter. */
export function printed(files: Files, folder: string): string {
  const root = mkdtempSync(join(tmpdir(), 'kubewright-kustomize-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { stdout, stderr, status } = spawnSync('kubectl', ['kustomize', join(root, folder)], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${stderr}\n${Object.entries(files).join('\n')}`);
    return stdout;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** stringData is data to the API server. The type that is meant where none is written is Opaque. */
function plain(object: Built): unknown {
  if (object.kind !== 'Secret') return object;
  const { stringData = {}, data = {}, ...rest } = object;
  const encoded = Object.entries(stringData).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
  const bare = Object.entries(data).map(([key, value]) => [key, value.replace(/\s/g, '')]);
  return { type: 'Opaque', ...rest, data: Object.fromEntries([...bare, ...encoded]) };
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
