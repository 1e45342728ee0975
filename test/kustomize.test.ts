/** Whole builds of the kustomize evaluator: each case prints what kubectl prints, or is refused as there. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { printResources } from '../server/src/kustomize/print.js';
import { built, readCases, refusedText, type TransformerCase, updateCases } from './support/transformerCases.js';

const folder = join(__dirname, '../../test/data/kustomize/cases');

function check(one: TransformerCase): void {
  const outcome = built(one);
  const { printed, error, place } = one.expected;
  if (one.name.startsWith('unsupported: ')) {
    assert.ok('unsupported' in outcome, JSON.stringify(outcome));
    return;
  }
  if (printed !== undefined) {
    assert.ok('resources' in outcome, JSON.stringify(outcome));
    // A build of nothing prints nothing.
    assert.equal(printResources(outcome.resources) || '\n', printed);
    return;
  }
  assert.ok('refusal' in outcome, `should be refused: ${error}`);
  assert.equal(refusedText(one, outcome), place);
  // The cases are built in a folder of that name.
  const message = outcome.refusal.message.replaceAll('/k/', '/').replace(/\/k$/, '').replaceAll("'/k'", "''");
  // What is wrong with the YAML itself is said in our words; of an object that is printed whole, we say less.
  const isOurs = /yaml: |yaml:|mapping key|unsupported value/.test(error ?? '');
  // Messages inside others are quoted.
  const theirs = error?.replaceAll('\\"', '"').replaceAll('\\n', '\n');
  assert.ok(isOurs || theirs?.replaceAll('\\"', '"').includes(message), `${message}\nis no part of\n${error}`);
}

for (const name of readdirSync(folder).sort()) {
  const path = join(folder, name);
  if (process.env['UPDATE'] === '1') updateCases(path);
  describe(name.replace(/\.txt$/, ''), () => {
    for (const one of readCases(path)) test(one.name, () => check(one));
  });
}
