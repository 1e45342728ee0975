/** Cases for `kubewright create` that somebody thought of; test/data/create holds what kubectl says to each of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CreateFile, CreateInput } from './createCases.js';

type Files = Readonly<Record<string, CreateFile>>;

const yaml = ['--dry-run=client', '-o', 'yaml'];
const files: Files = {
  f: 'hi\n',
  'd/a': 'a\n',
  'd/b.bin': { base64: '/wD+' },
  'd/sub/x': 'x\n',
  'd/link': { link: 'a' },
};
const longest = 65_535;

export function handMadeCases(): Readonly<Record<string, readonly CreateInput[]>> {
  return {
    arguments: ways(),
    commands: commands(),
    sources: sources(),
    envFiles: envFiles(),
    secrets: secrets(),
    keyPairs: keyPairs(),
  };
}

function of(inputs: readonly (readonly string[])[]): readonly CreateInput[] {
  return inputs.map(args => ({ title: args.join(' '), files, args }));
}

/** Where the words of a command may stand, paths that lead nowhere, and options that only look as if nobody read them. */
function commands(): readonly CreateInput[] {
  const name = ['--dry-run=client', '-oname'];
  const values: Readonly<Record<string, readonly string[]>> = {
    v: ['x', '3', '-1', '+3', '', '0x3', '1_0', '99999999999', '2147483647', '2147483648', '-2147483648'],
    'request-timeout': ['abc', '', '1', '+1', '-1', '1.5', '1h2m', '-1s', '.s', '1.5h3µs'],
    'log-flush-frequency': ['abc', '', '1', '1x', '1.5h3µs', '.5s', '.s'],
    vmodule: ['a', 'a=b', 'a=1,b', '', ',a=1,', 'a=', '=1', 'a=-1', 'a=1=2', 'a=99999999999'],
    profile: ['none'],
    'as-uid': ['1', ''],
    'as-group': ['1', ''],
  };
  const level = [
    ['--from-literal', 'a=b'],
    ['--from-literal=a=b'],
    ['--append-hash'],
    ['--append-hash=true'],
    ['--nope'],
    ['--nope', 'x'],
    ['--nope=x'],
    ['-v'],
    ['-v', '3'],
    ['-n', 'a'],
    ['-oname'],
    ['--save-config'],
    ['--dry-run=client'],
    ['--cert', 'x'],
    ['--show-managed-fields'],
    ['--allow-missing-template-keys'],
    ['--as-group', 'a'],
    ['-R'],
    ['-'],
    [''],
  ];
  return of([
    ...Object.entries(values).flatMap(([option, own]) =>
      own.map(value => ['cm', 'n', ...name, `--${option}=${value}`]),
    ),
    ['cm', 'n', ...name, '-v'],
    ['cm', 'n', ...name, '-vx'],
    ['cm', 'n', ...name, '--as=a', '--as-group=b', '--as-uid=1'],
    ['cm', ...name, '--request-timeout=abc'],
    ...level.map(own => [...own, 'configmap', 'n', ...name]),
    ...level.map(own => ['secret', ...own, 'generic', 'n', ...name]),
    ...level.map(own => [...own, 'secret', 'generic', 'n', ...name]),
    ['secret', '--type', 'x', 'generic', 'n', ...name],
    ['secret', 'opaque', 'n', '--type', 'x'],
    ['--', 'configmap', 'n'],
    ['secret', '--', 'generic', 'n'],
    ['configmap', '--', 'n', ...name],
    ['configmap', 'n', ...name, '--'],
    ['configmap', 'n', ...name, '--', 'x'],
    ...['f/', 'f/.', 'f/../f', 'd/', 'd/.', 'd/../f', 'none/', './f', ''].flatMap(path => [
      ['secret', 'tls', 'n', `--cert=${path}`, '--key=f', ...name],
      ['cm', 'n', `--from-file=${path}`, ...yaml],
      ['cm', 'n', `--from-file=k=${path}`, ...yaml],
      ['cm', 'n', `--from-env-file=${path}`, ...yaml],
    ]),
  ]);
}

