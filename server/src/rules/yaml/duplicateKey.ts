import { type Entry, entries, get, isNull, keyOf, type MapNode, walk } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

export const duplicateKey = rule({
  code: 'yaml/duplicate-key',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'key that stands twice in one map',
    why: `
      kubectl keeps the last one and drops the others without a word, before any validation. kustomize does the same
      in its own files, but refuses resources with such keys: there it is an error.`,
    reference: 'https://yaml.org/spec/1.2.2/#mapping',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue
      # ^^^^^ warning yaml/duplicate-key: color stands twice: kubectl keeps only the last one
        size: "10"
        color: green`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        size: "10"
        color: green`,
  },
  *each({ root }) {
    for (const node of walk(root)) if (node.kind === 'map' && !node.alias) yield* shadowed(node);
  },
  *check(entry, { document }, { build }) {
    const name = keyOf(entry);
    // Without a value, the last one is hardly the one to keep.
    const loses = !isNull(entry.value) && isNull(get(entry.map, name));
    const remove = { title: `Remove this ${name}`, loses, edits: () => removeEntry(document, entry) };
    if (build.isBuilt)
      yield { ...finding(entry, `${name} stands twice: kustomize refuses the file`, remove), severity: 'error' };
    else yield finding(entry, `${name} stands twice: kubectl keeps only the last one`, remove);
  },
});

/** The entries that a later one of the same name replaces. */
function shadowed(map: MapNode): readonly Entry[] {
  const own = entries(map).filter(entry => !entry.merged);
  const last = new Map(own.map(entry => [keyOf(entry), entry]));
  return last.size === own.length ? [] : own.filter(entry => last.get(keyOf(entry)) !== entry);
}
