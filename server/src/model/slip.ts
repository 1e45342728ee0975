/** Whether one name of an object is a slip of another. Stricter than a guess: `web-1` is no slip of `web-2`. */

/** Shorter words differ in one letter because they are other words: `dev` and `dex`. */
const shortestWord = 4;

/** One letter is wrong, missing, too many, or changed places with its neighbour; or a separator is. */
export function isSlipOf(written: string, name: string): boolean {
  if (written === name || !areClose(written, name)) return false;
  if (withoutSeparators(written) === withoutSeparators(name)) return true;
  if (withoutDigits(written) === withoutDigits(name)) return false;
  const [words, others] = [wordsOf(written), wordsOf(name)];
  if (words.length !== others.length) return false;
  const wrong = words.flatMap((word, i) => (word === others[i] ? [] : [[word, others[i] ?? ''] as const]));
  const [only, ...more] = wrong;
  if (!only || more.length > 0) return false;
  const [word, meant] = only;
  const isLong = Math.min(word.length, meant.length) >= shortestWord;
  return isLong && differInOneLetter(word, meant);
}

/** All but two letters at most are the same. Most names are not, and this is seen soon. */
function areClose(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && isSameLetter(a.charCodeAt(start), b.charCodeAt(start))) start++;
  let end = 0;
  const most = shorter - start;
  while (end < most && isSameLetter(a.charCodeAt(a.length - 1 - end), b.charCodeAt(b.length - 1 - end))) end++;
  return Math.max(a.length, b.length) - start - end <= 2;
}

/** Upper and lower case differ in one bit. */
function isSameLetter(a: number, b: number): boolean {
  return (a | 32) === (b | 32);
}

function wordsOf(name: string): readonly string[] {
  return name.split(/[-._]/);
}

function withoutSeparators(name: string): string {
  return name.toLowerCase().replace(/[-._]/g, '');
}

function withoutDigits(name: string): string {
  return name.replace(/\d+/g, '');
}

/** The first letter is hardly ever wrong: `reader` and `leader` are two words. */
function differInOneLetter(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  const isSwapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  if (isSwapped) return true;
  if (start === 0) return false;
  if (restA.length === restB.length) return restA.slice(1) === restB.slice(1);
  return restA.slice(1) === restB || restA === restB.slice(1);
}
