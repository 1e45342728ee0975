/** `kubewright create` as a user meets it: the built program, real files, what it warns of and what it never does. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type Folder, inFolder, program } from './support/commandLine.js';

const web = `apiVersion: v1
data:
  color: |
    red
kind: ConfigMap
metadata:
  creationTimestamp: null
  name: web
`;
/** Permissions mean nothing to the superuser, and something else on Windows. */
const allPowerful = process.platform === 'win32' || process.getuid?.() === 0;

describe('without -o', () => {
  const printed = ['create', 'configmap', 'web', '--from-file=color'];

  test('the object is printed, and a warning says that this is all', () =>
    inFolder({ color: 'red\n' }, async ({ run }) =>
      assert.deepEqual(await run(printed), {
        code: 0,
        stdout: web,
        stderr: 'warning: nothing is created in a cluster, this only prints: -o yaml says that this is wanted\n',
      }),
    ));

  test('--dry-run=client gives the line of kubectl', () =>
    inFolder({ color: 'red\n' }, async ({ run }) =>
      assert.deepEqual(await run([...printed, '--dry-run=client']), {
        code: 0,
        stdout: 'configmap/web created (dry run)\n',
        stderr: '',
      }),
    ));
});

describe('what needs a cluster or is no business of ours is refused', () => {
  const refused: readonly (readonly [readonly string[], string])[] = [
    [['cm', 'web', '--dry-run=server'], '--dry-run=server needs a cluster, and kubewright asks none: use'],
    [['cm', 'web', '--dry-run=none'], '--dry-run=none needs a cluster, and kubewright asks none: use'],
    [['cm', 'web', '--dry-run=false'], '--dry-run=false needs a cluster, and kubewright asks none: use'],
    [
      ['cm', 'web', '-o', 'jsonpath={.data}'],
      'unable to match a printer suitable for the output format "jsonpath={.data}", allowed formats are: json,name,yaml',
    ],
    [['cm', 'web', '--template={{.data}}'], '--template is not supported: use -o json'],
    [['deployment', 'web', '--image=web'], 'kubewright creates configmaps and secrets only, not deployment\nSee '],
  ];
  for (const [args, reason] of refused) {
    test(args.join(' '), () =>
      inFolder({}, async ({ run }) => {
        const { code, stdout, stderr } = await run(['create', ...args]);
        assert.deepEqual([code, stdout], [1, '']);
        assert.ok(stderr.startsWith(`error: ${reason}`), stderr);
      }),
    );
  }
});

test('options that say which cluster are accepted', () =>
  inFolder({ color: 'red\n' }, async ({ run }) => {
    const cluster = [
      '--context=live',
      '--kubeconfig',
      'none',
      '-s',
      'https://example.com',
      '-v=6',
      '--as=me',
      '--as-group=a',
    ];
    const args = ['create', ...cluster, 'cm', 'web', '--from-file=color', '-o', 'yaml', '--request-timeout=1s'];
    assert.deepEqual(await run(args), { code: 0, stdout: web, stderr: '' });
  }));

describe('what only the API server refuses is printed, with a warning', () => {
  const warned: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a wrong name', ['cm', 'My App'], /^warning: "My App" is not a valid name for a ConfigMap: /],
    ['a wrong namespace', ['cm', 'web', '-n', 'a.b'], /^warning: "a\.b" is not a valid name for a namespace: /],
    [
      '2 MiB',
      ['cm', 'web', '--from-file=big'],
      /^warning: a ConfigMap must hold no more than 1,048,576 bytes, its values have 2,097,152\n/,
    ],
    [
      'a key that the type needs',
      ['secret', 'generic', 'web', '--type=kubernetes.io/ssh-auth'],
      /^warning: a Secret of type kubernetes\.io\/ssh-auth must have ssh-privatekey\n$/,
    ],
    [
      'no JSON for docker',
      ['secret', 'docker-registry', 'web', '--from-file=ugly'],
      /^warning: a Secret of type kubernetes\.io\/dockerconfigjson must have a JSON object as \.dockerconfigjson\n$/,
    ],
    [
      'text that becomes unreadable',
      ['cm', 'web', '--from-file=ugly'],
      /^warning: ugly becomes one long quoted string because line 2 has a blank at its end\n$/,
    ],
    [
      'a variable that is not set',
      ['cm', 'web', '--from-env-file=.env'],
      /^warning: env file \.env: KUBEWRIGHT_NOT_SET has no =, and the environment no value for it: it is empty\n$/,
    ],
    [
      'a form of --dry-run that is deprecated',
      ['cm', 'web', '--dry-run'],
      /^warning: --dry-run is deprecated and can be replaced with --dry-run=client\n$/,
    ],
  ];
  const files = { big: 'x'.repeat(2_097_152), ugly: 'a\nb \n', '.env': 'KUBEWRIGHT_NOT_SET\n' };
  for (const [title, args, warning] of warned) {
    test(title, () =>
      inFolder(files, async ({ run }) => {
        const { code, stdout, stderr } = await run(['create', ...args, '-o', 'yaml']);
        assert.equal(code, 0);
        assert.match(stdout, /^apiVersion: v1\n/);
        assert.match(stderr, warning);
      }),
    );
  }
});

