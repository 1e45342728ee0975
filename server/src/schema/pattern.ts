/**
 * Matches values with the patterns of definitions. Go's expressions never take long, ours may, and anybody may have
 * written the pattern: what could take long, or is another dialect, is not tried.
 */

const longestMatched = 256;
const otherDialect = /\\[AzZQEpPC]|\[\[:|\(\?[^:]|\\x\{|\$\)/;
/** Ways through the pattern that may have to be tried in vain: some milliseconds. */
const mostWays = 1_000_000;
/** Where a repetition stands in another, each character may double the ways. */
const longestNested = 12;

/** Passes what cannot be judged. */
export function fitsPattern(pattern: string, value: string): boolean {
  if (value.length > longestMatched || otherDialect.test(pattern)) return true;
  const shape = shapeOf(pattern);
  if (shape.isNested ? value.length > longestNested : waysThrough(shape, value.length) > mostWays) return true;
  try {
    return new RegExp(pattern).test(value);
  } catch {
    return true;
  }
}

interface Shape {
  /** `*`, `+`, `{1,3}`, and the start where the pattern may begin anywhere. */
  readonly repetitions: number;
  /** `|` and `?`. */
  readonly choices: number;
  /** A choice or a repetition is in a group that is itself repeated. */
  readonly isNested: boolean;
}

function shapeOf(pattern: string): Shape {
  const bare = pattern
    .replace(/\\./gs, 'x')
    .replace(/\[\^?\]?[^\]]*\]/g, 'x')
    .replaceAll('(?:', '(');
  let repetitions = bare.startsWith('^') && !bare.includes('|') ? 0 : 1;
  let choices = 0;
  let isNested = false;
  /** For each open group, whether there is more than one way through it. */
  const open: boolean[] = [];
  for (const [token] of bare.matchAll(/\)?(?:[*+?]|\{\d+(?:,\d*)?\})\??|[()|]/g)) {
    if (token === '(') open.push(false);
    else {
      const hasWays = token.startsWith(')') && open.pop() === true;
      const quantifier = token.replace(/^\)/, '');
      const isRepeated = /^[*+{]/.test(quantifier);
      if (isRepeated && !/^\{\d+\}/.test(quantifier)) repetitions++;
      if (/^[?|]/.test(quantifier)) choices++;
      if (isRepeated && hasWays) isNested = true;
      if ((quantifier !== '' || hasWays) && open.length > 0) open[open.length - 1] = true;
    }
  }
  return { repetitions, choices, isNested };
}

/** At most: how the characters may be dealt out to the repetitions, for each of the choices. */
function waysThrough({ repetitions, choices }: Shape, length: number): number {
  let ways = 2 ** choices;
  for (let i = 1; i <= repetitions; i++) ways *= (length + i) / i;
  return ways;
}
