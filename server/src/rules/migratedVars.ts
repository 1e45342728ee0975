/** `vars` as `replacements`: one for each name, with the fields that hold it, where a delimiter cuts it out exactly. */
import { columnOf, type Edit, indentOf, newlineOf } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import { flowMap, itemLines, type NewMap } from '../syntax/insert.js';
import { endOfItem } from '../syntax/lastLine.js';
import { type MapNode, type SeqNode, text } from '../syntax/node.js';
import { dashOf } from '../syntax/remove.js';
import type { VariableUse, VariableUses } from '../workspace/kustomizeTrial.js';
import { fieldOf, mapsIn } from './kustomizations.js';
import { isRefused, type Migration, type Refused } from './migration.js';

const unknown = 'what it builds cannot be worked out here, so neither can the fields that use them';

export const vars: Migration = {
  successor: 'replacements',
  side: 'behind',
  reach: 'all',
  isSafe: () => false,
  difference: 'replacements take a value as it is here and keep the type of a field, and the result would be another',
  // Others may include the kustomization for a variable that nothing here uses.
  loses: ({ value }, { trial }) => namesOf(mapsIn(value)).some(name => !isUsed(trial.variableUses, name)),
  shape(document, field, { trial }) {
    const list = field.value;
    const maps = mapsIn(list);
    if (list.kind !== 'seq' || maps.length < list.items.length || maps.some(map => map.alias))
      return { reason: undefined };
    const found = trial.variableUses;
    if (!found) return { reason: unknown };
    const rounds = roundsOf(found, namesOf(maps));
    if (isRefused(rounds)) return rounds;
    if (rounds.length === 0) return { reason: 'nothing that is built here uses them' };
    return written(document, list, maps, rounds);
  },
};

function namesOf(maps: readonly MapNode[]): readonly string[] {
  return maps.map(map => text(fieldOf(map, 'name')?.value) ?? '');
}

function isUsed(found: VariableUses | undefined, name: string): boolean {
  return found?.uses.some(({ text: own }) => own.includes(`$(${name})`)) ?? false;
}

/** A place that takes the value of one variable. */
interface Target {
  readonly variable: string;
  readonly select: NewMap;
  readonly fieldPath: string;
  readonly options: NewMap | undefined;
}

/** Of texts with several variables the last is replaced first: what is put in then moves no other. */
function roundsOf(found: VariableUses, names: readonly string[]): readonly (readonly Target[])[] | Refused {
  const rounds: Target[][] = [];
  for (const use of found.uses) {
    const { fieldPath } = use;
    if (fieldPath === undefined) return { reason: `no path of a replacement leads to “${use.text}” alone` };
    const cuts = cutsOf(use.text, names);
    if (isRefused(cuts)) return cuts;
    for (const [i, { variable, options }] of cuts.entries()) {
      const round = rounds[i] ?? [];
      round.push({ variable, select: selectOf(use, found), fieldPath, options });
      rounds[i] = round;
    }
  }
  return rounds;
}

interface Cut {
  readonly variable: string;
  readonly options: NewMap | undefined;
}

function cutsOf(whole: string, names: readonly string[]): readonly Cut[] | Refused {
  if (/\$\$/.test(whole)) return { reason: `$$ in “${whole}” would stay as it is` };
  const cuts: Cut[] = [];
  for (const match of [...whole.matchAll(/\$\(([^)]*)\)/g)].reverse()) {
    const [token, variable = ''] = match;
    if (!names.includes(variable)) continue;
    if (token === whole) return [{ variable, options: undefined }];
    const options = optionsFor(whole, match.index, token);
    if (!options) return { reason: `no delimiter cuts ${token} out of “${whole}”` };
    cuts.push({ variable, options });
  }
  return cuts;
}

/** A delimiter that stands on both sides of the variable, or on the one where something is. */
function optionsFor(whole: string, at: number, token: string): NewMap | undefined {
  const before = whole.slice(0, at);
  const after = whole.slice(at + token.length);
  for (let length = 1; length <= 3; length++) {
    const delimiter = before === '' ? after.slice(0, length) : before.slice(-length);
    const isThere = (before === '' || before.endsWith(delimiter)) && (after === '' || after.startsWith(delimiter));
    if (!isThere || !/^[^\w$()\s]+$/.test(delimiter) || delimiter.length < length) continue;
    const index = before === '' ? 0 : before.split(delimiter).length - 1;
    if (whole.split(delimiter)[index] === token) return index === 0 ? { delimiter } : { delimiter, index };
  }
  return undefined;
}

/** As much as tells the object from all others. */
function selectOf({ id }: VariableUse, { ids }: VariableUses): NewMap {
  const { group, kind, name, namespace } = id;
  const alike = ids.filter(own => own.some(other => other.kind === kind && other.name === name));
  const needsGroup = alike.some(own => own.every(other => other.group !== group));
  const needsNamespace = alike.length > 1 && namespace !== '';
  return {
    ...(needsGroup && group !== '' ? { group } : {}),
    kind,
    name,
    ...(needsNamespace ? { namespace } : {}),
  };
}

