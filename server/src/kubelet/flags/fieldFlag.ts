/** How rows of the tables are written: one call for each flag that has a field. */
import type { FlagType, KubeletFlag } from './kubeletFlag.js';

type More = Omit<KubeletFlag, 'name' | 'type' | 'field' | 'default' | 'says'>;

/** Since when flags with a field are deprecated, unless the row says otherwise. */
const deprecatedSince = '1.10';

export function row(
  name: string,
  type: FlagType,
  field: string,
  value: string,
  says: string,
  more: More = {},
): KubeletFlag {
  return free(name, type, field, value, says, { deprecated: more.since ?? deprecatedSince, ...more });
}

/** Not deprecated: such a flag may stay on the command line, too. */
export function free(
  name: string,
  type: FlagType,
  field: string,
  value: string,
  says: string,
  more: More = {},
): KubeletFlag {
  return { name, type, field, says, ...(value !== '' && { default: value }), ...more };
}
