/** What `mode` and `defaultMode` of a volume allow, in the letters of `ls -l`. */
import { octal, permissions } from '../../model/fileModes.js';
import { fileModeErrors } from '../../model/names.js';
import type { Inlay } from './inlay.js';

export const fileModes: Inlay = ({ value: { value: mode, text }, place }) => {
  if (place?.field !== 'mode' && place?.field !== 'defaultMode') return undefined;
  const isMode = typeof mode === 'number' && Number.isInteger(mode) && fileModeErrors(mode).length === 0;
  if (!isMode || place.schema.type !== 'integer') return undefined;
  const isOctal = /^0o?[0-7]/i.test(text);
  return {
    label: isOctal ? permissions(mode) : `= ${octal(mode)} ${permissions(mode)}`,
    tooltip: 'What the owner, the group and all others may do: read, write, execute',
  };
};
