/** How rows of the tables of removed flags are written. */
import type { FlagType, KubeletFlag } from './kubeletFlag.js';

type More = Omit<KubeletFlag, 'name' | 'type' | 'says' | 'removed' | 'advice'>;

export function removed(
  name: string,
  type: FlagType,
  gone: string,
  says: string,
  advice: string,
  more: More = {},
): KubeletFlag {
  return { name, type, says, removed: gone, advice, ...more };
}
