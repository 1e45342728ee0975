/** `kubewright rules`: the table of all codes, or what one of them means. */
import type { RuleText } from './report.js';

/** The lines to print; `undefined` when there is no such code. */
export function listRules(rules: readonly RuleText[], code: string | undefined): string | undefined {
  if (code !== undefined) return rules.find(rule => rule.code === code)?.page;
  const widest = Math.max(...rules.map(rule => rule.code.length));
  const levels = Math.max(...rules.map(rule => levelOf(rule).length));
  const lines = rules.map(rule => `${rule.code.padEnd(widest)}  ${levelOf(rule).padEnd(levels)}  ${rule.summary}`);
  return `${lines.join('\n')}\n`;
}

function levelOf({ severity, isStrict }: RuleText): string {
  return isStrict ? `${severity}, strict` : severity;
}
