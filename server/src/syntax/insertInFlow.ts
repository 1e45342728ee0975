/** Puts something behind an item or entry in braces or brackets, in the layout that is there. */
import { type Edit, endOfLine, newlineOf, type Source, startOfLine, startsLine } from './edit.js';
import type { Span } from './node.js';

/** Each on a line of its own where `last` has one; a comment behind `last` stays there. */
export function insertBehind(source: Source, last: Span, texts: readonly string[]): Edit {
  const { text } = source;
  const { start, end } = last;
  const insertion = (added: string): Edit => ({ span: { start: end, end }, text: added });
  if (!startsLine(source, start)) return insertion(texts.map(own => `, ${own}`).join(''));
  const lead = newlineOf(source) + text.slice(startOfLine(source, start), start);
  const lineEnd = endOfLine(source, end);
  const [, comma = '', comment] = /^(?:[ \t]*(,))?([ \t]*#.*)$/.exec(text.slice(end, lineEnd)) ?? [];
  if (comment === undefined) return insertion(texts.map(own => `,${lead}${own}`).join(''));
  const lines = texts.map(own => lead + own).join(',');
  return { span: { start: end, end: lineEnd }, text: `,${comment}${lines}${comma}` };
}