/** How options may be written, and what kubectl says when they are not. */
function ways(): readonly CreateInput[] {
  return of([
    ...[
      ['-o', 'yaml'],
      ['-oyaml'],
      ['-o=yaml'],
      ['--output=yaml'],
      ['--output', 'json'],
      ['-oYAML'],
      ['-oname'],
      ['-o', ''],
      [],
    ].map(output => ['cm', 'web', '--from-file=f', '--dry-run=client', ...output]),
    ...[
      ['-n', 'a'],
      ['-na'],
      ['-n=a'],
      ['--namespace=a'],
      ['--namespace', 'a'],
      ['-n', ''],
      ['-n', 'A B'],
      ['-n', 'a', '-n', 'b'],
    ].map(namespace => ['configmap', 'web', ...namespace, ...yaml]),
    ...['', '=true', '=false', '=T', '=0', '=yes', '='].map(truth => ['cm', 'web', `--append-hash${truth}`, ...yaml]),
    ...['', '=true', '=1', '=Client', '='].map(dryRun => ['cm', 'web', `--dry-run${dryRun}`, '-oname']),
    ['cm', 'web', '--dry-run', 'client'],
    ...['', '=true', '=false', '=warn', '=ignore', '=strict', '=no', '='].map(value => [
      'cm',
      'web',
      `--validate${value}`,
      ...yaml,
    ]),
    ...['--save-config', '--save-config=false', '--field-manager=me', '--show-managed-fields'].map(option => [
      'secret',
      'generic',
      'web',
      '--from-file=f',
      option,
      ...yaml,
    ]),
    [
      'cm',
      'web',
      '--save-config',
      '--from-literal=a=<&>\u2028"\\',
      '-n',
      'a',
      '--append-hash',
      '--dry-run=client',
      '-o',
      'json',
    ],
    ...[
      ['cm'],
      ['cm', 'a', 'b'],
      ['cm', ''],
      ['cm', '--', 'web'],
      ['cm', 'web', '--', 'b'],
      ['secret', 'generic'],
      ['secret', 'tls'],
    ].map(args => [...args.slice(0, 1), ...yaml, ...args.slice(1)]),
    ['-n', 'a', 'cm', 'web', ...yaml],
    ['secret', '-n', 'a', 'generic', 'web', ...yaml],
    ['secret', 'opaque', 'web'],
    ...['--foo', '--foo=1', '-x', '-x=1', '-xo', '-abc', '---a', '--=a', '--from_file=f', '--From-file=f'].map(
      option => ['cm', 'web', option, ...yaml],
    ),
    ...['--from-file', '--from-literal', '--output', '-n', '-o', '--type'].map(option => [
      'secret',
      'generic',
      'web',
      option,
    ]),
    ['cm', 'web', '--type=a', ...yaml],
    ['secret', 'tls', 'web', '--from-file=f', ...yaml],
    ['cm', '-', ...yaml],
    ['cm', 'My App', '--from-literal=a=b', ...yaml],
  ]);
}

