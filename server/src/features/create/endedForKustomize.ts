/**
 * A block scalar at the end of a file without a line break there. kubectl ends each line with one, kustomize takes the
 * file as it is: to it, the text changes when the file goes on.
 */
import { blockScalarAt } from '../../syntax/blockScalar.js';
import type { Edit } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { columnAround, lastScalar } from '../../syntax/lastLine.js';

/** Writes that text so that kustomize reads it the same whatever follows; `undefined` where that is so anyway. */
export function endedForKustomize(document: YamlDocument): Edit | undefined {
  const { text } = document;
  const leaf = text.endsWith('\n') ? undefined : lastScalar(document.root);
  const block = leaf && blockScalarAt(document, leaf, columnAround(document, leaf));
  if (!block || block.chomping === '-') return undefined;
  if (block.column !== undefined && block.end === text.length) {
    const header = `${block.sign}${block.stated ?? ''}-`;
    return { span: { start: leaf.span.start, end: block.headerEnd }, text: header };
  }
  if (block.chomping !== '+' || block.blankEnd !== text.length) return undefined;
  return { span: { start: text.lastIndexOf('\n') + 1, end: text.length }, text: '' };
}
