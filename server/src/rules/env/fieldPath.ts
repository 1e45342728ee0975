import { envFieldPaths, subscriptOf } from '../../model/downwardApi.js';
import { valueSourcesOf } from '../../model/env.js';
import { inWords, qualifiedNameErrors } from '../../model/names.js';
import { knownText } from '../../model/templates.js';
import { nearest } from '../../schema/nearest.js';
import { setValue } from '../../syntax/edit.js';
import { entry } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

/** Fields of a Pod by the last part of their path, for those who know only this part. */
const byLastPart = new Map(envFieldPaths.map(path => [path.slice(path.indexOf('.') + 1), path]));
const subscripted: ReadonlySet<string> = new Set(['metadata.labels', 'metadata.annotations']);

export const envFieldPath = rule({
  code: 'env/field-path',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'fieldRef to a field that environment variables cannot get',
    why: `
      The API server rejects the manifest. A variable gets \`metadata.name\`, \`metadata.namespace\`, \`metadata.uid\`, one
      label or annotation as in \`metadata.labels['app']\`, \`spec.nodeName\`, \`spec.serviceAccountName\`,
      \`status.hostIP\`, \`status.hostIPs\`, \`status.podIP\` or \`status.podIPs\`, nothing else. All labels or annotations at
      once can be had as a file, with a \`downwardAPI\` volume.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-fieldRef',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: POD_IP
                valueFrom:
                  fieldRef: { fieldPath: spec.podIP }
                                       # ^^^^^^^^^^ error env/field-path: a variable cannot get spec.podIP; did you mean status.podIP?`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: POD_IP
                valueFrom:
                  fieldRef: { fieldPath: status.podIP }`,
  },
  each: valueSourcesOf,
  *check({ name, node }, { document }) {
    if (name !== 'fieldRef') return;
    const version = entry(node, 'apiVersion');
    const group = knownText(version?.value);
    if (version && group && group !== 'v1') {
      yield finding(version.value, 'apiVersion of fieldRef must be v1', {
        title: 'Change to v1',
        edits: () => [setValue(document, version, 'v1')],
      });
    }
    const field = entry(node, 'fieldPath');
    const path = knownText(field?.value);
    if (!field || path === undefined) return;
    const problem = problemOf(path);
    if (!problem) return;
    const guess = guessFor(path);
    const fixes = guess ? [{ title: `Change to ${guess}`, edits: () => [setValue(document, field, guess)] }] : [];
    yield finding(field.value, `${problem}${guess ? `; did you mean ${guess}?` : ''}`, ...fixes);
  },
});

function problemOf(path: string): string | undefined {
  if (path === '') return 'fieldPath must not be empty';
  const subscript = subscriptOf(path);
  if (!subscript) {
    // An old name of spec.nodeName.
    if (path === 'spec.host' || envFieldPaths.some(known => known === path)) return undefined;
    return subscripted.has(path)
      ? `fieldPath must name one of the ${path.slice(path.indexOf('.') + 1)}, as in ${path}['app']`
      : `a variable cannot get ${path}`;
  }
  if (!subscripted.has(subscript.path)) return `a variable cannot get ${path}`;
  // Annotations are compared in lower case.
  const isAnnotation = subscript.path === 'metadata.annotations';
  const errors = qualifiedNameErrors(isAnnotation ? subscript.key.toLowerCase() : subscript.key);
  return errors.length > 0 ? `key ${subscript.key || '""'}: ${inWords(errors)}` : undefined;
}

function guessFor(path: string): string | undefined {
  if (subscriptOf(path) || subscripted.has(path)) return undefined;
  return byLastPart.get(path.slice(path.lastIndexOf('.') + 1)) ?? nearest(path, envFieldPaths);
}
