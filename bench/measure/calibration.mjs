// @ts-check
/** A fixed piece of work: how much its time varies says how noisy the machine is. */
import { now } from '../lsp/messages.mjs';

/** @returns {number} milliseconds */
export function fixedWork() {
  const began = now();
  let hash = 0;
  for (let part = 0; part < 100; part++) hash = mix(hash);
  if (hash === 42) throw new Error('never; but the loop must not be optimized away');
  return now() - began;
}

/** @param {number} hash */
function mix(hash) {
  let mixed = hash;
  for (let i = 0; i < 3e5; i++) mixed = (Math.imul(mixed, 31) + i) | 0;
  return mixed;
}
