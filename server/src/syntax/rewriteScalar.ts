/**
 * Giving an entry another text: in the style that its value has, where that can hold it, with the comment behind it, the
 * anchor before it, and the line breaks of the file. Each way of writing is read back before it is chosen.
 */
import { type BlockScalar, blankLinesEnd, blockScalarAt } from './blockScalar.js';
import {
  afterProperties,
  apply,
  columnOf,
  doubleQuoted,
  type Edit,
  endOfLine,
  indentOf,
  isWritten,
  newlineOf,
  type Source,
  startOf,
} from './edit.js';
import { YamlDocument } from './file.js';
import { printGoScalar } from './goYamlScalar.js';
import { isJsonLike } from './insert.js';
import type { Entry, ScalarNode } from './node.js';
import { isSameBut } from './sameBut.js';
import { type BlockText, fitsBlock, foldedText, isReadable, literalText } from './writeBlock.js';

/** A header states the indentation with one digit. */
const mostStated = 9;

/** `undefined` when nothing could be written that reads as `text` and leaves all else as it is. */
export function rewriteScalar(document: YamlDocument, entry: Entry, text: string): Edit | undefined {
  const { value } = entry;
  if (value.kind !== 'scalar' || value.alias || entry.merged) return undefined;
  for (const edit of waysToWrite(document, entry, value, text)) {
    if (readsBack(document, edit, entry, text)) return onlyChangedLines(document, edit);
  }
  return undefined;
}

function readsBack(document: YamlDocument, edit: Edit, entry: Entry, text: string): boolean {
  const after = new YamlDocument(apply(document.text, [edit]));
  const { root } = document;
  if (!root || !after.root || after.problems.length > document.problems.length) return false;
  return isSameBut(root, after.root, entry, text);
}

/** What is replaced, and what stays between the new text and the end of the line. */
interface Frame {
  readonly start: number;
  readonly end: number;
  /** The end where the blank lines that follow would become part of the text. */
  readonly blankEnd: number;
  readonly lead: string;
  readonly comment: string;
  readonly block: BlockScalar | undefined;
}

/** The best first. */
function* waysToWrite(source: YamlDocument, entry: Entry, value: ScalarNode, text: string): Iterable<Edit> {
  const isFlow = entry.map.flow;
  const frame = isFlow ? flowFrame(source, value) : blockFrame(source, entry, value);
  const wantsLines = !isFlow && (text.includes('\n') || frame.block !== undefined) && fitsBlock(text);
  if (wantsLines) {
    const ending = frame.block?.chomping === '+' ? 'keeps' : 'clips';
    const old = frame.block?.sign === '>' ? oldLines(source, value, frame.block) : undefined;
    if (old) yield blockEdit(source, entry, frame, foldedText(text, ending, old));
    yield blockEdit(source, entry, frame, literalText(text, ending));
  }
  for (const line of onOneLine(source, entry, value, text)) {
    const end = frame.block?.chomping === '+' ? frame.blankEnd : frame.end;
    yield { span: { start: frame.start, end }, text: `${frame.lead}${line}${frame.comment}` };
  }
}

function flowFrame(source: Source, value: ScalarNode): Frame {
  const { start, end } = placeOf(source, value);
  return { start, end, blankEnd: end, lead: isWritten(value) ? '' : ' ', comment: '', block: undefined };
}

function blockFrame(source: Source, entry: Entry, value: ScalarNode): Frame {
  const block = blockScalarAt(source, value, columnOf(source, startOf(source, entry)));
  const { start, end } = placeOf(source, value);
  const commentStart = block?.headerEnd ?? end;
  const comment = source.text.slice(commentStart, endOfLine(source, commentStart));
  return {
    start,
    end: block?.end ?? endOfLine(source, end),
    blankEnd: block?.blankEnd ?? blankLinesEnd(source, end),
    lead: isWritten(value) ? '' : ' ',
    comment: comment.startsWith('#') ? ` ${comment}` : comment,
    block,
  };
}

function placeOf(source: Source, value: ScalarNode): { readonly start: number; readonly end: number } {
  if (isWritten(value)) return value.span;
  const at = afterProperties(source, value.span.start);
  return { start: at, end: at };
}

/** The lines of a folded scalar, without their indentation. */
function oldLines({ text }: Source, { span }: ScalarNode, { column = 0, end }: BlockScalar): readonly string[] {
  return text
    .slice(span.start, end)
    .split(/\r?\n/)
    .slice(1)
    .map(line => line.slice(column));
}

/** The header of a block belongs behind its key, also where the text stood below it. */
function headerPlace({ text }: Source, { key, value }: Entry, { start, lead }: Frame): Pick<Frame, 'start' | 'lead'> {
  const colon = /^["']?\s*:(?=[ \t]*\r?\n\s*$)/.exec(text.slice(key.span.end, value.span.start));
  return colon ? { start: key.span.end + colon[0].length, lead: ' ' } : { start, lead };
}

function blockEdit(source: Source, entry: Entry, frame: Frame, { sign, chomping, mustState, lines }: BlockText): Edit {
  const { block, comment } = frame;
  const { start, lead } = block ? frame : headerPlace(source, entry, frame);
  const keyColumn = columnOf(source, startOf(source, entry));
  const states = mustState || block?.stated !== undefined;
  const old = block?.column === undefined ? undefined : block.column - keyColumn;
  const indent = old !== undefined && (old <= mostStated || !states) ? old : indentOf(source);
  const newline = newlineOf(source);
  const margin = ' '.repeat(keyColumn + indent);
  const written = lines.map(line => newline + (line === '' ? '' : margin + line)).join('');
  // With `+` blank lines that follow would count; where they counted, they are replaced.
  const end = chomping === '+' || block?.chomping === '+' ? frame.blankEnd : frame.end;
  const lastBreak = end === source.text.length && chomping !== '-' ? newline : '';
  const header = `${sign}${states ? indent : ''}${chomping}`;
  return { span: { start, end }, text: `${lead}${header}${comment}${written}${lastBreak}` };
}

/** Without quotes only where there were none; the quotes that were there, if they do; double ones always do. */
function* onOneLine(source: Source, { map }: Entry, { style }: ScalarNode, text: string): Iterable<string> {
  const isOneLine = !text.includes('\n') && isReadable(text);
  if (isOneLine && !(map.flow && isJsonLike(source, map)) && style !== 'double') {
    const single = `'${text.replaceAll("'", "''")}'`;
    const isPlain = text !== '' && printGoScalar(text) === text && !(map.flow && /[^-\w./]|^-/.test(text));
    if (style !== 'single' && isPlain) yield text;
    if (style === 'single' || (/["\\]/.test(text) && !text.includes("'"))) yield single;
  }
  yield doubleQuoted(text);
}

/** The same edit without the lines at its start and end that stay as they were. */
function onlyChangedLines({ text }: Source, { span, text: wanted }: Edit): Edit {
  const old = text.slice(span.start, span.end);
  const most = Math.min(old.length, wanted.length);
  let same = 0;
  while (same < most && old[same] === wanted[same]) same++;
  const head = old.slice(0, same).lastIndexOf('\n') + 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === wanted.at(-1 - tail)) tail++;
  const firstBreak = old.slice(old.length - tail).search(/\r?\n/);
  const kept = firstBreak < 0 || old.length === tail + head ? 0 : tail - firstBreak;
  return {
    span: { start: span.start + head, end: span.end - kept },
    text: wanted.slice(head, wanted.length - kept),
  };
}
