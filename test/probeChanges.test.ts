/** Changing probes: what is offered, what is written, and that each change can be taken back. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { commandFor, type Question, questionOf } from '../server/src/features/refactorings/probeCommands.js';
import { startBudget, startFailsAfter } from '../server/src/prober/bounds.js';
import { duration } from '../server/src/prober/duration.js';
import { toValue } from '../server/src/schema/validate.js';
import { YamlDocument } from '../server/src/syntax/file.js';
import { get, items, type Node, number } from '../server/src/syntax/node.js';
import { actionTitles, applyAction, applySourceAction, codesIn } from './support/check.js';
import { dedent } from './support/fixture.js';
import { styleNames, variantOf } from './support/variants.js';

const seed = Number(process.env['SEED'] ?? 20261123);
const numRuns = Number(process.env['RUNS'] ?? 60);

/** The kinds of change, by how their titles begin. */
const ours = /^(Ask by|Make it (a startupProbe|initialDelaySeconds)|Copy |Use port|Remove )/;

const head =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: app\n';
const ports = '      ports:\n        - name: http\n          containerPort: 8080\n';

function container(body: string): string {
  const lines = dedent(body).trimEnd().split('\n');
  return `${head}${ports}${lines.map(line => (line ? `      ${line}` : line)).join('\n')}\n`;
}

function titles(body: string): readonly string[] {
  return actionTitles(container(body)).filter(title => ours.test(title));
}

/** What begins with `begin`, with LF, with CRLF and at the end of the file. */
function check(begin: string, before: string, after: string): void {
  const from = container(before);
  const to = container(after);
  const title = titleOf(from, begin);
  assert.equal(applyAction(from, title), to);
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');
  assert.equal(applyAction(crlf(from), title), crlf(to), 'with CRLF');
  assert.equal(applyAction(from.trimEnd(), title), to.trimEnd(), 'no newline at the end');
}

/** One way and back again, with the cursor on the probe both times. */
function checkBoth(begin: string, one: string, back: string, other: string): void {
  const plain = (body: string) => body.replace('<|>', '');
  check(begin, one, plain(other));
  check(back, other, plain(one));
}

function titleOf(fixture: string, begin: string): string {
  const offered = actionTitles(fixture).filter(title => ours.test(title));
  const found = offered.filter(title => title.startsWith(begin));
  assert.equal(found.length, 1, `${begin} in ${offered.join(' | ')} for\n${fixture}`);
  return found[0] ?? '';
}

