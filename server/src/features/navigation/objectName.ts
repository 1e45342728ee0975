/** Names of objects, and of the keys of ConfigMaps and Secrets: they are known in all files. */
import { charactersOf } from '../../model/localNames.js';
import { configMapKeyErrors } from '../../model/names.js';
import { objectNameErrors } from '../../model/objectNames.js';
import type { KeyFacts, ObjectFacts, Reference } from '../../model/objects.js';
import type { YamlDocument } from '../../syntax/file.js';
import { contains, nodesAt } from '../../syntax/locate.js';
import type { Span } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { KnownObject, Objects } from '../../workspace/objects.js';
import { whyFixed } from './fixedKey.js';
import { type Kin, nearTo } from './kin.js';
import type { Name, Place } from './name.js';

/** An object as others name it. */
interface Target {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** What is written at one place: the name of an object, or of one of its keys. */
interface Found extends Target {
  readonly key?: string;
  readonly span: Span;
  readonly isDefinition: boolean;
}

export function objectNameAt(
  index: WorkspaceIndex,
  uri: string,
  document: YamlDocument,
  offset: number,
): Name | undefined {
  const found = index.objects
    .in(document)
    .flatMap(({ facts }) => [...namesIn(facts)])
    .find(({ span }) => contains(span, offset));
  if (!found) return undefined;
  const { span, isDefinition, key, kind, name } = found;
  const at: Place = { uri, document, span, isDefinition };
  return key === undefined
    ? { what: kind, name, at, ...objectView(index, found, uri) }
    : { what: `key of ${kind} ${name}`, name: key, at, ...keyView(index, found, key, uri) };
}

function* namesIn(facts: ObjectFacts): Iterable<Found> {
  const { kind, name, namespace, at, data, references } = facts;
  if (name !== undefined) {
    yield { kind, name, namespace, span: at, isDefinition: true };
    for (const key of data?.keys ?? []) {
      yield { kind, name, namespace, key: key.name, span: key.at, isDefinition: true };
    }
  }
  for (const reference of references) {
    const target = targetOf(reference, facts);
    yield { ...target, span: reference.at, isDefinition: false };
    for (const key of reference.keys) yield { ...target, key: key.name, span: key.at, isDefinition: false };
  }
}

function targetOf({ kind, name, namespace }: Reference, from: ObjectFacts): Target {
  return { kind, name, namespace: namespace ?? from.namespace };
}

function objectView(index: WorkspaceIndex, target: Target, uri: string): Pick<Name, 'places' | 'objections'> {
  const { objects, users } = kinOf(index, target, uri);
  return {
    places: [
      ...objects.map(object => placeOf(object, object.facts.at, true)),
      ...users.map(({ from, reference }) => placeOf(from, reference.at, false)),
    ],
    objections: (wanted, kubernetesVersion) => {
      const isTaken = definitionsOf(index.objects, { ...target, name: wanted }).length > 0;
      return isTaken
        ? [`there is another ${target.kind} ${wanted}`]
        : objectNameErrors(target, wanted, kubernetesVersion);
    },
  };
}

function keyView(
  index: WorkspaceIndex,
  target: Target,
  key: string,
  uri: string,
): Pick<Name, 'places' | 'objections' | 'fixed'> {
  const { objects: own, users } = kinOf(index, target, uri);
  const keys = own.flatMap(object =>
    (object.facts.data?.keys ?? []).filter(({ name }) => name === key).map(found => ({ object, found })),
  );
  const asked = users.flatMap(({ from, reference }) =>
    reference.keys.filter(({ name }) => name === key).map(({ at }) => placeOf(from, at, false)),
  );
  const expanded = users.flatMap(({ from, reference: { variables = [] } }) =>
    variables
      .filter(({ name }) => name === key)
      .map(({ at }) => ({ ...placeOf(from, at, false), isPart: true as const })),
  );
  const places = [...keys.map(({ object, found }) => placeOfKey(object, found)), ...asked, ...expanded];
  const isInFile = keys.some(({ found }) => found.field === 'envs');
  return {
    places,
    fixed: () =>
      isInFile ? 'the key stands in an env file' : whyFixed(index, { ...target, key, objects: own, places }),
    objections: wanted => {
      const isTaken = own.some(({ facts }) => facts.data?.keys.some(({ name }) => name === wanted));
      return isTaken ? [`${target.kind} ${target.name} has a key ${wanted}`] : configMapKeyErrors(wanted);
    },
  };
}

/** The key of a file may be the end of its path; the file keeps its name. */
function placeOfKey(object: KnownObject, { at, field }: KeyFacts): Place {
  const place = placeOf(object, at, true);
  const { root, text } = object.document;
  if (field !== 'files' || text[at.end] === '=') return place;
  const source = nodesAt(root, at.start).at(-1);
  return { ...place, newNameAt: (source && charactersOf(text, source)?.start) ?? at.start };
}

/** All objects that `target` may mean, and all references that may mean one of them. */
function kinOf(index: WorkspaceIndex, target: Target, uri: string): Kin {
  const objects = definitionsOf(index.objects, target);
  const users = index.objects
    .usersOf(target.kind, target.name)
    .filter(({ from, reference }) => mayBeSame(targetOf(reference, from.facts).namespace, target.namespace));
  return nearTo(index, uri, { objects, users });
}

function definitionsOf(objects: Objects, { kind, name, namespace }: Target): readonly KnownObject[] {
  return objects.named(kind, name).filter(({ facts }) => mayBeSame(facts.namespace, namespace));
}

/** An object without a namespace gets its own when it is applied. */
function mayBeSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function placeOf({ uri, document }: KnownObject, span: Span, isDefinition: boolean): Place {
  return { uri, document, span, isDefinition };
}
