/** Finds the YAML and JSON files of a folder that git would not ignore, and the drop-ins of kubelets. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { isIgnored, type Patterns, patternsOf } from '../workspace/ignored.js';

const skippedFolders = new Set(['.git', 'node_modules', 'vendor', '.terraform', '.venv', 'dist', 'target']);
const ours = /\.(ya?ml|json)$|^Kustomization$/i;
/** Drop-ins of a kubelet, not those of its systemd unit. */
const dropInFolder = /^kubelet(\.conf|\.config)?\.d$/i;

/** `project` is the folder where the patterns that count begin. Links are not followed. */
export function filesBelow(folder: string, project: string, onTrouble: (path: string, error: unknown) => void) {
  const files: string[] = [];
  visit(folder, patternsAbove(folder, project));
  return files;

  function visit(at: string, above: readonly Patterns[]): void {
    const entries = namesIn(at);
    if (!entries) return;
    const patterns = entries.some(({ name }) => name === '.gitignore') ? [...above, ...patternsIn(at)] : above;
    for (const entry of entries) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name) && !isIgnored(`${withSlashes(path)}/`, patterns)) visit(path, patterns);
      } else if (entry.isFile() && isOurs(at, entry.name) && !isIgnored(withSlashes(path), patterns)) files.push(path);
    }
  }

  function namesIn(at: string) {
    try {
      return readdirSync(at, { withFileTypes: true });
    } catch (error) {
      onTrouble(at, error);
      return undefined;
    }
  }
}

function isOurs(folder: string, name: string): boolean {
  return ours.test(name) || (dropInFolder.test(basename(folder)) && /\.conf$/i.test(name));
}

function patternsAbove(folder: string, project: string): readonly Patterns[] {
  const folders: string[] = [];
  for (let at = folder; at !== project && dirname(at) !== at; ) {
    at = dirname(at);
    folders.unshift(at);
  }
  return folders.flatMap(patternsIn);
}

function patternsIn(folder: string): readonly Patterns[] {
  try {
    return [patternsOf(`${withSlashes(folder)}/`, readFileSync(join(folder, '.gitignore'), 'utf8'))];
  } catch {
    return [];
  }
}

function withSlashes(path: string): string {
  return path.split(sep).join('/');
}
