/**
 * The ten letters that `kubectl create --append-hash` and kustomize's generators put behind a name. They hash nearly the
 * same JSON, but not the same. What does not change with the values, such as labels, counts for neither.
 */
import { createHash } from 'node:crypto';
import { type GoJson, printGoJson, sortedByKey } from '../syntax/goJson.js';
import { type DataObject, dataFields } from './dataObject.js';

export interface HashedObject extends DataObject {
  /** Only kubectl's hash counts it. */
  readonly immutable?: boolean | undefined;
}

/** Digits and vowels that could make words are replaced. */
const replaced: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };
const kustomizeColumns = 70;

export function nameHash(object: HashedObject, by: 'kubectl' | 'kustomize'): string {
  const fields = by === 'kubectl' ? kubectlFields(object) : kustomizeFields(object);
  return hashOfJson(printGoJson(sortedByKey(fields)));
}

export function hashOfJson(json: string): string {
  const hex = createHash('sha256').update(json).digest('hex').slice(0, 10);
  return hex.replace(/[013ae]/g, letter => replaced[letter] ?? letter);
}

function kubectlFields(object: HashedObject): ReadonlyMap<string, GoJson> {
  const { kind, name, type = '', immutable } = object;
  const { data, binaryData } = dataFields(object);
  const fields = new Map<string, GoJson>([
    ['kind', kind],
    ['name', name],
    ['data', data],
  ]);
  if (immutable !== undefined) fields.set('immutable', immutable);
  if (kind === 'Secret') fields.set('type', type);
  if (binaryData.size > 0) fields.set('binaryData', binaryData);
  return fields;
}

/**
 * The name does not count, since kustomize looks for it in the wrong place. A ConfigMap without texts has no `data`,
 * which counts as an empty text.
 */
function kustomizeFields(object: HashedObject): ReadonlyMap<string, GoJson> {
  const { kind, type } = object;
  const { data, binaryData } = dataFields(object);
  if (kind === 'Secret') {
    return new Map<string, GoJson>([
      ['kind', kind],
      ['name', ''],
      ['type', type || 'Opaque'],
      ['data', wrapped(data)],
    ]);
  }
  const fields = new Map<string, GoJson>([
    ['kind', kind],
    ['name', ''],
    ['data', data.size > 0 ? data : ''],
  ]);
  if (binaryData.size > 0) fields.set('binaryData', wrapped(binaryData));
  return fields;
}

/** kustomize breaks base64 into lines, and its hash counts the breaks. */
function wrapped(values: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const wrap = (text: string) => (text.length < kustomizeColumns ? text : text.replace(/.{1,70}/g, '$&\n'));
  return new Map([...values].map(([key, text]) => [key, wrap(text)]));
}
