import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { Severity } from '../rules/rule.js';
import type { Part, YamlFile } from '../syntax/file.js';
import type { Findings, Report } from './findings.js';
import { toRange } from './range.js';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function diagnostics(findings: Findings, file: YamlFile): Diagnostic[] {
  return [...findings.of(file)].flatMap(({ part, reports }) => reports.map(report => toDiagnostic(part, report)));
}

export function toDiagnostic(part: Part, { code, severity, finding, rule }: Report): Diagnostic {
  return {
    range: toRange(part, finding.at),
    severity: severities[severity],
    source: 'Kubewright',
    code,
    message: finding.message,
    ...(rule && { codeDescription: { href: rule.docs.reference } }),
    ...(finding.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
  };
}
