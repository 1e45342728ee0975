/** What the light bulb offers: the fixes of the findings under the cursor, silencing them, and refactorings. */
import { type CodeAction, type CodeActionContext, CodeActionKind, type Range } from 'vscode-languageserver-types';
import { isMarkedAsPatch } from '../model/manifest.js';
import { isTemplate } from '../model/templates.js';
import type { Fix } from '../rules/rule.js';
import { apply, type Edit, newlineOf } from '../syntax/edit.js';
import { type Part, YamlDocument, type YamlFile } from '../syntax/file.js';
import { lineAt } from '../syntax/lines.js';
import { entryAt, type Span } from '../syntax/node.js';
import type { WorkspaceIndex } from '../workspace/index.js';
import { toDiagnostic } from './diagnostics.js';
import type { Findings, Report } from './findings.js';
import { fixAll, fixSafely } from './fixAll.js';
import { partsIn, toFileEdits, toTextEdits, touches } from './range.js';
import {
  type Contents,
  type LaterChange,
  type RefactoredDocument,
  type Refactoring,
  refactorings,
} from './refactorings/refactorings.js';
import { workspaceEdit } from './workspaceEdit.js';

/** `source.fixAll`, as editors run it on save: what cannot have been meant otherwise. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.kubewright`;

/** What `codeActions` may answer, for the client to know. */
export const codeActionKinds: readonly string[] = [
  ...new Set([CodeActionKind.QuickFix, ...refactorings.map(({ kind }) => kind), fixAllKind]),
];

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
  const spans = spansIn(file, range);
  const found = isWanted(CodeActionKind.QuickFix) ? reportsIn(findings, file, spans) : [];
  const fixes = found.slice(0, mostFixed).flatMap(({ part, report }) => actionsFor(index, file, part, report));
  const many = [...new Set(found.map(({ report }) => report.code))].flatMap(code => fixKind(findings, file, code));
  const isAsked = wanted !== undefined;
  const documents = file.parts.map(part => documentOf(index, file, part, spans.get(part), isAsked));
  const known = new Set(fixes.map(({ title }) => title));
  const others = refactorings
    .filter(({ kind }) => isWanted(kind) && (wanted !== undefined || !kind.startsWith(CodeActionKind.Source)))
    .flatMap(refactoring => refactor(index, file, range, documents, refactoring))
    .filter(({ title }) => !known.has(title));
  // Looks at the whole file, so only where it was asked for.
  const all = wanted !== undefined && isWanted(fixAllKind) ? fixAllSafely(findings, file) : [];
  return [...fixes, ...many, ...others, ...all];
}

function spansIn(file: YamlFile, range: Range): ReadonlyMap<Part, Span> {
  return new Map(partsIn(file, range).map(({ part, span }) => [part, span]));
}

function fixAllSafely(findings: Findings, file: YamlFile): CodeAction[] {
  const edits = fixSafely(findings, file);
  const title = 'Fix all that need no decision';
  return edits.length > 0
    ? [{ title, kind: fixAllKind, edit: { changes: { [file.uri]: toFileEdits(file, edits) } } }]
    : [];
}

/** What the action "Fix all …" carries until the user takes it: its edits may be many. */
interface FixKindData {
  readonly uri: string;
  readonly code: string;
}

/** The first fix of every finding of one rule, where there are several and none loses anything. */
function fixKind(findings: Findings, file: YamlFile, code: string): CodeAction[] {
  const data: FixKindData = { uri: file.uri, code };
  const fixable = [...findings.of(file)].flatMap(({ reports }) => reports.filter(report => fixOfKind(report, code)));
  return fixable.length < 2 ? [] : [{ title: `Fix all ${code} in this file`, kind: CodeActionKind.QuickFix, data }];
}

function fixOfKind({ code: own, finding: { fixes } }: Report, code: string): Fix | undefined {
  const [first] = fixes;
  return own === code && first && !first.loses && !first.elsewhere ? first : undefined;
}

/** What a refactoring carries that is made later: enough to find it again. */
interface LaterData {
  readonly uri: string;
  readonly range: Range;
  readonly createsFiles: boolean;
}

