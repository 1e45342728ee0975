import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { scalarText } from '../../syntax/edit.js';
import type { Completer } from './completer.js';
import { type Layout, quoted } from './layout.js';

/** The values that the schema names: of an enum, of a boolean, the default. */
export const values: Completer = function* ({ gap, place, layout }) {
  if (gap.slot !== 'value' || !place) return;
  const { type, enum: allowed, default: fallback } = place.schema;
  const known: readonly unknown[] = type === 'boolean' ? [true, false] : (allowed ?? []).filter(value => value !== '');
  for (const [i, value] of known.entries()) yield item(value, value === fallback, i, layout);
  if (known.length === 0 && (typeof fallback === 'string' || typeof fallback === 'number') && fallback !== '') {
    yield item(fallback, true, 0, layout);
  }
};

function item(value: unknown, isDefault: boolean, rank: number, layout: Layout): CompletionItem {
  const isText = typeof value === 'string';
  const insertText = isText ? quoted(layout, value, scalarText(value)) : String(value);
  return {
    label: String(value),
    kind: isText ? CompletionItemKind.EnumMember : CompletionItemKind.Value,
    ...(isDefault && { detail: 'default' }),
    sortText: `${isDefault ? 0 : 1}${String(rank).padStart(2, '0')}`,
    insertText,
  };
}
