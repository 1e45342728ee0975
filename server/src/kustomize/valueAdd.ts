/** The plugin ValueAddTransformer: a text is put into fields, or as a part into the file paths in fields. */
import type { Context } from './context.js';
import { type At, integer, leniently, listOf, string, struct } from './decode.js';
import { selector } from './decodeSettings.js';
import { lookup } from './fieldPath.js';
import { Misfit, splitPath, wrongKind } from './fieldSpecs.js';
import { withNamespace } from './namespace.js';
import type { Transform } from './patches.js';
import { readFirst } from './read.js';
import { refuse } from './refusal.js';
import type { Resource } from './resource.js';
import { plainScalar, scalarText, withText } from './scalarText.js';
import { selecting } from './selector.js';
import type { Selector, Text } from './settings.js';
import { withValue } from './shared.js';
import { type Fields, fields, isNull, type List, type Place, scalar, type Value, withField } from './value.js';

interface Target {
  readonly selector?: Selector | undefined;
  readonly fieldPath?: Text | undefined;
  readonly position: number;
  readonly from: Place;
}

const targets = listOf(
  struct(
    'builtins.Target',
    { selector, fieldPath: string, filePathPosition: integer('int') },
    ({ selector: own, fieldPath, filePathPosition }, from): Target => {
      return { selector: own, fieldPath, position: Number(filePathPosition ?? 0), from };
    },
  ),
  (from): Target => ({ position: 0, from }),
);
const plugin = struct(
  'builtins.ValueAddTransformerPlugin',
  { value: string, targets, targetFilePath: string },
  (own, from) => ({ ...own, from }),
);
const targetFile = struct('struct', { targets }, own => own.targets ?? []);
const at: At = leniently;

export function addValue(config: Fields, context: Context): Transform {
  const { value, targets: own = [], targetFilePath, from } = plugin.decode(config, at);
  const trimmed = value?.text.trim() ?? '';
  const folder = context.folder.split('/').at(-1) ?? '';
  const added = { text: trimmed === '' ? decodeURIComponent(folder) : trimmed, from: value?.from ?? from };
  const all = targetFilePath?.text ? [...own, ...readTargets(targetFilePath, context)] : own;
  if (all.length === 0) refuse(from, 'must specify at least one target');
  for (const target of all) check(target);
  return resources => all.reduce((changed, target) => addTo(changed, added, target), resources);
}

function readTargets(path: Text, context: Context): readonly Target[] {
  const value = readFirst(context.open(path), 'v2');
  return value && !isNull(value) ? targetFile.decode(value, at) : [];
}

function check({ fieldPath, position, from }: Target): void {
  if (!fieldPath?.text) refuse(fieldPath?.from ?? from, 'fieldPath cannot be empty');
  if (position < 0) refuse(from, `value of FilePathPosition (${position}) cannot be negative`);
}

function addTo(resources: readonly Resource[], added: Text, target: Target): readonly Resource[] {
  const path = target.fieldPath?.text ?? '';
  const isSelected = target.selector ? selecting(target.selector) : () => true;
  return resources.map(resource => {
    if (!isSelected(resource)) return resource;
    if (path === 'metadata/namespace') return withNamespace(resource, added, []);
    try {
      const value = put(resource.value, splitPath(path, '/'), added, target.position);
      return value.kind === 'fields' ? withValue(resource, value) : resource;
    } catch (error) {
      if (error instanceof Misfit) return refuse(target.fieldPath?.from ?? target.from, error.message);
      throw error;
    }
  });
}

function put(node: Value, [step, ...rest]: readonly string[], added: Text, position: number): Value {
  if (step === undefined) {
    if (isNull(node)) return plainScalar(inserted(scalarText(node), added.text, position), added.from);
    if (node.kind !== 'scalar') return wrongKind(node, 'scalar');
    return withText(node, inserted(scalarText(node), added.text, position), added.from);
  }
  if (step.trim() === '') return put(node, rest, added, position);
  if (isNull(node)) return node;
  if (node.kind === 'list') return putIntoItem(node, step, rest, added, position);
  if (node.kind !== 'fields') return wrongKind(node, 'fields');
  const old = node.entries.get(step) ?? (rest.length === 0 ? scalar('') : fields([]));
  return withField(node, step, put(old, rest, added, position));
}

/** Lists get no new items. */
function putIntoItem(node: List, step: string, rest: readonly string[], added: Text, position: number): Value {
  const item = lookup(node, [step]);
  if (!item) return node;
  const changed = put(item, rest, added, position);
  return { ...node, items: node.items.map(one => (one === item ? changed : one)) };
}

/** `part` as the part of a file path that is at `position`, counted from 1, or behind its end. */
function inserted(path: string, part: string, position: number): string {
  if (position <= 0) return part;
  const root = path.startsWith('/') ? '/' : '';
  const parts = path.split('/').filter(one => one !== '');
  return root + parts.toSpliced(position - 1, 0, part).join('/');
}
