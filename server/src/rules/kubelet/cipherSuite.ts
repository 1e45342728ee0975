import { knownText } from '../../model/templates.js';
import { nearest } from '../../schema/nearest.js';
import { replace } from '../../syntax/edit.js';
import { get, items } from '../../syntax/node.js';
import { cipherSuites } from '../cipherSuites.js';
import { kubeletsIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const cipherSuite = rule({
  code: 'kubelet/cipher-suite',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'cipher suite whose name has a slip',
    why: `
      The kubelet does not start with a cipher suite that Go does not know. Names are Go's:
      \`TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256\`, with underscores.`,
    reference: 'https://pkg.go.dev/crypto/tls#pkg-constants',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      tlsCipherSuites:
        - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA265
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error kubelet/cipher-suite: there is no cipher suite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA265; did you mean TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256?`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      tlsCipherSuites:
        - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`,
  },
  *each(manifest, context) {
    for (const { root } of kubeletsIn(manifest, context)) yield* items(get(root, 'tlsCipherSuites'));
  },
  *check(item) {
    const name = knownText(item);
    if (!name || cipherSuites.has(name)) return;
    const guess = nearest(name, cipherSuites.keys());
    // A newer Go may know more.
    if (!guess) return;
    const fix = { title: `Change to ${guess}`, edits: () => [replace(item, guess)] };
    yield finding(item, `there is no cipher suite ${name}; did you mean ${guess}?`, fix);
  },
});
