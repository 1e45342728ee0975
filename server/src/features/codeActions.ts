/** What the light bulb offers: the fixes of the findings under the cursor, silencing them, and refactorings. */
import { type CodeAction, type CodeActionContext, CodeActionKind, type Range } from 'vscode-languageserver-types';
import { hasPatchDirective } from '../model/manifest.js';
import { isTemplate } from '../model/templates.js';
import { apply, type Edit, newlineOf } from '../syntax/edit.js';
import { type Part, YamlDocument, type YamlFile } from '../syntax/file.js';
import { lineAt } from '../syntax/lines.js';
import { entryAt, type Span } from '../syntax/node.js';
import type { WorkspaceIndex } from '../workspace/index.js';
import { toDiagnostic } from './diagnostics.js';
import type { Findings, Report } from './findings.js';
import { partsIn, toTextEdits, touches } from './range.js';
import { type RefactoredDocument, type Refactoring, refactorings } from './refactorings/refactorings.js';

/** A light bulb with the fixes of more findings is of no use, and each fix takes its time. */
const mostFixed = 100;

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
  const found = isWanted(CodeActionKind.QuickFix) ? reportsIn(findings, file, spans) : [];
  const fixes = found.slice(0, mostFixed).flatMap(({ part, report }) => actionsFor(file, part, report));
  const documents = file.parts.map(part => documentOf(index, file, part, spans.get(part)));
  const others = refactorings
    .filter(({ kind }) => isWanted(kind) && (wanted !== undefined || !kind.startsWith(CodeActionKind.Source)))
    .flatMap(refactoring => refactor(file, documents, refactoring));
  return [...fixes, ...others];
}

function reportsIn(
  findings: Findings,
  file: YamlFile,
  spans: ReadonlyMap<Part, Span>,
): readonly { readonly part: Part; readonly report: Report }[] {
  return [...findings.of(file)].flatMap(({ part, reports }) => {
    const span = spans.get(part);
    if (!span) return [];
    const exact = reports.filter(({ finding }) => touches(finding.at, span));
    const beside = reports.filter(report => !exact.includes(report) && answersFor(part.document, report, span));
    return [...exact, ...beside].map(report => ({ part, report }));
  });
}

/** Whether `span` is in the `key: value` of which the key or the value has the finding. */
function answersFor(document: YamlDocument, { finding: { at } }: Report, span: Span): boolean {
  const line = lineAt(document.lineStarts, at.start);
  if (lineAt(document.lineStarts, span.start) > line || lineAt(document.lineStarts, span.end) < line) return false;
  const entry = entryAt(document.root, at.start);
  if (!entry || (entry.value.kind !== 'scalar' && !entry.value.alias)) return false;
  const isOneLine = lineAt(document.lineStarts, entry.span.end) === lineAt(document.lineStarts, entry.span.start);
  return isOneLine && touches(entry.span, span);
}

function actionsFor(file: YamlFile, part: Part, report: Report): CodeAction[] {
  const diagnostics = [toDiagnostic(part, report)];
  const fixes = report.finding.fixes
    .map(({ title, edits, loses }) => ({ title, edits: edits(), loses }))
    .filter(({ edits }) => !cutsAnchor(part.document, edits))
    .map(({ title, edits, loses }, i) => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      isPreferred: i === 0 && !loses,
      edit: { changes: { [file.uri]: toTextEdits(part, edits) } },
    }));
  return report.rule ? [...fixes, ignore(file, part, report, diagnostics)] : fixes;
}

/** Whether an anchor would be gone, or come too late, that an alias elsewhere still needs. */
function cutsAnchor(document: YamlDocument, edits: readonly Edit[]): boolean {
  const { text, problems } = document;
  if (!edits.some(({ span }) => text.slice(span.start, span.end).includes('&'))) return false;
  return new YamlDocument(apply(text, edits)).problems.length > problems.length;
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
  file: YamlFile,
  documents: readonly RefactoredDocument[],
  { kind, run }: Refactoring,
): readonly CodeAction[] {
  const change = run(documents);
  if (!change) return [];
  const edits = file.parts.flatMap((part, i) => toTextEdits(part, change.edits[i] ?? []));
  return [{ title: change.title, kind, edit: { changes: { [file.uri]: edits } } }];
}

/** A patch says only what differs, and a template is not what Kubernetes will see: neither is to be completed. */
function documentOf(
  index: WorkspaceIndex,
  { uri }: YamlFile,
  part: Part,
  selected: Span | undefined,
): RefactoredDocument {
  const { document } = part;
  const manifests = () => {
    const found = index.manifests(uri, part);
    if (found.length === 0 || index.build(uri).isPatch || document.problems.length > 0 || isTemplate(document))
      return [];
    return found.filter(({ root }) => !hasPatchDirective(root));
  };
  return { manifests, selected };
}
