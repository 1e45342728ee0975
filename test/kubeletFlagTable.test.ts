/** server/KUBELET_FLAGS.md is made from the table of flags. `UPDATE=1 npm test` writes it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { conversionReport } from '../server/src/kubelet/conversionReport.js';
import type { FlagType, KubeletFlag } from '../server/src/kubelet/flags/kubeletFlag.js';
import { flagNamed, flagSources, kubeletFlags, successorOf } from '../server/src/kubelet/flagTable.js';
import { readFlags } from '../server/src/kubelet/readFlags.js';
import { toConfiguration } from '../server/src/kubelet/toConfiguration.js';
import { codesIn, repository } from './support/check.js';

const path = join(repository, 'server/KUBELET_FLAGS.md');

const introduction = `# Flags of the kubelet

What became of each flag that the kubelet has or had since about Kubernetes 1.12. "Convert Kubelet Flags to
KubeletConfiguration", \`kubewright kubelet flags\` and the hover on a flag read this table.

Flags with a field are deprecated, since the file is the place for what they say, but they work, and a flag wins over
the file. \`--feature-gates\` adds to the gates of the file, one by one. *Removed in* is the first minor whose kubelet
does not start with the flag. A question mark stands where that could not be verified; the note says what.

Without \`--config\` the defaults of four flags differ from those of their fields: \`--anonymous-auth\` is on,
\`--authentication-token-webhook\` off, \`--authorization-mode\` is \`AlwaysAllow\`, and \`--read-only-port\` is 10255.
The defaults below are those of the flags.

This page is made from the table of flags by a test: do not edit it.
`;

test('server/KUBELET_FLAGS.md lists the flags as they are', () => {
  const page = [introduction, ...tables(), sources()].join('\n');
  if (process.env['UPDATE']) writeFileSync(path, page);
  else assert.equal(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'), page);
});

function tables(): readonly string[] {
  const [field, line, gone] = [
    kubeletFlags.filter(flag => flag.field !== undefined),
    kubeletFlags.filter(flag => flag.field === undefined && flag.removed === undefined),
    kubeletFlags.filter(flag => flag.removed !== undefined),
  ];
  return [
    table(
      'Flags with a field',
      ['Flag', 'Type', 'Field', 'Default', 'What it does', 'Flag since', 'Field since'],
      field,
      flag => [
        flag.type,
        code(flag.field),
        code(flag.default),
        withNote(flag),
        flag.since ?? '',
        flag.fieldSince ?? '',
      ],
    ),
    table(
      'Flags without a field',
      ['Flag', 'Type', 'Default', 'What it does', 'Since', 'Deprecated since'],
      line,
      flag => [flag.type, code(flag.default), withNote(flag), flag.since ?? '', flag.deprecated ?? ''],
    ),
    table('Removed flags', ['Flag', 'Removed in', 'Deprecated since', 'What it did', 'What to do'], gone, flag => [
      `${flag.removed}${flag.unsure ? '?' : ''}`,
      flag.deprecated ?? '',
      flag.says,
      `${flag.advice}${note(flag)}`,
    ]),
  ];
}

function table(
  title: string,
  head: readonly string[],
  flags: readonly KubeletFlag[],
  cells: (flag: KubeletFlag) => readonly string[],
): string {
  const rows = flags.map(flag => `| ${[code(`--${flag.name}`), ...cells(flag).map(escaped)].join(' | ')} |`);
  return [`## ${title}`, '', `| ${head.join(' | ')} |`, `|${' :-- |'.repeat(head.length)}`, ...rows, ''].join('\n');
}

function sources(): string {
  return ['## Sources', '', ...flagSources.map(source => `- ${source}`), ''].join('\n');
}

function withNote(flag: KubeletFlag): string {
  return `${flag.says}${flag.advice ? `. ${flag.advice}` : ''}${note(flag)}`;
}

function note({ unsure }: KubeletFlag): string {
  return unsure ? ` (not verified: ${unsure})` : '';
}

function code(text: string | undefined): string {
  return text === undefined ? '' : `\`${text}\``;
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|');
}

describe('the table of flags', () => {
  test('names each flag once', () => {
    const names = kubeletFlags.map(({ name }) => name);
    assert.deepEqual(
      names.filter((name, i) => names.indexOf(name) !== i),
      [],
    );
  });
  test('names each field once', () => {
    const fields = kubeletFlags.flatMap(({ field }) => field ?? []);
    assert.deepEqual(
      fields.filter((field, i) => fields.indexOf(field) !== i),
      [],
    );
  });
  test('says of each removed flag what to do', () => {
    assert.deepEqual(
      kubeletFlags.filter(({ removed, advice }) => removed && !advice),
      [],
    );
  });
  test('knows what the renamed ones became', () => {
    const renamed = kubeletFlags.filter(flag => flag.renamed);
    assert.ok(renamed.length > 3);
    assert.deepEqual(
      renamed.filter(flag => !successorOf(flag)),
      [],
    );
  });
  test('takes underscores for hyphens', () => assert.equal(flagNamed('max_pods')?.field, 'maxPods'));
});

/** One that is right for each type without a default. */
const samples: Partial<Record<FlagType, string>> = {
  string: '/a',
  list: 'a,b',
  map: 'memory=50%',
  pair: 'full-pcpus-only=true',
  gates: 'NodeSwap=true',
  thresholds: 'memory.available<100Mi,nodefs.available<10%,nodefs.inodesFree<5%,imagefs.available<15%',
  taints: 'a=b:NoSchedule',
  reservedMemory: '0:memory=1Gi',
  headers: 'a:b',
  vmodule: 'a=1',
};

