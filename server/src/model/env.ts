/** Views on the environment of containers: the variables, where values come from, and what `$(NAME)` stands for. */
import {
  type Entry,
  entry,
  get,
  isNull,
  items,
  type MapNode,
  type Node,
  type ScalarNode,
  type SeqNode,
  text,
} from '../syntax/node.js';
import type { Manifest } from './manifest.js';
import { perManifest } from './perManifest.js';
import { type Container, containersOf } from './pods.js';

/** In the order in which the API server names them. */
export const valueSourceNames = [
  'fieldRef',
  'resourceFieldRef',
  'configMapKeyRef',
  'secretKeyRef',
  'fileKeyRef',
] as const;
export type ValueSourceName = (typeof valueSourceNames)[number];

export const envFromSourceNames = ['configMapRef', 'secretRef'] as const;

/** One item of `env`. */
export interface EnvVar {
  readonly container: Container;
  readonly node: MapNode;
  readonly name: string | undefined;
  /** The list it stands in, and where. */
  readonly list: SeqNode;
  readonly index: number;
}

/** One item of `envFrom`. */
export interface EnvFrom {
  readonly container: Container;
  readonly node: MapNode;
  readonly list: SeqNode;
}

/** `configMapKeyRef: …` of a variable, or another of its kind. */
export interface ValueSource {
  readonly variable: EnvVar;
  readonly name: ValueSourceName;
  readonly entry: Entry;
  readonly node: MapNode;
}

/** `$(NAME)` in a text, by offsets. */
export interface VarReference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export const envVarsOf = perManifest(function* (manifest): Iterable<EnvVar> {
  for (const container of containersOf(manifest)) yield* envVarsIn(container);
});

export function envVarsIn(container: Container): readonly EnvVar[] {
  const list = get(container.node, 'env');
  if (list?.kind !== 'seq') return [];
  return list.items.flatMap((node, index) =>
    node.kind === 'map' ? [{ container, node, name: text(get(node, 'name')), list, index }] : [],
  );
}

export function* envFromOf(manifest: Manifest): Iterable<EnvFrom> {
  for (const container of containersOf(manifest)) {
    const list = get(container.node, 'envFrom');
    if (list?.kind !== 'seq') continue;
    for (const node of list.items) if (node.kind === 'map') yield { container, node, list };
  }
}

/** The `env` of each container, as a whole. */
export function* environmentsOf(manifest: Manifest): Iterable<readonly EnvVar[]> {
  for (const container of containersOf(manifest)) {
    const variables = envVarsIn(container);
    if (variables.length > 0) yield variables;
  }
}

/** The sources that are written in a `valueFrom`; the API server wants exactly one. */
export function sourcesIn(valueFrom: Node | undefined): readonly Entry[] {
  return writtenEntries(valueFrom, valueSourceNames);
}

/** The sources that are written in an item of `envFrom`; the API server wants exactly one. */
export function envFromSourcesIn(item: MapNode): readonly Entry[] {
  return writtenEntries(item, envFromSourceNames);
}

export const valueSourcesOf = perManifest(function* (manifest): Iterable<ValueSource> {
  for (const variable of envVarsOf(manifest)) {
    const valueFrom = get(variable.node, 'valueFrom');
    for (const name of valueSourceNames) {
      const found = entry(valueFrom, name);
      if (found?.value.kind === 'map') yield { variable, name, entry: found, node: found.value };
    }
  }
});

/** What the kubelet puts the values of variables for. `$$` stands for a dollar sign. */
export function referencesIn(value: string): readonly VarReference[] {
  const found: VarReference[] = [];
  for (let at = value.indexOf('$'); at >= 0; at = value.indexOf('$', at)) {
    const close = value[at + 1] === '(' ? value.indexOf(')', at + 2) : -1;
    if (close >= 0) found.push({ name: value.slice(at + 2, close), start: at, end: close + 1 });
    at = close >= 0 ? close + 1 : at + 2;
  }
  return found;
}

/** `$(NAME)` that stays as it is, for the container has no such variable, or does not have it yet. */
export interface Unresolved extends VarReference {
  readonly container: Container;
  /** The scalar it stands in. */
  readonly node: ScalarNode;
  /** The variable whose value that is; `undefined` in a command. */
  readonly user: EnvVar | undefined;
  /** Where the name is defined after all: by the same variable, or by a later one. */
  readonly definition: EnvVar | undefined;
  /** The first definition of each of the container's variables. */
  readonly definitions: ReadonlyMap<string, EnvVar>;
}

/** Says nothing of containers that get names from elsewhere. */
export function* unresolvedIn(container: Container): Iterable<Unresolved> {
  if (!isNull(get(container.node, 'envFrom'))) return;
  const variables = envVarsIn(container);
  const definitions = new Map<string, EnvVar>();
  for (const variable of variables) {
    if (variable.name === undefined) return;
    if (!definitions.has(variable.name)) definitions.set(variable.name, variable);
  }
  for (const user of variables) {
    for (const { node, reference } of referencesAt(get(user.node, 'value'))) {
      const definition = definitions.get(reference.name);
      if (definition && definition.index < user.index) continue;
      yield { ...reference, container, node, user, definition, definitions };
    }
  }
  for (const { node, reference } of commandTextsOf(container).flatMap(referencesAt)) {
    if (definitions.has(reference.name)) continue;
    yield { ...reference, container, node, user: undefined, definition: undefined, definitions };
  }
}

function referencesAt(node: Node | undefined): readonly { node: ScalarNode; reference: VarReference }[] {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
  return referencesIn(node.value).map(reference => ({ node, reference }));
}

/** Names that the kubelet makes of the Services it knows, such as `DB_SERVICE_HOST` and `DB_PORT_5432_TCP_ADDR`. */
export function mayComeFromService(name: string): boolean {
  return /_SERVICE_(HOST|PORT)(_|$)|_PORT(_\d+_[A-Z]+(_(PROTO|PORT|ADDR))?)?$/.test(name);
}

/** The names of the pod's containers that a `resourceFieldRef` may ask for. */
export function containerNamesBeside({ manifest }: Container): readonly string[] {
  return [...containersOf(manifest)].flatMap(({ list, name }) =>
    list === 'ephemeralContainers' || name === undefined ? [] : [name],
  );
}

/** `command` and `args`: texts in which the kubelet replaces `$(NAME)`. */
export function commandTextsOf({ node }: Container): readonly Node[] {
  return [...items(get(node, 'command')), ...items(get(node, 'args'))];
}

function writtenEntries(node: Node | undefined, names: readonly string[]): readonly Entry[] {
  return names.flatMap(name => {
    const found = entry(node, name);
    return found && !isNull(found.value) ? [found] : [];
  });
}
