/** Which field was meant by one that the schema does not know where it stands. */
import { aliasIn } from '../schema/aliases.js';
import { nearest } from '../schema/nearest.js';
import { placeAt } from '../schema/schemas.js';
import { type Entry, keyOf, type Path } from '../syntax/node.js';
import type { RuleContext } from './rule.js';

export interface Intention {
  readonly name: string;
  /** Only upper and lower case differ. */
  readonly isOtherCase: boolean;
}

/** The name of a field of the same map, at `path`; `undefined` for a field that belongs elsewhere, or nowhere. */
export function intendedName(field: Entry, path: Path, context: RuleContext): Intention | undefined {
  const { schemas, kindInfo, homes } = context;
  const written = keyOf(field);
  const schema = placeAt(schemas, kindInfo?.definition ?? '', path)?.schema;
  const names = Object.keys(schema?.properties ?? {});
  const sameLetters = names.find(known => known.toLowerCase() === written.toLowerCase());
  if (sameLetters) return { name: sameLetters, isOtherCase: true };
  const owner = path.length === 0 ? { $ref: kindInfo?.definition ?? '' } : schema;
  const name = aliasIn(owner, written) ?? (homes.of(field) ? undefined : nearest(written, names));
  return name === undefined ? undefined : { name, isOtherCase: false };
}
