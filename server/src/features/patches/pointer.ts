/** Paths of JSON patches (RFC 6902) as steps into an object. */
import { follow, unescaped } from '../../kustomize/pointerAdvice.js';
import type { Value } from '../../kustomize/value.js';
import type { Path } from '../../syntax/node.js';

/** Names of fields and numbers of items; `-` is the number of some item. */
export function pathOfPointer(document: Value, pointer: string): Path {
  const steps = pointer.split('/').slice(1);
  return steps.map((step, i) => {
    const holder = follow(document, steps.slice(0, i));
    const isItem = holder?.kind === 'list' && /^(\d+|-)$/.test(step);
    return isItem ? Number(step === '-' ? 0 : step) : unescaped(step);
  });
}

export function valueAt(document: Value, pointer: string): Value | undefined {
  return pointer === '' ? document : follow(document, pointer.split('/').slice(1));
}
