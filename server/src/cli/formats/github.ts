/** Workflow commands, which GitHub Actions shows at the lines of a pull request. */
import type { Found } from '../found.js';
import { type Report, summaryOf } from '../report.js';

const commands = { error: 'error', warning: 'warning', information: 'notice' } as const;

export function toGithub(report: Report): string {
  const lines = report.files.flatMap(file => file.found.map(commandOf));
  return `${[...lines, summaryOf(report)].join('\n')}\n`;
}

function commandOf({ path, line, column, endLine, endColumn, severity, code, message }: Found): string {
  // GitHub wants columns only within one line.
  const end = line === endLine ? { endLine, col: column, endColumn } : { endLine };
  const properties = Object.entries({ file: path, line, ...end, title: code });
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${commands[severity]} ${list}::${escapeData(`${code}: ${message}`)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
