import { selects, stringsOf } from '../../model/labelSelection.js';
import { type SelectedTemplate, selectedTemplateOf, templateLabelsOf } from '../../model/selectors.js';
import { type Edit, scalarText, setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { fillEntry, insertEntries, type NewEntry } from '../../syntax/insert.js';
import { type Entry, entry, isNull } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';

export const selectorMismatch = rule({
  code: 'selector/template-mismatch',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'selector that does not match the labels of the template',
    why: `
      The API server rejects the manifest: a workload that does not find the pods it makes would make more and more of
      them.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
    bad: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
          # ^^^^^^ error selector/template-mismatch: labels of the template must match the selector: app: web
              app: website
          spec:
            containers:
              - name: web
                image: nginx`,
    good: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx`,
  },
  each: manifest => [selectedTemplateOf(manifest)],
  *check(selected, { document, kind, uri }, { isPatch, build }) {
    if (!selected || isPatch || build.setsSelectors || build.completes(kind)) return;
    const wanted = stringsOf(selected.wanted);
    const labels = stringsOf(templateLabelsOf(selected));
    if (!wanted || !labels) return;
    const unmet = [...wanted].filter(([key, value]) => labels.get(key) !== value);
    const isMet = selected.isPlain ? unmet.length === 0 : selects(selected.selector.value, labels);
    if (isMet !== false) return;
    const pairs = unmet.map(([key, value]) => `${key}: ${value || '""'}`).join(', ');
    const message = `labels of the template must match the selector${pairs && `: ${pairs}`}`;
    const found = finding(placeOf(selected), message, ...fixesFor(document, selected, unmet));
    const { key } = selected.selector;
    yield { ...found, related: [{ uri, document, at: key.alias ?? key.span, message: 'the selector' }] };
  },
});

function placeOf({ template }: SelectedTemplate): Entry {
  const metadata = entry(template.value, 'metadata');
  return entry(metadata?.value, 'labels') ?? metadata ?? template;
}

function fixesFor(
  document: YamlDocument,
  selected: SelectedTemplate,
  unmet: readonly [string, string][],
): readonly Fix[] {
  const edits = copyLabels(document, selected, unmet);
  return edits ? [{ title: 'Copy the labels of the selector to the template', edits: () => edits }] : [];
}

/** Nothing where `matchExpressions` are what is not met, or where the labels are written elsewhere. */
function copyLabels(
  document: YamlDocument,
  { template }: SelectedTemplate,
  unmet: readonly [string, string][],
): readonly Edit[] | undefined {
  const { value } = template;
  if (unmet.length === 0 || value.kind !== 'map' || value.alias) return undefined;
  const labels = Object.fromEntries(unmet);
  const metadata = entry(value, 'metadata');
  if (!metadata) return [insertEntries(document, value, [{ key: 'metadata', value: { labels } }])];
  const field = entry(metadata.value, 'labels');
  if (metadata.merged || metadata.value.alias || field?.merged || field?.value.alias) return undefined;
  if (!field) return fill(document, metadata, [{ key: 'labels', value: labels }]);
  const own = unmet.map(pair => ({ pair, found: entry(field.value, pair[0]) }));
  if (own.some(({ found }) => found?.merged || found?.value.alias)) return undefined;
  const changed = own.flatMap(({ pair, found }) => (found ? [setValue(document, found, scalarText(pair[1]))] : []));
  const added = own.flatMap(({ pair: [key, value], found }) => (found ? [] : [{ key, value }]));
  return added.length === 0 ? changed : [...changed, ...(fill(document, field, added) ?? [])];
}

function fill(document: YamlDocument, field: Entry, added: readonly NewEntry[]): readonly Edit[] | undefined {
  const { value } = field;
  if (isNull(value)) return [fillEntry(document, field, added)];
  if (value.kind !== 'map') return undefined;
  return [value.entries.length > 0 ? insertEntries(document, value, added) : fillEntry(document, field, added)];
}
