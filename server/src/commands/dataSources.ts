/** What an editor makes ConfigMaps and Secrets of, contents included: files, folders, env files, literals, accounts. */
import type { DataEntry, Refusal } from './dataEntries.js';
import type { DataKind } from './dataObject.js';
import { dockerConfig, dockerConfigKey, type RegistryAccount } from './dockerConfig.js';
import { envFileEntries } from './envFile.js';

export type DataSource =
  | { readonly from: 'file'; readonly key: string; readonly bytes: Uint8Array }
  /** The regular files right in it. */
  | { readonly from: 'folder'; readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[] }
  /** `path` is what messages call it. */
  | { readonly from: 'envFile'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly from: 'literal'; readonly key: string; readonly value: string }
  | { readonly from: 'registry'; readonly account: RegistryAccount };

export function* dataEntriesOf(
  kind: DataKind,
  source: DataSource,
  environment?: (name: string) => string,
): Generator<DataEntry | Refusal> {
  switch (source.from) {
    case 'file':
      yield { key: source.key, bytes: source.bytes };
      return;
    case 'folder':
      for (const { name, bytes } of source.files) yield { key: name, bytes };
      return;
    case 'envFile':
      yield* envFileEntries({ path: source.path, bytes: source.bytes, kind, environment });
      return;
    case 'literal':
      yield { key: source.key, bytes: Buffer.from(source.value) };
      return;
    case 'registry':
      yield { key: dockerConfigKey, bytes: Buffer.from(dockerConfig(source.account)) };
  }
}
