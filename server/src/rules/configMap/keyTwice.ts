import { isConfigMap } from '../../model/configData.js';
import { entries, get, isNull, keyOf } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

export const keyTwice = rule({
  code: 'config-map/key-twice',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'key in both data and binaryData',
    why: 'Both fields become one set of files, so the API server refuses a ConfigMap with a key in both.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        logo: text
      # ^^^^ error config-map/key-twice: logo stands in binaryData as well: a key must be in one of them only
      binaryData:
        logo: iVBORw0KGgo=
        icon: AAABAAEA`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        logo: text
      binaryData:
        icon: AAABAAEA`,
  },
  *each(manifest) {
    if (!isConfigMap(manifest)) return;
    const binary = new Map(entries(get(manifest.root, 'binaryData')).map(other => [keyOf(other), other]));
    if (binary.size === 0) return;
    const text = new Map(entries(get(manifest.root, 'data')).map(field => [keyOf(field), field]));
    for (const [key, field] of text) {
      const other = binary.get(key);
      if (other) yield { field, other };
    }
  },
  *check({ field, other }, { document }, { isPatch }) {
    if (isPatch && (isNull(field.value) || isNull(other.value))) return;
    const key = keyOf(field);
    const fixes = [other, field].flatMap(doomed => {
      const title = `Remove ${key} from ${doomed === other ? 'binaryData' : 'data'}`;
      return doomed.merged || doomed.map.alias
        ? []
        : [{ title, loses: doomed === field, edits: () => removeEntry(document, doomed) }];
    });
    yield finding(field, `${key} stands in binaryData as well: a key must be in one of them only`, ...fixes);
  },
});
