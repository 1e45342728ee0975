/** What was found in all files, as every format gets it. */
import { type FileResult, type Found, type FoundSeverity, severities, type Trouble, weightOf } from './found.js';

export interface Report {
  readonly version: string;
  /** In the order of their paths; those without findings, too. */
  readonly files: readonly FileResult[];
  readonly troubles: readonly Trouble[];
  readonly counts: Readonly<Record<FoundSeverity, number>>;
  /** From here on a finding is a failure; `undefined` when none is. */
  readonly failOn: FoundSeverity | undefined;
  readonly fixed: number;
  /** Of a baseline: findings that were left out, and entries without any. */
  readonly known: number;
  readonly gone: readonly { readonly path: string; readonly code: string; readonly message: string }[];
}

/** What a code means, for formats that tell. */
export interface RuleText {
  readonly code: string;
  readonly severity: string;
  readonly isStrict: boolean;
  readonly summary: string;
  readonly reference: string | undefined;
  readonly page: string;
}

export function countOf(files: readonly FileResult[]): Record<FoundSeverity, number> {
  const counts: Record<FoundSeverity, number> = { error: 0, warning: 0, information: 0 };
  for (const { found } of files) for (const { severity } of found) counts[severity]++;
  return counts;
}

export function isFailure({ failOn }: Report, { severity }: Found): boolean {
  return failOn !== undefined && weightOf(severity) >= weightOf(failOn);
}

/** `3 files: 2 errors, 1 warning`. */
export function summaryOf({ files, counts, fixed, known, gone, troubles }: Report): string {
  const judged = files.filter(({ isManifest }) => isManifest).length;
  const found = severities.filter(severity => counts[severity] > 0).map(severity => number(counts[severity], severity));
  const notes = [
    fixed > 0 && `${fixed} fixed`,
    known > 0 && `${known} known from the baseline`,
    gone.length > 0 && `${number(gone.length, 'entry')} of the baseline no longer needed`,
    troubles.length > 0 && `${number(troubles.length, 'problem')} reading or writing`,
  ].filter(Boolean);
  return `${number(judged, 'manifest file')}: ${[found.length > 0 ? found.join(', ') : 'nothing found', ...notes].join('; ')}`;
}

const plurals: Readonly<Record<string, string>> = { information: 'information', entry: 'entries' };

function number(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : (plurals[noun] ?? `${noun}s`)}`;
}
