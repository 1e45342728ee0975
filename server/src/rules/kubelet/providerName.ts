import { knownText } from '../../model/templates.js';
import type { Node } from '../../syntax/node.js';
import { get } from '../../syntax/node.js';
import { credentialProvidersIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const providerName = rule({
  code: 'kubelet/provider-name',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'credential provider whose name cannot be that of its program',
    why: `
      The name is that of a file in the directory given with \`--image-credential-provider-bin-dir\`: no slash, no
      space, not \`.\` or \`..\`, and only once. The kubelet does not start otherwise.`,
    reference: 'https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1
      kind: CredentialProviderConfig
      providers:
        - name: bin/ecr-credential-provider
              # ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error kubelet/provider-name: name must be that of a file, without slash or space
          matchImages: ["*.dkr.ecr.*.amazonaws.com"]
          defaultCacheDuration: 12h
          apiVersion: credentialprovider.kubelet.k8s.io/v1`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1
      kind: CredentialProviderConfig
      providers:
        - name: ecr-credential-provider
          matchImages: ["*.dkr.ecr.*.amazonaws.com"]
          defaultCacheDuration: 12h
          apiVersion: credentialprovider.kubelet.k8s.io/v1`,
  },
  *each(manifest) {
    const seen = new Set<string>();
    for (const provider of credentialProvidersIn(manifest)) {
      const node = get(provider, 'name');
      const name = knownText(node);
      if (!node || name === undefined) continue;
      yield { node, name, isTwice: seen.has(name) };
      seen.add(name);
    }
  },
  *check({ node, name, isTwice }: { node: Node; name: string; isTwice: boolean }) {
    if (name === '') yield finding(node, 'name must not be empty');
    else if (/[/ ]/.test(name) || /^[.]{1,2}$/.test(name))
      yield finding(node, 'name must be that of a file, without slash or space');
    else if (isTwice) yield finding(node, `${name} stands twice`);
  },
});
