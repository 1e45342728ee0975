import type { Manifest } from '../../model/manifest.js';
import { containersOf } from '../../model/pods.js';
import { knownText } from '../../model/templates.js';
import { fileSourcesOf, itemsOf, volumesOf } from '../../model/volumes.js';
import { scalarText, setValue } from '../../syntax/edit.js';
import { insertEntries } from '../../syntax/insert.js';
import { type Entry, entry, isNull, type MapNode, text } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';

const resource = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)$/;

export const downwardResource = rule({
  code: 'volume/downward-resource',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'resource in a file without the container it belongs to, or one that there is not',
    why: `
      The API server rejects the manifest: a volume belongs to the whole pod, so it must be said whose limits or requests
      a file shows.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-resourceFieldRef',
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
              - name: info
                mountPath: /etc/info
        volumes:
          - name: info
            downwardAPI:
              items:
                - path: cpu
                  resourceFieldRef:
                # ^^^^^^^^^^^^^^^^ error volume/downward-resource: resourceFieldRef must have a containerName in a volume
                    resource: limits.cpu`,
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
              - name: info
                mountPath: /etc/info
        volumes:
          - name: info
            downwardAPI:
              items:
                - path: cpu
                  resourceFieldRef:
                    resource: limits.cpu
                    containerName: web`,
  },
  *each(manifest) {
    for (const source of volumesOf(manifest).flatMap(fileSourcesOf)) {
      if (source.type !== 'downwardAPI') continue;
      for (const item of itemsOf(source)) {
        const own = entry(item, 'resourceFieldRef');
        if (own?.value.kind === 'map') yield { own, node: own.value };
      }
    }
  },
  *check({ own, node }, manifest, { isPatch }) {
    const container = entry(node, 'containerName');
    const isEmpty = container && text(container.value) === '';
    const isMissing = !container || isNull(container.value);
    if (isEmpty || (isMissing && !isPatch)) {
      const fixes = onlyContainer(manifest, node, container);
      yield finding(
        isEmpty ? container.value : (container ?? own),
        'resourceFieldRef must have a containerName in a volume',
        ...fixes,
      );
    }
    const value = entry(node, 'resource')?.value;
    const name = knownText(value);
    if (!value || !name || resource.test(name)) return;
    yield finding(
      value,
      'resource must be limits or requests of cpu, memory, ephemeral-storage or hugepages, such as limits.cpu',
    );
  },
});

/** The name of the container, where there is one only. */
function onlyContainer(manifest: Manifest, node: MapNode, field: Entry | undefined): readonly Fix[] {
  const [only, ...others] = [...containersOf(manifest)].filter(({ list }) => list === 'containers');
  const name = knownText(entry(only?.node, 'name')?.value);
  if (!name || others.length > 0 || node.alias || field?.merged) return [];
  const edits = () =>
    field
      ? [setValue(manifest.document, field, field.key.style === 'double' ? JSON.stringify(name) : scalarText(name))]
      : [insertEntries(manifest.document, node, [{ key: 'containerName', value: name }])];
  return [{ title: `Set containerName to ${name}`, edits }];
}
