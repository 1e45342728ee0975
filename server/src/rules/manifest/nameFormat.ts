import type { Manifest } from '../../model/manifest.js';
import { inWords } from '../../model/names.js';
import { generateNameErrors, nameFormOf, objectNameErrors, slugOf } from '../../model/objectNames.js';
import { replace, scalarText } from '../../syntax/edit.js';
import { get, type ScalarNode } from '../../syntax/node.js';
import { knownName } from '../metadata.js';
import { placesOfName, renaming } from '../renamedReferences.js';
import { type Fix, finding, type RuleContext, rule } from '../rule.js';

export const nameFormat = rule({
  code: 'manifest/name-format',
  severity: 'error',
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'name that an object of this kind cannot have',
    why: `
      Names become parts of addresses and of host names. Most kinds take lower-case letters, digits, hyphens and dots; a
      Namespace no dots, and a Service must begin with a letter.`,
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: Web_config
            # ^^^^^^^^^^ error manifest/name-format: name Web_config: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config`,
  },
  // Patches with a target of their own may be called anything.
  *each({ root }, { isPatch, kindInfo }) {
    if (isPatch || !kindInfo?.plural || kindInfo.definition === undefined) return;
    for (const field of ['name', 'generateName'] as const) {
      const node = get(root, 'metadata', field);
      if (node?.kind === 'scalar') yield { field, node };
    }
  },
  *check({ field, node }, manifest, context) {
    const name = knownName(node);
    if (name === undefined || name === '' || /^(kustomize|kubelet)\.config\.k8s\.io\//.test(manifest.apiVersion))
      return;
    const errors = errorsOf(field, name, manifest, context);
    if (errors.length === 0) return;
    const message = `${field} ${shortened(name)}: ${inWords(errors)}`;
    const found = finding(node, message, ...fixes(field, node, name, manifest, context));
    // Before 1.27 it could have dots, and the verdicts in test/data/apiserver still accept them.
    yield manifest.kind === 'StatefulSet' ? { ...found, severity: 'warning' } : found;
  },
});

function errorsOf(
  field: 'name' | 'generateName',
  name: string,
  manifest: Manifest,
  { kubernetesVersion, build }: RuleContext,
): readonly string[] {
  if (field === 'generateName') return generateNameErrors(manifest, name, kubernetesVersion);
  const errors = objectNameErrors(manifest, name, kubernetesVersion);
  // kustomize may put something before and behind it.
  const isHalf = build.isBuilt && objectNameErrors(manifest, `a${name}a`, kubernetesVersion).length === 0;
  return isHalf ? [] : errors;
}

function fixes(
  field: 'name' | 'generateName',
  node: ScalarNode,
  name: string,
  manifest: Manifest,
  context: RuleContext,
): readonly Fix[] {
  const { kubernetesVersion } = context;
  const isPrefix = field === 'generateName' && name.endsWith('-');
  const slug = slugOf(name, nameFormOf(manifest, kubernetesVersion));
  if (slug === '' || objectNameErrors(manifest, slug, kubernetesVersion).length > 0) return [];
  const better = isPrefix ? `${slug}-` : slug;
  const text = node.style === 'double' ? JSON.stringify(better) : scalarText(better);
  const title = `Change to ${better}`;
  const edit = replace(node, text);
  return [
    {
      title,
      ...(field === 'name'
        ? renaming(manifest, better, edit, placesOfName(manifest, context))
        : { edits: () => [edit] }),
    },
  ];
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}…` : name;
}
