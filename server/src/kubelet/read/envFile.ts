/** The kubelet's arguments in files of variables, such as /etc/default/kubelet. */
import { type Expanded, expand } from './expand.js';
import { shellWords } from './shellWords.js';

const assignment = /^\s*(?:export\s+)?([A-Za-z_]\w*)=/;

/** Nothing but assignments, one a line. */
export function isEnvFile(text: string): boolean {
  const lines = logicalLines(text);
  return lines.length > 0 && lines.every(line => assignment.test(line));
}

/** Of all variables that hold flags, in their order. */
export function readEnvFile(text: string): Expanded | undefined {
  const variables = new Map(
    logicalLines(text).map(line => {
      const [head = '', name = ''] = assignment.exec(line) ?? [];
      const value = shellWords(line.slice(head.length));
      return [name, value.length === 1 ? (value[0]?.text ?? '') : line.slice(head.length)] as const;
    }),
  );
  const names = [...variables].filter(([, value]) => shellWords(value).some(word => word.text.startsWith('-')));
  if (names.length === 0) return undefined;
  return expand(
    names.map(([name]) => `$${name}`),
    variables,
  );
}

function logicalLines(text: string): readonly string[] {
  const joined = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  return joined.filter(line => line.trim() !== '' && !/^\s*[#;]/.test(line));
}
