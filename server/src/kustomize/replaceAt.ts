/** Changing what the path of a replacement leads to: maybe several values, made where they are missing if so wished. */
import { isIndex, isItemStep, itemStep, itemsOf } from './fieldPath.js';
import { type Change, Misfit, wrongKind } from './fieldSpecs.js';
import { plainScalar, scalarText } from './scalarText.js';
import { fields, isNull, list, type Value, withField } from './value.js';

export interface Replacing {
  /** Throws `Misfit` when the value cannot be changed. */
  readonly change: Change;
  /** What is put at the end of a path that leads nowhere; `undefined` to create nothing. */
  readonly made: Value | undefined;
  /** What was made to tell new items of lists by: like `made`, it has no type yet. */
  readonly madeItems: Set<Value>;
}

/** `node` after the change; `undefined` when the path leads nowhere. */
export function replaceAt(node: Value, steps: readonly string[], how: Replacing): Value | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return how.change(node);
  if (isIndex(step)) return atIndex(node, Number(step), rest, how);
  if (isItemStep(step)) return atItems(node, step, rest, how);
  if (step === '*') return atEach(node, rest, how, () => true);
  return atField(node, step, rest, how);
}

function atField(node: Value, step: string, rest: readonly string[], how: Replacing): Value | undefined {
  if (isNull(node)) return how.made && node;
  if (node.kind !== 'fields') return wrongKind(node, 'fields');
  const old = node.entries.get(step) ?? emptyFor(rest, how);
  const changed = old && replaceAt(old, rest, how);
  return changed && withField(node, step, changed);
}

/** What the rest of the path needs to begin with. */
function emptyFor([next]: readonly string[], { made }: Replacing): Value | undefined {
  if (made === undefined || next === undefined) return made;
  return isIndex(next) || isItemStep(next) ? list([]) : fields([]);
}

function atIndex(node: Value, index: number, rest: readonly string[], how: Replacing): Value | undefined {
  const items = itemsOf(node);
  const old = items[index] ?? (index === items.length ? emptyFor(rest, how) : undefined);
  if (!old) throw new Misfit(node, `index ${index} specified but only ${items.length} elements found`);
  const changed = replaceAt(old, rest, how);
  return changed && list(index < items.length ? items.with(index, changed) : [...items, changed], node.from);
}

function atItems(node: Value, step: string, rest: readonly string[], how: Replacing): Value | undefined {
  const { field, wanted } = itemStep(step, node);
  const pattern = patternOf(wanted, node);
  // What is behind `[=value]` does not matter.
  const behind = field === '' ? [] : rest;
  const isMeant = (item: Value) => {
    const own = field === '' ? item : item.kind === 'fields' ? item.entries.get(field) : undefined;
    return own !== undefined && pattern.test(yamlText(own));
  };
  const changed = atEach(node, behind, how, isMeant);
  if (changed || !how.made) return changed;
  if (isNull(node)) return node;
  const value = plainScalar(wanted, how.made.from);
  how.madeItems.add(value);
  const made = field === '' ? value : fields([[field, value]], how.made.from);
  if (!isMeant(made)) throw new Misfit(node, `failed to create element for "${step}"`);
  return atEach(list([...itemsOf(node), made], node.from), behind, how, isMeant);
}

function atEach(
  node: Value,
  rest: readonly string[],
  how: Replacing,
  isMeant: (item: Value) => boolean,
): Value | undefined {
  let isFound = false;
  const items = itemsOf(node).map(item => {
    if (!isMeant(item)) return item;
    const changed = replaceAt(item, rest, how);
    if (changed) isFound = true;
    return changed ?? item;
  });
  return isFound ? list(items, node.from) : undefined;
}

/** kustomize looks for the pattern anywhere in what it would print. */
function patternOf(text: string, node: Value): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw new Misfit(node, `error parsing regexp: \`${text}\``);
  }
}

function yamlText(node: Value): string {
  if (node.kind === 'list') return node.items.map(item => `- ${yamlText(item)}\n`).join('');
  if (node.kind === 'fields') return [...node.entries].map(([key, own]) => `${key}: ${yamlText(own)}\n`).join('');
  return node.isQuoted && typeof node.value === 'string' ? `"${node.value}"` : scalarText(node);
}
