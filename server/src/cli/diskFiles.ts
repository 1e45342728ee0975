/** The files of this machine as the evaluator of kustomizations wants them. Reads each file once. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FileKind, Files } from '../kustomize/files.js';
import { readFile, type YamlFile } from '../syntax/file.js';

export function uriOfPath(path: string): string {
  return pathToFileURL(path).href.replace(/(?<=[^/])\/$/, '');
}

export class DiskFiles implements Files {
  readonly #kinds = new Map<string, FileKind>();
  readonly #bytes = new Map<string, Uint8Array>();
  readonly #yaml = new Map<string, YamlFile>();

  kindOf(uri: string): FileKind {
    return kept(this.#kinds, uri, () => {
      const stats = statSync(fileURLToPath(uri), { throwIfNoEntry: false });
      return stats === undefined ? 'none' : stats.isDirectory() ? 'folder' : 'file';
    });
  }

  bytes(uri: string): Uint8Array {
    return kept(this.#bytes, uri, () => readFileSync(fileURLToPath(uri)));
  }

  yaml(uri: string): YamlFile {
    return kept(this.#yaml, uri, () => {
      const text = Buffer.from(this.bytes(uri))
        .toString('utf8')
        .replace(/^\ufeff/, '');
      return readFile(uri, 0, text);
    });
  }

  realUri(uri: string): string {
    return uriOfPath(realpathSync(fileURLToPath(uri)));
  }
}

function kept<Value>(known: Map<string, Value>, uri: string, make: () => Value): Value {
  const old = known.get(uri);
  if (old !== undefined) return old;
  const made = make();
  known.set(uri, made);
  return made;
}
