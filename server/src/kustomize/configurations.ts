/** Which fields the transformers change, all in all: what kustomize brings and what `configurations` add to it. */
import { builtinFieldSpecs } from './builtinFieldSpecs.js';
import { orderOf } from './kindOrder.js';
import { refuse } from './refusal.js';
import { isSelected } from './resourceIds.js';
import type { Configuration, FieldSpec, Gvk, NameReference } from './settings.js';
import type { Place } from './value.js';

type SpecField = Exclude<keyof Configuration, 'nameReference'>;

/** With the names that kustomize has for them in its errors. */
const specFields: Readonly<Record<SpecField, string>> = {
  namePrefix: 'NamePrefix',
  nameSuffix: 'NameSuffix',
  namespace: 'NameSpace',
  commonAnnotations: 'CommonAnnotations',
  commonLabels: 'CommonLabels',
  labels: 'Labels',
  templateLabels: 'TemplateLabels',
  varReference: 'VarReference',
  images: 'Images',
  replicas: 'Replicas',
};

const fieldNames = Object.keys(specFields).filter((field): field is SpecField => field in specFields);

export const emptyConfiguration: Configuration = {
  namePrefix: [],
  nameSuffix: [],
  namespace: [],
  commonLabels: [],
  labels: [],
  templateLabels: [],
  commonAnnotations: [],
  nameReference: [],
  varReference: [],
  images: [],
  replicas: [],
};

export const defaultConfiguration = sorted(builtinFieldSpecs);

/** All fields of both; refuses those of `added` that are known and have another `create`. */
export function mergeConfigurations(base: Configuration, added: Configuration): Configuration {
  if (added === base || added === emptyConfiguration) return base;
  if (base === emptyConfiguration) return added;
  const merged = mapSpecs(base, (specs, field) => mergeFieldSpecs(specs, added[field], specFields[field]));
  const nameReference = mergeNameReferences(base.nameReference, added.nameReference);
  const isSame = nameReference === base.nameReference && fieldNames.every(field => merged[field] === base[field]);
  return isSame ? base : sorted({ ...merged, nameReference });
}

/** `specs` and those of `added` that none of them covers. */
export function mergeFieldSpecs(
  specs: readonly FieldSpec[],
  added: readonly FieldSpec[],
  name: string,
): readonly FieldSpec[] {
  if (added === specs || added.length === 0) return specs;
  const merged = new Map<string, FieldSpec[]>();
  for (const spec of specs) addTo(merged, spec);
  const more: FieldSpec[] = [];
  for (const spec of added) {
    const known = merged.get(spec.path)?.find(one => isSelected(one, spec));
    if (!known) {
      addTo(merged, spec);
      more.push(spec);
    } else if (known.create !== spec.create) refuseConflict(spec.from ?? known.from, name);
  }
  return more.length > 0 ? [...specs, ...more] : specs;
}

function addTo(byPath: Map<string, FieldSpec[]>, spec: FieldSpec): void {
  const known = byPath.get(spec.path);
  if (known) known.push(spec);
  else byPath.set(spec.path, [spec]);
}

function refuseConflict(place: Place | undefined, name: string): never {
  if (!place) throw new Error('what kustomize brings has no conflicts');
  const what = name === '' ? 'failed to merge labels' : `failed to merge ${name} fieldSpec`;
  return refuse(place, `${what}: conflicting fieldspecs`);
}

function mergeNameReferences(
  references: readonly NameReference[],
  added: readonly NameReference[],
): readonly NameReference[] {
  let merged = references;
  for (const reference of added) {
    const index = merged.findIndex(one => isSameGvk(one, reference));
    const known = merged[index];
    if (!known) {
      merged = [...merged, reference];
      continue;
    }
    const fieldSpecs = mergeFieldSpecs(known.fieldSpecs, reference.fieldSpecs, 'NameReference');
    if (fieldSpecs !== known.fieldSpecs) merged = merged.with(index, { ...known, fieldSpecs });
  }
  return merged;
}

function isSameGvk(a: Gvk, b: Gvk): boolean {
  return a.group === b.group && a.version === b.version && a.kind === b.kind;
}

/** In the order in which kustomize goes through them. */
export function sorted(configuration: Configuration): Configuration {
  return {
    ...mapSpecs(configuration, specs => specs.toSorted(compareGvks)),
    nameReference: configuration.nameReference.toSorted(compareGvks),
  };
}

function mapSpecs(
  configuration: Configuration,
  change: (specs: readonly FieldSpec[], field: SpecField) => readonly FieldSpec[],
): Configuration {
  const changed = { ...configuration };
  for (const field of fieldNames) Object.assign(changed, { [field]: change(configuration[field], field) });
  return changed;
}

/** Kinds in the order in which they are installed, then by letter. */
export function compareGvks(a: Gvk, b: Gvk): number {
  const order = orderOf(a.kind) - orderOf(b.kind);
  if (order !== 0) return order;
  const first = sortText(a);
  const second = sortText(b);
  return first < second ? -1 : first > second ? 1 : 0;
}

function sortText({ group, version, kind }: Gvk): string {
  return `${group || '~G'}_${version || '~V'}_${kind || '~K'}`;
}