describe('bytes that are no text', () => {
  const isLinux = process.platform === 'linux';
  const named = Buffer.from('d/\xff"b', 'latin1');

  test('are shown in the name of a file, as kubectl does', { skip: !isLinux }, () =>
    inFolder({ 'd/a': '1' }, async folder => {
      writeFileSync(Buffer.concat([Buffer.from(`${folder.path}/`), named]), '2');
      const { code, stderr } = await folder.run(['create', 'cm', 'web', '--from-file=d']);
      assert.equal(code, 1);
      assert.match(stderr, /^error: "\\xff\\"b" is not a valid key name for a ConfigMap: /);
    }),
  );

  test('are refused in arguments, where Node cannot see them', { skip: !isLinux }, () =>
    inFolder({}, async folder => {
      const { stdout, stderr, status } = spawnSync(
        'sh',
        [
          '-c',
          `"$0" "$1" create secret generic web --from-literal=a=$(printf '\\377') -o yaml`,
          process.execPath,
          program,
        ],
        { cwd: folder.path, encoding: 'utf8' },
      );
      assert.deepEqual([status, stdout], [1, '']);
      assert.equal(
        stderr,
        'error: argument 4 behind create is not UTF-8, and its bytes do not arrive here: use --from-file\n',
      );
    }),
  );

  test('and a U+FFFD that was written so is a character as any other', { skip: !isLinux }, () =>
    inFolder({}, async ({ run }) => {
      const { code, stdout } = await run(['create', 'cm', 'web', '--from-literal=a=\ufffd', '-o', 'yaml']);
      assert.equal(code, 0);
      assert.match(stdout, /^ {2}a: \ufffd$/m);
    }),
  );
});

test('what stands behind -- means nothing, and a warning says so', () =>
  inFolder({ color: 'red\n' }, async ({ run }) => {
    const { code, stdout, stderr } = await run(['create', 'cm', 'web', '--from-file=color', '--', '--dry-run=client']);
    assert.deepEqual([code, stdout], [0, web]);
    assert.match(stderr, /^warning: what stands behind -- means nothing, also if it looks like an option$/m);
  }));

test('a profile that there is not is refused', () =>
  inFolder({}, async ({ run }) => {
    const { code, stderr } = await run(['create', 'cm', 'web', '--profile=zz']);
    assert.deepEqual([code, stderr], [1, "error: unknown profile 'zz'\n"]);
  }));

test('a folder that is gone has no files, and needs none', { skip: process.platform === 'win32' }, () =>
  inFolder({ 'd/x': '' }, async folder => {
    const inGone = (argument: string) =>
      spawnSync(
        'sh',
        [
          '-c',
          'cd d && rm x && rmdir ../d && "$0" "$1" create cm web "$2" -o name',
          process.execPath,
          program,
          argument,
        ],
        { cwd: folder.path, encoding: 'utf8' },
      );
    assert.equal(inGone('--from-literal=a=b').stdout, 'configmap/web\n');
    folder.write('d/x', '');
    assert.equal(inGone('--from-file=x').stderr, 'error: error reading x: no such file or directory\n');
  }),
);

describe('what belongs into a Secret is shown in no message', () => {
  const leaks = [
    ['--from-literal=hunter2'],
    ['--from-literal==hunter2'],
    ['--from-env-file=.env'],
    ['--from-env-file=bytes.env'],
    ['--from-env-file=unset.env'],
  ];
  for (const args of leaks) {
    test(args.join(' '), () =>
      inFolder(
        { '.env': 'hunter2 hunter2\n', 'bytes.env': Buffer.from('hunter2=\xff', 'latin1'), 'unset.env': 'hunter2\n' },
        async ({ run }) => {
          const { stderr } = await run(['create', 'secret', 'generic', 'web', ...args]);
          assert.match(stderr, /^(error|warning): /);
          assert.doesNotMatch(stderr, /hunter2|104 117 110/);
        },
      ),
    );
  }
});

test('what follows a wrong command may be a secret, and is not shown', () =>
  inFolder({}, async ({ run }) => {
    const { stderr } = await run(['create', 'secret', 'opaque', 'web', '--from-literal', 'password=hunter2']);
    assert.match(stderr, /^Error: unknown flag: --from-literal\n/);
    assert.doesNotMatch(stderr, /hunter2/);
  }));

describe('in trouble it says so, and changes nothing', () => {
  const kept = async (folder: Folder, args: readonly string[], reason: string) => {
    const before = readdirSync(folder.path, { recursive: true });
    assert.deepEqual(await folder.run(['create', ...args]), { code: 1, stdout: '', stderr: `error: ${reason}\n` });
    assert.deepEqual(readdirSync(folder.path, { recursive: true }), before);
  };

  test('a file that is not there', () =>
    inFolder({}, folder => kept(folder, ['cm', 'web', '--from-file=a'], 'error reading a: no such file or directory')));

  test('a file that may not be read', { skip: allPowerful }, () =>
    inFolder({ a: '' }, async folder => {
      chmodSync(join(folder.path, 'a'), 0);
      await kept(folder, ['cm', 'web', '--from-file=a'], 'open a: permission denied');
    }),
  );

  test('a folder that may not be read', { skip: allPowerful }, () =>
    inFolder({ 'd/a': '' }, async folder => {
      chmodSync(join(folder.path, 'd'), 0);
      const reason = 'error listing files in d: open d: permission denied';
      assert.equal((await folder.run(['create', 'cm', 'web', '--from-file=d'])).stderr, `error: ${reason}\n`);
      chmodSync(join(folder.path, 'd'), 0o700);
    }),
  );

  test('two files for one key', () =>
    inFolder({ 'a/x': '1', 'b/x': '2' }, folder =>
      kept(
        folder,
        ['cm', 'web', '--from-file=a', '--from-file=b'],
        'cannot add key "x", another key by that name already exists in Data for ConfigMap "web"',
      ),
    ));

  test('a file without an end', { skip: process.platform !== 'linux' }, () =>
    inFolder({}, folder => kept(folder, ['cm', 'web', '--from-file=/dev/zero'], 'read /dev/zero: longer than 64 MiB')),
  );

  test('a reader that has seen enough', () =>
    inFolder(
      { a: 'x\n'.repeat(500_000) },
      folder =>
        new Promise<void>((resolve, reject) => {
          const child = spawn(process.execPath, [program, 'create', 'cm', 'web', '--from-file=a'], {
            cwd: folder.path,
          });
          let stderr = '';
          child.stderr.setEncoding('utf8').on('data', text => {
            stderr += text;
          });
          child.stdout.once('data', () => child.stdout.destroy());
          child.once('error', reject);
          child.once('close', code => {
            try {
              assert.equal(code, 0);
              assert.doesNotMatch(stderr, /EPIPE|\n +at /);
              resolve();
            } catch (error) {
              reject(error);
            }
          });
        }),
    ));
});

describe('help', () => {
  for (const args of [
    ['create', '--help'],
    ['create', '-h'],
    ['help', 'create'],
    ['create', 'secret', '--help'],
  ]) {
    test(args.join(' '), () =>
      inFolder({}, async ({ run }) => {
        const { code, stdout, stderr } = await run(args);
        assert.deepEqual([code, stderr], [0, '']);
        assert.match(stdout, /kubewright create secret docker-registry/);
      }),
    );
  }

  test('of a command', () =>
    inFolder({}, async ({ run }) =>
      assert.match(
        (await run(['create', 'secret', 'tls', '-h'])).stdout,
        /^Usage: kubewright create secret tls NAME --cert/,
      ),
    ));

  test('is what one gets who says too little', () =>
    inFolder({}, async ({ run }) => {
      const { code, stdout, stderr } = await run(['create', 'secret']);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /^Usage: /);
    }));
});
