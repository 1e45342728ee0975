/** `bases`, `imageTags`, `commonLabels` and the `env` of generators: fields whose successor takes the same in a list. */
import { afterProperties, columnOf, type Edit, newlineOf, startOf } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import { isJsonLike } from '../syntax/insert.js';
import { endOfEntry } from '../syntax/lastLine.js';
import { type Entry, entries, get, items, keyOf, text } from '../syntax/node.js';
import { fieldOf } from './kustomizations.js';
import { shiftedLines } from './migratedPatches.js';
import { listIndent, type Migration, silently } from './migration.js';

const difference = 'the result would be another';

export const bases: Migration = {
  successor: 'resources',
  side: 'behind',
  reach: 'own',
  isSafe: () => true,
  difference,
};

export const imageTags: Migration = {
  successor: 'images',
  side: 'behind',
  reach: 'own',
  isSafe: () => true,
  difference,
};

export const commonLabels: Migration = {
  successor: 'labels',
  // Of two that set one label, the later wins.
  side: 'behind',
  reach: 'own',
  isSafe: ({ map }, { trial }) =>
    items(fieldOf(map, 'configurations')?.value).every(path => {
      const own = trial.textAt(text(path) ?? '');
      return own !== undefined && !/^["']?labels\b/im.test(own);
    }),
  difference: 'configurations treat labels in another way',
  shape(document, field) {
    if (field.value.kind !== 'map') return silently;
    const twice = entries(field.value).find(({ key }) => labelsBeside(field).has(key.text));
    if (twice) return { reason: `labels set ${keyOf(twice)}, too: remove it in one of the two places` };
    return field.map.flow ? inBraces(document, field) : inLines(document, field);
  },
};

function labelsBeside({ map }: Entry): ReadonlySet<string> {
  const labels = fieldOf(map, 'labels')?.value;
  return new Set(items(labels).flatMap(label => entries(get(label, 'pairs')).map(keyOf)));
}

function inBraces(document: YamlDocument, { map, value, span }: Entry): readonly Edit[] {
  const isJson = isJsonLike(document, map);
  const start = value.alias?.start ?? value.span.start;
  const head = isJson ? '[{"includeSelectors": true, "pairs": ' : '[{ includeSelectors: true, pairs: ';
  return [
    { span: { start, end: start }, text: head },
    { span: { start: span.end, end: span.end }, text: isJson ? '}]' : ' }]' },
  ];
}

/** The map moves below a dash and a key: with its lines, and with what stands beside the old key. */
function inLines(document: YamlDocument, field: Entry): readonly Edit[] {
  const column = columnOf(document, startOf(document, field));
  const dash = column + listIndent(document, field.map);
  const newline = newlineOf(document);
  const head = `${newline}${' '.repeat(dash)}- includeSelectors: true${newline}${' '.repeat(dash + 2)}pairs:`;
  const colon = document.text.indexOf(':', field.key.span.end) + 1;
  const end = endOfEntry(document, field, column);
  return [{ span: { start: colon, end: colon }, text: head }, ...shiftedLines(document, colon, end, dash + 2 - column)];
}

export const env: Migration = {
  successor: 'envs',
  side: 'behind',
  reach: 'own',
  isSafe: () => true,
  difference,
  shape(document, field) {
    const { value, map, span } = field;
    if (!text(value)) return silently;
    const colon = document.text.indexOf(':', field.key.span.end) + 1;
    const blanks = /^[ \t]*/.exec(document.text.slice(colon))?.[0].length ?? 0;
    if (map.flow) {
      const start = colon + blanks;
      return [
        { span: { start, end: start }, text: '[' },
        { span: { start: span.end, end: span.end }, text: ']' },
      ];
    }
    const isOneLine = !document.text.slice(colon, span.end).includes('\n');
    if (!isOneLine || afterProperties(document, colon) !== colon) return silently;
    const column = columnOf(document, startOf(document, field)) + listIndent(document, map);
    return [{ span: { start: colon, end: colon + blanks }, text: `${newlineOf(document)}${' '.repeat(column)}- ` }];
  },
};
