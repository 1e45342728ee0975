/**
 * Which of the objects of one kind and name belong together. A workspace may hold several applications that each have
 * a ConfigMap `config`: a reference means the one that lies nearest to it, and patches belong to what lies nearest.
 */
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { KnownObject, KnownReference } from '../../workspace/objects.js';

/** Objects of one kind and name, and who refers to them. */
export interface Kin {
  readonly objects: readonly KnownObject[];
  readonly users: readonly KnownReference[];
}

/** The part of `kin` that belongs together with what is written in `uri`. */
export function nearTo(index: WorkspaceIndex, uri: string, { objects, users }: Kin): Kin {
  const wholes = objects.filter(object => !isPart(index, object)).map(({ uri: own }) => own);
  const followers = [...objects.map(object => object.uri), ...users.map(({ from }) => from.uri)];
  const kept = wholes.length > 0 ? together(uri, wholes, followers) : beside(uri);
  return { objects: objects.filter(object => kept(object.uri)), users: users.filter(({ from }) => kept(from.uri)) };
}

/** A patch, or a generator that adds to what another one makes. */
function isPart(index: WorkspaceIndex, { uri, facts }: KnownObject): boolean {
  return facts.generator ? facts.generator.behavior !== 'create' : index.build(uri).isPatch;
}

/** What a follower of one may follow another of: those belong together, and so on. */
function together(uri: string, wholes: readonly string[], followers: readonly string[]): (uri: string) => boolean {
  const nearest = nearestOf(wholes);
  // Most followers have the same leaders.
  const groups = new Set(followers.map(nearest));
  const kept = new Set(nearest(uri));
  for (let size = 0; size < kept.size; ) {
    size = kept.size;
    for (const group of groups) {
      if (!group.some(whole => kept.has(whole))) continue;
      for (const whole of group) kept.add(whole);
      groups.delete(group);
    }
  }
  // Of a group, all are kept or none.
  return own => kept.has(nearest(own)[0] ?? '');
}

/** Those of `wholes` that share the most folders with a file; a file shares one more with itself. */
function nearestOf(wholes: readonly string[]): (uri: string) => readonly string[] {
  const below = new Map<string, string[]>();
  for (const whole of new Set(wholes)) {
    for (const place of placesOf(whole)) {
      const known = below.get(place);
      if (known) known.push(whole);
      else below.set(place, [whole]);
    }
  }
  return uri => {
    for (const place of placesOf(uri)) {
      const found = below.get(place);
      if (found) return found;
    }
    return wholes;
  };
}

/** The file, and the folders that it is in, the innermost first. */
function* placesOf(uri: string): Iterable<string> {
  yield uri;
  for (let end = uri.lastIndexOf('/'); end >= 0; end = uri.lastIndexOf('/', end - 1)) {
    yield uri.slice(0, end + 1);
    if (end === 0) return;
  }
}

/** Where nothing says what belongs together: the files of one folder. */
function beside(uri: string): (uri: string) => boolean {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  return own => own.startsWith(folder) && !own.slice(folder.length).includes('/');
}
