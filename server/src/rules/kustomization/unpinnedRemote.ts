import { isKustomization } from '../../model/configurations.js';
import { get, items, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

const lists = ['resources', 'bases', 'components', 'generators', 'transformers', 'validators'];
/** Branches, which move on; what else stands there may be a tag. */
const branch = /^(HEAD|main|master|trunk|develop|refs\/heads\/.+)$/;
/** The parts of an address of one file in a repository: the version is the third. */
const rawFile =
  /^https:\/\/(?:raw\.githubusercontent\.com|github\.com)\/[^/]+\/[^/]+\/(?:(?:raw|blob)\/)?(?:refs\/heads\/)?([^/]+)\/.+$/;

export const unpinnedRemote = rule({
  code: 'kustomization/unpinned-remote',
  severity: 'warning',
  strict: true,
  fixable: false,
  docs: {
    summary: 'remote resource without a version',
    why: 'What is built changes whenever somebody pushes there. `?ref=` names a tag or a commit.',
    reference: 'https://github.com/kubernetes-sigs/kustomize/blob/master/examples/remoteBuild.md',
    bad: `
      #! kustomization/unpinned-remote warning
      #- kustomization.yaml
      resources:
        - https://github.com/example/shop//deploy/base
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning kustomization/unpinned-remote: the address names no version: what is built may change any time`,
    good: `
      #! kustomization/unpinned-remote warning
      #- kustomization.yaml
      resources:
        - https://github.com/example/shop//deploy/base?ref=v1.4.2`,
  },
  *each(manifest) {
    if (isKustomization(manifest)) for (const list of lists) yield* items(get(manifest.root, list));
  },
  *check(node) {
    const address = text(node);
    if (address !== undefined && isUnpinned(address))
      yield finding(node, 'the address names no version: what is built may change any time');
  },
});

function isUnpinned(address: string): boolean {
  const ref = /[?&](?:ref|version)=([^&]*)/.exec(address)?.[1];
  if (ref !== undefined) return ref === '' || branch.test(ref);
  if (/\.ya?ml$/.test(address) && /^https?:/.test(address)) return branch.test(rawFile.exec(address)?.[1] ?? '');
  return /^(https?:\/\/|ssh:\/\/|git::|git@|[\w.-]+@[\w.-]+:|github\.com[/:])/.test(address);
}
