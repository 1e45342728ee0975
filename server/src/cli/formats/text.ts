/** For people, and for editors that read `path:line:column`. */
import type { Found, FoundSeverity } from '../found.js';
import { type Report, summaryOf } from '../report.js';

const reset = '\u001b[0m';
const colours: Readonly<Record<FoundSeverity | 'place' | 'dim', string>> = {
  error: '\u001b[31m',
  warning: '\u001b[33m',
  information: '\u001b[36m',
  place: '\u001b[1m',
  dim: '\u001b[2m',
};

type Paint = (colour: keyof typeof colours, text: string) => string;

export const plain: Paint = (_colour, text) => text;
export const coloured: Paint = (colour, text) => `${colours[colour]}${text}${reset}`;

export function toText(report: Report, paint: Paint): string {
  const found = report.files.flatMap(file => file.found).map(one => lineOf(one, paint));
  const gone = report.gone.map(({ path, code, message }) => `${path}: no longer found: ${code}: ${message}`);
  const blocks = [...found, ...(gone.length > 0 ? [`${gone.join('\n')}\n`] : []), `${summaryOf(report)}\n`];
  return blocks.join('\n');
}

function lineOf(found: Found, paint: Paint): string {
  const { path, line, column, severity, code, message, related } = found;
  const head = `${paint('place', `${path}:${line}:${column}`)} ${paint(severity, severity)} ${code}: ${message}`;
  const others = related.map(at => `    ${at.path}:${at.line}:${at.column} ${at.message}`);
  return `${[head, ...excerptOf(found, paint), ...others].join('\n')}\n`;
}

function excerptOf({ line, column, endLine, endColumn, severity, excerpt }: Found, paint: Paint): string[] {
  const text = excerpt.text.replaceAll('\t', ' ');
  if (!text.trim()) return [];
  const start = column - excerpt.column;
  const end = endLine === line ? endColumn - excerpt.column : text.length;
  const carets = '^'.repeat(Math.max(1, Math.min(end, text.length) - start));
  const margin = ' '.repeat(String(line).length);
  return [
    `  ${paint('dim', `${line} |`)} ${text}`,
    `  ${paint('dim', `${margin} |`)} ${' '.repeat(start)}${paint(severity, carets)}`,
  ];
}
