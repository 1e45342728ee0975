/** Where a map that is an item of a list is underlined: not all of its lines. */
import type { MapNode } from '../syntax/node.js';
import { type Finding, type Fix, finding } from './rule.js';

/** At the first key; in braces, at the brace. */
export function findingAtItem(node: MapNode, message: string, ...fixes: readonly Fix[]): Finding {
  const [first] = node.entries;
  if (!node.flow && first && !first.merged) return finding(node.alias ? node : first, message, ...fixes);
  const found = finding(node, message, ...fixes);
  return node.alias || !node.flow ? found : { ...found, at: { start: node.span.start, end: node.span.start + 1 } };
}
