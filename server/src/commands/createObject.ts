/**
 * Makes the text of a ConfigMap or a Secret from contents, as `kubectl create` prints it, for an editor: what the API
 * server would refuse is refused at once. Knows nothing of disks, editors or where the text goes.
 */

import type { TextForm } from '../syntax/goYaml.js';
import { collectEntries, isRefusal } from './dataEntries.js';
import { type DataKind, type DataObject, objectYaml } from './dataObject.js';
import { type DataSource, dataEntriesOf } from './dataSources.js';
import {
  applyWarnings,
  type DataWarning,
  nameProblem,
  sizeProblem,
  textWarnings,
  typeProblem,
} from './dataWarnings.js';
import { keyPairError } from './keyPair.js';
import { nameHash } from './nameHash.js';

export interface CreateRequest {
  readonly kind: DataKind;
  readonly name: string;
  readonly namespace?: string | undefined;
  /** Of a Secret: `kubernetes.io/tls` and the like; none is `Opaque`. */
  readonly type?: string | undefined;
  readonly sources: readonly DataSource[];
  /** Behind the name: a hash that changes with the values. */
  readonly nameSuffix?: 'none' | 'hash' | undefined;
  readonly form?: TextForm | undefined;
  /** What a key without `=` in an env file is worth. Without it such a line is refused. */
  readonly environment?: ((name: string) => string) | undefined;
}

export type CreateResult =
  | { readonly text: string; readonly warnings: readonly DataWarning[] }
  | { readonly error: string };

export function createObject(request: CreateRequest): CreateResult {
  const { kind, name, namespace, type, sources, environment, form } = request;
  const entries = sources.flatMap(source => [...dataEntriesOf(kind, source, environment)]);
  const wrongName = nameProblem(kind, name, namespace);
  if (wrongName !== undefined) return { error: wrongName };
  const values = collectEntries(kind, name, entries);
  if (isRefusal(values)) return { error: values.refusal };
  const plain: DataObject = { kind, name, namespace, type: kind === 'Secret' ? type : undefined, values };
  const object = request.nameSuffix === 'hash' ? { ...plain, name: `${name}-${nameHash(plain, 'kubectl')}` } : plain;
  const error =
    sizeProblem(object) ?? typeProblem(object) ?? pairProblem(object) ?? nameProblem(kind, object.name, namespace);
  if (error !== undefined) return { error };
  const quoted = textWarnings(object).filter(({ isAvoidable }) => !(form === 'readable' && isAvoidable));
  return { text: objectYaml(object, {}, form), warnings: [...quoted, ...applyWarnings(object)] };
}

function pairProblem({ type, values }: DataObject): string | undefined {
  const certificate = values.get('tls.crt');
  const key = values.get('tls.key');
  return type === 'kubernetes.io/tls' && certificate && key ? keyPairError(certificate, key) : undefined;
}
