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

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Nobody reads more, and an editor that has to draw them all waits. */
const mostShown = 1000;

export function diagnostics(findings: Findings, index: WorkspaceIndex, file: YamlFile): Diagnostic[] {
  const found = [...findings.of(file)];
  const count = found.reduce((sum, { reports }) => sum + reports.length, 0);
  const all = found.flatMap(({ part, reports }) => {
    const shown = count > mostShown ? inOrder(reports) : reports;
    return shown.map(report => ({ part, report }));
  });
  const shown = all.slice(0, mostShown).map(({ part, report }) => toDiagnostic(index, part, report));
  const hidden = all[mostShown];
  return hidden ? [...shown, tooMany(hidden.part, hidden.report, all.length - mostShown)] : shown;
}

function inOrder(reports: readonly Report[]): readonly Report[] {
  return [...reports].sort((a, b) => a.finding.at.start - b.finding.at.start);
}

/** Stands where the first of the hidden ones would. */
function tooMany(part: Part, { finding }: Report, count: number): Diagnostic {
  return {
    range: toRange(part, finding.at),
    severity: DiagnosticSeverity.Information,
    source: 'Kubewright',
    code: 'kubewright/too-many',
    message: `${count} more ${count === 1 ? 'finding' : 'findings'} from here on: the first ${mostShown} are shown`,
  };
}

export function toDiagnostic(index: WorkspaceIndex, part: Part, { code, severity, finding, rule }: Report): Diagnostic {
  const related = relatedTo(index, finding);
  return {
    range: toRange(part, finding.at),
    severity: severities[severity],
    source: 'Kubewright',
    code,
    message: finding.message,
    ...(rule && { codeDescription: { href: rule.docs.reference } }),
    ...(finding.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

function relatedTo(index: WorkspaceIndex, { related = [] }: Finding): DiagnosticRelatedInformation[] {
  return related.flatMap(({ uri, document, at, message }) => {
    const part = index.part(uri, document);
    return part ? { location: { uri, range: toRange(part, at) }, message } : [];
  });
}
