/** The kubelet's arguments in YAML: kubeadm's kubeletExtraArgs, and containers that run a kubelet. */
import type { YamlFile } from '../../syntax/file.js';
import { entries, get, items, keyOf, type Node, type ScalarNode, walk } from '../../syntax/node.js';

/** A flag where it is written: as one text, or as a name and a value. */
export interface WrittenArgument {
  readonly node: ScalarNode;
  /** The arguments that it stands for on a command line. */
  readonly word: string;
  /** It names the flag; without this, a value of it. */
  readonly namesFlag: boolean;
}

export function readManifests({ parts }: YamlFile): readonly string[] | undefined {
  const words = parts.flatMap(({ document: { root } }) => (root ? [...argumentsIn(root)].map(({ word }) => word) : []));
  return words.length > 0 ? words : undefined;
}

/** Those below `root`, in the order in which they are written. */
export function* argumentsIn(root: Node): Iterable<WrittenArgument> {
  for (const node of walk(root)) {
    if (node.kind !== 'map' || node.alias) continue;
    for (const entry of entries(node)) {
      if (keyOf(entry) === 'kubeletExtraArgs' && !entry.merged) yield* extraArguments(entry.value);
    }
    if (runsKubelet(node)) yield* containerArguments(node);
  }
}

/** A map since v1beta1, a list of names and values since v1beta4 of kubeadm. */
function* extraArguments(node: Node): Iterable<WrittenArgument> {
  for (const { key, value, merged } of entries(node)) {
    if (merged || value.kind !== 'scalar') continue;
    yield { node: key, word: `--${key.text}=${value.text}`, namesFlag: true };
  }
  for (const item of items(node)) {
    const [name, value] = [get(item, 'name'), get(item, 'value')];
    if (name?.kind !== 'scalar') continue;
    yield { node: name, word: `--${name.text}=${value?.kind === 'scalar' ? value.text : ''}`, namesFlag: true };
  }
}

function* containerArguments(container: Node): Iterable<WrittenArgument> {
  for (const field of ['command', 'args']) {
    for (const item of items(get(container, field))) {
      // The program, and what is no scalar.
      if (item.kind !== 'scalar' || isKubelet(item.text)) continue;
      yield { node: item, word: item.text, namesFlag: /^--?[A-Za-z]/.test(item.text) };
    }
  }
}

function runsKubelet(node: Node): boolean {
  const command = items(get(node, 'command'));
  const first = [...command, ...items(get(node, 'args'))].filter(item => item.kind === 'scalar').slice(0, 2);
  if (first.some(({ text }) => isKubelet(text))) return true;
  const image = get(node, 'image');
  return command.length === 0 && image?.kind === 'scalar' && /(?:^|\/)kubelet(?:[:@].*)?$/.test(image.text);
}

function isKubelet(word: string): boolean {
  return /^(?:\S*\/)?kubelet(?:\.exe)?$/.test(word);
}
