/** `kubewright check` as a user meets it: the built program, real files, its output and its exit code. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { convert } from 'xmlbuilder2';
import { type Folder, inFolder } from './support/commandLine.js';

const good = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
`;
/** An error on line 7, with a fix that needs no decision. */
const quoted = good.replace('port: 80', 'port: "80"');
/** An error on line 3 that somebody must decide about. */
const unknown = good.replace('metadata:', 'daten: {}\nmetadata:');
/** A warning on line 5. */
const twice = `apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data:
  color: red
  color: blue
`;

const quotedLine = 'error schema/wrong-type: port must be an integer, not a string';

describe('what is found', () => {
  test('in a folder: path, line, column, and the place in the text', () =>
    inFolder({ 'deploy/web.yaml': quoted, 'good.yaml': good, 'compose.yaml': 'services: {}\n' }, async ({ run }) => {
      const { code, stdout, stderr } = await run(['check']);
      assert.equal(
        stdout,
        [
          `deploy/web.yaml:7:13 ${quotedLine}`,
          '  7 |     - port: "80"',
          '    |             ^^^^',
          '',
          '2 manifest files: 1 error',
          '',
        ].join('\n'),
      );
      assert.equal(stderr, '');
      assert.equal(code, 1);
    }));

  test('nothing: exit code 0', () =>
    inFolder({ 'good.yaml': good }, async ({ run }) =>
      assert.deepEqual(await run(['check', 'good.yaml']), {
        code: 0,
        stdout: '1 manifest file: nothing found\n',
        stderr: '',
      }),
    ));

  test('JSON, several documents, CRLF and a byte order mark count lines and columns as editors do', () =>
    inFolder(
      {
        'a.json': '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"daten":{}}',
        'b.yaml': `\uFEFFdaten: {}\r\n${`# é\n${twice}---\n${quoted}`.replaceAll('\n', '\r\n')}`,
      },
      async folder => {
        const found = await findings(folder, ['check']);
        assert.deepEqual(
          found.map(({ path, line, column, endLine, endColumn }) => [path, line, column, endLine, endColumn]),
          [
            ['a.json', 1, 63, 1, 70],
            ['b.yaml', 1, 1, 1, 6],
            ['b.yaml', 7, 3, 7, 8],
            ['b.yaml', 16, 13, 16, 17],
          ],
        );
      },
    ));

  test('of a Secret, no value in any format', () =>
    inFolder(
      {
        'a.yaml':
          'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata:\n  key: swordfish!\nstringData:\n  pin: 73194862\n',
        'kustomization.yaml': 'secretGenerator:\n- name: a\n  literals: [swordfish!]\n  typo: swordfish!\n',
      },
      async ({ run }) => {
        for (const format of ['text', 'json', 'sarif', 'github', 'junit']) {
          const { code, stdout } = await run(['check', '--profile', 'strict', '--format', format]);
          assert.equal(code, 1);
          assert.match(stdout, /data\/not-base64.*schema\/not-a-string/s);
          assert.doesNotMatch(stdout, /swordfish|73194862/, format);
        }
      },
    ));

  test('broken YAML, and the other documents of the file', () =>
    inFolder({ 'a.yaml': `apiVersion: v1\nkind: Pod\nmetadata: "\n---\n${quoted}` }, async folder =>
      assert.deepEqual(
        (await findings(folder, ['check'])).map(({ code }) => code),
        ['yaml/syntax', 'schema/wrong-type'],
      ),
    ));

  test('what .gitignore names is left out, unless somebody names it', () =>
    inFolder(
      { '.gitignore': 'out/\n*.tmp.yaml\n!keep.tmp.yaml\n', 'out/a.yaml': quoted, 'b.tmp.yaml': quoted },
      async folder => {
        folder.write('keep.tmp.yaml', quoted);
        folder.write('deep/.gitignore', '/c.yaml\n');
        folder.write('deep/c.yaml', quoted);
        folder.write('deep/deeper/c.yaml', quoted);
        folder.write('node_modules/d.yaml', quoted);
        assert.deepEqual(await paths(folder, ['check']), ['deep/deeper/c.yaml', 'keep.tmp.yaml']);
        assert.deepEqual(await paths(folder, ['check', 'b.tmp.yaml']), ['b.tmp.yaml']);
      },
    ));

  test('a patch of a kustomization is not judged as a whole object, even if it is asked about alone', () =>
    inFolder(
      {
        '.git/HEAD': '',
        'base/kustomization.yaml': 'resources: [web.yaml]\npatches: [{ path: part.yaml }]\n',
        'base/web.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { paused: true }\n',
        'base/part.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: {}\n',
      },
      async folder => assert.deepEqual(await paths(folder, ['check', 'base/part.yaml']), []),
    ));

  test('more findings than an editor shows', () =>
    inFolder(
      {
        'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n${Array.from({ length: 1500 }, (_, i) => `  k${i}: ${i}\n`).join('')}`,
      },
      async folder => assert.equal((await findings(folder, ['check'])).length, 1500),
    ));
});

