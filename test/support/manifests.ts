/** Random manifests with values in every style, for properties that hold for all of them. */
import fc from 'fast-check';
import type { ValueTarget } from '../../server/src/protocol.js';

export interface AnyManifest {
  readonly text: string;
  readonly targets: readonly [ValueTarget, ...ValueTarget[]];
}

const word = fc.constantFrom(
  'a',
  'yes',
  '8080',
  'server {',
  '# no comment',
  '---',
  'key: value',
  '- item',
  '"',
  "'",
  '\\',
);
const blank = fc.constantFrom('', ' ', '  ', '\t');
const odd = fc.constantFrom(
  '\u0007',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u00a0',
  '😀',
  'ä',
  '\r',
  '\u007f',
  '\0',
  'x'.repeat(200),
);
const line = fc.tuple(blank, word, fc.option(odd, { freq: 4, nil: '' }), blank).map(parts => parts.join(''));
const ordinary = fc.tuple(fc.constantFrom('', ' ', '    '), word).map(parts => parts.join(''));

/** Lines as people write them, and whatever else a program could. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(fc.array(fc.oneof(ordinary, fc.constant('')), { maxLength: 6 }), fc.constantFrom('', '\n', '\n\n', '\n\n\n'))
    .map(([lines, end]) => lines.join('\n') + end),
  fc
    .tuple(fc.array(fc.oneof(line, blank), { maxLength: 5 }), fc.constantFrom('\n', '\r\n'))
    .map(([lines, ending]) => lines.join(ending)),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '',
    '\n',
    '\n\n',
    ' ',
    '\t',
    ' \n',
    '\n ',
    '|',
    '>',
    '~',
    'null',
    '1e3',
    '{}',
    '[',
    '&a',
    '*a',
    '!x',
    '?',
    ':',
  ),
);

const comment = fc.constantFrom('', ' # why', '  # "quotes" | and: more');

/** A value as it stands behind `key:`, its lines with an indentation of `indent` at least. */
type Written = (indent: number) => string;

const inQuotes = anyText.map(
  (text): Written =>
    () =>
      ` ${JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, '?')}`,
);
const inSingleQuotes = ordinary.map(
  (text): Written =>
    () =>
      ` '${text.replaceAll("'", "''")}'`,
);
const plain = fc.constantFrom(' a', ' b c', ' 8080', ' yes', '', ' a\n      b', ' ~').map(
  (text): Written =>
    () =>
      text,
);
const blockLines = fc.array(fc.oneof(ordinary, fc.constant('')), { minLength: 1, maxLength: 6 });
const block = fc
  .record({
    sign: fc.constantFrom('|', '>'),
    chomping: fc.constantFrom('', '-', '+'),
    deeper: fc.nat({ max: 3 }),
    lines: blockLines,
    after: fc.nat({ max: 2 }),
    comment,
  })
  .map(
    ({ sign, chomping, deeper, lines, after, comment }): Written =>
      indent => {
        const margin = ' '.repeat(indent + deeper);
        const first = lines.find(text => text !== '');
        const stated = first?.startsWith(' ') ? `${deeper + 2}` : '';
        const body = lines.map(text => (text === '' ? '' : `${margin}${text}`));
        return ` ${sign}${stated}${chomping}${comment}\n${[...body, ...Array.from({ length: after }, () => '')].join('\n')}`;
      },
  );
const anchored = fc.tuple(block, fc.uuid()).map(
  ([written, id]): Written =>
    indent =>
      ` &a${id}${written(indent)}`,
);
const value = fc.oneof(
  block,
  anchored,
  fc.tuple(fc.oneof(inQuotes, inSingleQuotes, plain), comment).map(
    ([text, why]): Written =>
      at =>
        text(at) + why,
  ),
);

const encoded = fc.tuple(fc.uint8Array({ maxLength: 100 }), fc.constantFrom('plain', 'quoted', 'lines')).map(
  ([bytes, style]): Written =>
    indent => {
      const base64 = Buffer.from(bytes).toString('base64');
      if (style === 'lines' && base64 !== '') {
        const margin = `\n${' '.repeat(indent)}`;
        return ` |${margin}${(base64.match(/.{1,76}/g) ?? []).join(margin)}`;
      }
      return style === 'quoted' || /^\d*$/.test(base64) ? ` "${base64}"` : ` ${base64}`;
    },
);

const inBlocks: fc.Arbitrary<AnyManifest> = fc
  .record({
    isSecret: fc.boolean(),
    texts: fc.array(value, { minLength: 1, maxLength: 4 }),
    bytes: fc.array(encoded, { maxLength: 2 }),
    isItem: fc.boolean(),
    newline: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ isSecret, texts, bytes, isItem, newline }) => {
    const kind = isSecret ? 'Secret' : 'ConfigMap';
    const [textField, bytesField] = isSecret ? (['stringData', 'data'] as const) : (['data', 'binaryData'] as const);
    const lines = [
      'apiVersion: v1',
      `kind: ${kind}`,
      'metadata: { name: web } # the name',
      `${textField}:`,
      ...texts.flatMap((written, i) => [`  t${i}:${written(4)}`, `  # t${i} end`]),
      ...(bytes.length > 0 ? [`${bytesField}:`] : []),
      ...bytes.flatMap((written, i) => [`  b${i}:${written(4)}`, `  # b${i} end`]),
    ];
    const own = `${lines.join('\n')}\n`;
    const item = `apiVersion: v1\nkind: List\nitems:\n- ${own.replace(/\n(?=[^\n])/g, '\n  ')}`;
    const file = `# a file\n---\n${isItem ? item : own}---\nkind: Other\n`;
    const target = (field: ValueTarget['field'], key: string): ValueTarget => ({ kind, name: 'web', field, key });
    const [first, ...others] = texts.map((_, i) => target(textField, `t${i}`));
    return {
      text: file.replaceAll('\n', newline),
      targets: [first ?? target(textField, 't0'), ...others, ...bytes.map((_, i) => target(bytesField, `b${i}`))],
    };
  });

const inBraces: fc.Arbitrary<AnyManifest> = fc
  .record({
    texts: fc.array(anyText, { minLength: 1, maxLength: 4 }),
    space: fc.constantFrom('', '  ', '\t'),
    isJson: fc.boolean(),
  })
  .map(({ texts, space, isJson }) => {
    const data = Object.fromEntries(
      texts.flatMap((text, i) => [
        [`t${i}`, text],
        [`t${i} end`, ''],
      ]),
    );
    const json = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data }, null, space);
    const safe = json.replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, '?');
    const text = isJson || space !== '' ? safe : safe.replace(/"(apiVersion|kind|metadata|name|data|t\d)":/g, '$1: ');
    const [first, ...others] = texts.map(
      (_, i): ValueTarget => ({ kind: 'ConfigMap', name: 'web', field: 'data', key: `t${i}` }),
    );
    return { text, targets: [first ?? { kind: 'ConfigMap', name: 'web', field: 'data', key: 't0' }, ...others] };
  });

export const anyManifest: fc.Arbitrary<AnyManifest> = fc.oneof({ weight: 3, arbitrary: inBlocks }, inBraces);
