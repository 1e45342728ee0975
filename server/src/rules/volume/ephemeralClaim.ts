import { knownText } from '../../model/templates.js';
import { volumesOf } from '../../model/volumes.js';
import { entry, get, keyOf } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const ephemeralClaim = rule({
  code: 'volume/ephemeral-claim',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'claim that belongs to another, ephemeral volume of the pod',
    why: `
      The API server rejects the manifest: for an ephemeral volume it makes a claim called after the pod and the volume,
      and no other volume may use this one.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#persistentvolumeclaim-naming',
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
              - name: data
                mountPath: /data
        volumes:
          - name: scratch
            ephemeral:
              volumeClaimTemplate:
                spec:
                  accessModes: [ReadWriteOnce]
                  resources:
                    requests:
                      storage: 1Gi
          - name: data
            persistentVolumeClaim:
              claimName: web-scratch
                       # ^^^^^^^^^^^ error volume/ephemeral-claim: claimName must not reference a PVC that gets created for an ephemeral volume`,
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
              - name: data
                mountPath: /data
        volumes:
          - name: scratch
            ephemeral:
              volumeClaimTemplate:
                spec:
                  accessModes: [ReadWriteOnce]
                  resources:
                    requests:
                      storage: 1Gi
          - name: data
            persistentVolumeClaim:
              claimName: data`,
  },
  *each(manifest) {
    if (manifest.kind !== 'Pod' || !manifest.name) return;
    const volumes = volumesOf(manifest);
    const ephemeral = volumes.filter(({ sources }) => sources.some(source => keyOf(source) === 'ephemeral'));
    const made = new Set(ephemeral.map(({ node }) => `${manifest.name}-${knownText(entry(node, 'name')?.value)}`));
    for (const { node } of volumes) {
      const claim = get(node, 'persistentVolumeClaim', 'claimName');
      if (claim && made.has(knownText(claim) ?? '')) yield claim;
    }
  },
  *check(claim) {
    yield finding(claim, 'claimName must not reference a PVC that gets created for an ephemeral volume');
  },
});
