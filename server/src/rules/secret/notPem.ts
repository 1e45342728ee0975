import { bytesOf, dataOf, isSecret, textOf } from '../../model/configData.js';
import { isPlaceholder } from '../../model/templates.js';
import { get, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

/** What the PEM blocks of each key are called. */
const blocks: Readonly<Record<string, RegExp>> = {
  'tls.crt': /-----BEGIN [A-Z0-9 ]*CERTIFICATE-----/,
  'tls.key': /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/,
};

export const notPem = rule({
  code: 'secret/not-pem',
  severity: 'warning',
  fixable: false,
  docs: {
    summary: 'TLS Secret whose certificate or key is no PEM',
    why: `
      The API server does not look into the files. Whoever reads them, such as an ingress controller, wants a certificate
      in \`tls.crt\` and a private key in \`tls.key\`, both in PEM.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets',
    bad: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      type: kubernetes.io/tls
      stringData:
        tls.crt: files/web.crt
               # ^^^^^^^^^^^^^ warning secret/not-pem: tls.crt must be a certificate in PEM: -----BEGIN CERTIFICATE-----
        tls.key: ""`,
    good: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      type: kubernetes.io/tls
      stringData:
        tls.crt: ""
        tls.key: ""`,
  },
  *each(manifest) {
    if (!isSecret(manifest) || text(get(manifest.root, 'type')) !== 'kubernetes.io/tls') return;
    for (const own of dataOf(manifest)) if (Object.hasOwn(blocks, own.key)) yield own;
  },
  *check(own) {
    const bytes = bytesOf(own);
    if (!bytes || bytes.length === 0 || isPlaceholder(own.entry.value)) return;
    const content = textOf(bytes);
    // In examples the middle of it is often left out, or all of it is to be filled in.
    if (content !== undefined && (/\{\{|\$\{|\.\.\.|^\s*$|^<.*>\s*$/.test(content) || blocks[own.key]?.test(content)))
      return;
    const [what, label] = own.key === 'tls.crt' ? ['certificate', 'CERTIFICATE'] : ['private key', 'PRIVATE KEY'];
    yield finding(own.entry.value, `${own.key} must be a ${what} in PEM: -----BEGIN ${label}-----`);
  },
});
