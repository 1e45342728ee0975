/** A command line as its words: quotes and backslashes are taken off, nothing is expanded. Knows no flags. */

export interface Word {
  readonly text: string;
  /** A part of it stood in quotes, so that it is no operator of the shell. */
  readonly isQuoted: boolean;
}

/** What a backslash takes its meaning from; before anything else it is a backslash, as in Windows' paths. */
const escapable = /[\s"'\\$`<>|&;()*#~!?[\]{}%]/;
const escapableInQuotes = /["\\$`]/;

/**
 * Line ends separate words, as blanks do: people paste flags one on a line. A `<` is a letter, since thresholds are often
 * written without quotes where no shell reads them.
 */
export function shellWords(text: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    const begin = skipBlank(text, at);
    if (begin >= text.length) break;
    if (text[begin] === '#') {
      at = lineEnd(text, begin);
      continue;
    }
    const { word, end } = wordAt(text, begin);
    if (word.text !== '' || word.isQuoted) words.push(word);
    at = end;
  }
  return words;
}

function wordAt(text: string, begin: number): { readonly word: Word; readonly end: number } {
  let own = '';
  let isQuoted = false;
  let quote = '';
  let at = begin;
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (quote === '' && /\s/.test(character)) break;
    if (character === quote) {
      quote = '';
    } else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      isQuoted = true;
    } else if (character === '\\' && quote !== "'" && /[\r\n]/.test(next)) {
      at = next === '\r' && text[at + 2] === '\n' ? at + 2 : at + 1;
    } else if (character === '\\' && (quote === '' ? escapable : quote === '"' ? escapableInQuotes : /$^/).test(next)) {
      own += next;
      at++;
    } else {
      own += character;
    }
  }
  return { word: { text: own, isQuoted }, end: at };
}

/** Also over backslashes that continue a line. */
function skipBlank(text: string, from: number): number {
  const blank = /(?:\s|\\\r?\n)*/y;
  blank.lastIndex = from;
  blank.test(text);
  return blank.lastIndex;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