describe('what cannot be read', () => {
  test('a path that does not exist: exit code 2, and the others are checked', () =>
    inFolder({ 'a.yaml': quoted }, async ({ run }) => {
      const { code, stdout, stderr } = await run(['check', 'a.yaml', 'missing.yaml', 'a.yaml/b']);
      assert.equal(code, 2);
      assert.match(stdout, /^a\.yaml:7:13 error/);
      assert.equal(stderr, 'kubewright: missing.yaml: does not exist\nkubewright: a.yaml/b: does not exist\n');
    }));

  const isRoot = process.getuid === undefined || process.getuid() === 0;
  test('a file without permission', { skip: isRoot && 'root may read everything' }, () =>
    inFolder({ 'a.yaml': quoted }, async ({ path, run }) => {
      chmodSync(join(path, 'a.yaml'), 0);
      const { code, stderr } = await run(['check']);
      assert.equal(code, 2);
      assert.match(stderr, /a\.yaml: cannot be read or written: permission denied/);
    }),
  );

  test('a binary file: no manifest in a folder, a problem by name', () =>
    inFolder({ 'a.yaml': new Uint8Array([1, 0, 2, 0xff]), 'b.yaml': good }, async ({ run }) => {
      assert.deepEqual(await run(['check']), { code: 0, stdout: '1 manifest file: nothing found\n', stderr: '' });
      const { code, stderr } = await run(['check', 'a.yaml']);
      assert.equal(code, 2);
      assert.equal(stderr, 'kubewright: a.yaml: is not a text file\n');
    }));

  test('UTF-16 is read, and not fixed', () =>
    inFolder({ 'a.yaml': Buffer.from(`\uFEFF${quoted}`, 'utf16le') }, async folder => {
      assert.deepEqual(
        (await findings(folder, ['check'])).map(({ line, column }) => [line, column]),
        [[7, 13]],
      );
      const { code, stderr } = await folder.run(['check', '--fix']);
      assert.equal(code, 2);
      assert.equal(stderr, 'kubewright: a.yaml: is not UTF-8, so it was not fixed\n');
    }));

  test('a file that is too large to be read', () =>
    inFolder({ 'a.yaml': `${good}# ${'x'.repeat(17 * 1024 * 1024)}\n` }, async folder => {
      const found = await findings(folder, ['check']);
      assert.deepEqual(
        found.map(({ code, severity }) => [code, severity]),
        [['kubewright/too-large', 'information']],
      );
    }));
});

describe('the exit code', () => {
  const files = { 'a.yaml': twice };
  for (const [args, expected] of [
    [[], 0],
    [['--fail-on', 'warning'], 1],
    [['--fail-on', 'information'], 1],
    [['--max-warnings', '0'], 1],
    [['--max-warnings', '1'], 0],
    [['--rule', 'yaml/duplicate-key=error'], 1],
    [['--rule', 'yaml/duplicate-key=error', '--fail-on', 'never'], 0],
    [['--rule', 'yaml/duplicate-key=off', '--rule', 'schema/wrong-type=off', '--fail-on', 'warning'], 0],
    [['--profile', 'essential', '--fail-on', 'warning'], 0],
  ] as const) {
    test(`${args.join(' ') || 'a warning'}: ${expected}`, () =>
      inFolder(files, async ({ run }) => assert.equal((await run(['check', ...args])).code, expected)));
  }
});