describe('another handler', () => {
  const httpGet = `
    livenessProbe:<|> # alive?
      # by HTTP
      httpGet: # the handler
        path: /healthz
        port: 8080
      periodSeconds: 5
    `;
  test('httpGet to a program and back', () =>
    checkBoth(
      'Ask by exec: needs wget in the image, and its answer within 1 s',
      httpGet,
      'Ask by httpGet: needs port 8080 open beyond localhost',
      `
      livenessProbe:<|> # alive?
        # by HTTP
        exec: # the handler
          command: [wget, -q, -O, /dev/null, "http://127.0.0.1:8080/healthz"]
        periodSeconds: 5
      `,
    ));
  test('with scheme and headers', () =>
    checkBoth(
      'Ask by exec: needs wget in the image, and its answer within 3 s',
      `
      readinessProbe:<|>
        httpGet:
          path: "/a?b=c&d=e"
          port: 8080
          scheme: HTTPS
          httpHeaders:
            - name: X-Probe
              value: "yes"
            - name: Host
              value: example.com
        timeoutSeconds: 3
      `,
      'Ask by httpGet',
      `
      readinessProbe:<|>
        exec:
          command: [wget, -q, --no-check-certificate, --header, "X-Probe: yes", --header, "Host: example.com", -O, /dev/null, "https://127.0.0.1:8080/a?b=c&d=e"]
        timeoutSeconds: 3
      `,
    ));
  test('httpGet at / to tcpSocket and back', () =>
    checkBoth(
      'Ask by tcpSocket: only whether the port opens',
      `
      livenessProbe:
        <|>httpGet:
          path: /
          port: http # named
          host: example.com
      `,
      'Ask by httpGet: needs an answer at /',
      `
      livenessProbe:
        <|>tcpSocket:
          port: http # named
          host: example.com
      `,
    ));
  test('tcpSocket to grpc and back', () =>
    checkBoth(
      'Ask by grpc: needs the health service of gRPC',
      'livenessProbe: {<|> tcpSocket: { port: 8080 } }',
      'Ask by tcpSocket: only whether the port opens',
      'livenessProbe: {<|> grpc: { port: 8080 } }',
    ));
  test('tcpSocket to a program and back', () =>
    checkBoth(
      'Ask by exec: needs nc in the image',
      'livenessProbe: {<|> tcpSocket: { port: 8080 } }',
      'Ask by tcpSocket',
      'livenessProbe: {<|> exec: { command: [nc, -z, 127.0.0.1, "8080"] } }',
    ));
  test('grpc to a program and back', () =>
    checkBoth(
      'Ask by exec: needs grpc_health_probe in the image',
      'livenessProbe:<|>\n  grpc:\n    port: 8080\n    service: shop',
      'Ask by grpc',
      'livenessProbe:<|>\n  exec:\n    command: [grpc_health_probe, "-addr=:8080", "-service=shop"]',
    ));
  test('grpc to httpGet and back', () =>
    checkBoth(
      'Ask by httpGet',
      'livenessProbe:<|>\n  grpc:\n    port: 8080',
      'Ask by grpc: needs the health service of gRPC',
      'livenessProbe:<|>\n  httpGet:\n    path: /\n    port: 8080',
    ));

  test('a script of lines', () =>
    check(
      'Ask by httpGet: needs port 8080 open beyond localhost',
      `
      livenessProbe:
        <|>exec:
          command:
          - /bin/sh
          - -c
          - |
            curl -sf http://localhost:8080/healthz
        timeoutSeconds: 2
      `,
      `
      livenessProbe:
        httpGet:
          path: /healthz
          port: 8080
        timeoutSeconds: 2
      `,
    ));

  test('what has no counterpart is named', () => {
    const body = `
      livenessProbe:<|>
        httpGet:
          path: /healthz # of the framework
          port: http
          httpHeaders: [{ name: A, value: b }]
      `;
    const offered = titles(body).filter(title => title.startsWith('Ask'));
    assert.deepEqual(offered, [
      'Ask by tcpSocket: only whether the port opens, drops path, httpHeaders and comments',
      'Ask by grpc: needs the health service of gRPC, drops path, httpHeaders and comments',
      'Ask by exec: needs wget in the image, and its answer within 1 s, drops comments',
    ]);
    check('Ask by grpc', body, 'livenessProbe:\n  grpc:\n    port: 8080');
    assert.match(titles('livenessProbe:<|>\n  grpc: { port: 1, service: a }')[1] ?? '', /, drops service$/);
  });

  const asks = (body: string) => titles(body).flatMap(title => /^Ask by (\w+)/.exec(title)?.[1] ?? []);
  test('a name that is no port of the container has no number', () => {
    assert.deepEqual(asks('livenessProbe:<|>\n  httpGet: { port: web }'), ['tcpSocket']);
    assert.deepEqual(asks('livenessProbe:<|>\n  httpGet: { port: $(PORT) }'), ['tcpSocket']);
    assert.deepEqual(asks('livenessProbe:<|>\n  tcpSocket: { port: 70000 }'), ['httpGet']);
  });
  test('another host cannot be asked by a program, nor by grpc', () =>
    assert.deepEqual(asks('livenessProbe:<|>\n  httpGet: { port: 80, host: example.com }'), ['tcpSocket']));
  test('not where something is written elsewhere, or twice, or nowhere', () => {
    assert.deepEqual(asks('startupProbe: { httpGet: &h { port: 80 } }\nlivenessProbe:<|>\n  httpGet: *h'), []);
    assert.deepEqual(asks('livenessProbe:<|>\n  httpGet: &h { port: 80 }'), []);
    assert.deepEqual(asks('livenessProbe:<|>\n  httpGet: { <<: { port: 80 }, path: / }'), []);
    assert.deepEqual(asks('livenessProbe:<|>\n  httpGet: { port: 80 }\n  tcpSocket: { port: 80 }'), []);
    assert.deepEqual(asks('livenessProbe:<|>\n  httpGet: {}'), []);
    assert.deepEqual(asks('livenessProbe:<|>\n  httpGet: { port: 80, unknown: 1 }'), []);
  });
  test('what a program could misread stays with the kubelet', () => {
    for (const path of ['/a b', '/$(HOST)', '/a#b', 'healthz']) {
      assert.deepEqual(
        asks(`livenessProbe:<|>\n  httpGet: { port: 80, path: "${path}" }`),
        ['tcpSocket', 'grpc'],
        path,
      );
    }
    for (const value of ['$(TOKEN)', 'a`b', 'a$$']) {
      const header = `[{ name: A, value: "${value}" }]`;
      assert.ok(!asks(`livenessProbe:<|>\n  httpGet: { port: 80, httpHeaders: ${header} }`).includes('exec'), value);
    }
  });
  test('only at the probe itself and at its handler', () => {
    const probe = 'livenessProbe:\n  httpGet: { port: 80 }\n  periodSeconds: 5';
    assert.equal(asks(probe.replace('periodSeconds', '<|>periodSeconds')).length, 0);
    assert.equal(asks(probe.replace('port', '<|>port')).length, 3);
    assert.equal(titles(`${probe}\n<|>tty: true`).length, 0);
    assert.deepEqual(titles(probe), [], 'more than the probe is selected');
  });
});

