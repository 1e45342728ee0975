/** A ConfigMap from the contents of files, as most tests of it need it: nothing but the name and the files. */
import { type CreateResult, createObject } from '../../server/src/commands/createObject.js';

export interface ConfigMapFile {
  readonly key: string;
  readonly bytes: Uint8Array;
}

export interface ConfigMapRequest {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly files: readonly ConfigMapFile[];
}

export function createConfigMap({ name, namespace, files }: ConfigMapRequest): CreateResult {
  return createObject({
    kind: 'ConfigMap',
    name,
    namespace,
    sources: files.map(({ key, bytes }) => ({ from: 'file', key, bytes })),
  });
}