describe('wrong usage: exit code 2, and what would be right', () => {
  for (const [args, message] of [
    [['check', '--formt', 'json'], /unknown option '--formt'\n\(Did you mean --format\?\)/],
    [['check', '--format', 'xml'], /Allowed choices are text, json, sarif, github, junit/],
    [
      ['check', '--rule', 'probe/no-handlr=off'],
      /There is no rule probe\/no-handlr\. Did you mean probe\/no-handler\?/,
    ],
    [['check', '--rule', 'probe/no-handler=loud'], /The severity must be one of off, error/],
    [['check', '--kubernetes-version', '1.2'], /It must be one of 1\.28,/],
    [['check', '--kustomize-version', 'new'], /It must be a version such as 5\.4/],
    [['check', '--max-warnings', 'few'], /It must be a number/],
    [['check', '--write-baseline'], /--write-baseline needs --baseline FILE/],
    [['check', '--dry-run'], /--dry-run needs --fix/],
    [['check', '--config', 'missing.yaml'], /missing\.yaml: does not exist/],
    [['check', '--baseline', 'missing.json'], /missing\.json: does not exist/],
    [['chek'], /unknown command 'chek'\n\(Did you mean check\?\)/],
    [['rules', 'probe/no-handlr'], /there is no rule probe\/no-handlr\. Did you mean probe\/no-handler\?/],
  ] as const) {
    test(args.join(' '), () =>
      inFolder({ 'a.yaml': good }, async ({ run }) => {
        const { code, stdout, stderr } = await run(args);
        assert.match(stderr, message);
        assert.equal(stdout, '');
        assert.equal(code, 2);
      }),
    );
  }

  test('--help says that a patch hides no Secrets', () =>
    inFolder({}, async folder => {
      const { stdout } = await folder.run(['check', '--help']);
      assert.match(
        stdout.replace(/\s+/g, ' '),
        /as a patch, change nothing; it shows the lines as they are, also those of Secrets/,
      );
    }));

  test('--version and --help are no mistakes', () =>
    inFolder({}, async ({ run }) => {
      const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
      assert.deepEqual(await run(['--version']), { code: 0, stdout: `${version}\n`, stderr: '' });
      const { code, stdout } = await run(['check', '--help']);
      assert.equal(code, 0);
      assert.match(stdout, /--kubernetes-version <version>/);
    }));
});

