/** Makes many fixes at once: of one kind in a file, or all that need no look. Edits never overlap. */
import { apply, type Edit } from '../syntax/edit.js';
import { readFile, type YamlFile } from '../syntax/file.js';
import type { Findings, Report } from './findings.js';

/** A fix may make place for another, such as the second move to the same map. */
const mostRounds = 100;
/** More in one round would keep everybody waiting. */
const mostFixes = 1000;

/** The edits of `file`, by offset in the file, that make every fix which `choose` gives; none when there is none. */
export function fixAll(
  findings: Findings,
  file: YamlFile,
  choose: (report: Report) => readonly Edit[] | undefined,
): readonly Edit[] {
  let at = file;
  let first: readonly Edit[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const edits = editsOf(findings, at, choose);
    if (edits.length === 0) break;
    first = round === 0 ? edits : [];
    const text = apply(at.text, edits);
    // A fix that changes nothing would be made for ever.
    if (text === at.text) break;
    at = readFile(file.uri, file.version, text, at);
  }
  return first.length > 0 ? first : difference(file.text, at.text);
}

/** What needs no decision, because nothing else can have been meant. */
export function fixSafely(findings: Findings, file: YamlFile): readonly Edit[] {
  return fixAll(findings, file, ({ finding }) => finding.fixes.find(fix => fix.safe && !fix.elsewhere)?.edits());
}

function editsOf(
  findings: Findings,
  file: YamlFile,
  choose: (report: Report) => readonly Edit[] | undefined,
): readonly Edit[] {
  const made: Edit[] = [];
  for (const { part, reports } of findings.of(file)) {
    let hasMoved = false;
    for (const report of reports) {
      if (made.length >= mostFixes) break;
      const edits = (choose(report) ?? []).map(({ span, text }) => ({
        span: { start: part.start + span.start, end: part.start + span.end },
        text,
      }));
      // What is moved may need a place that another move makes as well: one after the other.
      const isMove = edits.length > 1 || edits.some(({ text }) => text.includes('\n'));
      if ((isMove && hasMoved) || edits.some(edit => made.some(other => clash(edit, other)))) continue;
      made.push(...edits);
      hasMoved ||= isMove;
    }
  }
  return made.sort((a, b) => a.span.start - b.span.start);
}

/** Two insertions at one place clash, too: nobody knows their order. */
function clash({ span: a }: Edit, { span: b }: Edit): boolean {
  return (a.start < b.end && b.start < a.end) || a.start === b.start;
}

/** One edit from the first to the last character that differ. */
function difference(before: string, after: string): readonly Edit[] {
  if (before === after) return [];
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [{ span: { start, end: before.length - end }, text: after.slice(start, after.length - end) }];
}
