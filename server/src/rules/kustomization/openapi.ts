import { isKustomization } from '../../model/configurations.js';
import { entry, get } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { filledField, wordFixes, writtenText } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

/** The one that is built in since kustomize 4.1. */
const builtIn = 'v1.21.2';

export const openapi = rule({
  code: 'kustomization/openapi',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'OpenAPI schema that kustomize does not have, or two of them',
    why: `
      \`version\` names a schema that is built into kustomize, and there is one only: v1.21.2. A schema of your own is what
      \`path\` names, and both together are refused.`,
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/openapi/',
    bad: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      openapi:
        version: v1.30.0
               # ^^^^^^^ error kustomization/openapi: kustomize has no schema but v1.21.2 built in`,
    good: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      openapi:
        version: v1.21.2`,
  },
  *each(manifest) {
    const node = isKustomization(manifest) ? get(manifest.root, 'openapi') : undefined;
    if (node?.kind === 'map') yield node;
  },
  *check(map, { document }) {
    // Keys of this map are no fields: their case counts.
    const version = entry(map, 'version');
    const path = entry(map, 'path') && filledField(map, 'path');
    const word = version && writtenText(version.value);
    if (!version || !word) return;
    if (path) {
      const fix = { title: 'Remove version', loses: true, edits: () => removeEntry(document, version) };
      yield finding(version, 'openapi takes path or version, not both', ...(version.merged ? [] : [fix]));
    } else if (word !== builtIn) {
      const message = `kustomize has no schema but ${builtIn} built in`;
      yield finding(version.value, message, ...wordFixes(version.value, [builtIn]));
    }
  },
});
