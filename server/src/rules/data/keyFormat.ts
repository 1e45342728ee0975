import { dataOf } from '../../model/configData.js';
import { configMapKeyErrors, inWords } from '../../model/names.js';
import { isPlaceholder } from '../../model/templates.js';
import { renameKey } from '../../syntax/edit.js';
import { isNull, keyOf } from '../../syntax/node.js';
import { type Place, placesOfKeys, renaming } from '../renamedReferences.js';
import { type Fix, finding, rule } from '../rule.js';

export const keyFormat = rule({
  code: 'data/key-format',
  severity: 'error',
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'key that a ConfigMap or Secret cannot have',
    why: `
      Keys become names of files and of environment variables: they consist of letters, digits, \`-\`, \`_\` and \`.\`. A
      path is given where the key is mounted, as \`items[].path\`.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        conf/app.yaml: "a: 1"
      # ^^^^^^^^^^^^^ error data/key-format: key conf/app.yaml: a valid config key must consist of alphanumeric characters, '-', '_' or '.'`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        conf-app.yaml: "a: 1"`,
  },
  *each(manifest, context) {
    const { isPatch } = context;
    let places: ReturnType<typeof placesOfKeys> | undefined;
    const placesOf = (key: string): readonly Place[] => {
      places ??= placesOfKeys(manifest, context);
      return places.get(key) ?? [];
    };
    const taken = new Set<string>();
    const all = dataOf(manifest);
    for (const { key } of all) taken.add(key);
    // In a patch, null takes a key away.
    for (const { entry, key } of all) if (!isPatch || !isNull(entry.value)) yield { entry, key, taken, placesOf };
  },
  *check({ entry, key, taken, placesOf }, manifest) {
    if (isPlaceholder(entry.key)) return;
    const errors = configMapKeyErrors(key);
    if (errors.length === 0) return;
    const slug = key.replace(/[^-._a-zA-Z0-9]+/g, '-').replace(/^-+|-+$|^\.\.+/g, '');
    const isFixable = slug !== '' && !taken.has(slug) && !entry.merged && configMapKeyErrors(slug).length === 0;
    const fix = (): Fix => ({
      title: `Change to ${slug}`,
      ...renaming(manifest, slug, renameKey(entry, slug), placesOf(key)),
    });
    const shown = keyOf(entry).length > 60 ? `${key.slice(0, 57)}…` : key || '""';
    yield finding(entry, `key ${shown}: ${inWords(errors)}`, ...(isFixable ? [fix()] : []));
  },
});