test('rules lists all rules and explains one', () =>
  inFolder({}, async ({ run }) => {
    const { stdout: table } = await run(['rules']);
    assert.match(table, /^probe\/success-threshold +error +\S/m);
    const { code, stdout: page } = await run(['rules', 'probe/success-threshold']);
    assert.match(page, /^# probe\/success-threshold\n/);
    assert.equal(code, 0);
  }));

describe('the standard input', () => {
  test('is judged by its content', () =>
    inFolder({}, async ({ run }) => {
      const { code, stdout } = await run(['check', '-'], { input: quoted });
      assert.match(stdout, /^<stdin>:7:13 error schema\/wrong-type/);
      assert.equal(code, 1);
    }));

  test('may have a name, and then belongs to its folder', () =>
    inFolder({ 'sub/.kubewright.yaml': 'rules: { schema/wrong-type: warning }\n' }, async ({ run }) => {
      const { code, stdout } = await run(['check', '-', '--stdin-filename', 'sub/web.yaml'], { input: quoted });
      assert.match(stdout, /^sub\/web\.yaml:7:13 warning schema\/wrong-type/);
      assert.equal(code, 0);
    }));
});

describe('formats', () => {
  const files = { 'a b.yaml': quoted, 'b.yaml': twice, 'c.yaml': good };

  test('json', () =>
    inFolder(files, async ({ run }) => {
      const { code, stdout } = await run(['check', '--format', 'json']);
      const { findings: found, kubewright, ...rest } = JSON.parse(stdout);
      assert.deepEqual(rest, {
        version: 1,
        summary: { files: 3, errors: 1, warnings: 1, information: 0, failures: 1, fixed: 0, known: 0 },
        noLongerFound: [],
        problems: [],
      });
      assert.match(kubewright, /^\d+\.\d+\.\d+$/);
      const { fingerprint, reference, ...first } = found[0];
      assert.deepEqual(first, {
        path: 'a b.yaml',
        line: 7,
        column: 13,
        endLine: 7,
        endColumn: 17,
        severity: 'error',
        code: 'schema/wrong-type',
        message: 'port must be an integer, not a string',
        related: [],
      });
      assert.match(reference, /^https:/);
      assert.match(fingerprint, /^[0-9a-f]{16}$/);
      assert.equal(code, 1);
    }));

  test('sarif: rules with help, regions, fingerprints', () =>
    inFolder(files, async folder => {
      const { code, stdout, stderr } = await folder.run(['check', 'missing', '.', '-f', 'sarif', '-o', 'out.sarif']);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /3 manifest files: 1 error, 1 warning/);
      const { version, runs } = JSON.parse(folder.read('out.sarif'));
      assert.equal(version, '2.1.0');
      const [{ tool, results, columnKind, invocations }] = runs;
      assert.equal(columnKind, 'utf16CodeUnits');
      assert.equal(invocations[0].executionSuccessful, false);
      assert.equal(invocations[0].toolExecutionNotifications[0].message.text, 'missing: does not exist');
      const [{ ruleId, ruleIndex, level, locations, partialFingerprints }] = results;
      assert.deepEqual([ruleId, level], ['schema/wrong-type', 'error']);
      assert.deepEqual(locations[0].physicalLocation, {
        artifactLocation: { uri: 'a%20b.yaml', uriBaseId: '%SRCROOT%' },
        region: { startLine: 7, startColumn: 13, endLine: 7, endColumn: 17 },
      });
      assert.ok(partialFingerprints['kubewrightLine/v1']);
      const rule = tool.driver.rules[ruleIndex];
      assert.equal(rule.id, ruleId);
      assert.match(rule.help.markdown, /^# schema\/wrong-type\n/);
      assert.match(rule.helpUri, /^https:/);
    }));

  test('github: workflow commands, escaped', () =>
    inFolder({ 'a,b%.yaml': `${quoted}---\napiVersion: v1\nkind: Service\nmetadata: "\n` }, async ({ run }) => {
      const { stdout } = await run(['check', '--format', 'github']);
      const [first, second] = stdout.split('\n');
      assert.equal(
        first,
        '::error file=a%2Cb%25.yaml,line=7,endLine=7,col=13,endColumn=17,title=schema/wrong-type::schema/wrong-type: port must be an integer, not a string',
      );
      assert.match(second ?? '', /^::error file=a%2Cb%25\.yaml,line=\d+,.*title=yaml\/syntax::yaml\/syntax: /);
    }));

  test('junit: failures by --fail-on, everything escaped', () =>
    inFolder({ ...files, 'd<&".yaml': good }, async ({ run }) => {
      const { stdout } = await run(['check', '--format', 'junit']);
      const { testsuites } = convert(stdout, { format: 'object' }) as unknown as {
        testsuites: { '@tests': string; '@failures': string; testsuite: Record<string, unknown>[] };
      };
      assert.equal(testsuites['@tests'], '4');
      assert.equal(testsuites['@failures'], '1');
      assert.deepEqual(
        testsuites.testsuite.map(suite => [suite['@name'], suite['@failures']]),
        [
          ['a b.yaml', '1'],
          ['b.yaml', '0'],
          ['c.yaml', '0'],
          ['d&lt;&amp;&quot;.yaml', '0'],
        ],
      );
      assert.match(stdout, /<system-out>b\.yaml:5:3 warning yaml\/duplicate-key/);
    }));
});

describe('--fix', () => {
  test('makes the safe fixes, keeps line ends, byte order mark, mode and links, and reports what is left', () =>
    inFolder({ 'b.yaml': unknown }, async folder => {
      folder.write('a.yaml', `\uFEFF${quoted.replaceAll('\n', '\r\n')}`);
      if (process.platform !== 'win32') {
        chmodSync(join(folder.path, 'a.yaml'), 0o640);
        symlinkSync('a.yaml', join(folder.path, 'link.yaml'));
      }
      const target = process.platform === 'win32' ? 'a.yaml' : 'link.yaml';
      const { code, stdout } = await folder.run(['check', '--fix', target, 'b.yaml']);
      assert.equal(folder.read('a.yaml'), `\uFEFF${good.replaceAll('\n', '\r\n')}`);
      assert.equal(folder.read('b.yaml'), unknown);
      assert.match(stdout, /^b\.yaml:3:1 error schema\/unknown-field/);
      assert.match(stdout, /2 manifest files: 1 error; 1 fixed\n$/);
      assert.equal(code, 1);
      if (process.platform !== 'win32') assert.equal(statSync(join(folder.path, 'a.yaml')).mode & 0o777, 0o640);
      assert.deepEqual(
        readdirSync(folder.path).filter(name => name.endsWith('.tmp')),
        [],
      );
    }));

  test('touches nothing that has no fix', () =>
    inFolder({ 'a.yaml': unknown, 'b.yaml': good }, async folder => {
      const before = ['a.yaml', 'b.yaml'].map(name => statSync(join(folder.path, name)).mtimeMs);
      await folder.run(['check', '--fix']);
      const after = ['a.yaml', 'b.yaml'].map(name => statSync(join(folder.path, name)).mtimeMs);
      assert.deepEqual(after, before);
    }));

  test('bytes that are no UTF-8 stay', () =>
    inFolder({}, async folder => {
      const bytes = Buffer.concat([Buffer.from(quoted), Buffer.from([0x23, 0xff, 0x0a])]);
      folder.write('a.yaml', bytes);
      const { code } = await folder.run(['check', '--fix']);
      assert.equal(code, 2);
      assert.deepEqual(readFileSync(join(folder.path, 'a.yaml')), bytes);
    }));

  test('--dry-run prints a patch and changes nothing', () =>
    inFolder({ 'a.yaml': quoted }, async folder => {
      const { code, stdout, stderr } = await folder.run(['check', '--fix', '--dry-run']);
      assert.match(
        stdout,
        /^--- a\/a\.yaml\n\+\+\+ b\/a\.yaml\n@@ -3,5 \+3,5 @@\n[\s\S]*\n- {4}- port: "80"\n\+ {4}- port: 80\n$/,
      );
      assert.match(stderr, /1 fixed/);
      assert.equal(folder.read('a.yaml'), quoted);
      assert.equal(code, 1);
    }));
});

/** What reads files of any kind. */
const generating = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
configMapGenerator:
  - name: web
    envs: [a.env, b.env]
`;

test(
  'pipes and devices that a kustomization names keep nobody waiting',
  {
    skip: process.platform === 'win32',
    timeout: 20_000,
  },
  () =>
    inFolder({ 'kustomization.yaml': generating, 'a.yaml': quoted }, async folder => {
      execFileSync('mkfifo', [join(folder.path, 'a.env')]);
      symlinkSync('/dev/zero', join(folder.path, 'b.env'));
      const { code, stdout } = await folder.run(['check', '--fail-on', 'never']);
      assert.match(stdout, /a\.yaml/);
      assert.equal(code, 0);
    }),
);

describe('the baseline', () => {
  test('known findings are left out, also after their lines moved, and those that are gone are mentioned', () =>
    inFolder({ 'a.yaml': quoted, 'b.yaml': unknown }, async folder => {
      const written = await folder.run(['check', '--baseline', 'known.json', '--write-baseline']);
      assert.equal(written.code, 0);
      assert.match(written.stderr, /known\.json: 2 entries/);

      folder.write('a.yaml', `# new\n\n${quoted}`);
      const same = await folder.run(['check', '--baseline', 'known.json']);
      assert.equal(same.stdout, '2 manifest files: nothing found; 2 known from the baseline\n');
      assert.equal(same.code, 0);

      folder.write('a.yaml', `${quoted}---\n${quoted}`);
      folder.write('b.yaml', good);
      const other = await folder.run(['check', '--baseline', 'known.json']);
      assert.match(other.stdout, /^a\.yaml:15:13 error schema\/wrong-type/);
      assert.match(other.stdout, /b\.yaml: no longer found: schema\/unknown-field/);
      assert.equal(other.code, 1);
    }));

  test('written for a part, it keeps what it knew of the rest', () =>
    inFolder({ 'a/a.yaml': quoted, 'b/b.yaml': unknown }, async folder => {
      await folder.run(['check', '--baseline', 'known.json', '--write-baseline']);
      folder.write('a/a.yaml', good);
      await folder.run(['check', 'a', '--baseline', 'known.json', '--write-baseline']);
      const { findings: entries } = JSON.parse(folder.read('known.json'));
      assert.deepEqual(
        entries.map(({ path }: { path: string }) => path),
        ['b/b.yaml'],
      );
    }));
});

