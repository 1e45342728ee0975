import { isSecretValue } from '../../model/configData.js';
import { isPlaceholder } from '../../model/templates.js';
import { quote } from '../../syntax/edit.js';
import type { ScalarNode } from '../../syntax/node.js';
import { isBareDuration, isKubeletFile } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const notAString = rule({
  code: 'schema/not-a-string',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'unquoted number or boolean where a string must stand',
    why: `
      kubectl reads YAML 1.1: \`yes\`, \`on\` and \`y\` are booleans, \`0644\`, \`1_000\` and \`1e3\` are numbers.
      Environment variables, labels, annotations and the values of a ConfigMap are strings: the API server refuses
      anything else.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        debug: yes
             # ^^^ error schema/not-a-string: debug must be a string, but kubectl reads yes as the boolean true
        port: "8080"`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        debug: "yes"
        port: "8080"`,
  },
  *each(manifest, context) {
    for (const problem of context.schemaProblems) {
      if (problem.kind !== 'type' || problem.expected.join() !== 'string') continue;
      // In quotes it would be no better.
      if (isBareDuration(problem, manifest, context)) continue;
      if (problem.node.kind === 'scalar' && !isPlaceholder(problem.node))
        yield { node: problem.node, path: problem.path };
    }
  },
  *check({ node, path }, manifest) {
    const name = path.findLast(step => typeof step === 'string') ?? 'this';
    const quoted = { safe: true, edits: () => [quote(node)] };
    // Messages go into logs, where a secret must not be.
    if (isSecretValue(manifest, path))
      yield finding(node, `${name} must be a string`, { title: 'Quote the value', ...quoted });
    else {
      const reader = isKubeletFile(manifest) ? 'the kubelet' : 'kubectl';
      const message = `${name} must be a string, but ${reader} reads ${node.text} as ${readAs(node)}`;
      yield finding(node, message, { title: `Quote ${node.text}`, ...quoted });
    }
  },
});

function readAs({ value, text }: ScalarNode): string {
  const kind = typeof value === 'boolean' ? 'boolean' : 'number';
  return String(value) === text ? `a ${kind}` : `the ${kind} ${value}`;
}
