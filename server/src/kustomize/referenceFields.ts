/** Which fields of an object name other objects, sorted by the kind that has them. */
import { isSelected } from './resourceIds.js';
import type { FieldSpec, Gvk, NameReference } from './settings.js';

/** A field that names an object of kind `target`. */
export interface ReferenceField {
  readonly spec: FieldSpec;
  readonly target: Gvk;
  readonly order: number;
}

type ByKind = ReadonlyMap<string, readonly ReferenceField[]>;

const known = new WeakMap<readonly NameReference[], ByKind>();

/** Those of an object, in the order in which kustomize looks at them. */
export function referenceFieldsOf(of: Gvk, references: readonly NameReference[]): readonly ReferenceField[] {
  let byKind = known.get(references);
  if (!byKind) {
    byKind = sortByKind(references);
    known.set(references, byKind);
  }
  const own = byKind.get(of.kind) ?? [];
  const anyKind = byKind.get('') ?? [];
  const all = anyKind.length === 0 ? own : [...own, ...anyKind].sort((a, b) => a.order - b.order);
  return all.filter(({ spec }) => isSelected(of, spec));
}

function sortByKind(references: readonly NameReference[]): ByKind {
  const byKind = new Map<string, ReferenceField[]>();
  let order = 0;
  for (const target of references) {
    for (const spec of target.fieldSpecs) {
      order += 1;
      const field = { spec, target, order };
      const kind = byKind.get(spec.kind);
      if (kind) kind.push(field);
      else byKind.set(spec.kind, [field]);
    }
  }
  return byKind;
}
