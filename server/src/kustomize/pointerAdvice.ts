/** What is wrong with a path of a JSON patch that leads nowhere in an object, and where it may have been meant to lead. */
import type { Advice, Choice } from './refusal.js';
import { scalarText } from './scalarText.js';
import { type Fields, get, type List, type Value } from './value.js';

/** Maps in which keys with slashes are common. */
const labelled = new Set(['annotations', 'labels', 'matchLabels', 'nodeSelector']);
/** What tells items apart, as people see it. */
const itemKeys = ['name', 'mountPath', 'containerPort', 'port', 'ip', 'topologyKey', 'type'];
const mostItems = 5;

interface Broken {
  readonly document: Value;
  readonly path: string;
  /** `add` may name what is not there yet. */
  readonly mayAdd: boolean;
  /** The steps as they are written, and how many of them lead somewhere. */
  readonly steps: readonly string[];
  readonly known: number;
}

/** `undefined` where nothing can be said of it. */
export function pointerAdvice(document: Value, path: string, operation: string): Advice | undefined {
  const mayAdd = operation === 'add';
  if (path === '') return undefined;
  if (!path.startsWith('/')) {
    const message = `a path begins with a slash: ${path}`;
    return advice(path, message, undefined, fitting({ document, mayAdd }, [{ word: path, text: `/${path}` }]));
  }
  const steps = path.slice(1).split('/');
  let at: Value = document;
  for (const [known, step] of steps.entries()) {
    const next = childOf(at, step);
    if (next) at = next;
    else return brokenAt(at, { document, path, mayAdd, steps, known });
  }
  return undefined;
}

function brokenAt(holder: Value, broken: Broken): Advice | undefined {
  if (holder.kind === 'list') return inList(holder, broken);
  if (holder.kind === 'fields') return inFields(holder, broken);
  const { document, path, steps, known } = broken;
  const message = `${prefixOf(steps, known)} of ${nameOf(document)} is neither a map nor a list: there is nothing in it`;
  return advice(path, message, undefined, []);
}

function inFields(holder: Fields, broken: Broken): Advice | undefined {
  const { document, path, steps, known, mayAdd } = broken;
  const isLast = known === steps.length - 1;
  // Then it is not the path that is wrong.
  if (mayAdd && isLast) return undefined;
  const escaped = withSlashes(holder, broken);
  if (escaped) {
    return advice(path, `a slash within a key is written ~1: ${escaped}`, undefined, [
      { word: escaped, text: escaped },
    ]);
  }
  const word = unescaped(steps[known] ?? '');
  const choices = [...holder.entries.keys()].map(key => ({ word: key, text: withStep(broken, escapedStep(key)) }));
  const why = mayAdd ? ': what something is added to must be there' : '';
  return advice(path, `${whereOf(broken)} has no ${word || '""'}${why}`, word, fitting({ document, mayAdd }, choices));
}

function inList(holder: List, broken: Broken): Advice | undefined {
  const { document, path, steps, known, mayAdd } = broken;
  const step = steps[known] ?? '';
  if (mayAdd && known === steps.length - 1 && step === '-') return undefined;
  const { length } = holder.items;
  const items = holder.items.map((item, i) => ({ i, label: labelOf(item) }));
  const shown = items.slice(0, mostItems).map(({ i, label }) => (label === undefined ? i : `${i} (${label})`));
  const list = length > mostItems ? `${shown.join(', ')} and ${length - mostItems} more` : shown.join(', ');
  const count = length === 1 ? '1 item' : `${length} items`;
  const where = whereOf(broken);
  const named = items.filter(({ label }) => label === unescaped(step));
  const message = /^[-+]?\d+$/.test(step)
    ? `${where} has ${count}${length > 0 ? `: ${list}` : ''}`
    : `items of ${where} are numbered${length > 0 ? `: ${list}` : ''}`;
  const meant = named.length > 0 ? named : items.slice(0, mostItems);
  const choices = meant.map(({ i, label }) => ({ word: label ?? String(i), text: withStep(broken, String(i)) }));
  return advice(path, message, undefined, fitting({ document, mayAdd }, choices));
}

/** The path with slashes escaped, if several of its steps are one key. */
function withSlashes(holder: Fields, { steps, known, mayAdd }: Broken): string | undefined {
  const rest = steps.slice(known);
  const prefix = prefixOf(steps, known);
  for (let count = rest.length; count > 1; count--) {
    const key = unescaped(rest.slice(0, count).join('/'));
    if (holder.entries.has(key)) return [prefix, escapedStep(key), ...rest.slice(count)].join('/');
  }
  const isLabelled = known > 0 && labelled.has(unescaped(steps[known - 1] ?? ''));
  return isLabelled && mayAdd && rest.length > 1 ? `${prefix}/${rest.join('~1')}` : undefined;
}

/** Those that lead somewhere. */
function fitting({ document, mayAdd }: Pick<Broken, 'document' | 'mayAdd'>, choices: readonly Choice[]): Choice[] {
  return choices.filter(({ text }) => {
    const steps = text.slice(1).split('/');
    const parent = follow(document, steps.slice(0, -1));
    const last = steps.at(-1) ?? '';
    if (!parent || parent.kind === 'scalar') return false;
    const isNew = mayAdd && (parent.kind === 'fields' || last === '-');
    return isNew || childOf(parent, last) !== undefined;
  });
}

function advice(text: string, message: string, word: string | undefined, choices: readonly Choice[]): Advice {
  return { about: 'path', message, text, word, choices };
}

/** The value at a path of steps as they are written. */
export function follow(document: Value, steps: readonly string[]): Value | undefined {
  let at: Value | undefined = document;
  for (const step of steps) at = at && childOf(at, step);
  return at;
}

function childOf(holder: Value, step: string): Value | undefined {
  if (holder.kind === 'fields') return holder.entries.get(unescaped(step));
  return holder.kind === 'list' && /^\d+$/.test(step) ? holder.items[Number(step)] : undefined;
}

function withStep({ steps, known }: Broken, step: string): string {
  return `/${steps.with(known, step).join('/')}`;
}

function prefixOf(steps: readonly string[], count: number): string {
  return steps
    .slice(0, count)
    .map(step => `/${step}`)
    .join('');
}

function whereOf({ document, steps, known }: Broken): string {
  const name = nameOf(document);
  return known === 0 ? name : `${prefixOf(steps, known)} of ${name}`;
}

/** `Deployment web`. */
function nameOf(document: Value): string {
  return `${scalarText(get(document, 'kind'))} ${scalarText(get(document, 'metadata', 'name'))}`.trim();
}

/** By what a person tells an item of a list from the others. */
export function labelOf(item: Value): string | undefined {
  if (item.kind === 'scalar') return scalarText(item);
  for (const key of itemKeys) {
    const own = get(item, key);
    if (own?.kind === 'scalar') return scalarText(own);
  }
  return undefined;
}

/** Both escapes at once: `~01` is `~1`. */
export function unescaped(step: string): string {
  return step.replace(/~[01]/g, sign => (sign === '~1' ? '/' : '~'));
}

export function escapedStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
