/** The words behind values of a KubeletConfiguration; at most one behind each, and nothing that one sees anyway. */
import type { Manifest } from '../../model/manifest.js';
import { isKubeletConfiguration } from '../../rules/kubelets.js';
import { kindOf, type Schemas } from '../../schema/schemas.js';
import { contains } from '../../syntax/locate.js';
import type { Span } from '../../syntax/node.js';
import type { InlayText } from './inlay.js';
import { evictionHints } from './kubelet/evictionHints.js';
import type { KubeletFields, KubeletHint } from './kubelet/kubeletHint.js';
import { limitHints } from './kubelet/limitHints.js';
import { plainAmounts } from './kubelet/plainAmounts.js';
import { shutdownHints } from './kubelet/shutdownHints.js';

export interface KubeletText extends InlayText {
  readonly offset: number;
}

/** What says more comes first. */
const sayings: readonly ((fields: KubeletFields) => Iterable<KubeletHint>)[] = [
  evictionHints,
  limitHints,
  shutdownHints,
];

export function kubeletHints(
  schemas: Schemas,
  manifest: Manifest,
  span: Span,
  isPart: boolean,
): readonly KubeletText[] {
  if (!isKubeletConfiguration(manifest)) return [];
  const { root, apiVersion, kind } = manifest;
  const definition = kindOf(schemas, apiVersion, kind)?.definition;
  const found = [
    ...sayings.flatMap(say => [...say({ root, isPart })]),
    ...(definition === undefined ? [] : plainAmounts(schemas, definition, root)),
  ];
  const taken = new Set<KubeletHint['node']>();
  return found.flatMap(({ node, ...text }) => {
    if (taken.has(node) || !contains(span, node.span.end)) return [];
    taken.add(node);
    return { offset: node.span.end, ...text };
  });
}
