/** Which files are asked about, and which others must be known to judge them. Reads folders, no files. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { shownPath, type Trouble } from './found.js';
import { reasonOf } from './text.js';
import { filesBelow } from './walk.js';

export interface Asked {
  readonly path: string;
  /** How it is called in what is reported. */
  readonly shown: string;
  /** Somebody named it, and so expects an answer. */
  readonly isNamed: boolean;
  /** Where it does not come from the disk. */
  readonly text?: string;
}

export interface Targets {
  /** In the order in which they are reported. */
  readonly asked: readonly Asked[];
  /** All files of the projects that the asked ones belong to. */
  readonly known: readonly string[];
  /** The folders of these projects. */
  readonly roots: readonly string[];
  /** Everything of these projects is known; of a file outside of any repository nobody knows what belongs to it. */
  readonly isWhole: boolean;
  readonly troubles: readonly Trouble[];
}

export interface Stdin {
  readonly text: string;
  readonly name: string | undefined;
}

/** `paths` are folders, files and `-`. */
export function targetsOf(paths: readonly string[], stdin: Stdin | undefined): Targets {
  const asked = new Map<string, Asked>();
  const roots = new Set<string>();
  const troubles: Trouble[] = [];
  let isWhole = true;
  for (const path of paths) {
    if (path === '-') {
      const place = resolve(stdin?.name ?? 'stdin.yaml');
      asked.set(place, { path: place, shown: stdin?.name ?? '<stdin>', isNamed: true, text: stdin?.text ?? '' });
      roots.add(addFile(dirname(place)));
      continue;
    }
    const place = resolve(path);
    try {
      const isFolder = statSync(place).isDirectory();
      const project = isFolder ? (repositoryOf(place) ?? place) : addFile(dirname(place));
      roots.add(project);
      const found = isFolder ? filesBelow(place, project, onTrouble) : [place];
      for (const file of [...found, ...configsAbove(place, project)]) {
        if (!asked.has(file)) asked.set(file, { path: file, shown: shownPath(file), isNamed: file === place });
      }
    } catch (error) {
      onTrouble(place, error);
    }
  }
  const projects = [...roots].filter(root => ![...roots].some(other => isBelow(root, other)));
  const known = new Set(projects.flatMap(root => filesBelow(root, root, onGap)));
  return { asked: [...asked.values()].sort(byShown), known: [...known], roots: projects, isWhole, troubles };

  function addFile(folder: string): string {
    const repository = repositoryOf(folder);
    isWhole &&= repository !== undefined;
    return repository ?? folder;
  }

  function onGap(): void {
    isWhole = false;
  }

  function onTrouble(place: string, error: unknown): void {
    troubles.push({ path: shownPath(place), message: reasonOf(error) });
  }
}

/** The repository around a folder. */
function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

export const configName = '.kubewright.yaml';

/** The choices that hold for the file or folder, though they stand above it: mistakes in them concern it, too. */
function configsAbove(place: string, project: string): string[] {
  const found: string[] = [];
  for (let at = place; at !== project && isBelow(at, project); ) {
    at = dirname(at);
    const config = join(at, configName);
    if (existsSync(config)) found.push(config);
  }
  return found;
}

export function isConfig(path: string): boolean {
  return basename(path) === configName;
}

export function isBelow(path: string, folder: string): boolean {
  return path !== folder && path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function byShown({ shown: a }: Asked, { shown: b }: Asked): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
