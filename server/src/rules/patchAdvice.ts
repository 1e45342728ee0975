/** What kustomize refuses in patches, with what the user may have meant. */
import type { Manifest } from '../model/manifest.js';
import { pointerText } from '../model/patches.js';
import { nearest } from '../schema/nearest.js';
import { doubleQuoted, replace } from '../syntax/edit.js';
import { nodesAt } from '../syntax/locate.js';
import type { ScalarNode } from '../syntax/node.js';
import { type Finding, type Fix, finding, type RemarkHere } from './rule.js';

export type Advice = NonNullable<RemarkHere['advice']>;

/** More say nothing. */
const mostFixes = 5;

/** A text that leads nowhere. */
export interface Misled {
  readonly node: ScalarNode;
  readonly advice: Advice;
}

export function* misledIn(
  { root }: Manifest,
  remarks: readonly RemarkHere[],
  about: Advice['about'],
): Iterable<Misled> {
  for (const { advice, at } of remarks) {
    if (advice?.about !== about) continue;
    const node = nodesAt(root, at.start).at(-1);
    // A patch that stands in a text is a manifest of its own.
    if (node?.kind === 'scalar' && node.text === advice.text) yield { node, advice };
  }
}

export function misledFinding({ node, advice }: Misled): Finding {
  return finding(node, advice.message, ...fixesFor(node, advice));
}

/** The nearest word; where there is none to compare with, or the words are names, all of them, if they are few. */
function fixesFor(node: ScalarNode, { about, word, choices }: Advice): readonly Fix[] {
  const near =
    word === undefined
      ? undefined
      : nearest(
          word,
          choices.map(choice => choice.word),
        );
  const mayBeAny = word === undefined || about === 'target';
  const meant = choices.filter(choice => (near === undefined ? mayBeAny : choice.word === near));
  if (meant.length > mostFixes) return [];
  return meant.map(choice => ({
    title: `Change to ${choice.text}${choice.text.endsWith(choice.word) ? '' : ` (${choice.word})`}`,
    edits: () => [replace(node, writtenAs(node, choice.text))],
  }));
}

/** JSON has its quotes. */
function writtenAs({ style }: ScalarNode, text: string): string {
  return style === 'double' ? doubleQuoted(text) : pointerText(text);
}
