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
  const leaders = new Map([...new Set(followers)].map(follower => [follower, nearest(follower, wholes)]));
  const kept = new Set(nearest(uri, wholes));
  for (let size = 0; size < kept.size; ) {
    size = kept.size;
    for (const near of leaders.values())
      if (near.some(whole => kept.has(whole))) for (const whole of near) kept.add(whole);
  }
  return own => (leaders.get(own) ?? nearest(own, wholes)).some(whole => kept.has(whole));
}

function nearest(uri: string, wholes: readonly string[]): readonly string[] {
  const depths = wholes.map(whole => commonDepth(uri, whole));
  const deepest = Math.max(...depths);
  return wholes.filter((_, i) => depths[i] === deepest);
}

/** How many folders two files share; a file shares one more with itself. */
function commonDepth(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  const different = left.findIndex((step, i) => step !== right[i]);
  return different < 0 ? left.length : different;
}

/** Where nothing says what belongs together: the files of one folder. */
function beside(uri: string): (uri: string) => boolean {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  return own => own.startsWith(folder) && !own.slice(folder.length).includes('/');
}
