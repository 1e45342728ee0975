/** An object on its way through a build, and the names it had on that way. */
import { charactersOf, type Fields, get, isNull, type Place, type Scalar, text, type Value } from './value.js';

/** What kustomize tells objects apart by. */
export interface ResourceId {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  /** Empty where none is written. */
  readonly namespace: string;
}

export type Behavior = 'unspecified' | 'create' | 'replace' | 'merge';

export interface Resource {
  readonly value: Fields;
  /** The ids it had before, the oldest (as written) first; without the one it has now. */
  readonly previous: readonly ResourceId[];
  /** What was put around its name, in the order of the kustomizations that did it. */
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  /** Made by a generator, and not without a hash. */
  readonly needsHash: boolean;
  readonly behavior: Behavior;
  /** The document, or the entry of a generator, that it comes from. */
  readonly from: Place;
  readonly isGenerated: boolean;
  /** The names of the `vars` that read from it. */
  readonly variables?: readonly string[];
  /**
   * Labels and annotations that kustomize put into several places of the object and keeps as one: who changes one of
   * them changes all (`shared.ts`).
   */
  readonly shared?: readonly Scalar[];
}

/** The id that it has now. */
export function idOf({ value }: Pick<Resource, 'value'>): ResourceId {
  const apiVersion = text(get(value, 'apiVersion')) ?? '';
  const slash = apiVersion.indexOf('/');
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind: text(get(value, 'kind')) ?? '',
    name: characters(get(value, 'metadata', 'name')),
    namespace: characters(get(value, 'metadata', 'namespace')),
  };
}

function characters(node: Value | undefined): string {
  return node?.kind === 'scalar' && !isNull(node) ? charactersOf(node) : '';
}

export function originalId(resource: Resource): ResourceId {
  return resource.previous[0] ?? idOf(resource);
}
