// @ts-check
/** Random choices that are the same in every run. */

/**
 * @typedef {object} Random
 * @property {() => number} next from 0 up to, not including, 1
 * @property {(low: number, high: number) => number} int both ends included
 * @property {<T>(list: readonly T[]) => T} pick
 * @property {(share: number) => boolean} chance
 */

/** @param {number} seed @returns {Random} */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: share => next() < share,
    pick: list => {
      const [first] = list;
      const chosen = list[Math.floor(next() * list.length)] ?? first;
      if (chosen === undefined) throw new Error('nothing to pick from');
      return chosen;
    },
  };
}
