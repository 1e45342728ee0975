/** Inlay hints, drawn into the text as an editor shows them. */
import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type InlayHint, MarkupContent, type Range } from 'vscode-languageserver-types';
import { readSettings } from '../../server/src/settings.js';
import { open } from './check.js';

/** The lines of `source` that have hints, with these in guillemets. */
export function hinted(source: string, settings: unknown = {}, range?: Range): string[] {
  const { document, hints } = hintsIn(source, settings, range);
  const edits = hints.map(({ position, label, paddingLeft }) => ({
    range: { start: position, end: position },
    newText: `${paddingLeft ? ' ' : ''}«${String(label)}»`,
  }));
  return TextDocument.applyEdits(document, edits)
    .split('\n')
    .filter(line => line.includes('«'))
    .map(line => line.trim());
}

/** What the hints of `source` say when the mouse is over them. */
export function tooltips(source: string): string[] {
  return hintsIn(source, {}).hints.map(({ tooltip }) => (MarkupContent.is(tooltip) ? tooltip.value : (tooltip ?? '')));
}

interface Hinted {
  readonly document: TextDocument;
  readonly hints: readonly InlayHint[];
}

function hintsIn(source: string, settings: unknown, range?: Range): Hinted {
  const { service, fixture } = open(source);
  const [file] = fixture.files;
  assert.ok(file);
  const { document } = file;
  service.configure(readSettings(settings));
  const all = { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) };
  return { document, hints: service.inlayHints(document.uri, range ?? all) };
}
