/** Paths of replacements and vars, such as `spec.containers.[name=web].image`: their parts, and reading what they lead to. */
import { Misfit, splitPath, wrongKind } from './fieldSpecs.js';
import { scalarText } from './scalarText.js';
import { isNull, type Value } from './value.js';

/** What is in brackets is one part: with `=` it chooses items of a list, without it is the name of a field. */
export function pathSteps(path: string): readonly string[] {
  const parts = splitPath(path, '.');
  const steps: string[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? '';
    if (!part.startsWith('[') || part.endsWith(']')) {
      steps.push(part);
      continue;
    }
    let bracketed = part;
    while (at < parts.length - 1) {
      at += 1;
      bracketed += `.${parts[at]}`;
      if (parts[at]?.endsWith(']')) break;
    }
    steps.push(bracketed.includes('=') ? bracketed : bracketed.replace(/^[[\]]+|[[\]]+$/g, ''));
  }
  return steps;
}

/** In vars `ports[0]` may stand for `ports.0`. */
export function withIndexSteps(steps: readonly string[]): readonly string[] {
  return steps.flatMap(step => {
    const [, name = '', index] = /^(.*)\[(\d+)\]$/.exec(step) ?? [];
    if (index === undefined) return [step];
    return name === '' ? [index] : [name, index];
  });
}

export function isIndex(step: string): boolean {
  return /^\+?\d+$/.test(step);
}

export function isItemStep(step: string): boolean {
  return step.startsWith('[') && step.endsWith(']');
}

export interface ItemStep {
  /** Empty for items that are scalars. */
  readonly field: string;
  readonly wanted: string;
}

export function itemStep(step: string, node: Value): ItemStep {
  const inner = step.slice(1, -1);
  const equals = inner.indexOf('=');
  if (equals < 0) throw new Misfit(node, 'list path element must contain fieldName=fieldValue for element to match');
  return { field: inner.slice(0, equals), wanted: inner.slice(equals + 1) };
}

/** The one value that a path leads to. Throws `Misfit` where a part does not fit what is there. */
export function lookup(node: Value, steps: readonly string[]): Value | undefined {
  let at: Value | undefined = node;
  for (const step of steps.map(one => one.trim()).filter(one => one !== '')) {
    if (!at) return undefined;
    at = lookupStep(at, step);
  }
  return at;
}

function lookupStep(node: Value, step: string): Value | undefined {
  if (/^-\d+$/.test(step)) throw new Misfit(node, `array index ${step} cannot be negative`);
  if (step === '*') throw new Misfit(node, 'wildcard is not supported in PathGetter');
  if (isIndex(step) || step === '-') {
    const items = itemsOf(node);
    return step === '-' ? items.at(-1) : items[Number(step)];
  }
  if (!isItemStep(step)) {
    if (isNull(node)) return undefined;
    return node.kind === 'fields' ? node.entries.get(step) : wrongKind(node, 'fields');
  }
  const { field, wanted } = itemStep(step, node);
  return itemsOf(node).find(item => {
    if (field === '') return item.kind === 'scalar' && scalarText(item) === wanted;
    const own = item.kind === 'fields' ? item.entries.get(field) : undefined;
    return own !== undefined && scalarText(own) === wanted;
  });
}

export function itemsOf(node: Value): readonly Value[] {
  if (isNull(node)) return [];
  return node.kind === 'list' ? node.items : wrongKind(node, 'list');
}
