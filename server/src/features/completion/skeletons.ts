import { CompletionItemKind, InsertTextFormat, InsertTextMode } from 'vscode-languageserver-types';
import { entries } from '../../syntax/node.js';
import type { Completer } from './completer.js';
import { servedKinds } from './head.js';
import { skeletonTexts } from './skeletonTexts.js';

/** In an empty document: whole objects to fill in, and the first two lines of every other kind. */
export const skeletons: Completer = function* (at) {
  const { gap, layout } = at;
  const isEmpty = gap.slot === 'key' && gap.path.length === 0 && entries(gap.root).length === 1;
  if (!isEmpty || gap.hasColon || layout.flow || layout.json || layout.column > 0) return;
  for (const [rank, { label, detail, text }] of skeletonTexts.entries()) {
    yield {
      label,
      kind: CompletionItemKind.Snippet,
      detail,
      sortText: `1${String(rank).padStart(2, '0')}`,
      insertText: text.replaceAll('\n', layout.newline),
      insertTextFormat: InsertTextFormat.Snippet,
      insertTextMode: InsertTextMode.asIs,
    };
  }
  for (const { kind, versions } of servedKinds(at)) {
    if (skeletonTexts.some(({ label }) => label === kind)) continue;
    yield {
      label: kind,
      kind: CompletionItemKind.Class,
      detail: versions[0] ?? '',
      sortText: `2${kind}`,
      insertText: `apiVersion: ${versions[0]}${layout.newline}kind: ${kind}${layout.newline}metadata:${layout.newline}  name: \${1}${layout.newline}`,
      insertTextFormat: InsertTextFormat.Snippet,
      insertTextMode: InsertTextMode.asIs,
    };
  }
};
