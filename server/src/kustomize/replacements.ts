/** `replacements`: a value of one object is put into fields of others. */
import type { Context } from './context.js';
import { lookup, pathSteps } from './fieldPath.js';
import { Misfit } from './fieldSpecs.js';
import type { Transform } from './patches.js';
import { refuse } from './refusal.js';
import { replaceAt } from './replaceAt.js';
import { decodedReplacements } from './replacementFile.js';
import { choosing, selectSource, sourceText } from './replacementSelection.js';
import type { Resource } from './resource.js';
import { plainScalar, scalarText, tagOf, withTextOfType } from './scalarText.js';
import type { FieldOptions, Replacement, ReplacementSource, ReplacementTarget, Text } from './settings.js';
import { withValue } from './shared.js';
import { fields, list, type Place, type Scalar, scalar, type Value } from './value.js';

/** Reads the files that `replacements` are in, before anything runs. */
export function prepareReplacements(replacements: readonly Replacement[], context: Context): Transform {
  const all = replacements.flatMap(replacement => decodedReplacements(replacement, context));
  return resources => all.reduce((changed, replacement) => applyReplacement(changed, replacement, context), resources);
}

export function applyReplacements(
  resources: readonly Resource[],
  replacements: readonly Replacement[],
  context: Context,
): readonly Resource[] {
  return prepareReplacements(replacements, context)(resources);
}

function applyReplacement(
  resources: readonly Resource[],
  { source, targets, from }: Replacement,
  context: Context,
): readonly Resource[] {
  if (!source || !targets) return refuse(from, 'replacements must specify a source and at least one target');
  const value = sourceValue(resources, source);
  return targets.reduce((changed, target) => applyTarget(changed, value, target, context), resources);
}

const defaultPath = 'metadata.name';

function sourceValue(resources: readonly Resource[], source: ReplacementSource): Value {
  const { fieldPath, options, from } = source;
  const path = fieldPath?.text ?? defaultPath;
  const place = fieldPath?.from ?? from;
  const { value } = selectSource(resources, source);
  const found = orRefuse(place, 'error looking up replacement source: ', () => lookup(value, pathSteps(path)));
  if (!found || isNothing(found)) {
    refuse(place, `fieldPath \`${path}\` is missing for replacement source ${sourceText(source)}`);
  }
  return options?.delimiter ? partOf(found, options, options.delimiter) : found;
}

function isNothing(value: Value): boolean {
  if (value.kind === 'scalar') return value.value === null;
  return value.kind === 'list' ? value.items.length === 0 : value.entries.size === 0;
}

function partOf(value: Value, { index, from }: FieldOptions, delimiter: Text): Value {
  if (value.kind !== 'scalar') return refuse(delimiter.from, 'delimiter option can only be used with scalar nodes');
  const text = scalarText(value);
  const part = text.split(delimiter.text)[index];
  if (part === undefined) return refuse(from, `options.index ${index} is out of bounds for value ${text}`);
  return withTextOfType(value, part, value.from) ?? refuse(from, cannotDecode(part, value));
}

function applyTarget(
  resources: readonly Resource[],
  value: Value,
  target: ReplacementTarget,
  context: Context,
): readonly Resource[] {
  const { select, from } = target;
  if (!select) return refuse(from, 'target must specify resources to select');
  let isFound = false;
  const paths = target.fieldPaths.length > 0 ? target.fieldPaths : [{ text: defaultPath, from }];
  const isChosen = choosing(select, target.reject);
  const changed = resources.map(resource => {
    if (!isChosen(resource)) return resource;
    isFound = true;
    return paths.reduce((one, path) => withReplaced(one, value, path, target.options), resource);
  });
  if (!isFound) {
    const what = select.name?.text ?? select.kind?.text ?? '';
    context.notice({ code: 'replacement-matches-nothing', place: select.from, what });
  }
  return changed;
}

function withReplaced(resource: Resource, value: Value, path: Text, options: FieldOptions | undefined): Resource {
  const made = options?.create ? emptyLike(value) : undefined;
  const madeItems = new Set<Value>();
  const change = (node: Value) =>
    replaced(node, value, { options, isMade: node === made || madeItems.has(node), place: path.from });
  const verb = made ? 'find or create' : 'find';
  const message = `unable to ${verb} field "${path.text}" in replacement target`;
  const now = orRefuse(path.from, `${message}: `, () =>
    replaceAt(resource.value, pathSteps(path.text), { change, made, madeItems }),
  );
  if (!now) return refuse(path.from, message);
  return now.kind === 'fields' ? withValue(resource, now) : resource;
}

function emptyLike({ kind, from }: Value): Value {
  if (kind === 'scalar') return scalar('', from);
  return kind === 'list' ? list([], from) : fields([], from);
}

interface Target {
  readonly options: FieldOptions | undefined;
  /** It was not there before: it takes the text, but not the type. */
  readonly isMade: boolean;
  readonly place: Place;
}

function replaced(node: Value, value: Value, { options, isMade, place }: Target): Value {
  const text = options?.delimiter ? joined(node, value, options, options.delimiter) : scalarText(value);
  if (node.kind === 'scalar') {
    if (isMade) return plainScalar(text, value.from);
    return withTextOfType(node, text, value.from) ?? refuse(place, cannotDecode(text, node));
  }
  if (value.kind !== 'scalar' || !options?.delimiter) return value;
  return withTextOfType(value, text, value.from) ?? value;
}

function joined(node: Value, value: Value, { index, from }: FieldOptions, delimiter: Text): string {
  if (node.kind !== 'scalar') return refuse(from, 'delimiter option can only be used with scalar nodes');
  const parts = scalarText(node).split(delimiter.text);
  const text = scalarText(value);
  const all = index < 0 ? [text, ...parts] : index >= parts.length ? [...parts, text] : parts.with(index, text);
  return all.join(delimiter.text);
}

function cannotDecode(text: string, as: Scalar): string {
  return `yaml: cannot decode ${tagOf(plainScalar(text, undefined))} \`${text}\` as a ${tagOf(as)}`;
}

function orRefuse<Result>(place: Place, prefix: string, make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    return refuse(place, prefix + error.message);
  }
}
