import { fileSourcesOf, volumesOf } from '../../model/volumes.js';
import { entry, isNull } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { keepOnly, losing, removeField } from '../volumes.js';

export const clusterTrustBundle = rule({
  code: 'volume/cluster-trust-bundle',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'clusterTrustBundle that is chosen both by name and by signer, or by neither',
    why: `
      Where the feature ClusterTrustBundleProjection is on, the API server rejects the manifest: there is one \`name\`, or
      a \`signerName\` with a labelSelector. Where it is off, as it is by default, the source is dropped.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/projected-volumes/#clustertrustbundle',
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
              - name: ca
                mountPath: /etc/ca
        volumes:
          - name: ca
            projected:
              sources:
                - clusterTrustBundle:
                    name: example
                    signerName: example.com/ca
                  # ^^^^^^^^^^ warning volume/cluster-trust-bundle: only one of name and signerName may be used
                    path: ca.pem`,
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
              - name: ca
                mountPath: /etc/ca
        volumes:
          - name: ca
            projected:
              sources:
                - clusterTrustBundle:
                    name: example
                    path: ca.pem`,
  },
  each: manifest =>
    volumesOf(manifest)
      .flatMap(fileSourcesOf)
      .filter(({ type }) => type === 'clusterTrustBundle'),
  *check({ entry: own, node }, { document }, { isPatch }) {
    const [name, signer, labels] = ['name', 'signerName', 'labelSelector'].map(field => {
      const found = entry(node, field);
      return found && !isNull(found.value) ? found : undefined;
    });
    if (name && signer) {
      yield finding(signer, 'only one of name and signerName may be used', ...keepOnly(document, node, [name, signer]));
    } else if (name && labels) {
      yield finding(
        labels,
        'labelSelector must come with signerName, not with name',
        ...losing(removeField(document, labels)),
      );
    } else if (!name && !signer && !isPatch) {
      yield finding(own, 'clusterTrustBundle must have a name or a signerName');
    }
  },
});