function replacement(map: MapNode, targets: readonly Target[]): NewMap {
  const groups = new Map<string, Target[]>();
  for (const target of targets) {
    const key = JSON.stringify([target.select, target.options]);
    groups.set(key, [...(groups.get(key) ?? []), target]);
  }
  return { source: sourceOf(map), targets: [...groups.values()].map(targetOf) };
}

function targetOf(group: readonly Target[]): NewMap {
  const [first] = group;
  const fieldPaths = [...new Set(group.map(({ fieldPath }) => fieldPath))];
  return { select: first?.select ?? {}, fieldPaths, ...(first?.options ? { options: first.options } : {}) };
}

function sourceOf(map: MapNode): NewMap {
  const objref = fieldOf(map, 'objref')?.value;
  const of = (name: string) => (objref?.kind === 'map' ? text(fieldOf(objref, name)?.value) : undefined);
  const [versionOrGroup, own] = of('apiVersion')?.split('/') ?? [];
  const fields = {
    group: own === undefined ? of('group') : versionOrGroup,
    version: own ?? versionOrGroup ?? of('version'),
    kind: of('kind'),
    name: of('name'),
    namespace: of('namespace'),
    fieldPath: fieldPathOf(map),
  };
  return Object.fromEntries(Object.entries(fields).flatMap(([key, value]) => (value ? [[key, value]] : [])));
}

/** An index in brackets stands between dots there. */
function fieldPathOf(map: MapNode): string {
  const fieldref = fieldOf(map, 'fieldref')?.value;
  const path = fieldref?.kind === 'map' ? text(fieldOf(fieldref, 'fieldPath')?.value) : undefined;
  return (path || 'metadata.name').replace(/(?<=.)\[(\d+)\]/g, '.$1').replace(/^\[(\d+)\]/, '$1');
}

/** Each variable gives its place to its first replacement; those of the next rounds come behind all of them. */
function written(
  document: YamlDocument,
  list: SeqNode,
  maps: readonly MapNode[],
  rounds: readonly (readonly Target[])[],
): readonly Edit[] {
  const of = (map: MapNode, round: readonly Target[] = []) => {
    const name = text(fieldOf(map, 'name')?.value) ?? '';
    const targets = round.filter(({ variable }) => variable === name);
    return targets.length > 0 ? [replacement(map, targets)] : [];
  };
  const [first, ...others] = rounds;
  const later = others.flatMap(round => maps.flatMap(map => of(map, round)));
  const last = maps.at(-1);
  return maps.flatMap((map, i) => {
    const items = [...of(map, first), ...(map === last ? later : [])];
    return list.flow ? inBraces(document, list, map, items) : inLines(document, list, i, items);
  });
}

function inBraces(document: YamlDocument, list: SeqNode, map: MapNode, items: readonly NewMap[]): readonly Edit[] {
  const like = list.parent?.kind === 'entry' ? list.parent.map : undefined;
  const texts = items.map(item => flowMap(document, item, like));
  if (texts.length > 0) return [{ span: map.span, text: texts.join(', ') }];
  const behind = /^\s*,\s*/.exec(document.text.slice(map.span.end))?.[0].length ?? 0;
  return [{ span: { start: map.span.start, end: map.span.end + behind }, text: '' }];
}

/** What is said within the lines of the variable is said above what takes its place. */
function inLines(document: YamlDocument, list: SeqNode, i: number, items: readonly NewMap[]): readonly Edit[] {
  const map = list.items[i];
  if (!map) return [];
  const dash = dashOf(document, list, i);
  const column = columnOf(document, dash);
  const end = endOfItem(document, map, dash + 1, column);
  const newline = newlineOf(document);
  const lead = newline + ' '.repeat(column);
  const comments = commentsIn(document.text.slice(dash, end));
  const step = ' '.repeat(indentOf(document));
  const lines = [...comments, ...items.flatMap(item => itemLines(item, step)).flatMap(line => inRows(line, step))];
  if (lines.length > 0) return [{ span: { start: dash, end }, text: lines.join(lead) }];
  const lineStart = dash - column;
  const next = document.text.indexOf('\n', end);
  return [{ span: { start: lineStart, end: next < 0 ? document.text.length : next + 1 }, text: '' }];
}

/** Paths are too long for one line. */
function inRows(line: string, step: string): readonly string[] {
  const [, blanks = '', paths] = /^( *)fieldPaths: \[(.*)\]$/.exec(line) ?? [];
  if (paths === undefined) return [line];
  const texts = paths.split(', ').map(path => (/^"[A-Za-z_][^"]*"$/.test(path) ? path.slice(1, -1) : path));
  return [`${blanks}fieldPaths:`, ...texts.map(path => `${blanks}${step}- ${path}`)];
}

function commentsIn(own: string): readonly string[] {
  return own.split(/\r?\n/).flatMap(line => /(?:^|\s)(#.*)$/.exec(line)?.[1] ?? []);
}