/** Where that is not right. */
const ownSamples: Readonly<Record<string, string>> = {
  'tls-min-version': 'VersionTLS12',
  'eviction-soft-grace-period': 'memory.available=1m',
  'system-reserved': 'cpu=1,memory=1Gi',
  'kube-reserved': 'cpu=1,memory=1Gi',
};

describe('each flag becomes a field that the kubelet knows, of the right type', () => {
  for (const flag of kubeletFlags.filter(({ field }) => field !== undefined)) {
    test(`--${flag.name}`, () => {
      const value = flag.default ?? ownSamples[flag.name] ?? samples[flag.type];
      assert.ok(value !== undefined);
      const { configuration, bad, converted } = toConfiguration([`--${flag.name}=${value}`]);
      assert.deepEqual([bad, converted], [[], [flag.name]]);
      const codes = codesIn(configuration).filter(code => /^(?:schema|yaml)\//.test(code));
      assert.deepEqual(codes, [], configuration);
    });
  }
});

describe('any text', () => {
  const words = fc.constantFrom(
    'kubelet',
    '--',
    '-',
    '=',
    '"',
    "'",
    '\\',
    '\n',
    ' ',
    '$A',
    `$\{A}`,
    'A=',
    '[Service]',
    'ExecStart=',
    'Environment=',
    '--max-pods',
    '--feature-gates=',
    '--reserved-memory=',
    '0:',
    ',',
    '<',
    'apiVersion: v1\nkind: Pod\n',
    'kubeletExtraArgs:\n',
    '  a: b\n',
    '%%',
    '#',
    ';',
  );
  test('is read, and what comes of it is YAML without mistakes', () =>
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 20 }), parts => {
        const found = readFlags(parts.join(''));
        if (!found) return;
        const conversion = toConfiguration(found.words);
        for (const line of conversionReport(conversion, found)) assert.match(line, /^\P{Cc}+$/u);
        assert.deepEqual(
          codesIn(conversion.configuration).filter(code => code.startsWith('yaml/')),
          [],
        );
      }),
      { numRuns: 500 },
    ));
  test('with variables that hold each other comes to an end', () => {
    const lines = [...'ABCDEFGH'].map((name, i) => `${name}="${`$${'ABCDEFGHI'[i + 1]} `.repeat(200)}"`);
    const found = readFlags(`${lines.join('\n')}\nI=--v=2\nX=--max-pods=1\n`);
    assert.ok((found?.words.length ?? 0) <= 5000);
  });
});
