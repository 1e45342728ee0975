/** Which lines of a file may hold secrets, so that they are not shown in logs. Broken text counts as well. */

const holdsSecret =
  /(?:^|[\s{,"'])kind["']?[ \t]*:[ \t]*["']?Secret(?:List)?["']?[ \t]*(?:[,}#\r]|$)|\bsecretGenerator\b/m;
const separator = /^---(?:\s|$)/;

/** Answers for the number of a line, from 0: whether a Secret, or what makes one, is in its document. */
export function secretLines(lines: readonly string[]): (line: number) => boolean {
  const starts = lines.flatMap((line, i) => (separator.test(line) ? [i] : []));
  const bounds = [0, ...starts, lines.length];
  const secret = bounds
    .map((start, i) => ({ start, end: bounds[i + 1] ?? start }))
    .filter(({ start, end }) => holdsSecret.test(lines.slice(start, end).join('\n')));
  return line => secret.some(({ start, end }) => start <= line && line < end);
}
