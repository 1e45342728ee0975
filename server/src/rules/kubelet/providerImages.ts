import { get, items, type Node } from '../../syntax/node.js';
import { credentialProvidersIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const providerImages = rule({
  code: 'kubelet/provider-images',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'credential provider that is asked about no image',
    why: `
      Each provider says for which images it is asked, and there is at least one provider. The kubelet does not
      start otherwise.`,
    reference: 'https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1
      kind: CredentialProviderConfig
      providers:
        - name: ecr-credential-provider
          matchImages: []
                     # ^^ error kubelet/provider-images: matchImages must have at least one item
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
    if (manifest.kind !== 'CredentialProviderConfig') return;
    yield { name: 'providers', list: get(manifest.root, 'providers') };
    for (const provider of credentialProvidersIn(manifest))
      yield { name: 'matchImages', list: get(provider, 'matchImages') };
  },
  *check({ name, list }: { name: string; list: Node | undefined }) {
    if (list?.kind === 'seq' && items(list).length === 0) yield finding(list, `${name} must have at least one item`);
  },
});
