// @ts-check
/** Figures out of samples. A sample of `undefined` is an answer that never came. */

/** @typedef {number | undefined} Sample */

/** @param {readonly Sample[]} samples @returns {number[]} */
export function sorted(samples) {
  const came = samples.filter(sample => sample !== undefined);
  return came.filter(Number.isFinite).sort((a, b) => a - b);
}

/** @param {readonly Sample[]} samples @param {number} share @returns {Sample} */
export function quantile(samples, share) {
  const values = sorted(samples);
  const at = (values.length - 1) * share;
  const low = values[Math.floor(at)];
  const high = values[Math.ceil(at)];
  return low === undefined || high === undefined ? undefined : low + (high - low) * (at - Math.floor(at));
}

/** @param {readonly Sample[]} samples */
export function median(samples) {
  return quantile(samples, 0.5);
}

/** Few enough digits for a table that can be read. @param {Sample} value */
export function show(value) {
  if (value === undefined) return '–';
  const size = Math.abs(value);
  if (size >= 100) return value.toFixed(0);
  return size >= 10 ? value.toFixed(1) : value.toFixed(2);
}
