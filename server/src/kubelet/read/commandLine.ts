/** Where in the words of a command the kubelet's own arguments begin and end. */
import { flagNamed } from '../flagTable.js';
import type { Word } from './shellWords.js';

const kubelet = /^(?:[^\s:=]*[\\/])?kubelet(?:\.exe)?$/i;
const operator = /^(?:;|&&?|\|\|?|\d*>>?.*|&>.*|<<?\S*)$/;

export interface KubeletCall {
  /** What stands before them, such as assignments. */
  readonly before: readonly string[];
  readonly words: readonly string[];
}

/** Without the word `kubelet`, all flags are meant to be the kubelet's. `undefined` when there is neither. */
export function kubeletCall(words: readonly Word[]): KubeletCall | undefined {
  const program = words.findIndex((_, i) => isProgram(words, i));
  const begin = program >= 0 ? program + 1 : words.findIndex(({ text }) => /^--?[A-Za-z]/.test(text));
  if (begin < 0) return undefined;
  const own = words.slice(begin);
  const end = own.findIndex(({ text, isQuoted }) => !isQuoted && operator.test(text));
  const call = (end < 0 ? own : own.slice(0, end)).map(({ text }) => text);
  return { before: words.slice(0, begin).map(({ text }) => text), words: call };
}

/** Not a folder that is called so: it is the value of another flag, or no flag follows it. */
function isProgram(words: readonly Word[], i: number): boolean {
  const [before, own, next] = [words[i - 1]?.text ?? '', words[i]?.text ?? '', words[i + 1]?.text];
  if (!kubelet.test(own) || /^--?[A-Za-z]/.test(own)) return false;
  const isValue = /^--[^=]+$/.test(before) && flagNamed(before.slice(2)) !== undefined;
  return !isValue && (next === undefined || /^[-$]/.test(next));
}
