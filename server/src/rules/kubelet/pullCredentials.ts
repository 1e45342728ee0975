import { knownText } from '../../model/templates.js';
import { setValue } from '../../syntax/edit.js';
import { insertBefore } from '../../syntax/insert.js';
import { items } from '../../syntax/node.js';
import { isSet, kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

const field = 'imagePullCredentialsVerificationPolicy';
const wanted = 'NeverVerifyAllowlistedImages';

export const pullCredentials = rule({
  code: 'kubelet/pull-credentials',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'list of preloaded images that the policy does not ask for, or that cannot be read',
    why: `
      Only the policy \`NeverVerifyAllowlistedImages\` reads \`preloadedImagesVerificationAllowlist\`; with another
      the kubelet does not start. A pattern is an image without tag and digest, or a path that ends in \`/*\`.`,
    reference: 'https://kubernetes.io/docs/concepts/containers/images/#ensureimagepullcredentialverification',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      imagePullCredentialsVerificationPolicy: AlwaysVerify
      preloadedImagesVerificationAllowlist:
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error kubelet/pull-credentials: preloadedImagesVerificationAllowlist needs imagePullCredentialsVerificationPolicy: NeverVerifyAllowlistedImages
        - registry.example.com/base/*`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      imagePullCredentialsVerificationPolicy: NeverVerifyAllowlistedImages
      preloadedImagesVerificationAllowlist:
        - registry.example.com/base/*`,
  },
  each: kubeletsIn,
  *check({ root, isPart }, { document }) {
    const list = setting(root, 'preloadedImagesVerificationAllowlist');
    const policy = setting(root, field);
    if (!list || items(list.value).length === 0) return;
    const isUnknown = !policy && (isPart || isSet(root, field));
    if (knownText(policy?.value) !== wanted && !isUnknown) {
      const edits = () =>
        policy ? [setValue(document, policy, wanted)] : [insertBefore(document, list, [{ key: field, value: wanted }])];
      yield finding(list, `${list.key.text} needs ${field}: ${wanted}`, { title: `Set ${field}: ${wanted}`, edits });
    }
    for (const item of items(list.value)) {
      const problem = problemOf(knownText(item) ?? 'image');
      if (problem) yield finding(item, problem);
    }
  },
});

function problemOf(pattern: string): string | undefined {
  const isPath = pattern.endsWith('/*');
  const image = isPath ? pattern.slice(0, -1) : pattern;
  if (image === '' || image === '/') return 'a pattern must begin with the host of a registry';
  if (image.includes('*')) return 'a pattern may have * only as its last part, behind a slash';
  if (image.includes('@') || /:[^/]*$/.test(image)) return 'a pattern must have no tag and no digest';
  return !isPath && image.endsWith('/') ? 'a pattern must not end in a slash' : undefined;
}
