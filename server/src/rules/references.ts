/** What rules about references share: the references to be judged, and which objects surely belong to each other. */
import { isMarkedAsPatch, type Manifest, manifestsOf } from '../model/manifest.js';
import type { Reference } from '../model/objects.js';
import { perManifest } from '../model/perManifest.js';
import { referencesIn, type WrittenReference } from '../model/references.js';
import { Slips } from '../model/slip.js';
import type { KnownObject, Objects } from '../workspace/objects.js';
import type { Finding, RelatedPlace, RuleContext } from './rule.js';

/** A reference, and the object that makes it. */
export interface Asked {
  readonly from: KnownObject;
  readonly reference: WrittenReference;
}

const writtenIn = perManifest(referencesIn);

/** Tells the controller of AWS load balancers that the name is one of an annotation, and not of a Service. */
const noPort = 'use-annotation';

/** Nothing as long as the workspace is not read, and in what is merged into another object. */
export function* askedIn(manifest: Manifest, context: RuleContext): Iterable<Asked> {
  const from = judgedObject(manifest, context);
  if (!from) return;
  for (const reference of writtenIn(manifest)) if (reference.port?.name !== noPort) yield { from, reference };
}

/** The same, with those together that name the same object. Many may, so what is asked of it is asked once. */
export function* askedTogether(manifest: Manifest, context: RuleContext): Iterable<readonly [Asked, ...Asked[]]> {
  const groups = new Map<string, [Asked, ...Asked[]]>();
  for (const asked of askedIn(manifest, context)) {
    const { kind, name, namespace = '' } = asked.reference;
    const key = `${kind} ${namespace}/${name}`;
    const group = groups.get(key);
    if (group) group.push(asked);
    else groups.set(key, [asked]);
  }
  yield* groups.values();
}

/** The object that `manifest` describes, where what it says of others can be judged. */
export function judgedObject(manifest: Manifest, { objects, build }: RuleContext): KnownObject | undefined {
  if (!objects.isComplete || build.isPatch || isMarkedAsPatch(manifest)) return undefined;
  return objects.of(manifest);
}

/** The objects that the reference means, where they surely belong to the one that makes it. */
export function belongingTo({ from, reference }: Asked, context: RuleContext): readonly KnownObject[] {
  const found = context.objects.resolve(from, reference);
  return found !== 'unknown' && found.some(object => isBeside(from, object, context)) ? found : [];
}

/** There is none, as far as can be known. */
export function isMissing({ from, reference }: Asked, { objects }: RuleContext): boolean {
  const found = objects.resolve(from, reference);
  return found !== 'unknown' && found.length === 0;
}

/** By kind, as long as the objects stay the same. */
const namesByKind = new WeakMap<Objects, Map<string, Slips>>();

/** Names of objects of the kind of which `name` may be a slip: those of the same length or nearly so, the shorter first. */
export function namesLike(name: string, kind: string, objects: Objects): readonly string[] {
  const kinds = namesByKind.get(objects) ?? new Map<string, Slips>();
  namesByKind.set(objects, kinds);
  const slips = kinds.get(kind) ?? new Slips(objects.all(kind).flatMap(({ facts }) => facts.name ?? []));
  kinds.set(kind, slips);
  return slips.meantBy(name);
}

/** How many folders above two files that kustomize builds together may be the one that holds both. */
const farthest = 2;

/**
 * Whether the two are installed together: they are in one file, one folder, or close to each other where kustomize
 * builds them. A folder with several versions of an object is a collection: its files do not belong to each other.
 */
export function isBeside(
  from: KnownObject,
  other: KnownObject,
  { objects, build }: Pick<RuleContext, 'objects' | 'build'>,
): boolean {
  if (from.uri === other.uri) return true;
  if (build.isBuilt) return areClose(from.uri, other.uri);
  const isAlone = ({ uri, facts: { kind, name } }: KnownObject): boolean =>
    name === undefined || objects.named(kind, name).every(twin => twin.uri === uri || folderOf(twin.uri) !== folder);
  const folder = folderOf(from.uri);
  return folder === folderOf(other.uri) && isAlone(from) && isAlone(other);
}

function areClose(one: string, other: string): boolean {
  const [a, b] = [one.split('/').slice(0, -1), other.split('/').slice(0, -1)];
  let common = 0;
  while (common < a.length && a[common] === b[common]) common++;
  return Math.max(a.length, b.length) - common <= farthest;
}

export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

/** Where the object is written, or the kustomization that generates it. Reads its document. */
export function manifestOf({ uri, document, facts }: KnownObject): Manifest | undefined {
  const { start } = facts.span;
  const all = manifestsOf(uri, document).filter(({ root }) => root.span.start <= start && start < root.span.end);
  return all.at(-1);
}

export function titleOf({ kind, name }: Pick<Reference, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}

/** The other end of a finding. */
export function placeOf({ uri, document, facts }: KnownObject, message?: string): RelatedPlace {
  return { uri, document, at: facts.at, message: message ?? `${facts.kind} ${facts.name ?? ''}`.trimEnd() };
}

/** Nobody looks at more places of one finding. */
const mostRelated = 10;

/** The last one that is shown says how many are not. */
export function withRelated(found: Finding, places: readonly RelatedPlace[]): Finding {
  const more = places.length - mostRelated;
  const last = places[mostRelated - 1];
  if (more <= 0 || !last) return { ...found, related: places };
  const rest = { ...last, message: `${last.message}, and ${more} more` };
  return { ...found, related: [...places.slice(0, mostRelated - 1), rest] };
}
