/** `namePrefix` and `nameSuffix`. Who refers to the names is told later, by `nameReferences.ts`. */
import { changeFields, wrongKind } from './fieldSpecs.js';
import type { Resource } from './resource.js';
import { firstId, isSelected, withPreviousId } from './resourceIds.js';
import { scalarText, withText } from './scalarText.js';
import type { FieldSpec, Gvk, Text } from './settings.js';

type Side = 'prefixes' | 'suffixes';

/** Their names say what they are about. */
const unchanged: readonly Gvk[] = [
  { group: '', version: '', kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', version: '', kind: 'APIService' },
  { group: '', version: '', kind: 'Namespace' },
];

export function applyPrefix(
  resources: readonly Resource[],
  prefix: Text,
  specs: readonly FieldSpec[],
): readonly Resource[] {
  return resources.map(resource => apply(resource, 'prefixes', prefix, specs));
}

export function applySuffix(
  resources: readonly Resource[],
  suffix: Text,
  specs: readonly FieldSpec[],
): readonly Resource[] {
  return resources.map(resource => apply(resource, 'suffixes', suffix, specs));
}

function apply(resource: Resource, side: Side, { text, from }: Text, specs: readonly FieldSpec[]): Resource {
  const id = firstId(resource);
  if (text === '' || unchanged.some(gvk => isSelected(id, gvk))) return resource;
  let changed = resource;
  for (const spec of specs) {
    if (!isSelected(id, spec)) continue;
    if (spec.path === 'metadata/name') {
      changed = withPreviousId({ ...changed, [side]: [...changed[side], text] });
    }
    changed = changeFields(
      changed,
      [spec],
      node => {
        if (node.kind !== 'scalar') return wrongKind(node, 'scalar');
        const old = scalarText(node);
        return withText(node, side === 'prefixes' ? text + old : old + text, from);
      },
      'scalar',
    );
  }
  return changed;
}
