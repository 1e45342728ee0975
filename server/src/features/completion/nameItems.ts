/** From names to the items that an editor shows: how they are quoted and ordered, and how many there may be. */
import type { CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { scalarText } from '../../syntax/edit.js';
import type { CompletionPlace, ObjectReference } from './completer.js';
import { quoted } from './layout.js';

export interface Candidate {
  /** A number is written without quotes. */
  readonly name: string | number;
  readonly kind: CompletionItemKind;
  /** A function is called for those only that are shown. */
  readonly detail?: string | (() => string);
  /** Those of a lower rank come first; otherwise they keep their order. */
  readonly rank?: number;
  readonly data?: ObjectReference;
  /** How it is written without quotes around it, where that is not as any other name. */
  readonly plain?: string;
}

/** More than anybody reads. */
const mostItems = 500;

export function nameItems(
  { gap, layout }: Pick<CompletionPlace, 'gap' | 'layout'>,
  candidates: readonly Candidate[],
): readonly CompletionItem[] {
  const fitting = candidates.length > mostItems ? candidates.filter(fits(gap.typed)) : candidates;
  const ordered = [...fitting].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).slice(0, mostItems);
  return ordered.map(({ name, kind, detail, data, plain }, i) => ({
    label: String(name),
    kind,
    ...(detail !== undefined && { detail: typeof detail === 'string' ? detail : detail() }),
    ...(data && { data }),
    sortText: String(i).padStart(3, '0'),
    insertText: typeof name === 'number' ? String(name) : quoted(layout, name, plain ?? scalarText(name)),
  }));
}

/** As editors filter: the characters that were typed, in this order. */
function fits(typed: string): (candidate: Candidate) => boolean {
  const wanted = [...typed.replace(/^["']/, '').toLowerCase()];
  return ({ name }) => {
    const word = String(name).toLowerCase();
    let at = -1;
    return wanted.every(char => {
      at = word.indexOf(char, at + 1);
      return at >= 0;
    });
  };
}
