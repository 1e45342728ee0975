/** SARIF 2.1.0, for code scanning. The types are made from its schema, so what fits them is valid. */

import type { Location, Log, Notification, ReportingDescriptor, Result } from 'sarif';
import type { Found, FoundSeverity, Place } from '../found.js';
import type { Report, RuleText } from '../report.js';

const levels = { error: 'error', warning: 'warning', information: 'note' } as const;

export function toSarif(report: Report, rules: readonly RuleText[]): string {
  const indexes = new Map(rules.map(({ code }, index) => [code, index]));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Kubewright', semanticVersion: report.version, rules: rules.map(toDescriptor) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.troubles.length === 0,
            toolExecutionNotifications: report.troubles.map(toNotification),
          },
        ],
        results: report.files.flatMap(file => file.found.map(found => toResult(found, indexes.get(found.code)))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toDescriptor({ code, severity, summary, reference, page }: RuleText): ReportingDescriptor {
  return {
    id: code,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: { text: page, markdown: page },
    ...(reference && { helpUri: reference }),
    defaultConfiguration: { level: levels[severity as FoundSeverity] ?? 'none' },
    properties: { tags: ['kubernetes', code.split('/')[0] ?? ''] },
  };
}

function toResult(found: Found, ruleIndex: number | undefined): Result {
  const { code, severity, message, related, lineHash } = found;
  return {
    ruleId: code,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[severity],
    message: { text: message },
    locations: [toLocation(found, { endLine: found.endLine, endColumn: found.endColumn })],
    ...(related.length > 0 && {
      relatedLocations: related.map(at => ({ ...toLocation(at, {}), message: { text: at.message } })),
    }),
    partialFingerprints: { 'kubewrightLine/v1': lineHash },
  };
}

function toLocation(at: Place, end: { readonly endLine?: number; readonly endColumn?: number }): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(at.path), uriBaseId: '%SRCROOT%' },
      region: { startLine: at.line, startColumn: at.column, ...end },
    },
  };
}

function toNotification({ path, message }: { readonly path: string; readonly message: string }): Notification {
  return {
    level: 'error',
    message: { text: `${path}: ${message}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' } } }],
  };
}

function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
