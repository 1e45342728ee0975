/** Files behind `crds`: OpenAPI definitions whose extensions tell which fields are names, labels and references. */

import { emptyConfiguration, mergeConfigurations } from './configurations.js';
import { readFirst } from './read.js';
import { refuse } from './refusal.js';
import type { Configuration, FieldSpec, Gvk, NameReference } from './settings.js';
import type { Source } from './source.js';
import { type Fields, get, text, type Value } from './value.js';

export function crdConfiguration(source: Source): Configuration {
  const definitions = readFirst(source, 'v2');
  if (definitions?.kind !== 'fields') {
    return refuse(source.whole, `unable to parse open API definition from '${source.whole.uri.split('/').at(-1)}'`);
  }
  let all = emptyConfiguration;
  for (const [name, definition] of definitions.entries) {
    const properties = propertiesOf(definition);
    if (!['kind', 'apiVersion', 'metadata'].every(key => properties?.entries.has(key))) continue;
    const found: Found[] = [];
    const gvk = { group: '', version: '', kind: name.slice(name.lastIndexOf('.') + 1) };
    collect(definitions, name, { gvk, path: [], seen: [] }, found);
    all = mergeConfigurations(all, configurationOf(found));
  }
  return all;
}

function propertiesOf(definition: Value | undefined): Fields | undefined {
  const properties = get(definition, 'Schema', 'properties') ?? get(definition, 'schema', 'properties');
  return properties?.kind === 'fields' ? properties : undefined;
}

interface Found {
  readonly field: 'commonAnnotations' | 'commonLabels' | 'namePrefix' | 'nameReference';
  readonly spec: FieldSpec;
  readonly target: Gvk;
}

interface Position {
  readonly gvk: Gvk;
  readonly path: readonly string[];
  readonly seen: readonly string[];
}

const extensions = [
  ['x-kubernetes-annotation', 'commonAnnotations'],
  ['x-kubernetes-label-selector', 'commonLabels'],
  ['x-kubernetes-identity', 'namePrefix'],
] as const;

function collect(definitions: Fields, name: string, { gvk, path, seen }: Position, found: Found[]): void {
  const properties = propertiesOf(definitions.entries.get(name));
  if (!properties || seen.includes(name)) return;
  for (const [key, property] of properties.entries) {
    const own = [...path, key];
    const spec = (steps: readonly string[]): FieldSpec => {
      return { ...gvk, path: steps.join('/'), create: false, from: property.from };
    };
    for (const [extension, field] of extensions) {
      if (extensionOf(property, extension) !== undefined) found.push({ field, spec: spec(own), target: gvk });
    }
    const version = extensionOf(property, 'x-kubernetes-object-ref-api-version');
    const kind = extensionOf(property, 'x-kubernetes-object-ref-kind');
    if (version !== undefined && kind !== undefined) {
      const nameKey = extensionOf(property, 'x-kubernetes-object-ref-name-key') ?? 'name';
      const target = { group: '', version, kind };
      found.push({ field: 'nameReference', spec: spec([...own, nameKey]), target });
    }
    const reference = text(get(property, '$ref'));
    if (reference) collect(definitions, reference, { gvk, path: own, seen: [...seen, name] }, found);
  }
}

/** Their names are compared in any case. */
function extensionOf(property: Value, name: string): string | undefined {
  if (property.kind !== 'fields') return undefined;
  for (const [key, value] of property.entries) if (key.toLowerCase() === name) return text(value);
  return undefined;
}

function configurationOf(found: readonly Found[]): Configuration {
  const specs = (field: Found['field']) => found.filter(one => one.field === field).map(({ spec }) => spec);
  const nameReference = found
    .filter(({ field }) => field === 'nameReference')
    .map(({ spec, target }): NameReference => ({ ...target, fieldSpecs: [spec], from: spec.from }));
  return {
    ...emptyConfiguration,
    commonAnnotations: specs('commonAnnotations'),
    commonLabels: specs('commonLabels'),
    namePrefix: specs('namePrefix'),
    nameReference,
  };
}
