/** `vars`: values of objects under names that texts of others hold, as `$(NAME)`. */
import type { Context } from './context.js';
import { lookup, pathSteps, withIndexSteps } from './fieldPath.js';
import { changeFields, Misfit } from './fieldSpecs.js';
import { refuse } from './refusal.js';
import { idOf, type Resource, type ResourceId } from './resource.js';
import { gvkText, idKey, isSelected, previousIds } from './resourceIds.js';
import { scalarText } from './scalarText.js';
import type { FieldSpec, Gvk, Text, Var } from './settings.js';
import { isNull, type Scalar, type Value } from './value.js';
import { expandVariables, type ValueOf, type VariableValue } from './variableText.js';

/** The objects know by name which variables read from them: their ids may change later. */
export function bindVars(resources: readonly Resource[], vars: readonly Var[]): readonly Resource[] {
  return vars.reduce(bindVar, resources);
}

function bindVar(resources: readonly Resource[], variable: Var): readonly Resource[] {
  const isMeant = matcher(variable);
  const found = resources.filter(resource => [idOf(resource), ...previousIds(resource)].some(isMeant));
  const name = nameOf(variable);
  if (found.length > 1) {
    const place = variable.objref.name?.from ?? variable.from;
    refuse(place, `found ${found.length} resId matches for var ${varText(variable)} (unable to disambiguate)`);
  }
  const [only] = found;
  if (!only) return resources;
  return resources.map(one => (one === only ? { ...one, variables: [...(one.variables ?? []), name] } : one));
}

/** All of both; refuses a name that stands twice. */
export function mergeVars(vars: readonly Var[], added: readonly Var[]): readonly Var[] {
  if (added.length === 0) return vars;
  const merged = new Map(vars.map(variable => [nameOf(variable), variable]));
  for (const variable of added) {
    const name = nameOf(variable);
    if (merged.has(name)) refuse(variable.name?.from ?? variable.from, `var '${name}' already encountered`);
    merged.set(name, variable);
  }
  return [...merged.values()];
}

function nameOf({ name }: Var): string {
  return name?.text ?? '';
}

function objectGvk({ apiVersion, group, version, kind }: Var['objref']): Gvk {
  const of = (text: Text | undefined) => text?.text ?? '';
  const own = { group: of(group), version: of(version), kind: of(kind) };
  const [first = '', second, ...more] = apiVersion?.text.split('/') ?? [];
  if (!apiVersion || more.length > 0) return own;
  return second === undefined ? { ...own, version: first } : { ...own, group: first, version: second };
}

/** Without a namespace, objects of all namespaces are meant. */
function matcher({ objref }: Var): (id: ResourceId) => boolean {
  const namespace = objref.namespace?.text ?? '';
  const wanted = { ...objectGvk(objref), name: objref.name?.text ?? '', namespace };
  if (namespace !== '') {
    const key = idKey(wanted);
    return id => idKey(id) === key;
  }
  return id =>
    id.name === wanted.name && id.kind === wanted.kind && id.group === wanted.group && id.version === wanted.version;
}

/** As kustomize prints it; `fieldPath` has its default only when all is read. */
function varText(variable: Var, fieldPath = ''): string {
  const { text = fieldPath } = variable.fieldPath ?? {};
  return `{${nameOf(variable)} ${gvkText(objectGvk(variable.objref))} {${text}}}`;
}

/** Puts the values into the fields of `specs`, when all names have their last form. */
export function resolveVars(
  resources: readonly Resource[],
  vars: readonly Var[],
  specs: readonly FieldSpec[],
  context: Pick<Context, 'notice'>,
): readonly Resource[] {
  if (vars.length === 0) return resources;
  const unused = new Map<string, Var>();
  const values = new Map<string, Resolved>();
  for (const variable of vars.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))) {
    unused.set(nameOf(variable), variable);
    values.set(nameOf(variable), resolved(resources, variable));
  }
  const expand = expander(name => {
    const known = values.get(name);
    if (known?.value === undefined) return undefined;
    unused.delete(name);
    return known;
  });
  const changed = resources.map(resource => {
    const id = idOf(resource);
    return changeFields(
      resource,
      specs.filter(spec => isSelected(id, spec)),
      expand,
    );
  });
  for (const [name, variable] of unused) {
    context.notice({ code: 'variable-unused', place: variable.name?.from ?? variable.from, what: name });
  }
  return changed;
}

const defaultPath = 'metadata.name';

interface Resolved {
  /** `undefined` for what is no scalar: it cannot be put into texts. */
  readonly value: VariableValue | undefined;
  readonly from: Value['from'];
}

function resolved(resources: readonly Resource[], variable: Var): Resolved {
  const { fieldPath, from } = variable;
  const source = resources.find(({ variables }) => variables?.includes(nameOf(variable)));
  if (!source) {
    const place = variable.objref.name?.from ?? from;
    return refuse(
      place,
      `var '${varText(variable, defaultPath)}' cannot be mapped to a field in the set of known resources`,
    );
  }
  const found = lookedUp(source.value, fieldPath?.text ?? defaultPath);
  if (!found) {
    const what = varText(variable, defaultPath);
    return refuse(fieldPath?.from ?? from, `field specified in var '${what}' not found in corresponding resource`);
  }
  return { value: variableValue(found), from: found.from };
}

function lookedUp(node: Value, path: string): Value | undefined {
  try {
    return lookup(node, withIndexSteps(pathSteps(path)));
  } catch (error) {
    if (error instanceof Misfit) return undefined;
    throw error;
  }
}

function variableValue(node: Value): VariableValue | undefined {
  if (node.kind !== 'scalar') return undefined;
  return node.value === null || typeof node.value === 'string' ? scalarText(node) : node.value;
}

function expander(resolve: (name: string) => Resolved | undefined): (node: Value) => Value {
  const inScalar = (node: Scalar): Scalar => {
    if (typeof node.value !== 'string' || !node.value.includes('$')) return node;
    let cause: Value['from'];
    const lookUp: ValueOf = name => {
      const known = resolve(name);
      cause = known?.from ?? cause;
      return known?.value;
    };
    const value = expandVariables(scalarText(node), lookUp);
    return value === node.value ? node : { kind: 'scalar', value, from: cause ?? node.from };
  };
  return node => {
    if (isNull(node)) return node;
    if (node.kind === 'scalar') return inScalar(node);
    if (node.kind === 'fields') {
      const entries = [...node.entries].map(([key, value]) => [key, inText(value, inScalar)] as const);
      const isSame = entries.every(([key, value]) => node.entries.get(key) === value);
      return isSame ? node : { ...node, entries: new Map(entries) };
    }
    const items = node.items.map(item => {
      if (item.kind === 'scalar' && typeof item.value === 'string') return inScalar(item);
      throw new Misfit(item, 'invalid value type expect a string');
    });
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  };
}

function inText(value: Value, change: (node: Scalar) => Scalar): Value {
  return value.kind === 'scalar' ? change(value) : value;
}
