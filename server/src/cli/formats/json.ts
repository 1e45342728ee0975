/** One document for programs. Fields may be added; those that are there keep their meaning while `version` is 1. */
import { isFailure, type Report } from '../report.js';

export function toJson(report: Report): string {
  const { files, troubles, counts, fixed, known, gone, version } = report;
  const findings = files.flatMap(file => file.found);
  const document = {
    version: 1,
    kubewright: version,
    summary: {
      files: files.filter(({ isManifest }) => isManifest).length,
      errors: counts.error,
      warnings: counts.warning,
      information: counts.information,
      failures: findings.filter(found => isFailure(report, found)).length,
      fixed,
      known,
    },
    findings: findings.map(({ excerpt: _excerpt, lineHash, reference, ...found }) => ({
      ...found,
      ...(reference && { reference }),
      fingerprint: lineHash,
    })),
    noLongerFound: gone.map(({ path, code, message }) => ({ path, code, message })),
    problems: troubles,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
