/** The table of what hovers say beyond the schema. What is not listed here is not said. */
import type { Place } from '../../schema/schemas.js';
import { keyOf } from '../../syntax/node.js';
import { configFacts } from './configFacts.js';
import { dataFacts } from './dataFacts.js';
import { envFacts } from './envFacts.js';
import type { Fact, FactTarget } from './fact.js';
import { kubeletFacts } from './kubeletFacts.js';
import { probeFacts } from './probeFacts.js';

const facts: ReadonlyMap<string, Fact> = new Map(
  Object.entries({ ...probeFacts, ...configFacts, ...envFacts, ...dataFacts, ...kubeletFacts }),
);

/** `parent` is the place of the map that the field is in. */
export function factOf(target: FactTarget, parent: Place | undefined, place: Place): string | undefined {
  const type = (found: Place | undefined) => found?.owner?.split('.').at(-1);
  const isOwn = parent?.schema.properties && Object.hasOwn(parent.schema.properties, keyOf(target.entry));
  const name = isOwn ? `${type(place)}.${place.field}` : `${type(parent)}.${parent?.field}.*`;
  return facts.get(name)?.(target);
}
