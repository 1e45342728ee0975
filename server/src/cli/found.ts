/** What the command line says of a file: plain data, so that it can cross threads. Lines and columns count from 1. */
import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';

export const severities = ['error', 'warning', 'information'] as const;
export type FoundSeverity = (typeof severities)[number];

export interface Place {
  /** As it is shown: from the current folder, with slashes. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface Found extends Place {
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: FoundSeverity;
  readonly code: string;
  readonly message: string;
  readonly reference: string | undefined;
  readonly related: readonly (Place & { readonly message: string })[];
  /** Some of the line, around the finding; `column` is that of its first character. */
  readonly excerpt: { readonly text: string; readonly column: number };
  /** Stays the same when lines move. */
  readonly lineHash: string;
}

/** Something that kept a file from being judged as it should. */
export interface Trouble {
  readonly path: string;
  readonly message: string;
}

export interface FileResult {
  readonly path: string;
  /** Some of it is for Kubernetes; other files are not counted. */
  readonly isManifest: boolean;
  readonly found: readonly Found[];
  readonly troubles: readonly Trouble[];
  /** Fixes that were made, or would be. */
  readonly fixed: number;
  /** What they change, where it is not written. */
  readonly patch: string | undefined;
}

const longestExcerpt = 160;
const before = 60;

/** Whether a line, counted from 0, may hold a secret. */
export type IsSecret = (line: number) => boolean;

/** `undefined` for a hint: a matter between the author and the editor. */
export function toFound(
  path: string,
  lines: readonly string[],
  isSecret: IsSecret,
  diagnostic: Diagnostic,
): Found | undefined {
  const severity = severityOf(diagnostic.severity);
  if (!severity) return undefined;
  const { range, code, message, codeDescription, relatedInformation = [] } = diagnostic;
  const whole = lines[range.start.line] ?? '';
  const isHidden = isSecret(range.start.line);
  const line = isHidden ? '' : whole;
  const from = line.length <= longestExcerpt ? 0 : Math.max(0, range.start.character - before);
  return {
    path,
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    severity,
    code: String(code),
    message: typeof message === 'string' ? message : message.value,
    reference: codeDescription?.href,
    related: relatedInformation.map(({ location: { uri, range: at }, message: text }) => ({
      path: shownPath(fileURLToPath(uri)),
      line: at.start.line + 1,
      column: at.start.character + 1,
      message: text,
    })),
    excerpt: { text: line.slice(from, from + longestExcerpt), column: from + 1 },
    lineHash: createHash('sha256')
      .update(isHidden ? `${code} ${keyIn(whole)}` : line.trim())
      .digest('hex')
      .slice(0, 16),
  };
}

/** What can be told of the line of a secret: a short value could be guessed from its hash. */
function keyIn(line: string): string {
  return /^[\s-]*([^:=]+)[:=]/.exec(line)?.[1] ?? '';
}

function severityOf(severity: DiagnosticSeverity | undefined): FoundSeverity | undefined {
  if (severity === DiagnosticSeverity.Error) return 'error';
  if (severity === DiagnosticSeverity.Warning) return 'warning';
  return severity === DiagnosticSeverity.Information ? 'information' : undefined;
}

/** A path as people write it and as every format wants it. */
export function shownPath(path: string): string {
  return (relative(process.cwd(), path) || '.').split(sep).join('/');
}

/** From the lightest to the weightiest. */
export function weightOf(severity: FoundSeverity): number {
  return severities.length - severities.indexOf(severity);
}