function sources(): readonly CreateInput[] {
  const paths = [
    'f',
    './f',
    'd',
    'd/',
    'd/.',
    '.',
    'd/sub/..',
    'd/link',
    'd/b.bin',
    'd/sub',
    '',
    'nope',
    'nope/',
    'f/',
    'f/a',
    ' f',
    'd/nope',
  ];
  const named = [
    'k=f',
    'k=d',
    '=f',
    'k=',
    '=',
    'k=f=f',
    '==',
    'k=nope',
    'a b=f',
    '..=f',
    '..k=f',
    '.=f',
    'ä=f',
    'k\u0085\x01=f',
    '=f,f',
  ];
  const lists = [
    'f,d',
    'a=f,b=f',
    '"a=f",b=f',
    'a"=f,b=f',
    '"a=f',
    '"f" ',
    'f,"d/""a"',
    ',',
    'f,',
    ',f',
    '"f","d"',
    'a=f\nb=f',
    '\n',
    '\nf',
    '"f\n"',
    '"f\n"x',
    'f\r\n',
    'ä"',
    '"ä"x',
    '""',
  ];
  const literals = [
    'a=b',
    'a=',
    'a==',
    'a',
    '',
    '=',
    '=b',
    'a=b,c=d',
    ' a=b',
    'a =b',
    "a='b'",
    'a="b"',
    'a=b\nc ',
    'a=\ufeffb',
    'A-b.c_1=1',
    `${'k'.repeat(253)}=1`,
    `${'k'.repeat(254)}=1`,
  ];
  return of([
    ...[...paths, ...named, ...lists].map(source => [
      'cm',
      'web',
      '--from-file',
      source,
      ...(source === '\ufeff' ? [] : ['-ojson', '--dry-run=client']),
    ]),
    ...literals.map(literal => ['cm', 'web', '--from-literal', literal, '-ojson', '--dry-run=client']),
    ['cm', 'web', '--from-file=f', '--from-file=k=f', '--from-literal=l=1', ...yaml],
    ['cm', 'web', '--from-file=', '--from-literal=l=1', ...yaml],
    ['cm', 'web', '--from-file=f', '--from-literal=f=1', ...yaml],
    ['cm', 'web', '--from-file=d', '--from-literal=b.bin=1', ...yaml],
    ['cm', 'web', '--from-file=d,d', ...yaml],
    ['cm', 'web', '--from-literal=a=1', '--from-file=nope', ...yaml],
    ['cm', 'web', '--from-literal=?=1', '--from-file=nope', ...yaml],
    ['secret', 'generic', 'web', '--from-literal=?=1', '--from-file=nope', ...yaml],
    ['secret', 'generic', 'web', '--from-file=f', '--from-file=f', ...yaml],
    ['secret', 'generic', 'web', '--from-literal=f=1', '--from-file=f', ...yaml],
    ['cm', 'web', '--from-env-file=f', '--from-file=f', ...yaml],
    ['cm', 'web', '--from-env-file=f', '--from-literal=', ...yaml],
    ['cm', 'web', '--from-env-file=', '--from-file=f', ...yaml],
    ['secret', 'generic', 'web', '--from-env-file=f', '--from-literal=a=b', ...yaml],
  ]).concat(
    {
      title: 'a folder with a wrong name in it',
      files: { 'd/a': '', 'd/b c': '' },
      args: ['cm', 'web', '--from-file=d', ...yaml],
    },
    {
      title: 'a folder with two dots at the start of a name',
      files: { 'd/..data': '' },
      args: ['cm', 'web', '--from-file=d', ...yaml],
    },
    {
      title: 'a folder with a hidden file',
      files: { 'd/.hidden': '1' },
      args: ['cm', 'web', '--from-file=d', ...yaml],
    },
    { title: 'an empty folder', files: { d: { folder: true } }, args: ['cm', 'web', '--from-file=d', ...yaml] },
    {
      title: 'a link to a folder',
      files: { 'd/a': '1', l: { link: 'd' } },
      args: ['cm', 'web', '--from-file=l', ...yaml],
    },
    { title: 'a link to nowhere', files: { l: { link: 'nowhere' } }, args: ['cm', 'web', '--from-file=l', ...yaml] },
    {
      title: 'links in a circle',
      files: { l: { link: 'm' }, m: { link: 'l' } },
      args: ['cm', 'web', '--from-file=l', ...yaml],
    },
    {
      title: 'a folder with a link to nowhere',
      files: { 'd/l': { link: 'nowhere' } },
      args: ['cm', 'web', '--from-file=d', ...yaml],
    },
    {
      title: '2 MiB',
      files: { f: { repeated: [['0123456789abcde\n', 131_072]] } },
      args: ['cm', 'web', '--from-file=f', '--append-hash', '--dry-run=client', '-oname'],
    },
  );
}

