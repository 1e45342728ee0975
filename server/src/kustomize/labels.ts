/** `commonLabels` and `labels`; `commonAnnotations` go the same way. */
import { mergeFieldSpecs } from './configurations.js';
import { changeFields, wrongKind } from './fieldSpecs.js';
import type { Resource } from './resource.js';
import type { Configuration, FieldSpec, LabelsEntry, Text, TextMap } from './settings.js';
import { isNull, type Scalar, type Value, withField } from './value.js';

const ownLabels: FieldSpec = {
  group: '',
  version: '',
  kind: '',
  path: 'metadata/labels',
  create: true,
  from: undefined,
};

/** Where an entry of `labels` puts its labels. */
export function labelSpecs(
  { fields: own, includeSelectors, includeTemplates }: LabelsEntry,
  configuration: Configuration,
): readonly FieldSpec[] {
  const specs = mergeFieldSpecs(own, configuration.labels, '');
  if (includeSelectors) return mergeFieldSpecs(specs, configuration.commonLabels, '');
  const more = includeTemplates ? mergeFieldSpecs(specs, configuration.templateLabels, '') : specs;
  return mergeFieldSpecs(more, [ownLabels], '');
}

export function applyLabels(
  resources: readonly Resource[],
  { entries }: TextMap,
  specs: readonly FieldSpec[],
): readonly Resource[] {
  if (entries.size === 0 || specs.length === 0) return resources;
  const pairs = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return resources.map(resource => {
    let labelled = resource;
    for (const [key, value] of pairs) labelled = withPair(labelled, key, value, specs);
    return labelled;
  });
}

/** What is made new is one value in all its places; what was there, one value where it was one. */
function withPair(resource: Resource, key: string, { text, from }: Text, specs: readonly FieldSpec[]): Resource {
  const made: Scalar = { kind: 'scalar', value: text, from };
  const replaced = new Map<Value, Scalar>();
  let times = 0;
  const set = (node: Value): Value => {
    if (isNull(node)) return node;
    if (node.kind !== 'fields') return wrongKind(node, 'fields');
    const old = node.entries.get(key);
    if (isNull(old)) {
      times += 1;
      return withField(node, key, made);
    }
    const own = (old && replaced.get(old)) ?? { ...made };
    if (old && old !== made) replaced.set(old, own);
    return old === made ? node : withField(node, key, own);
  };
  const changed = changeFields(resource, specs, set, 'fields');
  return times > 1 ? { ...changed, shared: [...(changed.shared ?? []), made] } : changed;
}
