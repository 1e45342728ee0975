/**
 * Writes an entry of configMapGenerator or secretGenerator, or adds to the one of that name. What lies on disk is named
 * by its path, the rest becomes literals. Refuses what kustomize would refuse, or read as something else.
 */
import { linesOf } from '../../rules/newObject.js';
import { addItems } from '../../syntax/addItems.js';
import { apply, type Edit, newlineOf, replace, scalarText, setValue, startOf } from '../../syntax/edit.js';
import { YamlDocument } from '../../syntax/file.js';
import { inSteps, type Step } from '../../syntax/inSteps.js';
import { insertEntries, isJsonLike, type NewMap } from '../../syntax/insert.js';
import { appendText } from '../../syntax/items.js';
import { commentsAt, commentsIn } from '../../syntax/keptComments.js';
import { entry, get, isNull, items, type MapNode, type Node, text } from '../../syntax/node.js';
import { dashOf } from '../../syntax/remove.js';
import { isSameValue } from '../../syntax/sameValue.js';
import { type Builder, generatorField, pathFrom, removeFrom } from '../refactorings/generators.js';
import { isUtf8 } from '../values/valueContent.js';
import type { GeneratorSource, MadeObject } from './madeObject.js';
import type { Merged, NotMerged } from './mergeInto.js';

type List = 'files' | 'envs' | 'literals';

interface Line {
  readonly list: List;
  /** Of an env file nobody knows them here. */
  readonly key: string | undefined;
  readonly text: string;
}

export function addToGenerator(
  uri: string,
  document: YamlDocument,
  made: MadeObject,
  replaced: ReadonlySet<string>,
): Merged | NotMerged {
  const { root } = document;
  if (document.problems.length > 0) {
    return { error: 'the kustomization has mistakes: it cannot be changed before they are mended' };
  }
  if (root && root.kind !== 'map' && !isNull(root)) return { error: 'the kustomization must be a map' };
  const lines = linesFor({ uri, document, root: root as MapNode }, made);
  if ('error' in lines) return lines;
  const field = generatorField(made.kind);
  if (root?.kind !== 'map') return { edits: [inEmpty(document, { [field]: [itemOf(made, lines)] })], conflicts: [] };
  const common = text(get(root, 'namespace'));
  if (common !== undefined && made.namespace !== undefined && made.namespace !== common) {
    return { error: `the kustomization puts all that it makes into namespace ${common}` };
  }
  const [known, ...others] = generatorsFor(root, made);
  if (others.length > 0) return { error: `${field} has several entries called ${made.name}` };
  if (known) return addedTo(document, made, known, lines, replaced);
  const item = itemOf(common === undefined ? made : { ...made, namespace: undefined }, lines);
  const edit = inSteps(document, [at => (at.root?.kind === 'map' ? addItems(at, at.root, field, [item]) : undefined)]);
  const isKept = edit && isOnlyAdded(field, root, rootAfter(document, edit));
  if (edit && isKept) return { edits: [edit], conflicts: [] };
  return { error: `${field} is written in a way that cannot be added to` };
}

function isOnlyAdded(field: string, before: MapNode, after: Node | undefined): boolean {
  const [old, now] = [items(get(before, field)), items(get(after, field))];
  const areThere = now.length === old.length + 1 && old.every((item, i) => isSameValue(item, now[i]));
  return areThere && isSameValue(before, after, { map: before, keys: [field] });
}

function rootAfter({ text: written }: YamlDocument, edit: Edit): Node | undefined {
  return new YamlDocument(apply(written, [edit])).root;
}

/** The entries for the object of that name, in the namespace that kustomize will put it. */
function generatorsFor(root: MapNode, { kind, name, namespace }: MadeObject): readonly MapNode[] {
  const common = text(get(root, 'namespace'));
  const namespaceOf = (own: string | undefined) => common ?? own ?? 'default';
  return items(get(root, generatorField(kind))).filter(
    (node): node is MapNode =>
      node.kind === 'map' &&
      text(get(node, 'name')) === name &&
      namespaceOf(text(get(node, 'namespace'))) === namespaceOf(namespace),
  );
}

/** The same in a text that was made of the kustomization's own. */
function generatorIn({ root }: YamlDocument, made: MadeObject): MapNode | undefined {
  return root?.kind === 'map' ? generatorsFor(root, made)[0] : undefined;
}

