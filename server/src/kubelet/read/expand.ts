/** `$NAME` and `${NAME}` in words, as far as their values are known. */
import { shellWords } from './shellWords.js';

export interface Expanded {
  readonly words: readonly string[];
  /** Names of variables that stood for words and that nobody knows. */
  readonly unknown: readonly string[];
}

/** More words, and more variables within each other, no command line has; one that holds itself would never end. */
const mostWords = 5000;
const deepest = 4;

/** A word that is a variable becomes the words of its value; a variable within a word becomes its text. */
export function expand(words: readonly string[], variables: ReadonlyMap<string, string>): Expanded {
  const expanded: string[] = [];
  const unknown: string[] = [];
  const add = (word: string, deep: number): void => {
    if (expanded.length >= mostWords) return;
    const [, name] = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(word) ?? [];
    const value = name === undefined ? undefined : variables.get(name);
    if (name === undefined) expanded.push(within(word, variables));
    else if (value === undefined || deep > deepest) unknown.push(name);
    else for (const own of shellWords(value).slice(0, mostWords)) add(own.text, deep + 1);
  };
  for (const word of words) add(word, 0);
  return { words: expanded, unknown: [...new Set(unknown)] };
}

function within(word: string, variables: ReadonlyMap<string, string>): string {
  return word.replace(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g, (whole, braced?: string, bare?: string) => {
    return variables.get(braced ?? bare ?? '') ?? whole;
  });
}
