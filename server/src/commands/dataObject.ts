/**
 * A ConfigMap or a Secret that is being made, and the fields that it has for kubectl, in the order of its JSON. Knows
 * which bytes are text and where they go; nothing of where they come from.
 */
import { type GoJson, type GoJsonMap, printGoJson, sortedByKey } from '../syntax/goJson.js';
import { type GoYamlMap, type GoYamlValue, printGoYaml, type TextForm } from '../syntax/goYaml.js';

export type DataKind = 'ConfigMap' | 'Secret';

export interface DataObject {
  readonly kind: DataKind;
  readonly name: string;
  readonly namespace?: string | undefined;
  /** Of a Secret. Without it the API server takes `Opaque`. */
  readonly type?: string | undefined;
  readonly values: ReadonlyMap<string, Uint8Array>;
}

/** What kubectl puts in beyond what it was told. */
export interface Extras {
  /** `creationTimestamp: null`. */
  readonly timestamp?: boolean;
  /** The whole object once more, as `--save-config` keeps it. */
  readonly savedConfig?: boolean;
}

/** `kubectl apply` keeps the object's JSON in this annotation. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

export function objectYaml(object: DataObject, extras: Extras = {}, form: TextForm = 'kubectl'): string {
  return printGoYaml(asYamlMap(objectFields(object, extras)), form);
}

export function objectJson(object: DataObject, extras: Extras = {}): string {
  return `${printGoJson(objectFields(object, extras), 4)}\n`;
}

function objectFields(object: DataObject, extras: Extras): GoJsonMap {
  if (!extras.savedConfig) return fieldsWith(object, extras, undefined);
  return fieldsWith(object, extras, savedConfig(object, extras));
}

/** Compact JSON with a line break, as the annotation holds it. */
export function savedConfig(object: DataObject, { timestamp }: Extras): string {
  return `${printGoJson(fieldsWith(object, { timestamp: timestamp === true }, undefined))}\n`;
}

function fieldsWith(object: DataObject, { timestamp }: Extras, saved: string | undefined): GoJsonMap {
  const { kind, name, namespace, type } = object;
  const { data, binaryData } = dataFields(object);
  const metadata = present([
    ['name', name || undefined],
    ['namespace', namespace || undefined],
    ['creationTimestamp', timestamp ? null : undefined],
    ['annotations', saved === undefined ? undefined : new Map([[lastApplied, saved]])],
  ]);
  return present([
    ['kind', kind],
    ['apiVersion', 'v1'],
    ['metadata', metadata],
    ['data', data.size > 0 ? data : undefined],
    ['binaryData', binaryData.size > 0 ? binaryData : undefined],
    ['type', type || undefined],
  ]);
}

/** The values as they are written: text as it is, everything else in base64. */
export function dataFields({ kind, values }: DataObject) {
  const data = new Map<string, string>();
  const binaryData = new Map<string, string>();
  for (const [key, bytes] of values) {
    const text = kind === 'ConfigMap' ? decodeText(bytes) : undefined;
    const field = kind === 'ConfigMap' && text === undefined ? binaryData : data;
    field.set(key, text ?? Buffer.from(bytes).toString('base64'));
  }
  return { data: sortedByKey(data), binaryData: sortedByKey(binaryData) };
}

/** The text if the bytes are UTF-8. A byte order mark stays in it. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function present(entries: readonly (readonly [string, GoJson | undefined])[]): GoJsonMap {
  return new Map(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
}

function asYamlMap(fields: GoJsonMap): GoYamlMap {
  return Object.fromEntries([...fields].map(([key, value]) => [key, asYaml(value)]));
}

function asYaml(value: GoJson): GoYamlValue {
  return value instanceof Map ? asYamlMap(value) : (value as Exclude<GoJson, GoJsonMap>);
}