function envFiles(): readonly CreateInput[] {
  const contents = [
    ...[
      '',
      '\n',
      'A=1',
      'A=1\n',
      'A=1\r\nB=2\r\n',
      'A=1\r',
      'A=1\r\r\n',
      '\ufeffA=1\n',
      '\ufeff\ufeffA=1',
      'A=1\n\ufeffB=2',
      ' \ufeffA=1',
    ],
    ...[
      '# c\nA=1',
      '  # c\n\tA=1',
      '#',
      'A=#b',
      'A=b # c',
      'A="b"',
      "A='b'",
      'A= b ',
      'A =b',
      ' A=b',
      '=b',
      'A==',
      'A=\\n',
      'A=$B',
    ],
    ...[
      'export A=1',
      'A',
      'SET',
      '  SET',
      'SET ',
      'EMPTY',
      'SET\r\n',
      '1A=b',
      'A-b.c=1',
      'Ä=1',
      'a b=1',
      '.=1',
      '..=1',
      '..a=1',
      '.a=1',
      'A=1\nA=2',
    ],
    ...[
      '\u0085A=1',
      '\u00a0A=1',
      '\u3000A=1',
      '\u200bA=1',
      '\u2028A=1',
      '\vA=1',
      '\x1cA=1',
      'A=\0',
      'A\0=1',
      'A=1\n\n\nB',
    ],
  ];
  const env = { SET: ' from the\nenvironment', EMPTY: '' };
  return [
    ...contents.map(content => ({
      title: JSON.stringify(content.slice(0, 40)),
      files: { '.env': content },
      env,
      args: ['cm', 'web', '--from-env-file=.env', '--append-hash', '--dry-run=client', '-ojson'],
    })),
    ...['', '\nB=1', '\r'].map(ending => ({
      title: `the longest line, then ${JSON.stringify(ending)}`,
      files: {
        '.env': {
          repeated: [
            ['A=', 1],
            ['a', ending === '\r' ? longest - 3 : longest - 2],
            [ending, 1],
          ] as const,
        },
      },
      args: ['cm', 'web', '--from-env-file=.env', '--append-hash', '--dry-run=client', '-oname'],
    })),
    {
      title: 'bytes that are no text',
      files: { '.env': { base64: 'QT0xCv89Mg==' } },
      args: ['cm', 'web', '--from-env-file=.env', ...yaml],
    },
    {
      title: 'bytes that are no text, after a comment',
      files: { '.env': { base64: 'I/8K' } },
      args: ['cm', 'web', '--from-env-file=.env', ...yaml],
    },
    {
      title: 'two of them',
      files: { a: 'A=1', b: 'B=1' },
      args: ['secret', 'generic', 'web', '--from-env-file=a,b', ...yaml],
    },
    {
      title: 'two with the same key',
      files: { a: 'A=1', b: 'A=1' },
      args: ['secret', 'generic', 'web', '--from-env-file=a', '--from-env-file=b', ...yaml],
    },
    { title: 'a folder', files: { 'd/a': '' }, args: ['cm', 'web', '--from-env-file=d', ...yaml] },
    {
      title: 'a folder for a Secret',
      files: { 'd/a': '' },
      args: ['secret', 'generic', 'web', '--from-env-file=d', ...yaml],
    },
    { title: 'nothing', args: ['secret', 'generic', 'web', '--from-env-file=.env', ...yaml] },
  ];
}

function secrets(): readonly CreateInput[] {
  const account = ['--docker-username=u', '--docker-password=p'];
  const registry = (...args: readonly string[]) => ['secret', 'docker-registry', 'web', ...args, ...yaml];
  const generic = (...args: readonly string[]) => ['secret', 'generic', 'web', ...args, ...yaml];
  return of([
    generic(),
    generic('--append-hash'),
    generic('--type='),
    generic('--type=kubernetes.io/basic-auth', '--from-literal=username=u', '--append-hash'),
    generic('--type=kubernetes.io/ssh-auth', '--from-file=ssh-privatekey=f'),
    generic('--type=Opaque', '--append-hash'),
    generic('--type=not a type'),
    generic('--from-literal=10=a', '--from-literal=9=b', '--from-literal=a=', '-ojson'),
    generic('--from-file=d', '--from-literal=c=1', '--append-hash'),
    registry(...account),
    registry(...account, '--append-hash', '-ojson'),
    registry(...account, '--docker-server=registry.example.com', '--docker-email=a@example.com'),
    registry(...account, '--docker-server='),
    registry('--docker-username=u'),
    registry('--docker-password=p'),
    registry('--docker-username=<&>"\\', '--docker-password=\u2028ä\n\x7f\b\f\x01/'),
    registry('--from-file=f'),
    registry('--from-file=f', ...account),
    registry('--from-file=k=f'),
    registry('--from-file=f,f'),
    registry('--from-file=d'),
    registry('--from-file=d/link'),
    registry('--from-file=,'),
    registry('--from-file==f'),
    registry('--from-file='),
    registry('--from-file=nope'),
    ['secret', 'docker-registry', '', ...account, ...yaml],
    ['secret', 'tls', 'web', ...yaml],
    ['secret', 'tls', '', '--cert=f', '--key=f', ...yaml],
    ['secret', 'tls', 'web', '--cert=f', ...yaml],
    ['secret', 'tls', 'web', '--cert=nope', '--key=f', ...yaml],
    ['secret', 'tls', 'web', '--cert=f', '--key=nope', ...yaml],
    ['secret', 'tls', 'web', '--cert=d', '--key=f', ...yaml],
    ['secret', 'tls', 'web', '--cert=f', '--key=f', ...yaml],
  ]);
}

