/** An entry of `replacements` that says where the replacements are: in a file, which holds one or a list. */
import type { Context } from './context.js';
import { leniently } from './decode.js';
import { replacements as listDecoder, replacement as replacementDecoder } from './decodeSettings.js';
import { readFirst } from './read.js';
import { refuse } from './refusal.js';
import type { Replacement } from './settings.js';

export function decodedReplacements(replacement: Replacement, context: Context): readonly Replacement[] {
  const { path, source, targets, from } = replacement;
  if (!path) return [replacement];
  if (source || (targets && targets.length > 0)) refuse(from, 'cannot specify both path and inline replacement');
  const value = readFirst(context.open(path), 'v2');
  if (value?.kind === 'fields') return [replacementDecoder.decode(value, leniently)];
  if (value?.kind === 'list') return listDecoder.decode(value, leniently);
  return refuse(path.from, `unsupported replacement type encountered within replacement path: ${goKind(value)}`);
}

function goKind(value: ReturnType<typeof readFirst>): string {
  if (value?.kind !== 'scalar' || value.value === null) return 'invalid';
  return { string: 'string', boolean: 'bool' }[String(typeof value.value)] ?? 'float64';
}
