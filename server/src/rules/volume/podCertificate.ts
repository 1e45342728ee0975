import { fileSourcesOf, podCertificatePaths, volumesOf } from '../../model/volumes.js';
import { oneOf } from '../../schema/words.js';
import { replace } from '../../syntax/edit.js';
import { entry, number, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

const least = 3600;
/** 91 days; a day for the signers of Kubernetes itself. */
const most = 7_862_400;
const mostOfKubernetes = 86_400;

export const podCertificate = rule({
  code: 'volume/pod-certificate',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'podCertificate that is written to no file, or is valid for too short or too long',
    why: `
      Where the feature PodCertificateRequest is on, the API server rejects the manifest: a certificate is valid for at
      least an hour and at most 91 days. Where it is off, as it is by default, the source is dropped.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/projected-volumes/#podcertificate',
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
              - name: tls
                mountPath: /etc/tls
        volumes:
          - name: tls
            projected:
              sources:
                - podCertificate:
                    signerName: example.com/web
                    keyType: ED25519
                    credentialBundlePath: bundle.pem
                    maxExpirationSeconds: 600
                                        # ^^^ warning volume/pod-certificate: maxExpirationSeconds must be between 3600 and 7862400`,
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
              - name: tls
                mountPath: /etc/tls
        volumes:
          - name: tls
            projected:
              sources:
                - podCertificate:
                    signerName: example.com/web
                    keyType: ED25519
                    credentialBundlePath: bundle.pem
                    maxExpirationSeconds: 3600`,
  },
  each: manifest =>
    volumesOf(manifest)
      .flatMap(fileSourcesOf)
      .filter(({ type }) => type === 'podCertificate'),
  *check({ entry: own, node }, _manifest, { isPatch }) {
    if (!isPatch && !podCertificatePaths.some(field => (text(entry(node, field)?.value) ?? '') !== '')) {
      yield finding(own, `podCertificate must have ${oneOf(podCertificatePaths)}`);
    }
    const value = entry(node, 'maxExpirationSeconds')?.value;
    const seconds = number(value);
    const limit = isOfKubernetes(text(entry(node, 'signerName')?.value)) ? mostOfKubernetes : most;
    if (!value || seconds === undefined || !Number.isInteger(seconds) || (seconds >= least && seconds <= limit)) return;
    const wanted = String(seconds < least ? least : limit);
    const fix = { title: `Change to ${wanted}`, edits: () => [replace(value, wanted)] };
    yield finding(value, `maxExpirationSeconds must be between ${least} and ${limit}`, fix);
  },
});

function isOfKubernetes(signer: string | undefined): boolean {
  const domain = signer?.split('/')[0] ?? '';
  return domain === 'kubernetes.io' || domain.endsWith('.kubernetes.io');
}
