/** What the user probably meant. */
import { distance } from 'fastest-levenshtein';

/** The candidate that `word` is a slip of: another case, or at most a third of its letters wrong. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  let least = Math.min(3, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const far = distance(lower, candidate.toLowerCase());
    if (far >= least) continue;
    least = far;
    best = candidate;
  }
  return best;
}
