import type { Manifest } from '../../model/manifest.js';
import { dns1123LabelErrors } from '../../model/names.js';
import { mentionsOf, volumesOf } from '../../model/volumes.js';
import { replace } from '../../syntax/edit.js';
import type { Node } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';
import { briefly, freeVolumeName, textLike } from '../volumes.js';

export const volumeName = rule({
  code: 'volume/name',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'name that no volume can have',
    why: `
      The API server rejects the manifest: a volume's name consists of at most 63 lower case letters, digits and
      hyphens, and begins and ends with a letter or a digit.`,
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: App_Config
                mountPath: /etc/web
        volumes:
          - name: App_Config
                # ^^^^^^^^^^ error volume/name: volume name App_Config: a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character
            configMap:
              name: web`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: app-config
                mountPath: /etc/web
        volumes:
          - name: app-config
            configMap:
              name: web`,
  },
  each: volumesOf,
  *check({ name, nameEntry }, manifest) {
    // An empty name is another rule's.
    if (!name || !nameEntry) return;
    const errors = dns1123LabelErrors(name);
    if (errors.length === 0) return;
    yield finding(
      nameEntry.value,
      `volume name ${name}: ${briefly(errors)}`,
      ...rename(manifest, name, nameEntry.value),
    );
  },
});

/** The nearest legal name, here and in all mounts. */
function rename(manifest: Manifest, name: string, node: Node): readonly Fix[] {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  if (!slug) return [];
  const free = freeVolumeName(manifest, slug);
  const edits = () =>
    [node, ...mentionsOf(manifest, name)].filter(({ alias }) => !alias).map(at => replace(at, textLike(at, free)));
  return [{ title: `Rename to ${free}`, edits }];
}