describe('.kubewright.yaml', () => {
  const files = {
    '.git/HEAD': '',
    '.kubewright.yaml': 'rules: { schema/wrong-type: warning }\nexclude: [old/]\n',
    'a.yaml': quoted,
    'old/b.yaml': quoted,
    'sub/c.yaml': quoted,
    'sub/deep/.kubewright.yaml': 'rules: { schema/wrong-type: off }\n',
    'sub/deep/d.yaml': quoted,
  };

  test('the nearest one holds, up to the repository', () =>
    inFolder(files, async folder => {
      assert.deepEqual(await severities(folder, ['check']), ['a.yaml warning', 'sub/c.yaml warning']);
      assert.deepEqual(await severities(folder, ['check', 'sub']), ['sub/c.yaml warning']);
    }));

  test('options have the last word', () =>
    inFolder(files, async folder =>
      assert.deepEqual(await severities(folder, ['check', '--rule', 'schema/wrong-type=information']), [
        'a.yaml information',
        'sub/c.yaml information',
        'sub/deep/d.yaml information',
      ]),
    ));

  test('--no-config, and --config with a file of any name', () =>
    inFolder(
      { ...files, 'ci/strict.conf': 'rules: { schema/wrong-type: information }\nexclude: [sub/]\n' },
      async folder => {
        assert.deepEqual(await severities(folder, ['check', 'a.yaml', '--no-config']), ['a.yaml error']);
        assert.deepEqual(await severities(folder, ['check', '--config', 'ci/strict.conf']), [
          'a.yaml information',
          'old/b.yaml information',
        ]);
      },
    ));

  test('mistakes in it are found, also if it stands above what is checked', () =>
    inFolder({ '.git/HEAD': '', '.kubewright.yaml': 'profil: strict\n', 'sub/a.yaml': good }, async ({ run }) => {
      const { code, stdout } = await run(['check', 'sub']);
      assert.match(stdout, /^\.kubewright\.yaml:1:1 error schema\/unknown-field: .*did you mean profile\?/);
      assert.equal(code, 1);
    }));

  test('in a file of any name, too', () =>
    inFolder({ 'ci.yaml': 'profil: strict\n', 'a.yaml': good }, async ({ run }) => {
      const { code, stdout } = await run(['check', '--config', 'ci.yaml']);
      assert.match(stdout, /^ci\.yaml:1:1 error schema\/unknown-field/);
      assert.equal(code, 1);
    }));

  test('the version of the project', () =>
    inFolder({ '.kubewright.yaml': 'kubernetesVersion: 1.28\n', 'a.yaml': sleeping }, async folder => {
      assert.deepEqual(await severities(folder, ['check']), ['a.yaml error']);
      assert.deepEqual(await severities(folder, ['check', '--kubernetes-version', 'v1.34.1']), []);
    }));
});

