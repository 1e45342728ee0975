/** Where the kubelet puts the keys that `envFrom` makes variables of: `$(NAME)` in the texts of a container. */
import { entry, get, type Node, type ScalarNode, text } from '../syntax/node.js';
import { commandTextsOf, envVarsIn, referencesIn } from './env.js';
import type { VariableReference } from './objects.js';
import type { Container } from './pods.js';
import { knownText } from './templates.js';
import { mountsOf } from './volumes.js';

/** The uses of what `source`, an item of `envFrom`, may bring in. A variable of `env` comes before it. */
export function expansionsOf(container: Container, source: Node): readonly VariableReference[] {
  const written = get(source, 'prefix');
  const prefix = written ? knownText(written) : '';
  const { text: whole } = container.manifest.document;
  if (prefix === undefined) return [];
  return textsOf(container).flatMap(({ node, own }) =>
    referencesIn(whole.slice(node.span.start, node.span.end)).flatMap(({ name, start }) => {
      if (own.has(name) || !name.startsWith(prefix) || name === prefix) return [];
      const at = node.span.start + start + '$('.length + prefix.length;
      const key = name.slice(prefix.length);
      return [{ name: key, at: { start: at, end: at + key.length } }];
    }),
  );
}

interface Expanded {
  readonly node: ScalarNode;
  /** The variables that are defined there already. */
  readonly own: ReadonlySet<string>;
}

/** Most have no `$` at all. What came through an alias is written elsewhere. */
function textsOf(container: Container): readonly Expanded[] {
  const found: Expanded[] = [];
  const own = new Set<string>();
  const add = (node: Node | undefined): void => {
    if (text(node)?.includes('$(') && node?.kind === 'scalar' && !node.alias) found.push({ node, own: new Set(own) });
  };
  for (const { node, name } of envVarsIn(container)) {
    if (!entry(node, 'value')?.merged) add(get(node, 'value'));
    if (name !== undefined) own.add(name);
  }
  for (const node of commandTextsOf(container)) add(node);
  for (const { node } of mountsOf(container)) add(get(node, 'subPathExpr'));
  return found;
}
