/** The `$patch` directives of a strategic merge patch: what they ask for, and the patch without them. */
import { setElement } from './keyedItems.js';
import { charactersOfValue, type Refuse } from './patchValues.js';
import { type Fields, type Value, withoutField } from './value.js';

type Directive = 'delete' | 'replace' | 'merge';

export interface Directed<Kind> {
  readonly directive: Directive;
  readonly rest: Kind;
}

const key = '$patch';

/** Of a map. */
export function directedFields(patch: Fields, refuse: Refuse): Directed<Fields> {
  const value = patch.entries.get(key);
  if (!value) return { directive: 'merge', rest: patch };
  return { directive: directiveOf(value, refuse), rest: withoutField(patch, key) };
}

/** Of a list: its first map with the key has nothing else in it, and goes away. */
export function directedItems(patch: readonly Value[], refuse: Refuse): Directed<readonly Value[]> {
  const marker = patch.find(item => item.kind === 'fields' && item.entries.has(key));
  const value = marker?.kind === 'fields' && marker.entries.size === 1 ? marker.entries.get(key) : undefined;
  if (!value) return { directive: 'merge', rest: patch };
  const directive = directiveOf(value, refuse);
  return { directive, rest: setElement(patch, undefined, [key], [directive], refuse) };
}

function directiveOf(value: Value, refuse: Refuse): Directive {
  const word = charactersOfValue(value);
  if (word === 'delete' || word === 'replace' || word === 'merge') return word;
  return refuse(value, `unknown patch strategy '${word}'`);
}
