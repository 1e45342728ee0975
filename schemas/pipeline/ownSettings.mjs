// @ts-check
/** What .kubewright.yaml may say of rules and versions: the same as the settings that package.json declares. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./definition.mjs').Schema} Schema */
/** @typedef {{ enum: string[], default: string, description: string }} RuleSetting */

/** @param {string} folder schemas/ @returns {Record<string, RuleSetting>} by code */
export function readRuleSettings(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8'));
  return manifest.contributes.configuration.properties['kubewright.rules'].properties;
}

/** @param {Record<string, Schema>} definitions @param {Record<string, RuleSetting>} rules @param {string[]} versions */
export function addOwnSettings(definitions, rules, versions) {
  const config = definitions['kubewright.Config'];
  Object.assign(config?.properties?.['kubernetesVersion'] ?? {}, { enum: versions });
  const fields = Object.entries(rules).map(([code, rule]) => [code, { type: 'string', ...rule, 'x-as-written': true }]);
  definitions['kubewright.Rules'] = {
    description: 'Severity by code of the rule.',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(fields),
  };
}
