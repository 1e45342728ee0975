import { mapIn, metadataOf } from '../../model/labels.js';
import { inWords, labelValueErrors, limits, qualifiedNameErrors } from '../../model/names.js';
import { renameKey, replace, scalarText } from '../../syntax/edit.js';
import { type Entry, isNull, keyOf, text } from '../../syntax/node.js';
import { knownName, labelSeverity } from '../metadata.js';
import { type Finding, type Fix, finding, rule } from '../rule.js';

export const labelFormat = rule({
  code: 'manifest/label-format',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'label or annotation with a key or a value that it cannot have',
    why: `
      Keys are a name of at most 63 letters, digits, \`-\`, \`_\` and \`.\`, which may have a domain and a slash before it.
      Values of labels are written with the same characters; those of annotations are free.`,
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        labels:
          owner: Team Web
               # ^^^^^^^^ error manifest/label-format: label owner: a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        labels:
          owner: Team-Web`,
  },
  *each(manifest, { kindInfo, isPatch }) {
    if (!kindInfo?.definition) return;
    for (const metadata of metadataOf(manifest)) {
      for (const field of ['labels', 'annotations'] as const) {
        const labels = mapIn(metadata, field)?.value.entries ?? [];
        const taken = new Set(labels.map(keyOf));
        for (const label of labels) {
          if (!isPatch || !isNull(label.value)) yield { label, field, taken, isOfPods: metadata.isOfPods };
        }
      }
    }
  },
  *check({ label, field, taken, isOfPods }, manifest) {
    const severity = isOfPods ? {} : labelSeverity(manifest);
    for (const found of field === 'labels'
      ? [...wrongKey(label, 'label', taken), ...wrongValue(label)]
      : wrongKey(label, 'annotation', taken)) {
      yield { ...found, ...severity };
    }
  },
});

function* wrongKey(label: Entry, noun: 'label' | 'annotation', taken: ReadonlySet<string>): Iterable<Finding> {
  const key =
    knownName(label.key) ?? (label.key.style === 'plain' && label.key.value !== null ? keyOf(label) : undefined);
  if (key === undefined || /[${}<>]/.test(key)) return;
  // The API server looks at annotations as if they were written in lower case.
  const errors = qualifiedNameErrors(noun === 'label' ? key : key.toLowerCase());
  if (errors.length === 0) return;
  const better = slugOfKey(key);
  const isFixable = !label.merged && qualifiedNameErrors(better).length === 0 && !taken.has(better);
  const fix: Fix = { title: `Change to ${better}`, edits: () => [renameKey(label, better)] };
  yield finding(label.key, `${noun} key ${key || '""'}: ${inWords(errors)}`, ...(isFixable ? [fix] : []));
}

function* wrongValue(label: Entry): Iterable<Finding> {
  const { value: node } = label;
  const value = knownName(node);
  if (value === undefined || /[${}<>]/.test(value)) return;
  const errors = labelValueErrors(value);
  if (errors.length === 0) return;
  const better = trimmed(value.replace(/[^-A-Za-z0-9_.]+/g, '-'));
  const fix: Fix = {
    title: `Change to ${better}`,
    edits: () => [
      replace(node, node.kind === 'scalar' && node.style === 'double' ? JSON.stringify(better) : scalarText(better)),
    ],
  };
  const isFixable = better !== '' && better.length <= limits.label && text(node) !== undefined;
  yield finding(node, `label ${keyOf(label)}: ${inWords(errors)}`, ...(isFixable ? [fix] : []));
}

function slugOfKey(key: string): string {
  const [name = '', prefix] = key.split('/').reverse();
  const better = trimmed(name.replace(/[^-A-Za-z0-9_.]+/g, '-'));
  return prefix === undefined ? better : `${trimmed(prefix.toLowerCase().replace(/[^-a-z0-9.]+/g, '-'))}/${better}`;
}

function trimmed(name: string): string {
  return name.replace(/^[-_.]+|[-_.]+$/g, '');
}
