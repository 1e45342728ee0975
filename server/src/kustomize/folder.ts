/**
 * A folder of a kustomization, and the way from the first one to it. Says which files and folders a kustomization may
 * read, and refuses the others as kustomize's loader does.
 */
import { type FileKind, type Files, Missing, Unsupported } from './files.js';
import { kustomizationFileNames } from './kustomizationFile.js';
import { holds, isAbsolute, isRemoteFile, isRepository, joinUri, pathOfUri } from './paths.js';
import { refuse } from './refusal.js';
import type { Text } from './settings.js';
import { type Source, sourceOfFile } from './source.js';
import type { Place } from './value.js';

export interface Folder {
  readonly uri: string;
  /** The kustomization that names it. */
  readonly referrer: Folder | undefined;
}

/** The files, and what was read of them. */
export interface Disk {
  readonly files: Files;
  /** Files outside of a kustomization's folder may be read, too: `--load-restrictor LoadRestrictionsNone`. */
  readonly isUnrestricted: boolean;
  read(uri: string): void;
}

/** That nothing is at `uri` is read as `uri` with a slash: it changes with the first file below, too. */
export function kindOf(disk: Disk, uri: string): FileKind {
  const kind = disk.files.kindOf(uri);
  if (kind === undefined) throw new Missing([uri]);
  disk.read(kind === 'none' ? `${uri}/` : uri);
  return kind;
}

/** The uri of the file at `path`. */
export function locate(disk: Disk, folder: Folder, path: Text): string {
  if (isRemoteFile(path.text)) throw new Unsupported(path.from, 'remote');
  const written = joinUri(folder.uri, path.text);
  const kind = kindOf(disk, written);
  if (kind === 'none') refuse(path.from, notThere(written));
  if (disk.isUnrestricted && kind === 'folder') refuse(path.from, `read ${pathOfUri(written)}: is a directory`);
  if (kind === 'folder') refuse(path.from, `'${pathOfUri(written)}' must resolve to a file`);
  const uri = disk.files.realUri?.(written) ?? written;
  if (disk.isUnrestricted || holds(folder.uri, uri)) return uri;
  const [file, root] = [written, folder.uri].map(pathOfUri);
  return refuse(path.from, `security; file '${file}' is not in or below '${root}'`);
}

/** The file at `path`. */
export function open(disk: Disk, folder: Folder, path: Text): Source {
  return openUri(disk, locate(disk, folder, path));
}

export function openUri(disk: Disk, uri: string): Source {
  disk.read(uri);
  const file = disk.files.yaml(uri);
  if (!file) throw new Missing([uri]);
  return sourceOfFile(file);
}

export function readBytes(disk: Disk, uri: string): Uint8Array {
  disk.read(uri);
  const bytes = disk.files.bytes(uri);
  if (!bytes) throw new Missing([uri]);
  return bytes;
}

/** The folder at `path`, which must not hold a folder that leads to it. */
export function enter(disk: Disk, folder: Folder, path: Text): Folder {
  if (path.text === '') refuse(path.from, 'new root cannot be empty');
  if (isRepository(path.text)) throw new Unsupported(path.from, 'remote');
  if (isAbsolute(path.text)) refuse(path.from, `new root '${path.text}' cannot be absolute`);
  const written = joinUri(folder.uri, path.text);
  const kind = kindOf(disk, written);
  if (kind === 'none') refuse(path.from, `must build at directory: not a valid directory: ${notThere(written)}`);
  if (kind === 'file') refuse(path.from, `must build at directory: '${pathOfUri(written)}': file is not directory`);
  const uri = disk.files.realUri?.(written) ?? written;
  refuseCycle(folder, uri, path.from);
  return { uri, referrer: folder };
}

export function refuseCycle(folder: Folder, root: string, place: Place): void {
  for (let at: Folder | undefined = folder; at; at = at.referrer) {
    if (!holds(root, at.uri)) continue;
    const [candidate, visited] = [root, at.uri].map(pathOfUri);
    refuse(place, `cycle detected: candidate root '${candidate}' contains visited root '${visited}'`);
  }
}

/** The kustomization file in `folder`; `place` is who asks for it. */
export function kustomizationIn(disk: Disk, folder: Folder, place: Place): Source {
  const uris = kustomizationFileNames.map(name => joinUri(folder.uri, name));
  const unknown = uris.filter(uri => disk.files.kindOf(uri) === undefined);
  if (unknown.length > 0) throw new Missing(unknown);
  const [uri, second] = uris.filter(uri => kindOf(disk, uri) === 'file');
  const path = pathOfUri(folder.uri);
  if (uri === undefined) {
    refuse(
      place,
      `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${path}'`,
    );
  }
  if (second !== undefined) {
    refuse({ uri: second, start: 0, end: 1 }, `Found multiple kustomization files under: ${path}`);
  }
  return openUri(disk, uri);
}

function notThere(uri: string): string {
  const path = pathOfUri(uri);
  return `evalsymlink failure on '${path}' : lstat ${path}: no such file or directory`;
}
