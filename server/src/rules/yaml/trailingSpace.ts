import { dataOf } from '../../model/configData.js';
import { spanInBlock } from '../../syntax/blockLines.js';
import type { Edit } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { blockObstacles } from '../../syntax/goYamlBlock.js';
import type { ScalarNode } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const trailingSpace = rule({
  code: 'yaml/trailing-space',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'blank at the end of a line of a block',
    why: `
      kubectl and kustomize write a text with such a line, or with a tab anywhere, as one long quoted string with \`\\n\`
      in it: \`kubectl get -o yaml\`, \`kubectl edit\` and diffs become unreadable.`,
    reference: 'https://github.com/kubernetes/kubernetes/issues/36222',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        app.conf: |
          color blue${'  '}
                  # ^^ warning yaml/trailing-space: the line ends with a blank: kubectl will show all of app.conf as one quoted string
          size 10`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        app.conf: |
          color blue
          size 10`,
  },
  *each(manifest) {
    for (const { key, entry, isEncoded } of dataOf(manifest)) {
      const { value } = entry;
      if (!isEncoded && value.kind === 'scalar' && value.style === 'literal' && !value.alias) yield { key, value };
    }
  },
  *check({ key, value }, { document }) {
    const text = value.text.replace(/\n+$/, '');
    if (!text.includes('\n') && !value.text.endsWith('\n')) return;
    const [first] = blockObstacles(text);
    if (!first) return;
    const start = startOfObstacle(text, first);
    const isBlank = /^[ \t]+$/.test(text.slice(start).split('\n', 1)[0] ?? '');
    const end = start + (isBlank ? (/^[ \t]+/.exec(text.slice(start))?.[0].length ?? 1) : 1);
    const at = spanInBlock(document, value, start, end);
    if (!at) return;
    const fault = isBlank ? 'ends with a blank' : 'has a tab or a control character';
    const message = `the line ${fault}: kubectl will show all of ${key} as one quoted string`;
    const cures = blockObstacles(stripped(text)).next().done === true;
    const fix = { title: 'Remove blanks at the ends of lines', edits: () => strip(document, value) };
    yield { ...finding(value, message, ...(cures ? [fix] : [])), at };
  },
});

function startOfObstacle(
  text: string,
  { line, character }: { readonly line: number; readonly character: string },
): number {
  const lines = text.split('\n');
  const own = lines[line - 1] ?? '';
  const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const column =
    character === ' ' || own.trimEnd().length <= own.indexOf(character) ? own.trimEnd().length : own.indexOf(character);
  return before + column;
}

function stripped(text: string): string {
  return text.replace(/[ \t]+$/gm, '');
}

function strip(document: YamlDocument, { text, span }: ScalarNode): readonly Edit[] {
  const block = document.text.slice(span.start, span.end);
  const body = block.indexOf('\n') + 1;
  const isKept = text.trim() === '';
  if (isKept) return [];
  return [...block.slice(body).matchAll(/[ \t]+(?=\r?$)/gm)].map(({ 0: blanks, index }) => {
    const start = span.start + body + index;
    return { span: { start, end: start + blanks.length }, text: '' };
  });
}
