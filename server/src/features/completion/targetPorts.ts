/** What the pods of a Service listen on: the names of their ports, and the numbers. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { KnownObject } from '../../workspace/objects.js';
import { knownAs } from '../meantObjects.js';
import type { Completer } from './completer.js';
import { type Candidate, nameItems } from './nameItems.js';

export const targetPorts: Completer = function* (at) {
  const { gap, manifest, index } = at;
  if (gap.slot !== 'value' || manifest?.kind !== 'Service' || manifest.apiVersion !== 'v1') return;
  if (gap.path[0] !== 'spec' || gap.path[1] !== 'ports' || gap.path[3] !== 'targetPort') return;
  const service = knownAs(manifest);
  if (!service) return;
  const found = new Map<string | number, Candidate>();
  for (const { facts } of workloadsOf(index, service)) {
    for (const { name, number, protocol } of facts.pods?.ports ?? []) {
      const more = protocol === 'TCP' ? '' : `/${protocol}`;
      const of = `${facts.kind} ${facts.name ?? ''}`;
      const kind = CompletionItemKind.Value;
      if (name !== undefined) found.set(name, { name, kind, detail: `${number ?? ''}${more} · ${of}` });
      if (number !== undefined && !found.has(number)) {
        found.set(number, { name: number, kind, detail: `${name ?? ''}${more} · ${of}`.replace(/^ · /, ''), rank: 1 });
      }
    }
  }
  yield* nameItems(at, [...found.values()]);
};

/** Where nobody can be sure, whatever has the labels. */
function workloadsOf({ objects }: WorkspaceIndex, service: KnownObject): readonly KnownObject[] {
  const sure = objects.selectedBy(service);
  if (sure !== 'unknown') return sure;
  const { selector, namespace } = service.facts;
  const wanted = Object.entries(selector?.labels ?? {});
  if (wanted.length === 0) return [];
  return [...objects.every()].filter(({ facts }) => {
    const isNear = facts.namespace === undefined || namespace === undefined || facts.namespace === namespace;
    return isNear && facts.pods && wanted.every(([label, value]) => facts.pods?.labels[label] === value);
  });
}