/** The operations on files, as LSP calls them, that the client must know to make the change. */
export function operationsOf({ edit, data }: CodeAction): readonly ('create' | 'delete')[] {
  if ((data as Partial<LaterData> | undefined)?.createsFiles) return ['create', 'delete'];
  return edit?.documentChanges ? ['create'] : [];
}

/** The files that have to be read before the action can be resolved. */
export function filesNeeded(index: WorkspaceIndex, action: CodeAction): readonly string[] {
  return laterChange(index, action)?.needs ?? [];
}

/** Fills in the edits of an action that came without; where that cannot be done, it says why it is `disabled`. */
export function resolveCodeAction(
  findings: Findings,
  index: WorkspaceIndex,
  action: CodeAction,
  contents: Contents = new Map(),
): CodeAction {
  const { uri, code } = (action.data ?? {}) as Partial<FixKindData>;
  const file = uri === undefined ? undefined : index.file(uri);
  if (action.edit || !file) return action;
  if (code === undefined) return withChange(index, file, action, contents);
  const edits = fixAll(findings, file, report => fixOfKind(report, code)?.edits());
  return { ...action, edit: { changes: { [file.uri]: toFileEdits(file, edits) } } };
}

function withChange(index: WorkspaceIndex, file: YamlFile, action: CodeAction, contents: Contents): CodeAction {
  const made = laterChange(index, action)?.later(contents) ?? changed;
  const edit = 'refusal' in made ? undefined : workspaceEdit(index, file.uri, [], made);
  const { refusal } = 'refusal' in made ? made : changed;
  return edit ? { ...action, edit } : { ...action, disabled: { reason: refusal } };
}

const changed = { refusal: 'the file has changed since' };

function laterChange(index: WorkspaceIndex, { kind, title, data }: CodeAction): LaterChange | undefined {
  const { uri, range } = (data ?? {}) as Partial<LaterData>;
  const file = uri === undefined ? undefined : index.file(uri);
  if (!file || !range || file.isUnread) return undefined;
  const spans = spansIn(file, range);
  const documents = file.parts.map(part => documentOf(index, file, part, spans.get(part), true));
  for (const refactoring of refactorings.filter(own => own.kind === kind)) {
    for (const change of refactoring.run(documents, index))
      if ('later' in change && change.title === title) return change;
  }
  return undefined;
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

function actionsFor(index: WorkspaceIndex, file: YamlFile, part: Part, report: Report): CodeAction[] {
  const diagnostics = [toDiagnostic(index, part, report)];
  const fixes = report.finding.fixes
    .map(({ title, edits, elsewhere, loses }) => ({ title, edits: edits(), elsewhere: elsewhere?.() ?? [], loses }))
    .filter(({ edits }) => !cutsAnchor(part.document, edits))
    .flatMap(({ title, edits, elsewhere, loses }, i) => {
      const edit = workspaceEdit(index, file.uri, toTextEdits(part, edits), elsewhere);
      const isPreferred = i === 0 && !loses;
      return edit ? { title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred, edit } : [];
    });
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
  index: WorkspaceIndex,
  file: YamlFile,
  range: Range,
  documents: readonly RefactoredDocument[],
  { kind, run }: Refactoring,
): readonly CodeAction[] {
  return [...run(documents, index)].map(change => {
    if ('later' in change) {
      const data: LaterData = { uri: file.uri, range, createsFiles: change.createsFiles === true };
      return { title: change.title, kind, data };
    }
    const edits = file.parts.flatMap((part, i) => toTextEdits(part, change.edits[i] ?? []));
    return { title: change.title, kind, edit: { changes: { [file.uri]: edits } } };
  });
}

/** A patch says only what differs, and a template is not what Kubernetes will see: neither is to be completed. */
function documentOf(
  index: WorkspaceIndex,
  { uri }: YamlFile,
  part: Part,
  selected: Span | undefined,
  isAsked: boolean,
): RefactoredDocument {
  const { document } = part;
  const manifests = () => {
    const found = index.manifests(uri, part);
    if (found.length === 0 || index.build(uri).isPatch || document.problems.length > 0 || isTemplate(document))
      return [];
    return found.filter(manifest => !isMarkedAsPatch(manifest));
  };
  return { uri, part, manifests, selected, isAsked };
}
