import { nearest } from '../../schema/nearest.js';
import { renameKey, setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { insertBefore } from '../../syntax/insert.js';
import { type Entry, entry, keyOf, type MapNode } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';

export const missingKind = rule({
  code: 'manifest/missing-kind',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'document without apiVersion or without kind',
    why: 'kubectl cannot tell what the object is and refuses the file.',
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields',
    bad: `
      kind: ConfigMap
      ^^^^ error manifest/missing-kind: the document needs apiVersion
      metadata:
        name: web`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web`,
  },
  *each(manifest, { kindInfo }) {
    if (!kindInfo && (!manifest.kind || !manifest.apiVersion)) yield manifest;
  },
  *check({ root, document, apiVersion, kind }, _manifest, { schemas }) {
    const first = root.entries[0];
    if (!first) return;
    if (!kind) {
      if (!Object.hasOwn(schemas.kinds, apiVersion)) return;
      const meant = misspelt(root, 'kind');
      if (meant) yield finding(meant, 'the document needs kind', rename(meant, 'kind'));
      else yield finding(entry(root, 'kind') ?? first, 'the document needs kind');
      return;
    }
    const versions = Object.keys(schemas.kinds).filter(version => {
      const info = schemas.kinds[version];
      return info && Object.hasOwn(info, kind) && !info[kind]?.removed;
    });
    // Other programs write `kind` too: only a kind of Kubernetes makes a manifest.
    if (versions.length === 0) return;
    const written = entry(root, 'apiVersion');
    const meant = misspelt(root, 'apiVersion');
    if (written) {
      yield finding(written, 'apiVersion must be a string', ...changes(document, written, versions));
    } else if (meant) {
      yield finding(meant, 'the document needs apiVersion', rename(meant, 'apiVersion'));
    } else {
      const fixes = versions.map(version => ({
        title: `Add apiVersion: ${version}`,
        edits: () => [insertBefore(document, first, [{ key: 'apiVersion', value: version }])],
      }));
      yield finding(first, 'the document needs apiVersion', ...fixes);
    }
  },
});

/** The key that was meant to be `name`. */
function misspelt(root: MapNode, name: 'apiVersion' | 'kind'): Entry | undefined {
  const isName = (field: Entry) => keyOf(field) === name;
  return root.entries.some(isName)
    ? undefined
    : root.entries.find(field => !field.merged && nearest(keyOf(field), [name]) === name);
}

function rename(field: Entry, name: string): Fix {
  return { title: `Change to ${name}`, edits: () => [renameKey(field, name)] };
}

/** Only what is easily put back is replaced: a single value, or a list or map in brackets. */
function changes(document: YamlDocument, field: Entry, versions: readonly string[]): readonly Fix[] {
  const { value, merged } = field;
  if (merged || value.alias || (value.kind !== 'scalar' && !value.flow)) return [];
  return versions.map(version => ({
    title: `Change to ${version}`,
    edits: () => [setValue(document, field, field.key.style === 'double' ? JSON.stringify(version) : version)],
  }));
}
