import { dataOf } from '../../model/configData.js';
import { isPlaceholder } from '../../model/templates.js';
import { spanInScalar } from '../../syntax/spanInScalar.js';
import { embeddedProblem } from '../embeddedFormats.js';
import { finding, rule } from '../rule.js';

export const embeddedSyntax = rule({
  code: 'data/embedded-syntax',
  severity: 'warning',
  fixable: false,
  docs: {
    summary: 'JSON, YAML, TOML or XML file in a ConfigMap or Secret that cannot be read',
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
      if (value.text.trim() !== '' && !isPlaceholder(value)) yield { key, entry, value };
    }
  },
  *check({ key, entry, value }, { document }) {
    const problem = embeddedProblem(key, value.text);
    if (!problem) return;
    const { start, end, format, message } = problem;
    const at = spanInScalar(document, value, start, Math.max(end, start + 1)) ?? entry.key.span;
    yield { ...finding(value, `${key} is no ${format}: ${message}`), at };
  },
});
