/** Objects of the workspace in a few lines of Markdown. Of a Secret it shows the keys, and never a value. */
import type { WorkspaceIndex } from '../workspace/index.js';
import type { KnownKeys, KnownObject } from '../workspace/objects.js';
import { type DataValue, secretTypeOf, valuesOf } from './dataValues.js';
import { codeBlock, firstLines, inlineCode, link, plainText } from './markdown.js';
import { toRange } from './range.js';
import { relativePath } from './relativePath.js';

const mostKeys = 8;
const mostLines = 3;
const mostLinesOfOne = 12;
const mostPlaces = 3;

type KnownKey = KnownKeys['keys'][number];

/** `found` are the versions of one object, the whole one first. Paths are shown as seen from the file `from`. */
export function preview(index: WorkspaceIndex, found: readonly KnownObject[], from: string): string | undefined {
  const [object] = found;
  if (!object) return undefined;
  const { kind, name = '', namespace, data } = object.facts;
  const type = secretTypeOf(object);
  const words = [
    `**${kind}** ${inlineCode(name)}`,
    type !== undefined && `type ${inlineCode(type)}`,
    data?.immutable && 'immutable',
    namespace !== undefined && `namespace ${inlineCode(namespace)}`,
    places(index, found, from),
  ];
  const lines = [...keyLines(index, found), ...portLines(object)];
  return [words.filter(Boolean).join(' · '), lines.length > 0 && codeBlock(lines.join('\n'), lines.length, 'yaml')]
    .filter(Boolean)
    .join('\n\n');
}

/** The value of one key; in overlays, each that is written. */
export function keyPreview(
  index: WorkspaceIndex,
  found: readonly KnownObject[],
  name: string,
  from: string,
): string | undefined {
  const keys = index.objects.keysOf(found).keys.filter(key => key.name === name);
  if (keys.length === 0) return undefined;
  return keys
    .slice(0, mostPlaces)
    .map(key => {
      const { object } = key;
      const { kind, name: of = '' } = object.facts;
      const { text, note } = valuesOf(object)(key);
      const words = [`**${plainText(name)}** of ${kind} ${inlineCode(of)}`, note, places(index, [object], from)];
      const head = words.filter(Boolean).join(' · ');
      return text === undefined ? head : `${head}\n\n${codeBlock(text, mostLinesOfOne)}`;
    })
    .join('\n\n');
}

function places(index: WorkspaceIndex, found: readonly KnownObject[], from: string): string {
  const shown = found.slice(0, mostPlaces).map(({ uri, document, facts }) => {
    const part = index.part(uri, document);
    const line = part ? `#L${toRange(part, facts.at).start.line + 1}` : '';
    return link(uri === from ? 'this file' : relativePath(from, uri), `${uri}${line}`);
  });
  const hidden = found.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`${hidden} more`] : [])].join(', ');
}

function keyLines(index: WorkspaceIndex, found: readonly KnownObject[]): readonly string[] {
  const readers = new Map(found.map(object => [object, valuesOf(object)]));
  const keys = new Map<string, KnownKey>();
  // What comes first is the whole; a patch has the last word.
  for (const key of index.objects.keysOf(found).keys) keys.set(key.name, key);
  const shown = [...keys.values()].slice(0, mostKeys);
  const hidden = keys.size - shown.length;
  return [
    ...shown.flatMap(key => keyLine(key.name, readers.get(key.object)?.(key))),
    ...(hidden > 0 ? [`# ${hidden} more`] : []),
  ];
}

function keyLine(name: string, value: DataValue | undefined): readonly string[] {
  if (value?.text === undefined) return [value?.note === undefined ? `${name}:` : `${name}: # ${value.note}`];
  if (!value.text.trimEnd().includes('\n')) return [`${name}: ${firstLines(value.text, 1)}`];
  return [
    `${name}: |`,
    ...firstLines(value.text, mostLines)
      .split('\n')
      .map(line => `  ${line}`),
  ];
}

function portLines({ facts: { service } }: KnownObject): readonly string[] {
  return (service?.ports ?? []).map(({ name, port, targetPort }) => {
    const way = targetPort === undefined || targetPort === port ? `${port}` : `${port} → ${targetPort}`;
    return `${name === undefined ? 'port' : name}: ${way}`;
  });
}
