import { nearest } from '../../schema/nearest.js';
import { renameKey } from '../../syntax/edit.js';
import { type Entry, entries, keyOf } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { type Fix, finding, rule } from '../rule.js';
import { schemaMaps } from '../schemaFields.js';

interface IgnoredField {
  readonly entry: Entry;
  readonly known: readonly string[];
}

export const ignoredField = rule({
  code: 'kustomization/ignored-field',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'field that a plugin or a replacement file does not have',
    why: `
      kustomize refuses unknown fields in a kustomization, but not in the configurations of its builtin plugins and in
      files of replacements: there it ignores them without a message. In plugins, upper and lower case count, too.`,
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/builtins/',
    bad: `
      apiVersion: builtin
      kind: PrefixTransformer
      metadata:
        name: prefix
      Prefix: test-
      ^^^^^^ warning kustomization/ignored-field: kustomize ignores Prefix here; did you mean prefix?
      fieldSpecs:
        - path: metadata/name`,
    good: `
      apiVersion: builtin
      kind: PrefixTransformer
      metadata:
        name: prefix
      prefix: test-
      fieldSpecs:
        - path: metadata/name`,
  },
  *each({ apiVersion, root }, context) {
    if (apiVersion !== 'builtin' && apiVersion !== 'kustomize') return;
    for (const { map, schema } of schemaMaps(root, context)) {
      const known = Object.keys(schema.properties ?? {});
      if (schema.additionalProperties !== true || known.length === 0 || isMetadata(known)) continue;
      for (const entry of entries(map)) if (isIgnored(entry, known, apiVersion)) yield { entry, known };
    }
  },
  *check({ entry, known }: IgnoredField, { document }) {
    const name = keyOf(entry);
    const taken = new Set(entry.map.entries.map(keyOf));
    const guess = nearest(name, known);
    const rename: readonly Fix[] =
      guess && !taken.has(guess) ? [{ title: `Change to ${guess}`, edits: () => [renameKey(entry, guess)] }] : [];
    const remove: Fix = { title: `Remove ${name}`, loses: true, edits: () => removeEntry(document, entry) };
    const message = `kustomize ignores ${name} here${guess ? `; did you mean ${guess}?` : ''}`;
    yield finding(entry, message, ...(entry.merged ? [] : [...rename, remove]));
  },
});

/** What others write there is for others. */
function isMetadata(known: readonly string[]): boolean {
  return known.includes('annotations') && known.includes('namespace');
}

/** In files of replacements kustomize finds a field whatever the case of its letters. */
function isIgnored(entry: Entry, known: readonly string[], apiVersion: string): boolean {
  const name = keyOf(entry);
  if (known.includes(name)) return false;
  return apiVersion === 'builtin' || !known.some(one => one.toLowerCase() === name.toLowerCase());
}
