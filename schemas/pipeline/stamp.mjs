// @ts-check
/** Knows whether the output is still that of today's inputs: one hash over all of them. */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRuleSettings } from './ownSettings.mjs';

const OUTPUTS = ['structure.json', 'docs.json', 'validators.json'];

/** @param {string} folder schemas/ @param {string} outdir @returns {boolean} */
export function isCurrent(folder, outdir) {
  const stamp = join(outdir, '.stamp');
  const complete = OUTPUTS.every(file => existsSync(join(outdir, file)));
  return complete && existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(folder);
}

/** @param {string} folder schemas/ @param {string} outdir */
export const writeStamp = (folder, outdir) => writeFileSync(join(outdir, '.stamp'), hashOf(folder));

/** @param {string} folder */
function hashOf(folder) {
  const hash = createHash('sha256');
  for (const file of inputsIn(folder))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(folder, file)));
  return hash.update(JSON.stringify(readRuleSettings(folder))).digest('hex');
}

/** @param {string} folder */
function inputsIn(folder) {
  const scripts = readdirSync(join(folder, 'pipeline')).map(name => join('pipeline', name));
  const own = readdirSync(folder).filter(name => /\.(?:mjs|yaml)$/.test(name));
  return [...own, ...scripts, join('sources', 'package-lock.json')].sort();
}
