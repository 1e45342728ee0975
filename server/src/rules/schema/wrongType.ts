import { isPlaceholder } from '../../model/templates.js';
import { placeAt } from '../../schema/schemas.js';
import { typeName } from '../../schema/validate.js';
import { replace } from '../../syntax/edit.js';
import { type Node, type ScalarNode, text } from '../../syntax/node.js';
import { resolvePlain } from '../../syntax/scalars.js';
import { type Fix, finding, rule } from '../rule.js';

export const wrongType = rule({
  code: 'schema/wrong-type',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'value of another type than the field has',
    why: 'The API server cannot read the object and refuses it, with a message that names no line.',
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            ports:
              - containerPort: "8080"
                             # ^^^^^^ error schema/wrong-type: containerPort must be an integer, not a string`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            ports:
              - containerPort: 8080`,
  },
  *each(_manifest, { schemaProblems }) {
    for (const problem of schemaProblems) {
      if (problem.kind !== 'type' || isPlaceholder(problem.node)) continue;
      const isString = problem.expected.join() === 'string' && problem.node.kind === 'scalar';
      if (!isString) yield problem;
    }
  },
  *check({ node, path, expected }, { kind }, { schemas, kindInfo }) {
    const schema = placeAt(schemas, kindInfo?.definition ?? '', path)?.schema;
    const wanted = schema ? typeName(schema) : expected.join(' or ');
    const name = path.findLast(step => typeof step === 'string') ?? kind;
    const subject = typeof path.at(-1) === 'number' ? `an item of ${name}` : name;
    const message = `${subject} must be ${withArticle(wanted)}, not ${withArticle(typeOf(node))}`;
    yield finding(
      node.kind === 'scalar' || node.parent?.kind !== 'entry' ? node : node.parent,
      message,
      ...fixesOf(node, wanted),
    );
  },
});

function fixesOf(node: Node, wanted: string): Fix[] {
  if (node.kind !== 'scalar') return [];
  if (wanted.startsWith('list')) {
    const item = node.style === 'plain' && typeof node.value === 'string' ? node.text : JSON.stringify(node.text);
    return isOneLine(node) ? [{ title: 'Make it a list', edits: () => [replace(node, `[${item}]`)] }] : [];
  }
  const unquoted = text(node)?.trim();
  const value = unquoted === undefined ? undefined : resolvePlain(unquoted);
  const fits = wanted === 'integer' ? Number.isInteger(value) : typeof value === wanted;
  return fits && node.style !== 'plain' && unquoted
    ? [{ title: `Change to ${unquoted}`, edits: () => [replace(node, unquoted)] }]
    : [];
}

function isOneLine({ style, text }: ScalarNode): boolean {
  return !text.includes('\n') && style !== 'literal' && style !== 'folded' && !/[,[\]{}]/.test(text);
}

function typeOf(node: Node): string {
  if (node.kind === 'map') return 'map';
  if (node.kind === 'seq') return 'list';
  if (node.value === null) return 'empty value';
  if (typeof node.value === 'number') return Number.isInteger(node.value) ? 'integer' : 'number';
  return typeof node.value;
}

function withArticle(noun: string): string {
  return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
