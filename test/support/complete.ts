/** What becomes of the text when a completion is taken. */
import assert from 'node:assert/strict';
import { TextDocument, type TextEdit } from 'vscode-languageserver-textdocument';
import { type CompletionItem, InsertTextFormat } from 'vscode-languageserver-types';
import { openAtCursor } from './check.js';
import { dedent } from './fixture.js';

/** The items at the cursor, in the order in which an editor shows them. */
export function itemsAt(fixture: string): readonly CompletionItem[] {
  const { service, uri, position } = openAtCursor(fixture);
  return [...service.completion(uri, position)].sort((a, b) => compare(a.sortText ?? a.label, b.sortText ?? b.label));
}

export function labelsAt(fixture: string): readonly string[] {
  return itemsAt(fixture).map(({ label }) => label);
}

/** Asserts that taking `label` makes `expected` of the fixture; tab stops show what they propose, or `<1>`; the last one is `<0>`. */
export function checkTaken(fixture: string, label: string, expected: string): void {
  assert.equal(take(fixture, label), dedent(expected));
}

export function take(fixture: string, label: string): string {
  const { document, position } = openAtCursor(fixture);
  const item = itemsAt(fixture).find(candidate => candidate.label === label);
  if (!item) assert.fail(`${label} is not among ${labelsAt(fixture).join(', ')}`);
  const edit = item.textEdit as TextEdit;
  const typed = document.getText({ start: edit.range.start, end: position });
  assert.ok(isShown(typed, item.filterText ?? label), `${label} is hidden behind ${typed}`);
  const newText = item.insertTextFormat === InsertTextFormat.Snippet ? expand(edit.newText) : edit.newText;
  return TextDocument.applyEdits(document, [{ range: edit.range, newText }]);
}

/** As editors filter: all characters that were typed come in this order, beginning with the quote. */
function isShown(typed: string, filterText: string): boolean {
  if (/^["']/.test(typed) && typed[0] !== filterText[0]) return false;
  let at = -1;
  return [...typed.toLowerCase()].every(char => {
    at = filterText.toLowerCase().indexOf(char, at + 1);
    return at >= 0;
  });
}

function expand(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{(\d+)\}/g, '<$1>')
    .replace(/(?<!\\)\$0/g, '<0>')
    .replace(/\\([\\$}])/g, '$1');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