function inEmpty(document: YamlDocument, added: NewMap): Edit {
  const newline = newlineOf(document);
  const { root, text: written } = document;
  const lines = linesOf(added).join(newline);
  if (root) return { span: root.span, text: lines };
  const lead = written !== '' && !written.endsWith('\n') ? newline : '';
  return { span: { start: written.length, end: written.length }, text: lead + lines + newline };
}

function itemOf({ name, namespace, type }: MadeObject, lines: readonly Line[]): NewMap {
  const of = (list: List) => lines.filter(line => line.list === list).map(line => line.text);
  const lists = (['files', 'envs', 'literals'] as const).map(list => [list, of(list)] as const);
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(type !== undefined && type !== 'Opaque' && { type }),
    ...Object.fromEntries(lists.filter(([, own]) => own.length > 0)),
  };
}

function linesFor(builder: Builder, { sources }: MadeObject): readonly Line[] | NotMerged {
  const lines: Line[] = [];
  for (const source of sources) {
    const line = lineFor(builder, source);
    if ('error' in line) return line;
    lines.push(line);
  }
  return lines;
}

function lineFor(builder: Builder, source: GeneratorSource): Line | NotMerged {
  const path = source.uri === undefined ? undefined : pathFrom(builder, source.uri);
  if (source.uri !== undefined && path === undefined) {
    return { error: `${nameOf(source)} must be in the folder of the kustomization or below it` };
  }
  if (path !== undefined && (path.includes('=') || path.trim() !== path)) {
    return { error: `kustomize reads no file with such a name: ${path}` };
  }
  if (source.from === 'envFile') {
    if (path === undefined) return { error: `${source.path} must be a file: kustomize reads it from the disk` };
    return { list: 'envs', key: undefined, text: path };
  }
  const { key, bytes } = source;
  if (path !== undefined) {
    return { list: 'files', key, text: path.split('/').at(-1) === key ? path : `${key}=${path}` };
  }
  if (!isUtf8(bytes)) return { error: `the value of ${key} is no text: kustomize needs a file for it` };
  const value = Buffer.from(bytes).toString();
  if (/^["']|["']$/.test(value)) {
    return { error: `the value of ${key} begins or ends with a quote, which kustomize takes away: it needs a file` };
  }
  return { list: 'literals', key, text: `${key}=${value}` };
}

function nameOf(source: GeneratorSource): string {
  return source.from === 'envFile' ? source.path : source.key;
}

interface WrittenLine extends Line {
  readonly node: Node;
}

function linesIn(generator: MapNode): readonly WrittenLine[] {
  return (['files', 'envs', 'literals'] as const).flatMap(list =>
    items(get(generator, list)).flatMap(node => {
      const written = text(node);
      return written === undefined ? [] : [{ list, key: keyIn(list, written), text: written, node }];
    }),
  );
}

function keyIn(list: List, written: string): string | undefined {
  if (list === 'envs') return undefined;
  const at = written.indexOf('=');
  return at < 0 ? (written.split('/').at(-1) ?? written) : written.slice(0, at);
}

/** What kustomize reads of a line, however it is written. */
function meaningOf({ list, text: written }: Line): string {
  const at = written.indexOf('=');
  const [key, value] = at < 0 ? [keyIn(list, written), written] : [written.slice(0, at), written.slice(at + 1)];
  if (list === 'literals') return `${key}=${value.replace(/^["']+|["']+$/g, '')}`;
  return list === 'envs' ? plainPath(written) : `${key}=${plainPath(value)}`;
}

/** Without steps that lead nowhere. */
function plainPath(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function addedTo(
  document: YamlDocument,
  made: MadeObject,
  generator: MapNode,
  lines: readonly Line[],
  replaced: ReadonlySet<string>,
): Merged | NotMerged {
  const type = text(get(generator, 'type')) ?? 'Opaque';
  if (made.kind === 'Secret' && type !== (made.type ?? 'Opaque')) {
    return { error: `the entry ${made.name} of secretGenerator has the type ${type}` };
  }
  const old = linesIn(generator);
  const isThere = (line: Line) => old.some(own => own.list === line.list && meaningOf(own) === meaningOf(line));
  const conflictOf = (line: Line) => old.find(own => own.key !== undefined && own.key === line.key);
  const fresh = lines.filter(line => !isThere(line));
  const conflicts = fresh.flatMap(line => (conflictOf(line) && line.key !== undefined ? [line.key] : []));
  const wanted = fresh.filter(line => !conflictOf(line) || (line.key !== undefined && replaced.has(line.key)));
  const gone = wanted.flatMap(line => conflictOf(line) ?? []);
  if (wanted.length === 0) return { edits: [], conflicts };
  const edit = inSteps(
    document,
    wanted.flatMap(line => stepsFor(made, conflictOf(line), line)),
  );
  const now = [...old.filter(line => !gone.includes(line)), ...wanted].map(asKnown).sort();
  return edit && readsBack(document, made, generator, edit, now)
    ? { edits: [edit], conflicts }
    : { error: `the entry ${made.name} is written in a way that cannot be added to` };
}

function asKnown({ list, text: written }: Line): string {
  return JSON.stringify([list, written]);
}

function stepsFor(made: MadeObject, other: Line | undefined, line: Line): readonly Step[] {
  if (!other) return [at => addLine(at, made, line)];
  if (other.list === line.list) return [at => replaceLine(at, made, other, line)];
  let comments: readonly string[] = [];
  return [
    at => {
      const removal = removeLine(at, made, other);
      const list = written(at, made, other)?.node.parent;
      comments = removal && list?.kind === 'seq' ? commentsIn(at, removal, list) : [];
      return removal;
    },
    at => addLine(at, made, line),
    at => (comments.length > 0 ? commented(at, made, line, comments) : []),
  ];
}

/** The comments of the line before go above the one that came in its place. */
function commented(document: YamlDocument, made: MadeObject, line: Line, comments: readonly string[]): readonly Edit[] {
  const node = written(document, made, line)?.node;
  const list = node?.parent;
  if (!node || list?.kind !== 'seq' || list.parent?.kind !== 'entry') return [];
  const at = list.flow ? startOf(document, list.parent) : dashOf(document, list, list.items.indexOf(node));
  const edit = commentsAt(document, at, comments);
  return edit ? [edit] : [];
}

/** The entry has these lines now, and all else is as it was: through an alias it may stand elsewhere, too. */
function readsBack(
  document: YamlDocument,
  made: MadeObject,
  generator: MapNode,
  edit: Edit,
  lines: readonly string[],
): boolean {
  const after = new YamlDocument(apply(document.text, [edit]));
  const own = generatorIn(after, made);
  const found = own ? linesIn(own).map(asKnown).sort() : [];
  const lists = { map: generator, keys: ['files', 'envs', 'literals'] };
  return found.join('\n') === lines.join('\n') && isSameValue(document.root, after.root, lists);
}

function asWritten(document: YamlDocument, map: MapNode, line: Line): string {
  return isJsonLike(document, map) ? JSON.stringify(line.text) : scalarText(line.text);
}

function addLine(document: YamlDocument, made: MadeObject, line: Line): readonly Edit[] | undefined {
  const generator = generatorIn(document, made);
  if (!generator || generator.alias) return undefined;
  const own = entry(generator, line.list);
  if (!own) return [insertEntries(document, generator, [{ key: line.list, value: [line.text] }])];
  const { value } = own;
  if (own.merged || value.alias) return undefined;
  const written = asWritten(document, generator, line);
  if (isNull(value)) return [setValue(document, own, `[${written}]`)];
  return value.kind === 'seq' ? [appendText(document, value, written)] : undefined;
}

function written(document: YamlDocument, made: MadeObject, line: Line): WrittenLine | undefined {
  const generator = generatorIn(document, made);
  return generator && linesIn(generator).find(own => own.list === line.list && own.text === line.text);
}

function replaceLine(document: YamlDocument, made: MadeObject, old: Line, line: Line): readonly Edit[] | undefined {
  const generator = generatorIn(document, made);
  const own = written(document, made, old);
  if (!generator || !own || own.node.alias) return undefined;
  return [replace(own.node, asWritten(document, generator, line))];
}

function removeLine(document: YamlDocument, made: MadeObject, old: Line): readonly Edit[] | undefined {
  const node = written(document, made, old)?.node;
  return node?.parent?.kind === 'seq' && !node.alias ? removeFrom(document, node.parent, node) : undefined;
}
