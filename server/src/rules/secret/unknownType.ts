import { isSecret } from '../../model/configData.js';
import { secretTypes } from '../../model/secretTypes.js';
import { knownText } from '../../model/templates.js';
import { nearest } from '../../schema/nearest.js';
import { replace } from '../../syntax/edit.js';
import { get } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const unknownType = rule({
  code: 'secret/unknown-type',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'Secret type that is spelt almost like one of Kubernetes',
    why: `
      Any type is accepted, but the kubelet and others look for the exact one: a Secret of another type pulls no image and
      serves no TLS.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
    bad: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: registry
      type: kubernetes.io/dockerconfig
          # ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning secret/unknown-type: Kubernetes has no type kubernetes.io/dockerconfig; did you mean kubernetes.io/dockercfg?
      stringData:
        .dockercfg: '{}'`,
    good: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: registry
      type: kubernetes.io/dockercfg
      stringData:
        .dockercfg: '{}'`,
  },
  *each(manifest) {
    const node = isSecret(manifest) ? get(manifest.root, 'type') : undefined;
    const type = knownText(node);
    if (node?.kind === 'scalar' && type !== undefined) yield { node, type };
  },
  *check({ node, type }) {
    if (secretTypes.has(type) || type === 'Opaque') return;
    // Other programs have types of their own, but not with this prefix.
    const better = type.includes('/') ? reservedType(type) : withPrefix(type);
    if (!better) return;
    const text = node.style === 'double' ? JSON.stringify(better) : better;
    const fix = { title: `Change to ${better}`, edits: () => [replace(node, text)] };
    yield finding(node, `Kubernetes has no type ${type}; did you mean ${better}?`, fix);
  },
});

function reservedType(type: string): string | undefined {
  const [, name] = /^kubernet\w*\.io\/(.*)$/.exec(type) ?? [];
  if (name === undefined) return undefined;
  const names = [...secretTypes.keys()].flatMap(known => (known.startsWith('kubernetes.io/') ? known.slice(14) : []));
  return withPrefix(nearest(name, names) ?? '');
}

/** `tls` alone. */
function withPrefix(type: string): string | undefined {
  return secretTypes.has(`kubernetes.io/${type}`) ? `kubernetes.io/${type}` : undefined;
}
