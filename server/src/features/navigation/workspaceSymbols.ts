/** All objects of the workspace, by name: what an editor shows for "go to symbol". */
import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { KnownObject } from '../../workspace/objects.js';
import { toRange } from '../range.js';

/** An editor asks again with each character, and shows only so many. */
const mostShown = 500;

/** Objects whose kind and name hold all characters of `query` in their order, as editors filter. */
export function workspaceSymbols(index: WorkspaceIndex, query: string): WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = [];
  for (const object of index.objects.every()) {
    if (found.length >= mostShown) break;
    const { kind, name } = object.facts;
    if (name && object.facts.origin !== 'derived' && matches(`${kind} ${name}`, query)) {
      found.push(...symbolOf(index, object));
    }
  }
  return found;
}

function symbolOf(index: WorkspaceIndex, { uri, document, facts }: KnownObject): WorkspaceSymbol[] {
  const part = index.part(uri, document);
  if (!part) return [];
  const { kind, name = '', namespace, origin, at } = facts;
  const where = origin === 'generated' ? `${kind}, generated` : kind;
  return [
    {
      name,
      kind: SymbolKind.Object,
      containerName: namespace ? `${where} in ${namespace}` : where,
      location: { uri, range: toRange(part, at) },
    },
  ];
}

function matches(text: string, query: string): boolean {
  const lower = text.toLowerCase();
  let at = -1;
  return [...query.toLowerCase().replaceAll(' ', '')].every(character => {
    at = lower.indexOf(character, at + 1);
    return at >= 0;
  });
}
