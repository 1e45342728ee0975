/**
 * Cases for `kubewright create`, beside those made by hand in test/data/create: made at random from fixed seeds, so that
 * the same ones come out each time. Knows what to ask, not what the answer is.
 */
import fc from 'fast-check';

/** A text, texts with how often each is written, bytes in base64, a link, or a folder without anything in it. */
export type CreateFile =
  | string
  | { readonly repeated: readonly (readonly [string, number])[] }
  | { readonly base64: string }
  | { readonly link: string }
  | { readonly folder: true };

export interface CreateInput {
  readonly title: string;
  readonly files?: Readonly<Record<string, CreateFile>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What stands behind `create`. */
  readonly args: readonly string[];
}

interface Draft extends Omit<CreateInput, 'title'> {}

const yaml = ['--dry-run=client', '-o', 'yaml'];
const json = ['--dry-run=client', '-ojson'];

/** kubectl loses these when it prints YAML, so they are asked for as JSON only. */
const lossy = /[\u0085\u2028\u2029\x7f-\x9f\ufffe\uffff]|^\ufeff/;

const word = fc.constantFrom(
  ...['a', 'key', 'true', 'null', '0x1F', '1e3', '08', '~', 'yes', '2001-01-01', '=', ':', ': ', '#', ' #', '- ', '"'],
  ...[
    "'",
    '\\',
    '{',
    '}',
    '[',
    ']',
    '&',
    '*',
    '!',
    '|',
    '>',
    '%',
    '@',
    '`',
    ',',
    '?',
    '<',
    '<<',
    'ä',
    '日本',
    '\u{1f600}',
  ],
  ...['\u00a0', '\u200b', '\u3000', '\u0301', '\ud7ff', '\ue000', '\ufffd', '\x00', '\x1b', '\b', '\v', '\f', '\x7f'],
  ...['\u0085', '\u2028', '\u2029', '\ufeff', '$(VAR)', '{{ .x }}', 'http://x/y?z=1#f', 'word word word word word'],
);
const gap = fc.constantFrom('', ' ', ' ', '  ', '\n', '\n', '\n\n', '\r\n', '\t', '\n  ', ' \n');
const prose = fc.array(fc.tuple(word, gap), { maxLength: 14 }).map(parts => parts.flat().join(''));
const text = fc.oneof(
  prose,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

const bytes = fc.oneof(
  text.map(content => Buffer.from(content)),
  fc.uint8Array({ maxLength: 90 }).map(content => Buffer.from(content)),
  text.map(content => Buffer.from(content, 'utf16le')),
  text.map(content => Buffer.from(content, 'latin1')),
  text.map(content => Buffer.from(`\ufeff${content}`)),
);

const keyLetters = [...'abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_.'];
const rightKey = fc
  .string({ unit: fc.constantFrom(...keyLetters), minLength: 1, maxLength: 20 })
  .filter(key => !key.startsWith('..') && key !== '.');
const anyKey = fc.oneof(
  { weight: 9, arbitrary: rightKey },
  {
    weight: 1,
    arbitrary: fc.constantFrom('..', '..a', '.', 'a b', 'ä', 'a/b', 'a\u200b', '\t', 'k'.repeat(254), '"', ''),
  },
);
const name = fc.constantFrom('web', 'web-1', '1', 'true', '0x10', 'Web', 'a.b', 'null', '2001-01-01');

/** What differs from run to run in kubectl is the order of some keys in YAML; two keys have but one order. */
function printed(content: readonly string[], keys: number): readonly string[] {
  return keys > 2 || content.some(one => lossy.test(one)) ? json : yaml;
}

const filesCase = fc
  .record({ name, kind: kinds(), entries: entries(rightKey, bytes), hash: fc.boolean() })
  .map(({ name, kind, entries, hash }): Draft => {
    const files = Object.fromEntries(entries.map(([, content], i) => [`f${i}`, asFile(content)]));
    const sources = entries.map(([key], i) => `--from-file=${key}=f${i}`);
    const texts = kind[0] !== 'secret' ? entries.map(([, content]) => content.toString()) : [];
    return { files, args: [...kind, name, ...sources, ...hashed(hash), ...printed(texts, entries.length)] };
  });

const folderCase = fc
  .record({
    kind: kinds(),
    entries: entries(anyKey.filter(isFileName), bytes),
    links: fc.boolean(),
    inside: fc.boolean(),
  })
  .map(({ kind, entries, links, inside }): Draft => {
    const files: Record<string, CreateFile> = Object.fromEntries(
      entries.map(([key, content]) => [`d/${key}`, asFile(content)]),
    );
    if (links) files['d/zz-link'] = { link: 'elsewhere' };
    if (inside) files['d/zz-inside/file'] = 'not seen\n';
    return {
      files: { elsewhere: 'x\n', 'd/zz-empty': { folder: true }, ...files },
      args: [...kind, 'web', '--from-file=d', ...json],
    };
  });

const literalsCase = fc
  .record({ kind: kinds(), name, literals: fc.array(fc.tuple(anyKey, text), { maxLength: 4 }), hash: fc.boolean() })
  .map(({ kind, name, literals, hash }): Draft => {
    // No system takes a NUL in an argument.
    // Of a Secret's literal without a key we show nothing, kubectl all.
    const own = kind[0] === 'secret' ? literals.filter(([key]) => key !== '') : literals;
    const shown = own.map(([key, value]) => `${key}=${value}`.replaceAll('\0', ''));
    const sources = shown.flatMap(literal => ['--from-literal', literal]);
    const texts = kind[0] !== 'secret' ? shown.map(literal => literal.slice(literal.indexOf('=') + 1)) : [];
    return { args: [...kind, name, ...sources, ...hashed(hash), ...printed(texts, literals.length)] };
  });

const envLine = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(envKey(), text).map(([key, value]) => `${key}=${value.replaceAll('\n', '')}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '# comment',
      '  # comment',
      '\t',
      'FROM_ENV',
      '  FROM_ENV',
      'NOT_SET',
      '\u0085',
      '#',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('Q="quoted"', "S='single'", 'T= x ', 'U=a=b', 'V=#x', '\u3000W=wide', 'X=') },
);
const strangeLine = fc.constantFrom(
  'export A=1',
  '1A=x',
  'A =x',
  '=x',
  '\ufeffB=1',
  'A-b.c=1',
  '..=1',
  '..a=1',
  'ä=1',
  'A\r',
);
const envCase = fc
  .record({
    kind: fc.constantFrom(['cm'], ['cm'], ['secret', 'generic']),
    lines: fc.array(envLine, { maxLength: 7 }),
    strange: fc.option(strangeLine, { freq: 4 }),
    feed: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '', '\ufeff'),
    end: fc.boolean(),
  })
  .filter(({ kind, strange }) => kind[0] === 'cm' || strange === null)
  .map(({ kind, lines, strange, feed, mark, end }): Draft => {
    const all = strange === null ? lines : [...lines, strange];
    const content = mark + all.join(feed) + (end ? feed : '');
    return {
      files: { '.env': content },
      env: { FROM_ENV: 'from\nthe environment' },
      args: [...kind, 'web', '--from-env-file=.env', ...json],
    };
  });

const dockerCase = fc
  .record({
    username: argument(),
    password: argument(),
    server: fc.option(argument()),
    email: fc.option(argument()),
    hash: fc.boolean(),
  })
  .map(({ username, password, server, email, hash }): Draft => {
    const optional = [
      ...(server === null ? [] : [`--docker-server=${server}`]),
      ...(email === null ? [] : [`--docker-email=${email}`]),
    ];
    const account = [`--docker-username=${username}`, `--docker-password=${password}`, ...optional];
    return { args: ['secret', 'docker-registry', 'web', ...account, ...hashed(hash), ...yaml] };
  });

const listCase = fc
  .array(fc.constantFrom('f', 'g', ',', ',', '"', '"', 'k=', '=', '\n', '\r\n', ' ', 'ä', 'd'), { maxLength: 8 })
  .map(
    (parts): Draft => ({
      files: { f: 'f\n', g: 'g\n', 'd/in': 'in\n' },
      args: ['cm', 'web', `--from-file=${parts.join('')}`, ...json],
    }),
  );

const mixedCase = fc
  .record({
    kind: kinds(),
    literal: fc.option(rightKey),
    file: fc.option(rightKey),
    twice: fc.boolean(),
    saved: fc.boolean(),
    content: text,
  })
  .map(({ kind, literal, file, twice, saved, content }): Draft => {
    const sources = [
      ...(literal === null ? [] : [`--from-literal=${literal}=1`]),
      ...(file === null ? [] : [`--from-file=${file}=f`]),
      ...(twice && literal !== null ? [`--from-file=${literal}=f`] : []),
    ];
    const extras = [...(saved ? ['--save-config'] : []), '-n', 'space', '--append-hash'];
    return { files: { f: content }, args: [...kind, 'web', ...sources, ...extras, ...json] };
  });

/** By the name of the file that holds them with kubectl's answers. Other seeds give other cases. */
export function randomCases(seed = 0): Readonly<Record<string, readonly CreateInput[]>> {
  const sample = (drafts: fc.Arbitrary<Draft>, own: number, numRuns: number): readonly CreateInput[] =>
    fc.sample(drafts, { seed: seed + own, numRuns }).map((draft, i) => ({ title: String(i + 1), ...draft }));
  return {
    randomFiles: sample(filesCase, 1, 70),
    randomFolders: sample(folderCase, 2, 35),
    randomLiterals: sample(literalsCase, 3, 70),
    randomEnvFiles: sample(envCase, 4, 70),
    randomRegistries: sample(dockerCase, 5, 30),
    randomLists: sample(listCase, 6, 45),
    randomMixes: sample(mixedCase, 7, 40),
  };
}

function kinds() {
  return fc.constantFrom(
    ['cm'],
    ['configmap'],
    ['secret', 'generic'],
    ['secret', 'generic', '--type=example.com/kind'],
  );
}

function entries<Value>(keys: fc.Arbitrary<string>, values: fc.Arbitrary<Value>) {
  return fc.array(fc.tuple(keys, values), { maxLength: 4 });
}

function envKey() {
  return fc
    .string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdxyz_-.'), minLength: 1, maxLength: 9 })
    .filter(key => !key.startsWith('.'));
}

function argument() {
  return text.map(value => value.replaceAll('\0', ''));
}

function isFileName(key: string): boolean {
  return (
    key !== '' && key !== '.' && key !== '..' && !key.includes('/') && !/^[k]{254}$/.test(key) && !/["\t]/.test(key)
  );
}

function hashed(hash: boolean): readonly string[] {
  return hash ? ['--append-hash'] : [];
}

/** As text where that says the same. */
function asFile(content: Buffer): CreateFile {
  const decoded = content.toString();
  return Buffer.from(decoded).equals(content) ? decoded : { base64: content.toString('base64') };
}
