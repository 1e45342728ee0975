import { dataOf } from '../../model/configData.js';
import type { YamlDocument } from '../../syntax/file.js';
import { lineAt } from '../../syntax/lines.js';
import type { ScalarNode } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

/** Files whose lines mean something. JSON, XML and SQL read the same on one line. */
const madeOfLines =
  /\.(conf|config|cfg|cnf|ini|env|properties|props|toml|ya?ml|sh|bash|py|rb|pl|lua|rules|repo|service|hcl|tf)$|^(Dockerfile|Makefile|Caddyfile|Corefile)$/i;

export const foldedConfig = rule({
  code: 'yaml/folded-config',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'file whose lines are joined, because its block begins with > in place of |',
    why: 'A block with `>` is folded: line breaks become blanks. The program finds one long line in its file.',
    reference: 'https://yaml.org/spec/1.2.2/#813-folded-style',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        app.properties: >
                      # ^ warning yaml/folded-config: > joins the lines of app.properties into one; | keeps them
          color=blue
          size=10`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        app.properties: |
          color=blue
          size=10`,
  },
  *each(manifest) {
    for (const { key, entry, isEncoded } of dataOf(manifest)) {
      const { value } = entry;
      if (!isEncoded && value.kind === 'scalar' && value.style === 'folded' && madeOfLines.test(key))
        yield { key, value };
    }
  },
  *check({ key, value }, { document }) {
    if (!joinsLines(document, value)) return;
    const { start } = value.span;
    const sign = { start, end: start + 1 };
    const fix = { title: 'Keep the lines: |', edits: () => [{ span: sign, text: '|' }] };
    yield { ...finding(value, `> joins the lines of ${key} into one; | keeps them`, fix), at: value.alias ?? sign };
  },
});

/** Lines that are indented further keep their breaks, and so do empty ones. */
function joinsLines({ text, lineStarts }: YamlDocument, { span }: ScalarNode): boolean {
  const first = lineStarts[lineAt(lineStarts, span.start) + 1] ?? text.length;
  const lines = text.slice(first, span.end).split(/\r?\n/);
  const indentOf = (line: string) => line.length - line.trimStart().length;
  const least = lines.reduce((so, line) => (line.trim() ? Math.min(so, indentOf(line)) : so), text.length);
  const isJoined = (line: string | undefined) => line !== undefined && line.trim() !== '' && indentOf(line) === least;
  return lines.some((line, i) => isJoined(line) && isJoined(lines[i + 1]));
}
