/** Whether a selector takes an object with certain labels. Says nothing where a value is not known yet. */
import { entries, get, items, keyOf, type Node } from '../syntax/node.js';
import { isPlaceholder, knownText } from './templates.js';

/** Strings of a map; `undefined` when one of them is not known here. */
export function stringsOf(node: Node | undefined): ReadonlyMap<string, string> | undefined {
  const strings = new Map<string, string>();
  for (const field of entries(node)) {
    const value = knownText(field.value);
    if (value === undefined || isPlaceholder(field.key)) return undefined;
    strings.set(keyOf(field), value);
  }
  return strings;
}

/** Whether a LabelSelector takes `labels`; `undefined` where it is not well formed, or not known. */
export function selects(selector: Node, labels: ReadonlyMap<string, string>): boolean | undefined {
  const wanted = stringsOf(get(selector, 'matchLabels'));
  if (!wanted) return undefined;
  const answers = items(get(selector, 'matchExpressions')).map(expression => meets(expression, labels));
  if (answers.includes(undefined)) return undefined;
  return [...wanted].every(([key, value]) => labels.get(key) === value) && !answers.includes(false);
}

function meets(expression: Node, labels: ReadonlyMap<string, string>): boolean | undefined {
  const key = knownText(get(expression, 'key'));
  const values = items(get(expression, 'values')).map(knownText);
  if (key === undefined || values.includes(undefined)) return undefined;
  const own = labels.get(key);
  const isListed = own !== undefined && values.includes(own);
  switch (knownText(get(expression, 'operator'))) {
    case 'In':
      return isListed;
    case 'NotIn':
      return !isListed;
    case 'Exists':
      return own !== undefined;
    case 'DoesNotExist':
      return own === undefined;
    default:
      return undefined;
  }
}
