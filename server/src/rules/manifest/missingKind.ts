import { insertBefore } from '../../syntax/insert.js';
import { finding, rule } from '../rule.js';

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
      if (Object.hasOwn(schemas.kinds, apiVersion)) yield finding(first, 'the document needs kind');
      return;
    }
    const versions = Object.keys(schemas.kinds).filter(version => {
      const info = schemas.kinds[version];
      return info && Object.hasOwn(info, kind) && !info[kind]?.removed;
    });
    // Other programs write `kind` too: only a kind of Kubernetes makes a manifest.
    if (versions.length === 0) return;
    const fixes = versions.map(version => ({
      title: `Add apiVersion: ${version}`,
      edits: () => [insertBefore(document, first, [{ key: 'apiVersion', value: version }])],
    }));
    yield finding(first, 'the document needs apiVersion', ...fixes);
  },
});
