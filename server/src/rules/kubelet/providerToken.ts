import { knownText } from '../../model/templates.js';
import { get, items, type MapNode, text } from '../../syntax/node.js';
import { credentialProvidersIn, isFalse, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

const v1 = 'credentialprovider.kubelet.k8s.io/v1';

export const providerToken = rule({
  code: 'kubelet/provider-token',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'token for a credential provider that cannot be passed so',
    why: `
      A token of the pod's service account is passed only in \`credentialprovider.kubelet.k8s.io/v1\`. Annotations
      can be required only of pods that must have a service account, and none both required and optional. The
      kubelet does not start otherwise.`,
    reference: 'https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1
      kind: CredentialProviderConfig
      providers:
        - name: acr-credential-provider
          matchImages: ["*.azurecr.io"]
          defaultCacheDuration: 10m
          apiVersion: credentialprovider.kubelet.k8s.io/v1
          tokenAttributes:
            serviceAccountTokenAudience: registry
            cacheType: Token
            requireServiceAccount: false
                                 # ^^^^^ error kubelet/provider-token: requireServiceAccount must be true where annotations are required
            requiredServiceAccountAnnotationKeys: [example.com/client-id]`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1
      kind: CredentialProviderConfig
      providers:
        - name: acr-credential-provider
          matchImages: ["*.azurecr.io"]
          defaultCacheDuration: 10m
          apiVersion: credentialprovider.kubelet.k8s.io/v1
          tokenAttributes:
            serviceAccountTokenAudience: registry
            cacheType: Token
            requireServiceAccount: true
            requiredServiceAccountAnnotationKeys: [example.com/client-id]`,
  },
  each: credentialProvidersIn,
  *check(provider: MapNode) {
    const attributes = setting(provider, 'tokenAttributes');
    if (attributes?.value.kind !== 'map') return;
    const map = attributes.value;
    const version = knownText(get(provider, 'apiVersion'));
    if (version && version !== v1) yield finding(attributes, `tokenAttributes needs apiVersion: ${v1}`);
    const required = items(get(map, 'requiredServiceAccountAnnotationKeys'));
    const account = setting(map, 'requireServiceAccount');
    if (account && required.length > 0 && isFalse(map, 'requireServiceAccount'))
      yield finding(account.value, 'requireServiceAccount must be true where annotations are required');
    const keys = new Set(required.map(text));
    for (const item of items(get(map, 'optionalServiceAccountAnnotationKeys')))
      if (keys.has(text(item))) yield finding(item, `${text(item)} cannot be both required and optional`);
  },
});