/** A field that came with Kubernetes 1.29. */
const sleeping = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      lifecycle:
        preStop:
          sleep:
            seconds: 5
`;

test('several threads say what one says', () => {
  const many = Array.from(
    { length: 260 },
    (_, i) => [`f${i}.yaml`, [good, quoted, unknown, twice][i % 4] ?? ''] as const,
  );
  return inFolder(Object.fromEntries(many), async ({ run }) => {
    const [one, three] = await Promise.all(
      ['1', '3'].map(threads => run(['check'], { env: { KUBEWRIGHT_THREADS: threads } })),
    );
    assert.deepEqual(three, one);
    assert.match(one?.stdout ?? '', /\n260 manifest files: 130 errors, 65 warnings\n$/);
  });
});

interface Finding {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: string;
  readonly code: string;
}

async function findings({ run }: Folder, args: readonly string[]): Promise<readonly Finding[]> {
  const { stdout } = await run([...args, '--format', 'json']);
  return JSON.parse(stdout).findings;
}

async function paths(folder: Folder, args: readonly string[]): Promise<readonly string[]> {
  return (await findings(folder, args)).map(({ path }) => path);
}

async function severities(folder: Folder, args: readonly string[]): Promise<readonly string[]> {
  return (await findings(folder, args)).map(({ path, severity }) => `${path} ${severity}`);
}
