import { get, items, type SeqNode, text } from '../../syntax/node.js';
import { removeItem } from '../../syntax/remove.js';
import { cipherSuites } from '../cipherSuites.js';
import { kubeletsIn } from '../kubelets.js';
import { type Fix, finding, rule } from '../rule.js';

export const weakCipher = rule({
  code: 'kubelet/weak-cipher',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'weak cipher suite for the server of the kubelet',
    why: `
      These suites have no forward secrecy, use the mode CBC, or ciphers that are broken. Whoever records the
      traffic may read it later.`,
    reference: 'https://pkg.go.dev/crypto/tls#InsecureCipherSuites',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      tlsCipherSuites:
        - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
        - TLS_RSA_WITH_AES_128_CBC_SHA
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning kubelet/weak-cipher: TLS_RSA_WITH_AES_128_CBC_SHA is weak`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      tlsCipherSuites:
        - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`,
  },
  *each(manifest, context) {
    for (const { root } of kubeletsIn(manifest, context)) {
      const list = get(root, 'tlsCipherSuites');
      if (list?.kind === 'seq') yield list;
    }
  },
  *check(list: SeqNode, { document }) {
    for (const item of items(list)) {
      const name = text(item) ?? '';
      if (cipherSuites.get(name) !== 'weak') continue;
      // An empty list stands for all that Go offers by itself.
      const fixes: Fix[] =
        list.items.length > 1
          ? [{ title: `Remove ${name}`, loses: true, edits: () => [removeItem(document, list, item)] }]
          : [];
      yield finding(item, `${name} is weak`, ...fixes);
    }
  },
});
