import { dataOf } from '../../model/configData.js';
import { isPlaceholder, isTemplate } from '../../model/templates.js';
import { spanInBlock } from '../../syntax/blockLines.js';
import { readFile } from '../../syntax/file.js';
import { firstJsonError, isJson } from '../../syntax/firstJsonError.js';
import type { ScalarNode } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const embeddedSyntax = rule({
  code: 'data/embedded-syntax',
  severity: 'warning',
  fixable: false,
  docs: {
    summary: 'JSON or YAML file in a ConfigMap or Secret that cannot be read',
    why: 'Kubernetes takes any text. The program that reads the file will fail, often only when its pod starts anew.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        config.json: |
          {
            "color": "blue",
          }
        # ^ warning data/embedded-syntax: config.json is no JSON: a key in double quotes must stand here`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        config.json: |
          {
            "color": "blue"
          }`,
  },
  *each(manifest) {
    for (const { key, entry, isEncoded } of dataOf(manifest)) {
      const { value } = entry;
      if (isEncoded || value.kind !== 'scalar' || typeof value.value !== 'string' || value.alias) continue;
      if (value.text.trim() !== '' && !isPlaceholder(value)) yield { key, value };
    }
  },
  *check({ key, value }, { document }) {
    const problem = problemIn(key, value);
    if (!problem) return;
    const { start, end, message } = problem;
    const at = spanInBlock(document, value, start, Math.max(end, start + 1)) ?? value.span;
    yield { ...finding(value, `${key} is no ${problem.format}: ${message}`), at };
  },
});

interface Problem {
  readonly format: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A longer text is read when its program reads it: typing beside it must not wait. */
const longestYaml = 100_000;

/** What some other program fills in, or takes out, before the file is read. */
const marks = /\{\{|\{%|<%|\$\{|\$\(|\$[A-Za-z_]|\[\[|%[A-Z_]+%|@[A-Za-z_]+@|__[A-Z_]+__|<[A-Za-z_-]+>/;

function problemIn(key: string, { text }: ScalarNode): Problem | undefined {
  if (/\.json$/i.test(key)) return jsonProblem(text);
  return /\.ya?ml$/i.test(key) && text.length <= longestYaml ? yamlProblem(text) : undefined;
}

function jsonProblem(text: string): Problem | undefined {
  const error = firstJsonError(text);
  if (!error || !/^\s*[[{]/.test(text) || marks.test(text)) return undefined;
  // Comments are read by many programs, one object a line by some.
  if (/^\s*(\/\/|\/\*|#)|[,{[\]}"\w]\s+(\/\/|\/\*)/m.test(text)) return undefined;
  const lines = text.split('\n').filter(line => line.trim());
  if (lines.length > 1 && lines.every(isJson)) return undefined;
  return { format: 'JSON', message: error.message, start: error.offset, end: error.offset + 1 };
}

function yamlProblem(text: string): Problem | undefined {
  for (const { document, start } of readFile('', 0, text).parts) {
    const [first] = document.problems.filter(({ isLimit }) => !isLimit);
    if (!first) continue;
    if (marks.test(text) || isTemplate(document)) return undefined;
    return { format: 'YAML', message: first.message, start: start + first.span.start, end: start + first.span.end };
  }
  return undefined;
}
