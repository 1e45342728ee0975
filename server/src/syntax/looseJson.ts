/** What some readers of JSON take beside it: comments, trailing commas, several values in a row. Offsets stay. */
import { type FormatError, firstJsonError } from './firstJsonError.js';

const string = '"(?:[^"\\\\\\n]|\\\\.)*"';
const commentOrString = new RegExp(`${string}|(?<!:)//[^\\n]*|/\\*[\\s\\S]*?\\*/|(?<![^\\s,{}[\\]:"])#[^\\n]*`, 'g');
const commaOrString = new RegExp(`${string}|,(?=\\s*[}\\]])`, 'g');
const wordOrString = new RegExp(`${string}|\\b(?:NaN|Infinity|undefined)\\b`, 'g');

export function hasComments(text: string): boolean {
  return textsBeside(text, commentOrString);
}

/** Numbers that JavaScript and Python write, and read again. */
export function hasJavaScriptWords(text: string): boolean {
  return textsBeside(text, wordOrString);
}

/** With blanks in the place of comments and of commas behind the last item. */
export function asStrictJson(text: string): string {
  return blanked(blanked(text, commentOrString), commaOrString);
}

/** The first error where one object or array may follow another. */
export function firstStreamError(text: string): FormatError | undefined {
  for (let start = 0; ; ) {
    const error = firstJsonError(text.slice(start));
    if (!error) return undefined;
    const at = start + error.offset;
    const isNext = at > start && /[[{]/.test(text.charAt(at)) && firstJsonError(text.slice(start, at)) === undefined;
    if (!isNext) return { ...error, offset: at };
    start = at;
  }
}

function textsBeside(text: string, expression: RegExp): boolean {
  return (text.match(expression) ?? []).some(found => !found.startsWith('"'));
}

function blanked(text: string, expression: RegExp): string {
  return text.replace(expression, found => (found.startsWith('"') ? found : found.replace(/[^\r\n]/g, ' ')));
}
