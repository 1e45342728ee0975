/**
 * Field specs: which fields of which objects a transformer changes. Knows how kustomize walks along their paths: through
 * lists without saying so, and creating what is missing where the spec says so.
 */
import { refuse } from './refusal.js';
import { idOf, type Resource } from './resource.js';
import { idText, isSelected } from './resourceIds.js';
import type { FieldSpec } from './settings.js';
import { withValue } from './shared.js';
import { type Fields, fields, get, isNull, list, type Place, scalar, type Value, withField } from './value.js';

/** What stands at the end of a path that a spec creates. */
export type Creates = 'nothing' | 'scalar' | 'fields';

/** Makes a new value of one that a path leads to; throws `Misfit` when that is of the wrong kind. */
export type Change = (node: Value) => Value;

/** A value is not what a path or a transformer needs. */
export class Misfit extends Error {
  readonly place: Place | undefined;

  constructor(node: Value, message: string) {
    super(message);
    this.place = node.from;
  }
}

const kindNames = { scalar: 'ScalarNode', list: 'SequenceNode', fields: 'MappingNode' };

export function wrongKind(node: Value, expected: Value['kind']): never {
  throw new Misfit(node, `wrong node kind: expected ${kindNames[expected]} but got ${kindNames[node.kind]}`);
}

/** `resource` after `change` of each field that `specs` lead to. */
export function changeFields(
  resource: Resource,
  specs: readonly FieldSpec[],
  change: Change,
  creates: Creates = 'nothing',
): Resource {
  const id = idOf(resource);
  let value = resource.value;
  for (const spec of specs) {
    if (isSelected(id, spec)) value = changeField({ ...resource, value }, spec, change, creates);
  }
  return withValue(resource, value);
}

/** The value of `resource` after `change` of what the path of `spec` leads to, whatever it says about kinds. */
export function changeField(resource: Resource, spec: FieldSpec, change: Change, creates: Creates = 'nothing'): Fields {
  const steps = stepsOf(spec.path);
  const start = withAnnotationMap(resource, spec.path);
  try {
    const changed = changeAt(start, 0, { steps, change, creates: spec.create ? creates : 'nothing' });
    return changed.kind === 'fields' && changed !== start ? changed : resource.value;
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    const object = idText(idOf(resource));
    const message = `considering field '${spec.path}' of object ${object}: ${error.message}`;
    return refuse(error.place ?? spec.from ?? resource.from, message);
  }
}

/** kustomize keeps its own notes about an object among its annotations, so that there are some. */
function withAnnotationMap(resource: Resource, path: string): Fields {
  const { value } = resource;
  const metadata = path === 'metadata/annotations' ? get(value, 'metadata') : undefined;
  if (metadata?.kind !== 'fields' || !isNull(get(metadata, 'annotations'))) return value;
  if (!metadata.entries.has('annotations') && !hasNotes(resource)) return value;
  return withField(value, 'metadata', withField(metadata, 'annotations', fields([])));
}

/** Whether kustomize has noted something about it: a name that it had, or how it was generated. */
export function hasNotes({ previous, prefixes, suffixes, isGenerated }: Resource): boolean {
  return isGenerated || previous.length > 0 || prefixes.length > 0 || suffixes.length > 0;
}

interface Step {
  readonly name: string;
  readonly isList: boolean;
}

const known = new Map<string, readonly Step[]>();

function stepsOf(path: string): readonly Step[] {
  let steps = known.get(path);
  if (!steps) {
    steps = splitPath(path, '/').map(step => ({ name: step.replace(/\[\]$/, ''), isList: step.endsWith('[]') }));
    if (known.size > 5000) known.clear();
    known.set(path, steps);
  }
  return steps;
}

/** The parts of a path; a backslash takes the delimiter behind it as it is. */
export function splitPath(path: string, delimiter: string): readonly string[] {
  const [first = '', ...parts] = path.split(delimiter);
  const steps = first === '' && parts.length > 0 ? [] : [first];
  for (const part of parts) {
    const last = steps.at(-1);
    if (last?.endsWith('\\')) steps[steps.length - 1] = last.slice(0, -1) + delimiter + part;
    else steps.push(part);
  }
  return steps;
}

interface Walk {
  readonly steps: readonly Step[];
  readonly change: Change;
  readonly creates: Creates;
}

function changeAt(node: Value, at: number, walk: Walk): Value {
  const step = walk.steps[at];
  if (!step) return walk.change(node);
  if (isNull(node)) return node;
  if (node.kind === 'scalar') throw new Misfit(node, 'expected sequence or mapping node');
  return node.kind === 'list' ? changeItems(node.items, node, at, walk) : changeEntry(node, step, at, walk);
}

function changeItems(items: readonly Value[], node: Value, at: number, walk: Walk): Value {
  try {
    const changed = items.map(item => changeAt(item, at, walk));
    return changed.every((item, index) => item === items[index]) ? node : list(changed, node.from);
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    const rest = walk.steps.slice(at).map(({ name, isList }) => (isList ? `${name}[]` : name));
    error.message = `visit traversal on path: [${rest.join(' ')}]: ${error.message}`;
    throw error;
  }
}

function changeEntry(node: Fields, { name, isList }: Step, at: number, walk: Walk): Value {
  if (name === '') throw new Misfit(node, 'cannot set or create an empty field name');
  if (/^[+-]?\d+$/.test(name))
    throw new Misfit(node, `fieldName: ${name}: wrong node kind: expected SequenceNode but got MappingNode`);
  const old = node.entries.get(name);
  const child = isNull(old) ? (created(old, isList, at, walk) ?? old) : old;
  if (!child) return node;
  const changed = changeAt(child, at + 1, walk);
  return changed === old ? node : withField(node, name, changed);
}

/** What takes the place of nothing, or of null. A null that should be a list becomes one; lists are never created. */
function created(old: Value | undefined, isList: boolean, at: number, walk: Walk): Value | undefined {
  if (isList) return old && list([], old.from);
  if (walk.creates === 'nothing') return undefined;
  const isLast = at === walk.steps.length - 1;
  return isLast && walk.creates === 'scalar' ? scalar('') : fields([]);
}
