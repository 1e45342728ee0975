/** The numbers of a probe as the API server takes them. */

import { entry, isNull, type Node, number } from '../syntax/node.js';
import { probeDefaults } from './probes.js';

export const largestInt32 = 2 ** 31 - 1;

/** `undefined` where what is written is no such number, as in a template. 0 stands for the default. */
export function settingOf(probe: Node, name: keyof typeof probeDefaults): number | undefined {
  const field = entry(probe, name)?.value;
  if (isNull(field)) return probeDefaults[name];
  const value = number(field);
  if (value === undefined || !Number.isInteger(value) || value < 0 || value > largestInt32) return undefined;
  return value === 0 ? probeDefaults[name] : value;
}
