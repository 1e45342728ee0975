/** The names of the objects that a reference may mean: those of the same namespace first, then those written close by. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { isOwnApi, type WrittenReference } from '../../model/references.js';
import type { Schemas } from '../../schema/schemas.js';
import type { KnownObject } from '../../workspace/objects.js';
import { relativePath } from '../relativePath.js';
import type { CompletionPlace } from './completer.js';
import { type Candidate, nameItems } from './nameItems.js';

/** What every cluster has, as far as people name it. */
const alwaysThere: Readonly<Record<string, readonly string[]>> = {
  ConfigMap: ['kube-root-ca.crt'],
  ServiceAccount: ['default'],
  ClusterRole: ['admin', 'cluster-admin', 'edit', 'view'],
  PriorityClass: ['system-cluster-critical', 'system-node-critical'],
};
const lastRank = 9;

interface Ranked {
  readonly object: KnownObject;
  readonly rank: number;
}

export function objectNames(at: CompletionPlace, { kind, namespace }: WrittenReference): readonly CompletionItem[] {
  const { index, uri, manifest, schemas } = at;
  const rankOf = rankIn(uri, namespace ?? manifest?.namespace);
  const isOwn = isOwnKind(schemas, kind);
  const best = new Map<string, Ranked>();
  for (const object of index.objects.all(kind)) {
    const { name, apiVersion } = object.facts;
    if (name === undefined || (isOwn && !isOwnApi(apiVersion))) continue;
    const rank = rankOf(object);
    const known = best.get(name);
    if (!known || rank < known.rank) best.set(name, { object, rank });
  }
  const found = [...best.keys()].sort().flatMap(name => {
    const ranked = best.get(name);
    return ranked ? candidate(uri, name, ranked) : [];
  });
  const others = (alwaysThere[kind] ?? []).filter(name => !best.has(name));
  return nameItems(at, [
    ...found,
    ...others.map(name => ({
      name,
      kind: CompletionItemKind.Reference,
      detail: `${kind} of every cluster`,
      rank: lastRank,
    })),
  ]);
}

function candidate(from: string, name: string, { object, rank }: Ranked): Candidate {
  const { uri, facts } = object;
  const { kind, namespace } = facts;
  const detail = () => [kind, ...(namespace === undefined ? [] : [namespace]), relativePath(from, uri)].join(' · ');
  return {
    name,
    kind: CompletionItemKind.Reference,
    detail,
    rank,
    data: { kind, name, uri, from },
  };
}

function rankIn(uri: string, wanted: string | undefined): (object: KnownObject) => number {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  return ({ uri: own, facts: { namespace } }) => {
    const far = own === uri ? 0 : own.startsWith(folder) ? 1 : 2;
    const foreign = namespace === wanted ? 0 : namespace === undefined || wanted === undefined ? 1 : 2;
    return 3 * foreign + far;
  };
}

/** A kind of Kubernetes' own, whose name operators use for other things. */
function isOwnKind({ kinds }: Schemas, kind: string): boolean {
  return Object.entries(kinds).some(([apiVersion, known]) => isOwnApi(apiVersion) && Object.hasOwn(known, kind));
}
