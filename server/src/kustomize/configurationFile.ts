/** A file behind `configurations`: which fields the transformers change. Knows its shape, not what kustomize brings. */

import { emptyConfiguration } from './configurations.js';
import { knownFieldsOnly, listOf, string, struct } from './decode.js';
import { configuredSpecs } from './decodeSettings.js';
import { readFirst } from './read.js';
import type { Configuration, NameReference } from './settings.js';
import type { Source } from './source.js';

const nameReference = struct(
  'builtinconfig.NameBackReferences',
  { group: string, version: string, kind: string, fieldSpecs: configuredSpecs },
  ({ group, version, kind, fieldSpecs: specs }, from): NameReference => ({
    group: group?.text ?? '',
    version: version?.text ?? '',
    kind: kind?.text ?? '',
    fieldSpecs: specs ?? [],
    from,
  }),
);

const decoder = struct(
  'builtinconfig.TransformerConfig',
  {
    namePrefix: configuredSpecs,
    nameSuffix: configuredSpecs,
    namespace: configuredSpecs,
    commonLabels: configuredSpecs,
    labels: configuredSpecs,
    templateLabels: configuredSpecs,
    commonAnnotations: configuredSpecs,
    nameReference: listOf(nameReference, from => ({ group: '', version: '', kind: '', fieldSpecs: [], from })),
    varReference: configuredSpecs,
    images: configuredSpecs,
    replicas: configuredSpecs,
  },
  (fields): Configuration => ({ ...emptyConfiguration, ...fields }),
);

const kept = new WeakMap<Source, Configuration>();

export function readConfiguration(source: Source): Configuration {
  const known = kept.get(source);
  if (known) return known;
  const value = readFirst(source, 'v2');
  const configuration = value ? decoder.decode(value, knownFieldsOnly) : emptyConfiguration;
  kept.set(source, configuration);
  return configuration;
}
