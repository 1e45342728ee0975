/** What is wrong with a file, as the editor shows it. */
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from 'vscode-languageserver-types';
import type { Finding, Severity } from '../rules/rule.js';
import type { Part, YamlFile } from '../syntax/file.js';
import type { WorkspaceIndex } from '../workspace/index.js';
import type { Findings, Report } from './findings.js';
import { toRange } from './range.js';
import { pageAddress } from './rulePage.js';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Nobody reads more, and an editor that has to draw them all waits. */
const mostShown = 1000;

/** `pages` is where the client shows the pages of rules, if it does. */
export function diagnostics(
  findings: Findings,
  index: WorkspaceIndex,
  file: YamlFile,
  pages: string | undefined,
): Diagnostic[] {
  const found = [...findings.of(file)];
  const count = found.reduce((sum, { reports }) => sum + reports.length, 0);
  const all = found.flatMap(({ part, reports }) => {
    const shown = count > mostShown ? inOrder(reports) : reports;
    return shown.map(report => ({ part, report }));
  });
  const shown = all.slice(0, mostShown).map(({ part, report }) => toDiagnostic(index, part, report, pages));
  const hidden = all[mostShown];
  const severity = findings.severityOf('kubewright/too-many', file.uri);
  if (!hidden || severity === 'off') return shown;
  return [...shown, toDiagnostic(index, hidden.part, tooMany(hidden.report, severity, all.length - mostShown), pages)];
}

/** However many they are: for those who count them. */
export function allDiagnostics(findings: Findings, index: WorkspaceIndex, file: YamlFile): Diagnostic[] {
  return [...findings.of(file)].flatMap(({ part, reports }) =>
    inOrder(reports).map(report => toDiagnostic(index, part, report)),
  );
}

function inOrder(reports: readonly Report[]): readonly Report[] {
  return [...reports].sort((a, b) => a.finding.at.start - b.finding.at.start);
}

/** Stands where the first of the hidden ones would. */
function tooMany({ finding: { at } }: Report, severity: Severity, count: number): Report {
  const message = `${count} more ${count === 1 ? 'finding' : 'findings'} from here on: the first ${mostShown} are shown`;
  return { code: 'kubewright/too-many', severity, rule: undefined, finding: { at, message, fixes: [] } };
}

export function toDiagnostic(index: WorkspaceIndex, part: Part, report: Report, pages?: string): Diagnostic {
  const { code, severity, finding, rule } = report;
  const related = relatedTo(index, finding);
  const href = pages === undefined ? rule?.docs.reference : pageAddress(pages, code);
  return {
    range: toRange(part, finding.at),
    severity: severities[severity],
    source: 'Kubewright',
    code,
    message: finding.message,
    ...(href && { codeDescription: { href } }),
    ...(finding.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(finding.deprecated && { tags: [DiagnosticTag.Deprecated] }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

function relatedTo(index: WorkspaceIndex, { related = [] }: Finding): DiagnosticRelatedInformation[] {
  return related.flatMap(({ uri, document, at, message }) => {
    const part = index.part(uri, document);
    return part ? { location: { uri, range: toRange(part, at) }, message } : [];
  });
}
