/** A person sees what is wrong with a probe, reads why, and has it fixed on disk. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyQuickFix, hoverOver, save, seeText } from '../support/editor.js';
import { openFile } from '../support/explorer.js';
import { problem, seeNoProblems, showProblems } from '../support/problems.js';
import type { Walk } from '../support/walk.js';

const message = 'successThreshold must be 1 for a liveness probe';

export const walk: Walk = {
  title: 'A probe is fixed from the light bulb',
  opens: 'test/integration/workspace',
  async run({ page, folder, screenshot }) {
    await openFile(page, 'probe.yaml');
    await showProblems(page);
    await problem(page, message).waitFor();
    assert.ok((await hoverOver(page, 'successThreshold: 3')).includes('successThreshold'));
    await screenshot('probe-problem');
    await applyQuickFix(page, '3', 'Set successThreshold to 1');
    await seeText(page, 'successThreshold: 1');
    await seeNoProblems(page);
    await save(page);
    assert.match(readFileSync(join(folder, 'probe.yaml'), 'utf8'), /successThreshold: 1\n/);
  },
};
