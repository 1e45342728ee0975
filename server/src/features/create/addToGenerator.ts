/**
 * Writes an entry of configMapGenerator or secretGenerator, or adds to the one of that name. What lies on disk is named
 * by its path, the rest becomes literals. Refuses what kustomize would refuse, or read as something else.
 */
import { linesOf } from '../../rules/newObject.js';
import { addItems } from '../../syntax/addItems.js';
import { type Edit, newlineOf, replace, scalarText, setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { inSteps, type Step } from '../../syntax/inSteps.js';
import { insertEntries, isJsonLike, type NewMap } from '../../syntax/insert.js';
import { appendText } from '../../syntax/items.js';
import { entry, get, isNull, items, type MapNode, type Node, text } from '../../syntax/node.js';
import {
  type Builder,
  generatorField,
  generatorIn,
  generatorsOf,
  pathFrom,
  removeFrom,
} from '../refactorings/generators.js';
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
  if (document.problems.length > 0 || (root && root.kind !== 'map')) {
    return { error: 'the kustomization has mistakes: it cannot be changed before they are mended' };
  }
  const lines = linesFor({ uri, document, root: root as MapNode }, made);
  if ('error' in lines) return lines;
  const field = generatorField(made.kind);
  if (!root) return { edits: [inEmpty(document, { [field]: [itemOf(made, lines)] })], conflicts: [] };
  const [known, ...others] = generatorsOf(root, made);
  if (others.length > 0) return { error: `${field} has several entries called ${made.name}` };
  if (known) return addedTo(document, made, known, lines, replaced);
  const edit = inSteps(document, [
    at => (at.root?.kind === 'map' ? addItems(at, at.root, field, [itemOf(made, lines)]) : undefined),
  ]);
  return edit ? { edits: [edit], conflicts: [] } : { error: `${field} is written in a way that cannot be added to` };
}

function inEmpty(document: YamlDocument, added: NewMap): Edit {
  const newline = newlineOf(document);
  const { length } = document.text;
  const lead = length > 0 && !document.text.endsWith('\n') ? newline : '';
  return { span: { start: length, end: length }, text: lead + [...linesOf(added), ''].join(newline) };
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
  const isThere = (line: Line) => old.some(own => own.list === line.list && own.text === line.text);
  const conflictOf = (line: Line) => old.find(own => own.key !== undefined && own.key === line.key);
  const fresh = lines.filter(line => !isThere(line));
  const conflicts = fresh.flatMap(line => (conflictOf(line) && line.key !== undefined ? [line.key] : []));
  const steps = fresh.flatMap((line): Step[] => {
    const other = conflictOf(line);
    if (!other) return [at => addLine(at, made, line)];
    if (line.key === undefined || !replaced.has(line.key)) return [];
    return other.list === line.list
      ? [at => replaceLine(at, made, other, line)]
      : [at => removeLine(at, made, other), at => addLine(at, made, line)];
  });
  if (steps.length === 0) return { edits: [], conflicts };
  const edit = inSteps(document, steps);
  return edit
    ? { edits: [edit], conflicts }
    : { error: `the entry ${made.name} is written in a way that cannot be added to` };
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
