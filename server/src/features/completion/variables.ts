/** The variables that `$(NAME)` can stand for: those before it in `env`, and those that `envFrom` brings. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { envVarsIn } from '../../model/env.js';
import { meantAt } from '../../model/localNames.js';
import { type Container, containerAround } from '../../model/pods.js';
import { around, get, type Node, text } from '../../syntax/node.js';
import { envFromKeys } from '../envFromKeys.js';
import { knownAs } from '../meantObjects.js';
import type { Completer } from './completer.js';
import { type Candidate, nameItems } from './nameItems.js';

export const variables: Completer = function* (at) {
  const { gap, manifest, index, uri: from } = at;
  if (gap.slot !== 'variable' || !manifest || meantAt(manifest, gap.at)?.kind !== 'variable') return;
  const container = containerAround(manifest, gap.node);
  if (!container) return;
  const own = before(container, gap.node);
  const others = envFromKeys(index, knownAs(manifest), container).map(({ variable, reference, key }): Candidate => {
    const { kind, name } = reference;
    const data = { kind, name, uri: key.object.uri, key: key.name, from };
    return { name: variable, kind: CompletionItemKind.Variable, detail: `${kind} ${name}`, rank: 1, data };
  });
  const found = new Map([...others, ...own].map(candidate => [candidate.name, candidate]));
  for (const item of nameItems(at, [...found.values()])) yield { ...item, insertText: `${item.label})` };
};

/** For a value, those above it; a command sees all. */
function before(container: Container, node: Node): readonly Candidate[] {
  const outwards = new Set(around(node));
  const all = envVarsIn(container);
  const own = all.findIndex(variable => outwards.has(variable.node));
  return (own < 0 ? all : all.slice(0, own)).flatMap(({ name, node: variable }) => {
    const value = text(get(variable, 'value'));
    return name ? [{ name, kind: CompletionItemKind.Variable, ...(value !== undefined && { detail: value }) }] : [];
  });
}
