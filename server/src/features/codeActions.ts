/** What the light bulb offers: the fixes of the findings under the cursor, silencing them, and refactorings. */
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-types';
import { type Edit, newlineOf } from '../syntax/edit.js';
import type { Part, YamlFile } from '../syntax/file.js';
import { lineAt } from '../syntax/lines.js';
import type { Span } from '../syntax/node.js';
import type { WorkspaceIndex } from '../workspace/index.js';
import { toDiagnostic } from './diagnostics.js';
import type { Findings, Report } from './findings.js';
import { partsIn, toRange, touches } from './range.js';
import { type Refactoring, refactorings } from './refactorings/refactorings.js';

/**
 * The rules are asked again instead of remembering what was reported: nothing to keep in step, nothing to go stale.
 * `wanted` are kinds such as `quickfix`; none means all that a light bulb shows.
 */
export function codeActions(
  findings: Findings,
  index: WorkspaceIndex,
  file: YamlFile,
  range: Range,
  wanted: CodeActionContext['only'],
): CodeAction[] {
  const isWanted = (kind: string) => !wanted || wanted.some(w => kind === w || kind.startsWith(`${w}.`) || w === '');
  const spans = new Map(partsIn(file, range).map(({ part, span }) => [part, span]));
  const fixes = isWanted(CodeActionKind.QuickFix)
    ? [...findings.of(file)].flatMap(({ part, reports }) => {
        const span = spans.get(part);
        return span ? reports.filter(r => touches(r.finding.at, span)).flatMap(r => actionsFor(file, part, r)) : [];
      })
    : [];
  const others = refactorings
    .filter(({ kind }) => isWanted(kind) && (wanted !== undefined || !kind.startsWith(CodeActionKind.Source)))
    .flatMap(refactoring => refactor(index, file, spans, refactoring));
  return [...fixes, ...others];
}

function actionsFor(file: YamlFile, part: Part, report: Report): CodeAction[] {
  const diagnostics = [toDiagnostic(part, report)];
  const fixes = report.finding.fixes.map(({ title, edits }, i) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred: i === 0,
    edit: { changes: { [file.uri]: toTextEdits(part, edits()) } },
  }));
  return report.rule ? [...fixes, ignore(file, part, report, diagnostics)] : fixes;
}

function ignore(
  file: YamlFile,
  part: Part,
  { code, finding }: Report,
  diagnostics: CodeAction['diagnostics'] & object,
): CodeAction {
  const { document } = part;
  const start = document.lineStarts[lineAt(document.lineStarts, finding.at.start)] ?? 0;
  const indent = /^ */.exec(document.text.slice(start))?.[0] ?? '';
  const text = `${indent}# kubewright-ignore-next-line ${code}${newlineOf(document)}`;
  return {
    title: `Ignore ${code} here, with a comment`,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit: { changes: { [file.uri]: toTextEdits(part, [{ span: { start, end: start }, text }]) } },
  };
}

function refactor(
  index: WorkspaceIndex,
  file: YamlFile,
  spans: ReadonlyMap<Part, Span>,
  { kind, scope, run }: Refactoring,
): CodeAction[] {
  const parts = scope === 'selection' ? [...spans.keys()] : file.parts;
  const found = parts.flatMap(part => {
    const span = scope === 'selection' ? spans.get(part) : undefined;
    const result = run(index.manifests(file.uri, part), span);
    return result ? [{ title: result.title, edits: toTextEdits(part, result.edits) }] : [];
  });
  const title = found[0]?.title;
  if (!title) return [];
  return [{ title, kind, edit: { changes: { [file.uri]: found.flatMap(({ edits }) => edits) } } }];
}

export function toTextEdits(part: Part, edits: readonly Edit[]): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: toRange(part, span), newText: text }));
}
