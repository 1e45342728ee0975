/** `$patch` in strategic merge patches, and what it may say. */
import { type CompletionItem, CompletionItemKind, MarkupKind } from 'vscode-languageserver-types';
import { directiveDoc, directives } from '../patches/directives.js';
import type { Completer } from './completer.js';
import { quoted } from './layout.js';

const key = '$patch';

export const patchDirectives: Completer = function* ({ gap, patch, layout, manifest }) {
  if (!patch?.isPart || !manifest) return;
  if (gap.slot === 'value' && gap.path.at(-1) === key) {
    for (const [i, [word, doc]] of Object.entries(directives).entries()) {
      yield {
        label: word,
        kind: CompletionItemKind.EnumMember,
        documentation: { kind: MarkupKind.Markdown, value: doc },
        sortText: String(i),
        insertText: quoted(layout, word),
      };
    }
  }
  if (gap.slot !== 'key' || gap.siblings.has(key)) return;
  const doc = directiveDoc(key);
  const item: CompletionItem = {
    label: key,
    kind: CompletionItemKind.Keyword,
    detail: 'delete, replace or merge',
    // Behind all fields: it is rarely what one wants.
    sortText: '~',
    insertText: gap.hasColon ? quoted(layout, key) : `${quoted(layout, key)}: `,
    command: { title: 'Show values', command: 'editor.action.triggerSuggest' },
  };
  yield doc === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value: doc } };
};
