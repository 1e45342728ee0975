/** From a place in a strategic merge patch to the same place in an object that it changes, by merge keys. */
import { builtinShapes, type Shape, shapeOfField } from '../../kustomize/mergeKeys.js';
import { idOf, type Resource } from '../../kustomize/resource.js';
import { scalarText } from '../../kustomize/scalarText.js';
import { get as getValue, text as textOf, type Value } from '../../kustomize/value.js';
import { get, items, type Node, type Path } from '../../syntax/node.js';

export interface Counterpart {
  /** `undefined` where the object has nothing there. */
  readonly value: Value | undefined;
  readonly shape: Shape | undefined;
}

/** `undefined` where a list on the way is not merged, but replaced. */
export function counterpartOf({ value }: Resource, root: Node | undefined, path: Path): Counterpart | undefined {
  let at: Counterpart = { value, shape: builtinShapes(textOf(getValue(value, 'apiVersion')) ?? '', kindOf(value)) };
  let node = root;
  for (const step of path) {
    const { shape }: Counterpart = at;
    if (typeof step === 'number') {
      if (!shape?.keys || shape.keys.length === 0) return undefined;
      const own: Node | undefined = items(node)[step];
      at = { value: itemLike(at.value, own, shape.keys), shape: shape.items };
      node = own;
    } else {
      at = { value: getValue(at.value, step), shape: shapeOfField(shape, step) };
      node = get(node, step);
    }
  }
  return at;
}

/** The item with the same merge keys. One that the patch leaves open is no difference: protocols have a default. */
function itemLike(list: Value | undefined, item: Node | undefined, keys: readonly string[]): Value | undefined {
  if (list?.kind !== 'list' || !item) return undefined;
  const written = keys.flatMap(key => {
    const own = get(item, key);
    return own?.kind === 'scalar' ? [[key, own.text] as const] : [];
  });
  const [first] = written;
  if (first?.[0] !== keys[0]) return undefined;
  return list.items.find(other => written.every(([key, text]) => scalarText(getValue(other, key)) === text));
}

function kindOf(value: Value): string {
  return textOf(getValue(value, 'kind')) ?? '';
}

/** `Deployment web`. */
export function nameOfResource(resource: Resource): string {
  const { kind, name } = idOf(resource);
  return `${kind} ${name}`;
}
