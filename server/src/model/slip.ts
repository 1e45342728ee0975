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

/** Many names, and which of them a word is a slip of: found without a look at all the others. */
export class Slips {
  readonly #names: readonly string[];
  /** Places in the list by what is left of a name, and of one with a letter less: of two that differ in one, one is the same. */
  readonly #byRest = new Map<number, number | number[]>();

  constructor(names: Iterable<string>) {
    this.#names = [...new Set(names)].sort((a, b) => a.length - b.length);
    for (const [i, name] of this.#names.entries()) {
      for (const rest of restsOf(name)) {
        const known = this.#byRest.get(rest);
        if (typeof known === 'object') known.push(i);
        else this.#byRest.set(rest, known === undefined ? i : [known, i]);
      }
    }
  }

  /** The shorter first, and of one length in the order in which they came. */
  meantBy(word: string): readonly string[] {
    const places = new Set([...restsOf(word)].flatMap(rest => this.#byRest.get(rest) ?? []));
    const names = [...places].sort((a, b) => a - b).map(place => this.#names[place] ?? '');
    return names.filter(name => isSlipOf(word, name));
  }
}

const base = 0x01000193;

/** Numbers that stand for the word without its separators, in lower case, as it is and with each letter left out. */
function restsOf(word: string): ReadonlySet<number> {
  const letters = withoutSeparators(word);
  // What follows each letter, and what it is multiplied with that comes before it.
  const after = [0];
  const powers = [1];
  for (let i = letters.length - 1; i >= 0; i--) {
    const power = powers.at(-1) ?? 1;
    after.push((Math.imul(letters.charCodeAt(i), power) + (after.at(-1) ?? 0)) | 0);
    powers.push(Math.imul(power, base));
  }
  const rests = new Set([after.at(-1) ?? 0]);
  let before = 0;
  for (let i = 0; i < letters.length; i++) {
    const left = letters.length - 1 - i;
    rests.add((Math.imul(before, powers[left] ?? 1) + (after[left] ?? 0)) | 0);
    before = (Math.imul(before, base) + letters.charCodeAt(i)) | 0;
  }
  return rests;
}
