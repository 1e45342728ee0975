import { entry, get, isNull } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

export const ignoredNamespace = rule({
  code: 'manifest/ignored-namespace',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'namespace of an object that belongs to no namespace',
    why: 'The API server drops the field without a word: the object is there for the whole cluster.',
    reference:
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#not-all-objects-are-in-a-namespace',
    bad: `
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        namespace: default
      # ^^^^^^^^^ warning manifest/ignored-namespace: a Namespace belongs to no namespace: the field has no effect`,
    good: `
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop`,
  },
  *each({ root }, { kindInfo }) {
    const found = entry(get(root, 'metadata'), 'namespace');
    if (found && !isNull(found.value) && kindInfo?.plural && kindInfo.namespaced === false) yield found;
  },
  *check(found, { document, kind, apiVersion }) {
    if (/^(kustomize|kubelet)\.config\.k8s\.io\/|^builtin$/.test(apiVersion)) return;
    const fix = { title: 'Remove namespace', edits: () => removeEntry(document, found) };
    const message = `a ${kind} belongs to no namespace: the field has no effect`;
    yield { ...finding(found, message, ...(found.merged ? [] : [fix])), unnecessary: true };
  },
});
