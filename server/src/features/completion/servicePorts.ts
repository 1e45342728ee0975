/** The ports of the Service that an Ingress or a route names. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { WrittenReference } from '../../model/references.js';
import { knownAs, meantObjects } from '../meantObjects.js';
import type { CompletionPlace } from './completer.js';
import { type Candidate, nameItems } from './nameItems.js';

/** Fields that take only the one or the other. */
const fields: Readonly<Record<string, 'name' | 'number'>> = { name: 'name', number: 'number', port: 'number' };

export function servicePorts(at: CompletionPlace, reference: WrittenReference): readonly CompletionItem[] {
  const { index, manifest, gap } = at;
  const wanted = fields[String(gap.path.at(-1))];
  const services = meantObjects(index, manifest && knownAs(manifest), reference);
  const candidates = services
    .flatMap(({ facts }) => facts.service?.ports ?? [])
    .flatMap(({ name, port }): Candidate[] => {
      const kind = CompletionItemKind.Value;
      const detail = (other: string | number | undefined) =>
        [`Service ${reference.name}`, ...(other === undefined ? [] : [other])].join(' · ');
      return [
        ...(name !== undefined && wanted !== 'number' ? [{ name, kind, detail: detail(port) }] : []),
        ...(port !== undefined && wanted !== 'name' ? [{ name: port, kind, detail: detail(name), rank: 1 }] : []),
      ];
    });
  return nameItems(at, [...new Map(candidates.map(candidate => [candidate.name, candidate])).values()]);
}
