/** `replicas`: how many pods a workload has. */
import { changeFields, wrongKind } from './fieldSpecs.js';
import { refuse } from './refusal.js';
import { idOf, type Resource } from './resource.js';
import { gvkText, isSelected, previousIds } from './resourceIds.js';
import { withText } from './scalarText.js';
import type { FieldSpec, Replica } from './settings.js';
import { scalar } from './value.js';

export function applyReplicas(
  resources: readonly Resource[],
  replicas: readonly Replica[],
  specs: readonly FieldSpec[],
): readonly Resource[] {
  return replicas.reduce((changed, replica) => applyReplica(changed, replica, specs), resources);
}

/** The name may also be one that the workload had before. */
export function applyReplica(
  resources: readonly Resource[],
  { name, count, from }: Replica,
  specs: readonly FieldSpec[],
): readonly Resource[] {
  const wanted = name?.text ?? '';
  let isFound = false;
  const changed = resources.map(resource => {
    const ids = [idOf(resource), ...previousIds(resource)].filter(id => id.name === wanted);
    const own = specs.filter(spec => ids.some(id => isSelected(id, spec)));
    if (own.length === 0) return resource;
    isFound = true;
    return changeFields(
      resource,
      own,
      node => {
        if (node.kind !== 'scalar') return wrongKind(node, 'scalar');
        return node.isQuoted ? withText(node, String(count), from) : scalar(count, from);
      },
      'scalar',
    );
  });
  if (!isFound) {
    const kinds = specs.map(gvkText).join(' ');
    refuse(
      name?.from ?? from,
      `resource with name ${wanted} does not match a config with the following GVK [${kinds}]`,
    );
  }
  return changed;
}
