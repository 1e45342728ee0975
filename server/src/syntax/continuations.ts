/**
 * go-yaml lets quoted values and what stands in brackets go on in any column; the parser here wants them indented.
 * kubectl itself prints such text.
 */

/** How many of them are joined in one text. */
const mostJoined = 100;

/**
 * `text` with the line breaks inside those values turned into blanks: every offset stays what it is.
 * `undefined` when no such value is near the places where the parser found something wrong.
 */
export function joinContinuations(text: string, troubles: readonly number[]): string | undefined {
  const values = [...text.matchAll(multiLine)].slice(0, mostJoined);
  const isTroubled = values.some(({ index, 0: { length } }) =>
    troubles.some(at => index <= at && at <= index + length + 1),
  );
  if (!isTroubled) return undefined;
  let joined = '';
  let end = 0;
  for (const { index, 0: value } of values) {
    joined += text.slice(end, index) + value.replace(/[\r\n]/g, ' ');
    end = index + value.length;
  }
  return joined + text.slice(end);
}

/** A quoted value or a pair of brackets without comments, where a value may begin, over more than one line. */
const quoted = String.raw`"(?:[^"\\\n]|\\.|\\\n)*\n(?:[^"\\]|\\[^])*"|'(?:[^'\n]|'')*\n(?:[^']|'')*'`;
const bracketed = String.raw`\[[^[\]{}#\n]*\n[^[\]{}#]*\]|\{[^[\]{}#\n]*\n[^[\]{}#]*\}`;
const multiLine = new RegExp(`(?<=(?:^|[-:,[{])[ \\t]+|[[{,])(?:${quoted}|${bracketed})`, 'gm');