/** The keys were made for these tests by openssl and open nothing. */
function keyPairs(): readonly CreateInput[] {
  const own = (name: string) => readFileSync(join(__dirname, '../../../test/data/create/keys', name), 'latin1');
  const certificate = own('ec.crt');
  const key = own('ec8.key');
  const altered: Readonly<Record<string, string>> = {
    'crlf.crt': certificate.replaceAll('\n', '\r\n'),
    'indented.crt': certificate.replace(/^/gm, ' '),
    'unfinished.crt': certificate.replace(/-----END.*/, ''),
    'noBreak.crt': certificate.trimEnd(),
    'wordBehind.crt': `${certificate.trimEnd()} x\n`,
    'headers.crt': certificate.replace('-----\n', '-----\nA: b\nC: d\n\n'),
    'onlyHeaders.crt': '-----BEGIN CERTIFICATE-----\na: b\n',
    'wrongBase64.crt': certificate.replace('\nMII', '\nM$I').replace('\nMIIB', '\nM$IB'),
    'empty.crt': '',
    'emptyBlock.crt': '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n',
    'noDer.crt': '-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n',
    'trusted.crt': certificate.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'),
    'secondTry.crt': `-----BEGIN CERTIFICATE-----\nfoo\n${certificate}`,
    'otherEnd.crt': certificate.replace('END CERTIFICATE', 'END CERTIFICAT'),
    'twoKeys.crt': key + key,
    'crlf.key': key.replaceAll('\n', '\r\n'),
    'anyType.key': key.replaceAll('PRIVATE KEY', 'ANY PRIVATE KEY'),
    'noBlank.key': key.replaceAll('PRIVATE KEY', 'ANYPRIVATE KEY'),
    'noDer.key': '-----BEGIN PRIVATE KEY-----\naGVsbG8=\n-----END PRIVATE KEY-----\n',
  };
  const kept = ['rsa', 'ed', 'k1', 'pss'];
  const pairs = [
    ...['ec.crt', 'both.pem', 'chain.crt', 'text.crt', 'ec.csr', 'ec.der', 'rsa.crt', 'ec8.key'].map(name => [
      name,
      'ec.key',
    ]),
    ...kept.map(name => [`${name}.crt`, name === 'rsa' ? 'rsa1.key' : `${name}.key`]),
    ...['rsa8.key', 'other.key', 'ed.key', 'encrypted1.key', 'ec.crt'].map(name => ['rsa.crt', name]),
    ...['ec8.key', 'ecparams.key', 'encrypted8.key', 'x25519.key', 'k1.key', 'both.pem', 'ec.csr'].map(name => [
      'ec.crt',
      name,
    ]),
    ...['negative', 'keyUsage', 'basicConstraints', 'address', 'uri', 'nameConstraints', 'curve'].map(name => [
      `${name}.crt`,
      'ec.key',
    ]),
    ...['curve.crt', 'ec.crt', 'rsa.crt'].map(name => [name, 'curve.key']),
    ...Object.keys(altered).map(name => (name.endsWith('.key') ? ['ec.crt', name] : [name, 'ec.key'])),
  ];
  const cases = pairs.map(([cert = '', privateKey = '']) => ({
    title: `${cert} and ${privateKey}`,
    files: Object.fromEntries(
      [cert, privateKey].map(name => {
        const content = altered[name] ?? own(name);
        return [
          name,
          /[\x80-\xff]/.test(content) ? { base64: Buffer.from(content, 'latin1').toString('base64') } : content,
        ];
      }),
    ),
    args: ['secret', 'tls', 'web', `--cert=${cert}`, `--key=${privateKey}`, '--append-hash', ...yaml],
  }));
  const [first] = cases;
  if (!first) return cases;
  return [...cases, { ...first, title: 'without a name', args: first.args.map(arg => (arg === 'web' ? '' : arg)) }];
}
