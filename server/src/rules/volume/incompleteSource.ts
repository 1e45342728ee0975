import { dns1123SubdomainErrors } from '../../model/names.js';
import { knownText } from '../../model/templates.js';
import { volumesOf } from '../../model/volumes.js';
import { type Entry, entry, isNull, keyOf, text } from '../../syntax/node.js';
import { type Finding, finding, rule } from '../rule.js';
import { briefly } from '../volumes.js';

/** What the server wants of a source, although the schema does not say so. */
const needs: Readonly<Record<string, string>> = {
  ephemeral: 'volumeClaimTemplate',
  nodePublishSecretRef: 'name',
  image: 'reference',
};

export const incompleteVolumeSource = rule({
  code: 'volume/incomplete-source',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'ephemeral, csi or image volume without what it is made from',
    why: `
      The API server rejects the manifest. The schema does not call these fields required: the claim template of an
      ephemeral volume, the name of the Secret for a CSI driver, and the reference of an image in a Pod.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/',
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
              - name: scratch
                mountPath: /scratch
        volumes:
          - name: scratch
            ephemeral: {}
          # ^^^^^^^^^ error volume/incomplete-source: ephemeral must have a volumeClaimTemplate`,
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
              - name: scratch
                mountPath: /scratch
        volumes:
          - name: scratch
            ephemeral:
              volumeClaimTemplate:
                spec:
                  accessModes: [ReadWriteOnce]
                  resources:
                    requests:
                      storage: 1Gi`,
  },
  *each(manifest) {
    for (const { sources } of volumesOf(manifest)) {
      for (const source of sources) {
        const secret = keyOf(source) === 'csi' ? entry(source.value, 'nodePublishSecretRef') : undefined;
        if (keyOf(source) !== 'csi') yield source;
        else if (secret) yield secret;
      }
    }
  },
  *check(source, manifest, { isPatch }) {
    const field = needs[keyOf(source)];
    // Templates may leave the reference to whoever makes pods of them.
    if (!field || source.value.kind !== 'map' || (field === 'reference' && manifest.kind !== 'Pod')) return;
    yield* requirement(source, field, isPatch);
  },
});

function* requirement(source: Entry, field: string, isPatch: boolean): Iterable<Finding> {
  const found = entry(source.value, field);
  if (!found || isNull(found.value)) {
    if (!isPatch) yield finding(found ?? source, `${keyOf(source)} must have a ${field}`);
  } else if (text(found.value) === '') yield finding(found.value, `${field} must not be empty`);
  else if (keyOf(source) === 'nodePublishSecretRef') {
    const errors = dns1123SubdomainErrors(knownText(found.value) ?? 'known-elsewhere');
    if (errors.length > 0) yield finding(found.value, `${field}: ${briefly(errors)}`);
  }
}
