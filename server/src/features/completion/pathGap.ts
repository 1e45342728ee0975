/** Whether a path is about to be typed in a kustomization, and which folder of the disk has to be looked into for it. */
import type { Position } from 'vscode-languageserver-types';
import { resolvePath } from '../../model/kustomization.js';
import { isKustomizationFile } from '../../model/manifest.js';
import { pathFields } from '../../model/paths.js';
import type { YamlFile } from '../../syntax/file.js';
import { gapsAt } from '../../syntax/locate.js';
import type { Path } from '../../syntax/node.js';
import { placeOf } from '../range.js';

/** What the index does not know all of: it holds manifests, and folders with a kustomization. */
const known: ReadonlySet<string> = new Set(['resources.*', 'bases.*', 'components.*']);

/** The URI of that folder; `undefined` where nobody needs it. */
export function folderToList(file: YamlFile, position: Position): string | undefined {
  if (!isKustomizationFile(file.uri)) return undefined;
  const { part, offset } = placeOf(file, position);
  for (const { path, slot, typed } of gapsAt(part.document.text, offset)) {
    // A list that is about to begin looks like a map.
    const field = [fieldOf(path), fieldOf([...path, 0])].find(own => Object.hasOwn(pathFields, own));
    if (field === undefined || known.has(field) || slot === 'variable') continue;
    const start = startOfTyped(field, typed);
    const below = typed
      .replace(/^["']/, '')
      .slice(start.length)
      .replace(/[^/]*$/, '');
    return resolvePath(file.uri, `./${below.startsWith('..') ? '' : below}`);
  }
  return undefined;
}

/** As in `pathFields`. */
export function fieldOf(path: Path): string {
  return path.map(step => (typeof step === 'number' ? '*' : step)).join('.');
}

/** What is typed before the path that is meant, and stays: `key=`, and `./`. */
export function startOfTyped(field: string, typed: string): string {
  const word = typed.replace(/^["']/, '');
  const key = field.endsWith('.files.*') ? word.slice(0, word.indexOf('=') + 1) : '';
  return key + (word.startsWith('./', key.length) ? './' : '');
}
