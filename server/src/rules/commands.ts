/** What the command of an exec probe really runs: one program with its arguments, and no shell unless it is named. */
import { handlersOf, type Probe } from '../model/pods.js';
import { isPlaceholder } from '../model/templates.js';
import { columnOf, type Edit, newlineOf, scalarText } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import { get, items, type MapNode, type Node, type ScalarNode, type SeqNode, text } from '../syntax/node.js';

export interface Command {
  readonly list: SeqNode;
  readonly nodes: readonly ScalarNode[];
  readonly words: readonly string[];
}

/** `undefined` where there is none, or where some of it is not known here. */
export function commandOf({ node }: Probe): Command | undefined {
  const [handler, ...others] = handlersOf(node);
  const list = get(handler?.entry.value, 'command');
  if (handler?.name !== 'exec' || others.length > 0 || list?.kind !== 'seq' || list.items.length === 0)
    return undefined;
  const nodes = list.items.flatMap(item => (item.kind === 'scalar' && typeof item.value === 'string' ? [item] : []));
  const isKnown = nodes.length === list.items.length && !nodes.some(isFilledIn);
  return isKnown ? { list, nodes, words: nodes.map(node => node.text) } : undefined;
}

/** `$(NAME)` and `$NAME` are no placeholders in a command: the kubelet reads the one, a shell the other. */
function isFilledIn(node: ScalarNode): boolean {
  return isPlaceholder(node) && /\{\{|\$\{/.test(node.text);
}

const shell = /^(.*[/\\])?((ba|da|a|z|k|c|tc|fi|mk|lk|pd)?sh|busybox|toybox|pwsh|powershell|cmd)(\.exe)?$/i;

/** A shell, or what starts one: it gives its own meaning to what follows. */
export function namesShell({ words }: Command): boolean {
  return words.some(
    word => shell.test(word) || /^(.*\/)?(su|sudo|runuser|gosu|nsenter|chroot|ssh|env|eval)$/.test(word),
  );
}

/** The variables that the container writes out, by name; the last one wins. */
export function variablesOf(container: MapNode): ReadonlyMap<string, Node> {
  return new Map(
    items(get(container, 'env')).flatMap(variable => {
      const name = text(get(variable, 'name'));
      return name === undefined ? [] : [[name, variable] as const];
    }),
  );
}

/** `script` run by a shell, in the layout of the list; `undefined` where comments would be lost. */
export function runInShell(document: YamlDocument, command: Command, script: string): readonly Edit[] | undefined {
  return rewrite(document, command, ['sh', '-c', script]);
}

/** The words as a shell would have to be told, with what only a shell understands left as it is. */
export function scriptOf(words: readonly string[]): string {
  return words.map(word => (isOperator(word) ? word : quoted(word))).join(' ');
}

export function rewrite(
  document: YamlDocument,
  { list, nodes }: Command,
  words: readonly string[],
): readonly Edit[] | undefined {
  const first = nodes[0];
  const last = nodes.at(-1);
  if (!first || !last || list.alias || nodes.some(({ alias }) => alias)) return undefined;
  const span = { start: first.span.start, end: last.span.end };
  if (/(^|\s)[#&!]/.test(between(document, nodes))) return undefined;
  const isJson = nodes.every(({ style }) => style === 'double');
  const texts = words.map(word => (isJson ? JSON.stringify(word) : word === '-c' ? word : scalarText(word)));
  if (list.flow) return [{ span, text: texts.join(', ') }];
  const lead = `${newlineOf(document)}${' '.repeat(columnOf(document, list.span.start))}- `;
  // The end of a block scalar is the start of the next line.
  const ending = document.text.slice(span.start, span.end).endsWith('\n') ? newlineOf(document) : '';
  return [{ span, text: texts.join(lead) + ending }];
}

function between({ text }: YamlDocument, nodes: readonly ScalarNode[]): string {
  return nodes.map((node, i) => text.slice(node.span.end, nodes[i + 1]?.span.start ?? node.span.end)).join(' ');
}

export const redirection = /^(&>>?|[0-9]?>>?(&[0-9-]|\/dev\/.+))$/;

export function isOperator(word: string): boolean {
  return /^(\|\|?|&&?|;|<|>>?)$/.test(word) || redirection.test(word);
}

function quoted(word: string): string {
  if (/^[\w@%+=:,./$*-]+$/.test(word)) return word;
  return word.includes('$') ? `"${word.replace(/["\\`]/g, '\\$&')}"` : `'${word.replaceAll("'", "'\\''")}'`;
}
