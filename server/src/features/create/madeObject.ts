/** A ConfigMap or Secret that is to be put somewhere: what it is, its text, and where its contents came from. */
import { type DataField, isSecret } from '../../model/configData.js';
import type { Manifest } from '../../model/manifest.js';
import type { TextForm } from '../../syntax/goYaml.js';

export interface MadeObject {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly namespace: string | undefined;
  readonly type: string | undefined;
  /** As kubectl prints it. */
  readonly text: string;
  readonly form: TextForm;
  readonly values: ReadonlyMap<string, Uint8Array>;
  /** Those of `values` again, as a generator would take them. */
  readonly sources: readonly GeneratorSource[];
}

/** `uri`: of the file on disk, where there is one. */
export type GeneratorSource =
  | { readonly from: 'file'; readonly key: string; readonly uri: string | undefined; readonly bytes: Uint8Array }
  | { readonly from: 'envFile'; readonly path: string; readonly uri: string | undefined };

/** The field of `manifest` in which new values of that sort stand. */
export function fieldFor(manifest: Manifest, isText: boolean, hasField: (field: DataField) => boolean): DataField {
  if (!isSecret(manifest)) return isText ? 'data' : 'binaryData';
  return isText && hasField('stringData') && !hasField('data') ? 'stringData' : 'data';
}
