/** Changes that depend on each other: each is made for the text that the one before it leaves. */
import { apply, type Edit } from './edit.js';
import { YamlDocument } from './file.js';

export type Step = (document: YamlDocument) => readonly Edit[] | undefined;

/** One edit for all of them; `undefined` where a step cannot be made, or the text cannot be read behind it. */
export function inSteps(document: YamlDocument, steps: readonly Step[]): Edit | undefined {
  let at = document;
  for (const step of steps) {
    const edits = step(at);
    if (!edits) return undefined;
    at = new YamlDocument(apply(at.text, edits));
    if (at.problems.length > document.problems.length) return undefined;
  }
  return difference(document.text, at.text);
}

/** The one edit that makes `after` of `before`, in whole lines. */
export function difference(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same++;
  const head = same === 0 ? 0 : before.lastIndexOf('\n', same - 1) + 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const end = before.length - tail;
  const lineEnd = before[end - 1] === '\n' || tail === 0 ? end : before.indexOf('\n', end) + 1 || before.length;
  const kept = before.length - lineEnd;
  return { span: { start: head, end: lineEnd }, text: after.slice(head, after.length - kept) };
}
