/** Probes that are filled in already: for each kind that is missing, the best choice for this container. */
import { type CompletionItem, CompletionItemKind, InsertTextFormat, InsertTextMode } from 'vscode-languageserver-types';
import { isMarkedAsPatch } from '../../model/manifest.js';
import { containerAround } from '../../model/pods.js';
import { ownEntries } from '../../syntax/edit.js';
import { blockLines, flowEntry, type NewEntry } from '../../syntax/insert.js';
import { type ProbePlan, probePlans } from '../refactorings/probePlans.js';
import type { Completer } from './completer.js';
import type { Layout } from './layout.js';
import { popularity } from './popularity.js';

export const probes: Completer = function* ({ gap, manifest, place, layout, index, uri }) {
  if (gap.slot !== 'key' || gap.hasColon || !place?.schema.properties?.['livenessProbe'] || !manifest) return;
  if (index.build(uri).isPatch || isMarkedAsPatch(manifest) || (layout.json && !gap.flow)) return;
  const container = containerAround(manifest, gap.node);
  if (!container || !ownEntries(container.node).some(({ key }) => key === gap.node)) return;
  const offered = new Set<string>();
  for (const plan of probePlans(container)) {
    const key = `${plan.kind}Probe`;
    if (gap.siblings.has(key) || offered.has(key)) continue;
    offered.add(key);
    yield itemOf(layout, key, plan);
  }
};

function itemOf(layout: Layout, key: string, { says, value, budget, reason }: ProbePlan): CompletionItem {
  const detail = [reason, budget].filter(Boolean).join(', ');
  return {
    label: `${key} (${says})`,
    kind: CompletionItemKind.Snippet,
    ...(detail && { detail }),
    filterText: key,
    // Behind the plain key.
    sortText: `1${popularity(key)}${key} `,
    insertText: snippetOf(layout, { key, value }),
    insertTextFormat: InsertTextFormat.Snippet,
    insertTextMode: InsertTextMode.asIs,
  };
}

/** The path and the port can be typed over. */
function snippetOf(layout: Layout, entry: NewEntry): string {
  const lines =
    layout.flow || layout.json ? [flowEntry(entry, layout.json)] : blockLines(entry, ' '.repeat(layout.indent));
  const text = lines.join(`${layout.newline}${' '.repeat(layout.column)}`).replace(/[\\$}]/g, '\\$&');
  let stops = 0;
  const stopped = text.replace(
    /^(\s*(?:path|port): )(.+?)(\r?)$/gm,
    (_, lead: string, word: string, end: string) => `${lead}\${${++stops}:${word}}${end}`,
  );
  return `${stopped}$0`;
}
