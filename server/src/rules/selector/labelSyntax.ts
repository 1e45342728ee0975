import { isPatchDirective } from '../../model/manifest.js';
import { inWords, labelValueErrors, qualifiedNameErrors } from '../../model/names.js';
import { labelMapsOf, requirementsOf } from '../../model/selectors.js';
import { knownText } from '../../model/templates.js';
import { entries, get, items, keyOf, type Node } from '../../syntax/node.js';
import { type Finding, finding, rule } from '../rule.js';

export const selectorLabelSyntax = rule({
  code: 'selector/label-syntax',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'selector for a label that no object can have',
    why: `
      The API server rejects the manifest. Names and values of labels have at most 63 characters: letters, digits, \`-\`,
      \`_\` and \`.\`, with a letter or digit at both ends. A name may have a DNS subdomain and \`/\` in front.`,
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector:
          app: web server
             # ^^^^^^^^^^ error selector/label-syntax: label value web server: a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character
        ports:
          - port: 80`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector:
          app: web-server
        ports:
          - port: 80`,
  },
  each: manifest => [manifest],
  *check(manifest): Iterable<Finding> {
    for (const { value: labels } of labelMapsOf(manifest)) {
      for (const label of entries(labels)) {
        if (isPatchDirective(label.key.text)) continue;
        yield* wrongKey(label.key, label.key.style === 'plain' ? keyOf(label) : knownText(label.key));
        yield* wrongValue(label.value);
      }
    }
    for (const requirement of requirementsOf(manifest)) {
      const key = get(requirement, 'key');
      if (key) yield* wrongKey(key, knownText(key));
      for (const value of items(get(requirement, 'values'))) yield* wrongValue(value);
    }
  },
});

function* wrongKey(at: Node, key: string | undefined): Iterable<Finding> {
  if (key === undefined || isFilledIn(key)) return;
  const errors = qualifiedNameErrors(key);
  if (errors.length > 0) yield finding(at, `label ${key || '""'}: ${inWords(errors)}`);
}

function* wrongValue(at: Node): Iterable<Finding> {
  const value = knownText(at);
  if (value === undefined || isFilledIn(value)) return;
  const errors = labelValueErrors(value);
  if (errors.length > 0) yield finding(at, `label value ${value}: ${inWords(errors)}`);
}

/** Characters in which other programs write what they replace. */
function isFilledIn(written: string): boolean {
  return /[${}<>]/.test(written);
}
