/** The flag that somebody meant who wrote another name. */
import { distance } from 'fastest-levenshtein';
import { flagNamed, kubeletFlags } from '../flagTable.js';

/** The name of a field counts, too: `maxPods` is `max-pods`. */
export function nearestFlag(written: string): string | undefined {
  const byField = kubeletFlags.find(
    ({ field }) => field?.slice(field.lastIndexOf('.') + 1).toLowerCase() === written.toLowerCase(),
  );
  if (byField) return byField.name;
  const word = written.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  if (flagNamed(word)) return flagNamed(word)?.name;
  const most = Math.min(3, Math.floor(word.length / 3));
  const near = kubeletFlags
    .map(({ name, removed }) => ({ name, far: distance(word, name) + (removed ? 0.5 : 0) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far);
  return near[0]?.name;
}
