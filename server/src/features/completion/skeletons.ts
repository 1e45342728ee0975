import { type CompletionItem, CompletionItemKind, InsertTextFormat, InsertTextMode } from 'vscode-languageserver-types';
import { isConfigFile } from '../../model/manifest.js';
import { entries } from '../../syntax/node.js';
import type { Completer, CompletionPlace } from './completer.js';
import { servedKinds } from './head.js';
import { skeletonTexts } from './skeletonTexts.js';

/** In an empty document: whole objects to fill in, and the first two lines of every other kind. */
export const skeletons: Completer = function* (at) {
  const { gap, layout } = at;
  const newline = layout.newline;
  const isEmpty = gap.slot === 'key' && gap.path.length === 0 && entries(gap.root).length === 1;
  if (!isEmpty || gap.hasColon || layout.flow) return;
  if (at.list) return yield* beginnings(at);
  if (isConfigFile(at.uri) || at.manifest?.apiVersion === 'kustomize' || layout.column > 0) return;
  if (layout.json) return yield* jsonSkeletons(at);
  for (const [rank, { label, detail, text }] of skeletonTexts.entries()) {
    yield {
      label,
      kind: CompletionItemKind.Snippet,
      detail,
      sortText: `1${String(rank).padStart(2, '0')}`,
      insertText: text.replaceAll('\n', newline),
      insertTextFormat: InsertTextFormat.Snippet,
      insertTextMode: InsertTextMode.asIs,
    };
  }
  for (const { kind, versions } of servedKinds(at)) {
    if (!skeletonTexts.some(({ label }) => label === kind)) yield beginning(kind, versions[0] ?? '', newline, newline);
  }
};

/** In a text within another document, where lines are indented. */
function* beginnings(at: CompletionPlace): Iterable<CompletionItem> {
  const newline = `${at.layout.newline}${' '.repeat(at.layout.column)}`;
  for (const { kind, versions } of servedKinds(at)) yield beginning(kind, versions[0] ?? '', newline, '');
}

function beginning(kind: string, version: string, newline: string, end: string): CompletionItem {
  const lines = [`apiVersion: ${version}`, `kind: ${kind}`, 'metadata:', '  name: $0'];
  return {
    label: kind,
    kind: CompletionItemKind.Class,
    detail: version,
    sortText: `2${kind}`,
    insertText: `${lines.join(newline)}${end}`,
    insertTextFormat: InsertTextFormat.Snippet,
    insertTextMode: InsertTextMode.asIs,
  };
}

function* jsonSkeletons(at: CompletionPlace): Iterable<CompletionItem> {
  for (const { kind, versions } of servedKinds(at)) {
    const lines = [
      '{',
      `  "apiVersion": "${versions[0]}",`,
      `  "kind": "${kind}",`,
      '  "metadata": {',
      '    "name": "$0"',
    ];
    yield {
      label: kind,
      kind: CompletionItemKind.Class,
      detail: versions[0] ?? '',
      sortText: `2${kind}`,
      insertText: [...lines, '  }', '}'].join(at.layout.newline),
      insertTextFormat: InsertTextFormat.Snippet,
      insertTextMode: InsertTextMode.asIs,
    };
  }
}
