/** `patchesStrategicMerge` and `patchesJson6902` as `patches`: what their items become, and when that is the same. */
import { hasVersion } from '../schema/kustomizeVersions.js';
import { blockScalarAt } from '../syntax/blockScalar.js';
import { columnOf, type Edit } from '../syntax/edit.js';
import { readFile, type YamlDocument } from '../syntax/file.js';
import { isJsonLike } from '../syntax/insert.js';
import { columnAround } from '../syntax/lastLine.js';
import { type Entry, entries, isNull, items, type ScalarNode, type SeqNode, text } from '../syntax/node.js';
import { dashOf } from '../syntax/remove.js';
import { fieldOf } from './kustomizations.js';
import { type Migration, type Surroundings, silently } from './migration.js';

/** Those of kustomize before it take only one patch from a file. */
const firstWithMany = '5.2.0';

export const mergePatches: Migration = {
  successor: 'patches',
  // kustomize merges these before it looks at any other patch.
  side: 'before',
  reach: 'own',
  isSafe: () => true,
  difference: 'a patch in it does something that patches cannot do in the same way',
  shape(document, field, surroundings) {
    const list = field.value;
    if (list.kind !== 'seq') return silently;
    if (list.items.some(item => typeof text(item) !== 'string' || text(item)?.trim() === '')) return silently;
    if (items(list).some(item => hasMany(text(item) ?? '', surroundings))) {
      return { reason: `before kustomize ${firstWithMany} an entry of patches can hold one patch only` };
    }
    // kustomize trims a text in patches, so that its first line would stand further out than the others.
    if (list.items.some(item => /^\s/.test(text(item) ?? ''))) return silently;
    return list.items.flatMap(item => (item.kind === 'scalar' ? named(document, list, item) : []));
  },
};

function hasMany(patch: string, { trial, kustomizeVersion }: Surroundings): boolean {
  if (kustomizeVersion === undefined || hasVersion(kustomizeVersion, firstWithMany)) return false;
  const own = isInline(patch) ? patch : trial.textAt(patch);
  return own !== undefined && readFile('', 0, own).parts.filter(({ document }) => document.root).length > 1;
}

/** What is no path. */
function isInline(patch: string): boolean {
  return patch.includes('\n') || patch.trimStart().startsWith('{');
}

/** Puts `path:` or `patch:` before it, and its other lines further in. */
function named(document: YamlDocument, list: SeqNode, item: ScalarNode): readonly Edit[] {
  const key = isInline(item.text) ? 'patch' : 'path';
  const start = item.alias?.start ?? startOfItem(document, item);
  const end = item.alias?.end ?? item.span.end;
  if (list.flow) {
    const isJson = isJsonLike(document, list.parent?.kind === 'entry' ? list.parent.map : undefined);
    const open = isJson ? `{"${key}": ` : `{ ${key}: `;
    return [
      { span: { start, end: start }, text: open },
      { span: { start: end, end }, text: isJson ? '}' : ' }' },
    ];
  }
  const head: Edit = { span: { start, end: start }, text: `${key}: ` };
  if (item.alias) return [head];
  const by = columnOf(document, start) - columnOf(document, dashOf(document, list, list.items.indexOf(item)));
  const last = blockScalarAt(document, item, columnAround(document, item))?.blankEnd ?? end;
  return [head, ...shiftedLines(document, start, last, by)];
}

function startOfItem({ text: source }: YamlDocument, { span }: ScalarNode): number {
  const properties = /(?:[&!][^\s,[\]{}]*[ \t]+)*$/.exec(
    source.slice(source.lastIndexOf('\n', span.start - 1) + 1, span.start),
  );
  return span.start - (properties?.[0].length ?? 0);
}

/** Moves the lines below that of `start` to the right. */
export function shiftedLines({ text: source }: YamlDocument, start: number, end: number, by: number): readonly Edit[] {
  const edits: Edit[] = [];
  for (let at = source.indexOf('\n', start); at >= 0 && at < end; at = source.indexOf('\n', at + 1)) {
    const isEmpty = /^\r?(\n|$)/.test(source.slice(at + 1, at + 3));
    if (!isEmpty && at + 1 < source.length) edits.push({ span: { start: at + 1, end: at + 1 }, text: ' '.repeat(by) });
  }
  return edits;
}

/** What is done between `patches` and `patchesJson6902`. */
const between = ['namespace', 'namePrefix', 'nameSuffix', 'labels', 'commonLabels', 'commonAnnotations'];

export const jsonPatches: Migration = {
  successor: 'patches',
  // These come last of all patches, and after what `between` names.
  side: 'behind',
  reach: 'all',
  difference: `patches run before ${between.slice(0, 3).join(', ')}, labels and annotations, and the result would be another`,
  isSafe: ({ map, value }, { trial }) =>
    between.every(name => isNothing(fieldOf(map, name))) &&
    items(value).every(patch => {
      const path = patch.kind === 'map' ? text(fieldOf(patch, 'path')?.value) : undefined;
      const inline = patch.kind === 'map' ? text(fieldOf(patch, 'patch')?.value) : undefined;
      const own = inline ?? (path === undefined ? undefined : trial.textAt(path));
      return own !== undefined && !changesIdentity(own);
    }),
};

function isNothing(field: Entry | undefined): boolean {
  if (!field || isNull(field.value)) return true;
  return field.value.kind === 'scalar'
    ? text(field.value) === ''
    : [...items(field.value), ...entries(field.value)].length === 0;
}

/** Objects stay known by their old names to those who refer to them only when `patches` rename them. */
function changesIdentity(patch: string): boolean {
  return /["']?\b(path|from)["']?\s*:\s*["']?(\/(metadata(\/(name|namespace|labels|annotations))?|kind|apiVersion))?["']?\s*([,}#]|$)/m.test(
    patch,
  );
}
