/** The transformers of the kustomize evaluator: each case prints what kubectl prints, or is refused as there. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { printResources } from '../server/src/kustomize/print.js';
import { built, readCases, refusedText, type TransformerCase, updateCases } from './support/transformerCases.js';

const folder = join(__dirname, '../../test/data/kustomize/transformers');

function check(one: TransformerCase): void {
  const outcome = built(one);
  const { printed, error, place } = one.expected;
  if (printed !== undefined) {
    assert.ok('resources' in outcome, JSON.stringify(outcome));
    assert.equal(printResources(outcome.resources), printed);
    return;
  }
  assert.ok('refusal' in outcome, `should be refused: ${error}`);
  const { message } = outcome.refusal;
  // kustomize prints whole objects, with its own notes in them; we name one.
  const [words = message] = /^namespace transformation produces ID conflict/.exec(message) ?? [];
  assert.ok(error?.includes(words), `${message}\nis no part of\n${error}`);
  assert.equal(refusedText(one, outcome), place);
}

for (const name of readdirSync(folder).sort()) {
  const path = join(folder, name);
  if (process.env['UPDATE'] === '1') updateCases(path);
  describe(name.replace(/\.txt$/, ''), () => {
    for (const one of readCases(path)) test(one.name, () => check(one));
  });
}