describe('commands that ask by HTTP', () => {
  const get = { by: 'httpGet', port: 8080, path: '/healthz', scheme: 'HTTP', headers: [] } as const;
  const url = 'http://localhost:8080/healthz';
  const shell = (script: string) => ['sh', '-c', script];
  const known: readonly (readonly [readonly string[], Partial<Question>])[] = [
    [['curl', '-f', url], {}],
    [['/usr/bin/curl', '-fsS', '-o', '/dev/null', url], {}],
    [['curl', '-sSfLo', '/dev/null', '-m', '5', url], {}],
    [
      ['curl', '--fail', '--silent', '--max-time=9', '-H', 'Host: a.b', url],
      { headers: [{ name: 'Host', value: 'a.b' }] },
    ],
    [['curl', '-fk', 'https://127.0.0.1/'], { scheme: 'HTTPS', port: 443, path: '/' }],
    [['wget', '--spider', '-q', url], {}],
    [['wget', '-qO-', url], {}],
    [['wget', '-nv', '-t1', '-T', '5', '-O', '-', 'localhost'], { port: 80, path: '/' }],
    [['wget', '--no-verbose', '--tries=1', '--spider', 'http://[::1]:8080/healthz'], {}],
    [shell(`curl -f ${url}`), {}],
    [['/bin/bash', '-c', `exec curl -sf '${url}' > /dev/null 2>&1 || exit 1`], {}],
    [shell(`wget -q -O - "${url}" >/dev/null || false`), {}],
  ];
  for (const [words, question] of known) {
    test(words.join(' '), () => assert.deepEqual(questionOf(words, 5)?.question, { ...get, ...question }));
  }
  const unknown: readonly (readonly string[])[] = [
    ['curl', url],
    ['curl', '-f', '-m', '2', url],
    ['curl', '-f', '-X', 'POST', url],
    ['curl', '-f', '-d', 'a', url],
    ['curl', '-f', url, url],
    ['curl', '-f', 'http://example.com/'],
    ['curl', '-f', 'http://localhost.example.com/'],
    ['curl', '-f', 'http://localhost:99999/'],
    ['curl', '-f', 'http://localhost:0/'],
    ['curl', '-f', 'http://localhost:8080/$(A)'],
    ['curl', '-f', 'http://user@localhost/'],
    ['wget', url],
    ['wget', '-O', '/tmp/x', url],
    ['wget', '-q', '-O', '-', '--post-data=a', url],
    shell(`curl -f ${url} | grep ok`),
    shell(`curl -f ${url} && true`),
    shell(`curl -f ${url}?$RANDOM`),
    shell(`test -f /a; curl -f ${url}`),
    [...shell(`curl -f ${url}`), 'more'],
    ['cat', '/tmp/healthy'],
    ['nc', 'localhost', '80'],
    ['nc', '-z', 'db', '80'],
    ['nc', '-zw1', 'localhost', '80'],
    ['grpc_health_probe', '-addr=db:50051'],
    ['grpc_health_probe', '-addr=:50051', '-tls'],
    ['grpc_health_probe', '-addr=:50051', '-rpc-timeout=2s'],
    [],
  ];
  for (const words of unknown) {
    test(`not ${words.join(' ')}`, () => assert.equal(questionOf(words, 5), undefined));
  }
  test('others', () => {
    const tcpSocket = { by: 'tcpSocket', port: 5432 };
    assert.deepEqual(questionOf(['nc', '-vz', '-w', '5', '127.0.0.1', '5432'], 5)?.question, tcpSocket);
    assert.deepEqual(questionOf(shell('nc -z localhost 5432 || exit 1'), 5)?.question, tcpSocket);
    const grpc = { by: 'grpc', port: 50051, service: '' };
    assert.deepEqual(questionOf(['/bin/grpc_health_probe', '--addr', 'localhost:50051'], 5)?.question, grpc);
    assert.deepEqual(questionOf(['grpc_health_probe', '-addr=:50051', '-rpc-timeout=5s'], 5)?.question, grpc);
  });
  test('a certificate is no longer looked at', () => {
    assert.deepEqual(questionOf(['curl', '-f', 'https://localhost/'], 1)?.lost, ['the check of the certificate']);
    assert.deepEqual(questionOf(['curl', '-fk', 'https://localhost/'], 1)?.lost, []);
  });

  const plain = { noNullPrototype: true };
  const name = fc.stringMatching(/^[A-Za-z][-A-Za-z0-9]{0,9}$/);
  const header = fc.record({ name, value: fc.stringMatching(/^[!-~]([ -~]{0,9}[!-~])?$/) }, plain);
  const port = fc.integer({ min: 1, max: 65535 });
  const question: fc.Arbitrary<Question> = fc.oneof(
    fc.record(
      {
        by: fc.constant('httpGet' as const),
        port,
        path: fc.stringMatching(/^\/[\w\-.~%!&'()*+,;=:@/?#$ ]{0,20}$/),
        scheme: fc.constantFrom('HTTP' as const, 'HTTPS' as const),
        headers: fc.array(header, { maxLength: 3 }),
      },
      plain,
    ),
    fc.record({ by: fc.constant('tcpSocket' as const), port }, plain),
    fc.record({ by: fc.constant('grpc' as const), port, service: fc.stringMatching(/^[\w.$ ]{0,9}$/) }, plain),
  );
  test('a command is read as what it was made of', () => {
    let count = 0;
    fc.assert(
      fc.property(question, fc.integer({ min: 1, max: 60 }), (asked, timeout) => {
        const command = commandFor(asked);
        if (!command) return;
        count++;
        assert.deepEqual(questionOf(command, timeout), { question: asked, lost: [] });
      }),
      { seed, numRuns: 1000 },
    );
    assert.ok(count > 300, `${count} commands`);
  });
});

describe('a startup probe', () => {
  test('instead of a delay, and back', () =>
    checkBoth(
      'Make it a startupProbe: 2 min 30 s to start',
      `
      # alive?
      <|>livenessProbe:
        tcpSocket:
          port: http
        initialDelaySeconds: 120
        timeoutSeconds: 3
        terminationGracePeriodSeconds: 5 # dies quickly
      tty: true
      `,
      'Make it initialDelaySeconds of the livenessProbe: every start waits 2 min and counts as ready at once',
      `
      <|>startupProbe:
        tcpSocket:
          port: http
        timeoutSeconds: 3
        periodSeconds: 10
        failureThreshold: 15
        terminationGracePeriodSeconds: 5
      # alive?
      livenessProbe:
        tcpSocket:
          port: http
        timeoutSeconds: 3
        terminationGracePeriodSeconds: 5 # dies quickly
      tty: true
      `,
    ));
  test('where questions take longer than the period, they count for as long as they take', () =>
    checkBoth(
      'Make it a startupProbe: 2 min 30 s to start',
      `
      <|>livenessProbe:
        tcpSocket:
          port: http
        initialDelaySeconds: 60
        timeoutSeconds: 30
      `,
      'Make it initialDelaySeconds of the livenessProbe: every start waits 1 min and',
      `
      <|>startupProbe:
        tcpSocket:
          port: http
        timeoutSeconds: 30
        periodSeconds: 30
        failureThreshold: 5
      livenessProbe:
        tcpSocket:
          port: http
        timeoutSeconds: 30
      `,
    ));
  test('in the period of the probe', () =>
    check(
      'Make it a startupProbe: 45 s to start',
      'livenessProbe: <|>{ exec: { command: [a, "1"] }, initialDelaySeconds: 32, periodSeconds: 5, failureThreshold: 2 }',
      `
      startupProbe:
        exec:
          command: [a, "1"]
        periodSeconds: 5
        failureThreshold: 9
      livenessProbe: { exec: { command: [a, "1"] }, periodSeconds: 5, failureThreshold: 2 }
      `,
    ));
  const made = (body: string) => titles(body).filter(title => title.startsWith('Make it'));
  test('says what is new, and what is lost', () => {
    assert.deepEqual(made('readinessProbe:<|>\n  grpc: { port: 80 }\n  initialDelaySeconds: 20 # JVM'), [
      'Make it a startupProbe: 50 s to start, then a restart, drops a comment',
    ]);
    const startup = 'startupProbe:<|>\n  grpc: { port: 80 } # up?\n  failureThreshold: 30';
    assert.deepEqual(
      made(`${startup}\nlivenessProbe: { grpc: { port: 80 } }\nreadinessProbe: { grpc: { port: 80 } }`),
      ['Make it initialDelaySeconds of the livenessProbe: every start waits 4 min 30 s, drops comments'],
    );
  });
  test('not where there is one, nothing to wait for, or what is not known', () => {
    const delayed = 'livenessProbe:<|>\n  grpc: { port: 80 }\n  initialDelaySeconds:';
    assert.equal(made(`${delayed} 20`).length, 1);
    for (const delay of ['0', '-1', '"20"', '$(DELAY)', '1.5', '20\n  periodSeconds: x', '4294967296']) {
      assert.deepEqual(made(`${delayed} ${delay}`), [], delay);
    }
    assert.deepEqual(made(`${delayed} 20\nstartupProbe: { grpc: { port: 80 } }`), []);
    assert.deepEqual(made('livenessProbe:<|>\n  initialDelaySeconds: 20'), []);
    assert.deepEqual(made('livenessProbe: &p<|>\n  grpc: { port: 80 }\n  initialDelaySeconds: 20'), []);
    assert.deepEqual(made('startupProbe:<|>\n  grpc: { port: 80 }\nlivenessProbe: { grpc: { port: 81 } }'), []);
    assert.deepEqual(made('startupProbe:<|>\n  grpc: { port: 80 }'), []);
  });

  /** Of the only container. */
  const numbersOf = (text: string, probe: string) => {
    const node = get(items(get(new YamlDocument(text).root, 'spec', 'containers'))[0], probe);
    const field = (name: string, standard: number) => number(get(node, name)) ?? standard;
    return {
      initialDelaySeconds: field('initialDelaySeconds', 0),
      timeoutSeconds: field('timeoutSeconds', 1),
      periodSeconds: field('periodSeconds', 10),
      successThreshold: field('successThreshold', 1),
      failureThreshold: field('failureThreshold', 3),
      terminationGracePeriodSeconds: 30,
    };
  };
  test('gives up no sooner than the delayed probe did, and the delay comes back', () =>
    fc.assert(
      fc.property(
        fc.record({
          delay: fc.integer({ min: 1, max: 600 }),
          period: fc.integer({ min: 1, max: 60 }),
          timeout: fc.integer({ min: 1, max: 90 }),
          failures: fc.integer({ min: 1, max: 20 }),
        }),
        ({ delay, period, timeout, failures }) => {
          const before = container(`
            <|>livenessProbe:
              grpc:
                port: 8080
              initialDelaySeconds: ${delay}
              periodSeconds: ${period}
              timeoutSeconds: ${timeout}
              failureThreshold: ${failures}
            `);
          const title = titleOf(before, 'Make it');
          const after = applyAction(before, title);
          const own = numbersOf(before.replace('<|>', ''), 'livenessProbe');
          const startup = numbersOf(after, 'startupProbe');
          const sooner = startFailsAfter(own);
          const later = startFailsAfter(startup);
          const apart = Math.max(period, timeout);
          assert.ok(later.least >= sooner.least && later.most >= sooner.most - period, after);
          const more = startBudget(startup) - startBudget(own);
          assert.ok(0 <= more && more < apart, 'no more patient than it must be');
          assert.equal(title, `Make it a startupProbe: ${duration(startBudget(startup))} to start`);
          const marked = after.replace('startupProbe', '<|>startupProbe');
          const rounded = Math.ceil(delay / apart) * apart;
          const expected = before.replace('<|>', '').replace(`Seconds: ${delay}\n`, `Seconds: ${rounded}\n`);
          assert.equal(applyAction(marked, titleOf(marked, 'Make it')), expected);
        },
      ),
      { seed, numRuns },
    ));
});

/** In two containers, of which the second takes over what the first has under an anchor. */
function shared(first: string, second: string): string {
  return `${head.replace('- name: web', '- &c\n      name: web')}${ports}      ${first}\n    - name: other\n      image: app\n      ${second}\n`;
}

describe('what others read, too', () => {
  const changes = (text: string) => actionTitles(text).filter(title => ours.test(title) && !title.startsWith('Remove'));
  const probe = '{ httpGet: { path: /, port: http }, initialDelaySeconds: 60 }';
  test('is not changed for them', () => {
    assert.ok(changes(shared(`livenessProbe: <|>${probe}`, 'tty: true')).length > 4);
    for (const [first, second] of [
      [`livenessProbe: &p <|>${probe}`, 'livenessProbe: *p'],
      [`livenessProbe: &p <|>${probe}`, 'livenessProbe: { <<: *p, periodSeconds: 5 }'],
      [`livenessProbe: <|>${probe}`, '<<: *c'],
      ['livenessProbe: <|>{ httpGet: &h { path: /, port: http } }', 'livenessProbe: { httpGet: *h }'],
      ['livenessProbe: <|>{ httpGet: { path: /, port: &n http } }', 'livenessProbe: { httpGet: { port: *n } }'],
    ] as const) {
      assert.deepEqual(changes(shared(first, second)), [], `${first} ${second}`);
    }
  });
  test('nor is a startup probe taken away from them', () => {
    const startup = 'startupProbe: <|>{ grpc: { port: 80 }, failureThreshold: 30 }';
    const made = (first: string, second: string) =>
      changes(shared(`${startup}\n      ${first}`, second)).filter(title => title.startsWith('Make it'));
    const liveness = 'livenessProbe: { grpc: { port: 80 } }';
    assert.equal(made(liveness, 'tty: true').length, 1);
    assert.deepEqual(made(liveness, '<<: *c'), []);
    assert.deepEqual(made(liveness, '<<: *c\n      startupProbe: { grpc: { port: 81 } }'), []);
    assert.deepEqual(made(liveness.replace('{', '&l {'), 'livenessProbe: *l'), []);
    assert.deepEqual(made(liveness.replace('grpc: {', 'grpc: &g {'), 'livenessProbe: { grpc: *g }'), []);
  });
  test('an anchor that nobody uses, and one of something else, are no obstacle', () => {
    const port = (text: string) => changes(text).filter(title => title.startsWith('Use port'));
    assert.equal(port(shared(`livenessProbe: &p <|>${probe}`, 'tty: true')).length, 1);
    assert.equal(port(shared(`env: &e []\n      livenessProbe: <|>${probe}`, 'env: *e')).length, 1);
  });
});

describe('a mistake is not made twice', () => {
  const mistakes: readonly string[] = [
    '{ httpGet: { port: web }, initialDelaySeconds: 60 }',
    '{ httpGet: { port: 70000 }, initialDelaySeconds: 60 }',
    '{ httpGet: { port: 80, host: 127.0.0.1 }, initialDelaySeconds: 60 }',
    '{ httpGet: { port: 80 }, timeoutSeconds: 0, initialDelaySeconds: 60 }',
    '{ httpGet: {}, initialDelaySeconds: 60 }',
    '{ httpGet: { port: 80, httpHeaders: [{ name: A, value: y }] }, initialDelaySeconds: 60 }',
    '{ grpc: { port: http }, initialDelaySeconds: 60 }',
    '{ httpGet: { port: 80 }, perodSeconds: 5, initialDelaySeconds: 60 }',
  ];
  const copying = (name: string, probe: string) =>
    titles(`${name}: <|>${probe}`).filter(title => /^(Copy|Make)/.test(title));
  for (const mistake of mistakes) {
    test(mistake, () => {
      assert.deepEqual(copying('livenessProbe', mistake), []);
      assert.deepEqual(copying('readinessProbe', mistake), []);
    });
  }
  test('but on the network of the node, localhost is none', () => {
    const body = 'livenessProbe: <|>{ httpGet: { port: 80, host: 127.0.0.1 }, initialDelaySeconds: 60 }';
    const on = (value: string) => container(body).replace('spec:\n', `spec:\n  hostNetwork: ${value}\n`);
    const made = (text: string) => actionTitles(text).filter(title => /^(Copy|Make)/.test(title)).length;
    assert.equal(made(on('true')), 2);
    assert.equal(made(on('false')), 0);
  });
  test('but strings keep their quotes', () => {
    const probe = '{ httpGet: { port: 80, httpHeaders: [{ name: A, value: "y" }] }, initialDelaySeconds: 10 }';
    const before = container(`livenessProbe: <|>${probe}`);
    assert.match(applyAction(before, titleOf(before, 'Make it')), /startupProbe:.*value: "y"\n.*livenessProbe/s);
  });
});

test('without a restart, none is promised', () => {
  const never = (body: string) => container(body).replace('spec:\n', 'spec:\n  restartPolicy: Never\n');
  const offered = (body: string) => actionTitles(never(body)).filter(title => /^(Copy|Make)/.test(title));
  assert.deepEqual(offered('readinessProbe:<|>\n  grpc: { port: 80 }\n  initialDelaySeconds: 20'), [
    'Make it a startupProbe: 50 s to start, then it is killed',
    'Copy readinessProbe to livenessProbe, three times as patient: killed after 9 failures',
  ]);
});

describe('a copy for the other purpose', () => {
  test('readiness needs no delay', () =>
    check(
      'Copy livenessProbe to readinessProbe: not ready after 3 failures, without initialDelaySeconds',
      `
      <|>livenessProbe:
        tcpSocket: { port: 80 }
        initialDelaySeconds: 30
        periodSeconds: 5
      `,
      `
      livenessProbe:
        tcpSocket: { port: 80 }
        initialDelaySeconds: 30
        periodSeconds: 5
      readinessProbe:
        tcpSocket: { port: 80 }
        periodSeconds: 5
      `,
    ));
  test('liveness is more patient than readiness', () =>
    check(
      'Copy readinessProbe to livenessProbe, three times as patient: restart after 9 failures',
      `
      # ready?
      <|>readinessProbe:
        httpGet: # asks
          path: "/ready"
          port: http
        successThreshold: 2
        periodSeconds: 5
        # the end
      # behind
      tty: true
      `,
      `
      # ready?
      readinessProbe:
        httpGet: # asks
          path: "/ready"
          port: http
        successThreshold: 2
        periodSeconds: 5
        # the end
      livenessProbe:
        httpGet: # asks
          path: "/ready"
          port: http
        periodSeconds: 5
        failureThreshold: 9
        # the end
      # behind
      tty: true
      `,
    ));
  test('and readiness less than liveness', () =>
    check(
      'Copy livenessProbe to readinessProbe: not ready after 3 failures, without terminationGracePeriodSeconds',
      `
      livenessProbe: <|>{ tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 5, failureThreshold: 9 }
      `,
      `
      livenessProbe: { tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 5, failureThreshold: 9 }
      readinessProbe: { tcpSocket: { port: 80 }, failureThreshold: 3 }
      `,
    ));
  test('says all that it leaves out, and nothing of what says nothing', () => {
    const copy = (fields: string) => titles(`livenessProbe: <|>{ grpc: { port: 80 }, ${fields} }`).find(isCopy);
    const plain = 'Copy livenessProbe to readinessProbe: not ready after 3 failures';
    assert.equal(
      copy('initialDelaySeconds: 5, terminationGracePeriodSeconds: 5'),
      `${plain}, without initialDelaySeconds and terminationGracePeriodSeconds`,
    );
    assert.equal(copy('initialDelaySeconds: 0, terminationGracePeriodSeconds: null'), plain);
    const back = (fields: string) => titles(`readinessProbe: <|>{ grpc: { port: 80 }, ${fields} }`).find(isCopy);
    const patient = 'Copy readinessProbe to livenessProbe, three times as patient: restart after 9 failures';
    assert.equal(back('successThreshold: 2'), `${patient}, without successThreshold`);
    assert.equal(back('successThreshold: 1'), patient);
  });
  const isCopy = (title: string) => title.startsWith('Copy');
  test('one failure is made four', () => {
    const probe = (name: string, failures: number) => `${name}: { grpc: { port: 80 }, failureThreshold: ${failures} }`;
    const one = probe('<|>readinessProbe', 1);
    check(
      'Copy readinessProbe to livenessProbe, four times',
      one,
      `${probe('readinessProbe', 1)}\n${probe('livenessProbe', 4)}`,
    );
  });
  test('the copy of the copy is the original', () => {
    const one = container('<|>readinessProbe:\n  grpc:\n    port: 80\n  failureThreshold: 4\n  periodSeconds: 3');
    const both = applyAction(one, titleOf(one, 'Copy'));
    const liveness = both
      .replace(/ {6}readinessProbe:\n(?: {8}.*\n)+/, '')
      .replace('livenessProbe', '<|>livenessProbe');
    const readiness = applyAction(liveness, titleOf(liveness, 'Copy')).replace(/ {6}livenessProbe:\n(?: {8}.*\n)+/, '');
    assert.equal(readiness, one.replace('<|>', ''));
  });
  const copies = (body: string) => titles(body).filter(title => title.startsWith('Copy'));
  test('not where there is one already, or nothing to ask', () => {
    assert.deepEqual(copies('readinessProbe:<|>\n  grpc: { port: 80 }\nlivenessProbe: { grpc: { port: 80 } }'), []);
    assert.deepEqual(copies('readinessProbe:<|>\n  grpc: { port: 80 }\nlivenessProbe:'), []);
    assert.deepEqual(copies('readinessProbe:<|>\n  periodSeconds: 3'), []);
    assert.deepEqual(copies('readinessProbe: &p<|>\n  grpc: { port: 80 }'), []);
    assert.deepEqual(copies('readinessProbe:<|>\n  grpc: { port: 80 }\n  failureThreshold: x'), []);
  });
});

describe('the port of a probe', () => {
  test('by its name and by its number', () =>
    checkBoth(
      'Use port 8080 by its name, http',
      'livenessProbe:<|>\n  httpGet:\n    path: /\n    port: 8080 # where',
      'Use port http by its number, 8080',
      'livenessProbe:<|>\n  httpGet:\n    path: /\n    port: http # where',
    ));
  const uses = (declared: string, handler: string) => {
    const text = `${head}      ports: ${declared}\n      livenessProbe:<|>\n        ${handler}\n`;
    return actionTitles(text).filter(title => title.startsWith('Use port'));
  };
  test('only where it is clear which one is meant', () => {
    const one = '[{ name: http, containerPort: 80 }]';
    assert.deepEqual(uses(one, 'tcpSocket: { port: 80 }'), ['Use port 80 by its name, http']);
    assert.deepEqual(uses(one, 'tcpSocket: { port: http }'), ['Use port http by its number, 80']);
    assert.deepEqual(uses(one, 'grpc: { port: 80 }'), []);
    assert.deepEqual(uses(one, 'tcpSocket: { port: "80" }'), []);
    assert.deepEqual(uses(one, 'tcpSocket: { port: 81 }'), []);
    assert.deepEqual(uses('[{ containerPort: 80 }]', 'tcpSocket: { port: 80 }'), []);
    assert.deepEqual(uses('[{ name: http, containerPort: 80, protocol: UDP }]', 'tcpSocket: { port: 80 }'), []);
    assert.deepEqual(uses('[{ name: http, containerPort: 80, protocol: UDP }]', 'tcpSocket: { port: http }'), []);
    const two = '[{ name: a, containerPort: 80 }, { name: b, containerPort: 80 }]';
    assert.deepEqual(uses(two, 'tcpSocket: { port: 80 }'), []);
    assert.deepEqual(
      uses('[{ name: a, containerPort: 1 }, { name: a, containerPort: 2 }]', 'tcpSocket: { port: a }'),
      [],
    );
    assert.deepEqual(uses('[{ name: a, containerPort: $(PORT) }]', 'tcpSocket: { port: a }'), []);
  });
});

describe('fields equal to the default', () => {
  const all = 'Remove the fields equal to the default from all probes of the file';
  test('are removed; what the user wrote about is not', () =>
    check(
      'Remove liveness probe fields',
      `
      livenessProbe:<|>
        httpGet:
          path: /
          port: 80
          scheme: HTTP
        initialDelaySeconds: 0
        timeoutSeconds: 1 # quick
        # every ten seconds
        periodSeconds: 10

        successThreshold: 1
        failureThreshold: 5
      tty: true
      `,
      `
      livenessProbe:
        httpGet:
          port: 80
        timeoutSeconds: 1 # quick
        # every ten seconds
        periodSeconds: 10

        failureThreshold: 5
      tty: true
      `,
    ));
  test('a comment with lines of its own between two of them stays', () => {
    check(
      'Remove liveness probe fields',
      `
      livenessProbe:<|>
        timeoutSeconds: 1

        # how often

        periodSeconds: 10
        successThreshold: 1
        grpc: { port: 80 }
      `,
      `
      livenessProbe:

        # how often

        grpc: { port: 80 }
      `,
    );
    const flow = (fields: string) => `livenessProbe: {<|>\n  grpc: { port: 80 },\n${fields} }`;
    check(
      'Remove liveness probe fields',
      flow('  timeoutSeconds: 1,\n  # how often\n\n  periodSeconds: 10'),
      flow('  # how often\n\n  periodSeconds: 10').replace('<|>', ''),
    );
  });
  test('of a probe of which a merge key takes fields stay', () => {
    const body = (merged: string) =>
      `readinessProbe: &r<|>\n  grpc: { port: 80 }\n  periodSeconds: 10\nstartupProbe: &s\n  grpc: { port: 80 }\n  periodSeconds: 30\nlivenessProbe:\n  ${merged}`;
    assert.deepEqual(removes(body('<<: [*r, *s]')), []);
    assert.equal(removes(body('grpc: { port: 80 }')).length, 1);
    assert.equal(
      removes('readinessProbe: &r<|>\n  grpc: { port: 80 }\n  periodSeconds: 10\nlivenessProbe: *r').length,
      1,
    );
  });
  const removes = (body: string) => titles(body).filter(title => title.startsWith('Remove'));
  test('what only looks alike stays', () => {
    assert.deepEqual(
      removes('livenessProbe:<|>\n  grpc: { port: 80 }\n  periodSeconds: "10"\n  timeoutSeconds: 0'),
      [],
    );
    assert.deepEqual(removes('livenessProbe:<|>\n  httpGet: { port: 80, path: "", scheme: http, host: / }'), []);
    assert.deepEqual(
      removes('livenessProbe:<|>\n  <<: { periodSeconds: 3 }\n  grpc: { port: 80 }\n  periodSeconds: 10'),
      [],
    );
    assert.deepEqual(removes('livenessProbe:<|>\n  periodSeconds: 10'), [], 'nothing would be left');
    assert.deepEqual(removes('livenessProbe:<|>\n  httpGet: { path: / }'), [], 'nothing would be left');
    assert.deepEqual(removes('livenessProbe:<|>\n  grpc: { port: 80 }\n  periodSeconds: &p 10'), []);
  });
  test('of all probes, from the light bulb and as a source action', () => {
    const probe = (name: string, more: string) => `${name}: { grpc: { port: 80 }${more} }`;
    const body = (more: string) => `${probe('livenessProbe', more)}\n${probe('readinessProbe', more)}`;
    const before = container(body(', periodSeconds: 10'));
    const marked = before.replace('livenessProbe', '<|>livenessProbe');
    assert.equal(applyAction(marked, all), container(body('')));
    assert.equal(applySourceAction(before, 'source.removeProbeDefaults'), container(body('')));
    assert.equal(applySourceAction(container(body('')), 'source.removeProbeDefaults'), undefined);
    assert.deepEqual(removes('livenessProbe:<|>\n  grpc: { port: 80 }\n  periodSeconds: 10'), [
      'Remove liveness probe fields equal to the default',
    ]);
  });

  const field = (name: string, ...values: readonly string[]) =>
    fc.option(fc.constantFrom(...values), { nil: undefined }).map(value => (value ? [`${name}: ${value}`] : []));
  const handler = fc.oneof(
    fc.constant(['exec: { command: [a] }']),
    fc.constant(['tcpSocket:', '  port: 80']),
    fc
      .tuple(field('path', '/', '/a'), field('scheme', 'HTTP', 'HTTPS'))
      .map(([path, scheme]) => ['httpGet:', ...[...path, 'port: 80', ...scheme].map(line => `  ${line}`)]),
  );
  const probe = fc
    .tuple(
      handler,
      field('initialDelaySeconds', '0', '5'),
      field('timeoutSeconds', '1', '2'),
      field('periodSeconds', '10', '3'),
      field('successThreshold', '1'),
      field('failureThreshold', '3', '5'),
    )
    .map(
      ([first, ...rest]) =>
        `<|>livenessProbe:\n${[first, ...rest]
          .flat()
          .map(line => `  ${line}\n`)
          .join('')}`,
    );
  const style = fc.constantFrom(...styleNames.filter(name => !/comments|anchors|document/.test(name)));
  const source = (text: string, kind: string) => applySourceAction(text, `source.${kind}ProbeDefaults`) ?? text;
  test('are what "Fill in probe defaults" fills in, and the other way round', () =>
    fc.assert(
      fc.property(probe, style, (body, name) => {
        const plain = container(body).replace('<|>', '');
        const text = (variantOf(plain, name) ?? plain).replace(/^#-.*\n/, '');
        const bare = source(text, 'remove');
        const full = source(text, 'fill');
        assert.equal(canonical(source(bare, 'fill')), canonical(full), text);
        assert.equal(canonical(source(full, 'remove')), canonical(bare), text);
        assert.equal(source(bare, 'remove'), bare);
        // Where no default was written, filling in leaves no trace.
        assert.equal(source(source(bare, 'fill'), 'remove'), bare, text);
      }),
      { seed, numRuns },
    ));
});

/** What kubectl reads. */
function meaningOf(text: string): unknown {
  const document = new YamlDocument(text);
  assert.deepEqual(document.problems, [], text);
  return toValue(document.root as Node);
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('in every style', () => {
  const probes: Readonly<Record<string, string>> = {
    httpGet:
      'httpGet:\n    path: /\n    port: http\n  initialDelaySeconds: 60\n  periodSeconds: 10\n  failureThreshold: 6',
    headers:
      'httpGet:\n    path: /a\n    port: 8080\n    httpHeaders:\n      - name: A\n        value: b\n  timeoutSeconds: 1',
    exec: 'exec:\n    command:\n      - sh\n      - -c\n      - curl -f http://localhost:8080/a || exit 1\n  timeoutSeconds: 5',
    grpc: 'grpc:\n    port: 8080\n    service: a\n  initialDelaySeconds: 5\n  terminationGracePeriodSeconds: 5',
    tcpSocket: 'tcpSocket:\n    port: 8080\n  successThreshold: 1',
  };
  for (const [name, body] of Object.entries(probes)) {
    for (const style of styleNames) {
      test(`${name} ${style}`, () => {
        const plain = container(`livenessProbe:\n  ${body}`);
        const variant = variantOf(plain, style)?.replace(/^#-.*\n/, '');
        if (variant === undefined) return;
        const marked = variant.replace('livenessProbe', '<|>livenessProbe');
        const offered = actionTitles(marked).filter(title => ours.test(title));
        assert.ok(offered.length > 0 || /comments|anchors/.test(style), marked);
        for (const title of offered) checkChange(marked, title, style);
      });
    }
  }
});

/** No finding that was not there, no comment gone that the title does not own up to; and back, if there is a way. */
function checkChange(marked: string, title: string, style: string): void {
  const before = marked.replace('<|>', '');
  const after = applyAction(marked, title);
  assert.notEqual(after, before, title);
  const known = new Set(codesIn(before));
  assert.deepEqual(
    codesIn(after).filter(code => !known.has(code)),
    [],
    `${title}\n${after}`,
  );
  if (!/comments?$/.test(title)) {
    for (const [comment] of before.matchAll(/# (above|beside) \d+\b/g)) {
      assert.match(after, new RegExp(`${comment}\\b`), `${title}\n${after}`);
    }
  }
  const from = /(httpGet|tcpSocket|grpc|exec)/.exec(before)?.[1];
  if (!title.startsWith('Ask') || title.includes('drops') || from === 'exec' || /document/.test(style)) return;
  const again = after.replace('livenessProbe', '<|>livenessProbe');
  const back = applyAction(again, titleOf(again, `Ask by ${from}`));
  // A name is not found again where a number was needed.
  const isNamed = /port"?'?: ["']?http/.test(before);
  const expected = canonical(before);
  const needsNumber = isNamed && !title.startsWith('Ask by tcpSocket');
  assert.equal(canonical(back), needsNumber ? expected.replace('"port":"http"', '"port":8080') : expected, title);
  // New keys have no quotes among lines.
  if (!needsNumber && !title.startsWith('Ask by exec') && !/quotes/.test(style)) assert.equal(back, before, title);
}

function canonical(text: string): string {
  return JSON.stringify(meaningOf(text), sortKeys);
}
