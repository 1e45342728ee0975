/** Wherever the table of references says that an object, one of its keys or one of its ports is meant. */
import { referencesIn } from '../../model/references.js';
import type { Completer } from './completer.js';
import { objectKeys } from './objectKeys.js';
import { objectNames } from './objectNames.js';
import { servicePorts } from './servicePorts.js';

export const references: Completer = function* (at) {
  const { gap, manifest } = at;
  if (!manifest || gap.slot !== 'value') return;
  // The placeholder in the gap is a reference like any other.
  for (const reference of referencesIn(manifest)) {
    if (reference.node === gap.node) yield* objectNames(at, reference);
    const asked = reference.keys[reference.keyNodes.indexOf(gap.node)];
    if (asked) yield* objectKeys(at, reference, asked);
    if (reference.port?.at.start === gap.at) yield* servicePorts(at, reference);
  }
};
