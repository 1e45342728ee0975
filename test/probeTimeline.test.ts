/** What the timeline of probes is drawn from, and what becomes of its picture while a manifest is written. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Chosen, failures, failuresFor, playOut } from '../client/src/timeline/choices.js';
import { timelinePage } from '../client/src/timeline/page.js';
import { keyOf, nextPicture, type Picture, settled } from '../client/src/timeline/picture.js';
import type { Probes } from '../server/src/prober/probe.js';
import { tell } from '../server/src/prober/words.js';
import { type ProbeTimelineResult, probeTimeline as timelineRequest } from '../server/src/protocol.js';
import { openAtCursor } from './support/check.js';
import { dedent } from './support/fixture.js';
import { connect, startInProcess } from './support/protocol.js';

function answerFor(source: string): ProbeTimelineResult {
  const { service, uri, position } = openAtCursor(source);
  return service.probeTimeline(uri, position);
}

/** An answer as text: a line for the workload, one for each container and each probe, with what is unusual. */
function told(source: string): string {
  const { workload, containers, selected, note, problem } = answerFor(source);
  const lines = [
    ...(workload ? [[workload.kind, workload.name].filter(Boolean).join(' ')] : []),
    ...containers.flatMap((container, i) => [
      `${i === selected ? '> ' : '- '}${container.name ?? '?'}${container.restarts ? '' : ', ends'}`,
      ...container.probes.map(
        ({ kind, asks, line, numbers }) =>
          `  ${kind} at ${line}: ${asks}; ${numbers.failureThreshold} x ${numbers.periodSeconds}`,
      ),
      ...(container.problem ? [`  ! ${container.problem}`] : []),
    ]),
    ...(note ? [`(${note})`] : []),
    ...(problem ? [`! ${problem}`] : []),
  ];
  return lines.join('\n');
}

function check(source: string, expected: string): void {
  assert.equal(told(source), dedent(expected).trimEnd());
}

const web = (probe: string): string => `
  apiVersion: v1
  kind: Pod
  metadata: { name: web }
  spec:
    containers:
      - name: app
        ${probe}<|>
`;

describe('the answer', () => {
  test('has the containers of the workload at the cursor, with their probes in the order of a life', () =>
    check(
      `
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web }
      spec:
        template:
          spec:
            containers:
              - name: app
                livenessProbe:
                  httpGet: { path: /healthz, port: http }
                readinessProbe:
                  tcpSocket: { port: 8080 }
                  periodSeconds: 5
                startupProbe:
                  grpc: { port: 9090, service: up }
                  failureThreshold: 30
              - name: logger<|>
      `,
      `
      Deployment web
      - app
        startup at 13: gRPC health check of up on port 9090; 30 x 10
        readiness at 10: connection to port 8080; 3 x 5
        liveness at 8: GET /healthz on port http; 3 x 10
      > logger
      `,
    ));

  test('knows sidecars; what only prepares the pod may have no probe', () =>
    check(
      `
      apiVersion: batch/v1
      kind: CronJob
      metadata: { name: report }
      spec:
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: Never
                initContainers:
                  - name: migrate
                    livenessProbe: { exec: { command: [a] } }
                  - name: proxy<|>
                    restartPolicy: Always
                    startupProbe: { exec: { command: [sh, -c, "ls   /tmp"] } }
                containers:
                  - name: job
                    livenessProbe: { httpGet: { port: 443, scheme: HTTPS, host: example.org } }
      `,
      `
      CronJob report
      > proxy
        startup at 14: runs sh -c ls /tmp; 3 x 10
      - job, ends
        liveness at 17: HTTPS GET / on port 443 of example.org; 3 x 10
      `,
    ));

  test('is about the item of a list in which the cursor is', () =>
    check(
      `
      apiVersion: v1
      kind: List
      items:
        - apiVersion: v1
          kind: Pod
          metadata: { name: one }
          spec: { containers: [{ name: a, livenessProbe: { tcpSocket: { port: 1 } } }] }
        - apiVersion: v1
          kind: Pod
          metadata: { name: two }
          spec: { containers: [{ name: b<|>, livenessProbe: { tcpSocket: { port: 2 } } }] }
      `,
      `
      Pod two
      > b
        liveness at 10: connection to port 2; 3 x 10
      `,
    ));

  test('is about the nearest workload with probes where there is none at the cursor', () =>
    check(
      `
      apiVersion: v1
      kind: Pod
      metadata: { name: far }
      spec: { containers: [{ name: a, livenessProbe: { tcpSocket: { port: 1 } } }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: near }
      spec: { containers: [{ name: b, livenessProbe: { tcpSocket: { port: 2 } } }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: web<|> }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: bare }
      spec: { containers: [{ name: c }] }
      `,
      `
      Pod near
      - b
        liveness at 8: connection to port 2; 3 x 10
      `,
    ));

  test('is about the workload at the cursor also where it has no probes', () =>
    check(web('image: nginx'), 'Pod web\n> app'));

  test('takes what comes by an alias or a merge key from where it is written', () =>
    check(
      `
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: a
            readinessProbe: &probe
              tcpSocket: { port: 80 }
            livenessProbe:
              <<: *probe
              failureThreshold: 9<|>
      `,
      `
      Pod web
      > a
        readiness at 6: connection to port 80; 3 x 10
        liveness at 8: connection to port 80; 9 x 10
      `,
    ));

  test('says why a probe is missing', () =>
    check(
      web('livenessProbe: { periodSeconds: "5", tcpSocket: { port: 80 } }'),
      `
      Pod web
      > app
        ! livenessProbe: a number is missing or not allowed
      `,
    ));

  for (const [probe, asks] of Object.entries({
    '{}': 'asks nothing yet',
    '{ exec: {} }': 'runs nothing yet',
    '{ httpGet: {} }': 'GET / on port ?',
    '{ httpGet: { port: 80 }, tcpSocket: { port: 80 } }': 'asks in more than one way',
  })) {
    test(`of ${probe} it says: ${asks}`, () =>
      check(
        web(`livenessProbe: ${probe}`),
        `
        Pod web
        > app
          liveness at 6: ${asks}; 3 x 10
        `,
      ));
  }

  test('follows the policy of the container before that of the pod, and its rules', () => {
    const restarts = (lines: string) =>
      answerFor(web(`${lines}\n        image: nginx`).replace('spec:', 'spec:\n    restartPolicy: Always'))
        .containers[0]?.restarts;
    assert.equal(restarts('restartPolicy: Never'), false);
    assert.equal(restarts('restartPolicy: OnFailure'), true);
    assert.equal(
      restarts(
        'restartPolicy: Never\n        restartPolicyRules: [{ action: Restart, exitCodes: { operator: In, values: [1] } }]',
      ),
      true,
    );
  });

  test('says what is missing of a question that is none', async () => {
    const client = await connect(startInProcess(), {});
    for (const asked of [undefined, {}, { uri: 'file:///a.yaml' }, { uri: 1, position: { line: 0, character: 0 } }]) {
      await assert.rejects(client.connection.sendRequest(timelineRequest, asked), {
        code: -32602,
        message: 'kubewright/probeTimeline needs a uri, and a position with a line and a character',
      });
    }
    await client.connection.sendRequest('shutdown');
  });

  test('has no more of a long command than can be read', () => {
    const [container] = answerFor(web(`livenessProbe: { exec: { command: [${'long, '.repeat(100)}] } }`)).containers;
    assert.equal(container?.probes[0]?.asks, `runs ${'long '.repeat(12)}…`);
  });

  test('says that text is broken, and gives what can be read', () =>
    check(
      `
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: app
            livenessProbe: { tcpSocket: { port: 80 } }
            image: [<|>
      `,
      `
      Pod web
      > app
        liveness at 6: connection to port 80; 3 x 10
      ! Line 9: a bracket is not closed: the next line is outside of it
      `,
    ));

  test('says that a patch is one', () =>
    check(
      `
      #- kustomization.yaml
      patches: [{ path: more-patience.yaml }]
      #- more-patience.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec: { containers: [{ name: app, livenessProbe: { failureThreshold: 9<|> } }] }
      `,
      `
      Pod web
      > app
        liveness at 3: asks nothing yet; 9 x 10
      (A patch: what it does not say is shown with its default)
      `,
    ));

  for (const [what, source, problem] of [
    [
      'no workload',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a<|> }\n',
      'There is no container in this file',
    ],
    ['a template', 'kind: Pod\n{{- if .a }}<|>\napiVersion: v1\n{{- end }}\n', 'A template: '],
    ['an empty file', '<|>\n', 'There is no container in this file'],
    ['a file of others', 'name: <|>x\n', 'There is no container in this file'],
    [
      'a template in which to look nearby',
      'a: 1<|>\n---\n{{- if .a }}\nkind: Pod\n',
      'There is no container in this file',
    ],
  ] as const) {
    test(`says why there is nothing in ${what}`, () => {
      const answer = answerFor(source);
      assert.deepEqual(answer.containers, []);
      assert.ok(answer.problem?.startsWith(problem), answer.problem);
    });
  }

  test('says so of a file that it does not know', () =>
    assert.equal(
      openAtCursor('<|>').service.probeTimeline('file:///workspace/other.yaml', { line: 0, character: 0 }).problem,
      'Kubewright does not read this file',
    ));
});

describe('the picture', () => {
  const pictured = (last: Picture | undefined, source: string, uri = 'file:///a.yaml') =>
    nextPicture(last, { uri, answer: answerFor(source) });
  const whole = pictured(undefined, web('livenessProbe: { failureThreshold: 5 }'));

  test('is that of the newest answer', () => {
    const next = pictured(whole, web('livenessProbe: { failureThreshold: 6 }'));
    assert.equal(next.containers[0]?.probes[0]?.numbers.failureThreshold, 6);
    assert.equal(next.containers[0]?.stale, undefined);
  });

  for (const [what, broken, reason] of [
    [
      'text is broken',
      web('livenessProbe: { failureThreshold: 6'),
      'Line 8: a bracket is not closed: the next line is outside of it',
    ],
    ['the manifest is gone', 'a: 1<|>\n', 'There is no container in this file that may have a probe'],
  ] as const) {
    test(`stays, and says so, while ${what}`, () => {
      const stale = pictured(whole, broken);
      assert.deepEqual(stale, { ...whole, stale: reason });
      assert.deepEqual(pictured(stale, broken), stale);
      assert.deepEqual(pictured(stale, web('livenessProbe: { failureThreshold: 5 }')), whole);
    });
  }

  for (const [what, broken, reason] of [
    [
      'number is none',
      web('livenessProbe: { failureThreshold: x }'),
      'livenessProbe: a number is missing or not allowed',
    ],
    ['probe is written anew', web('livenessProbe:'), 'livenessProbe: nothing is written there yet'],
    ['probe is begun', web('livenessProbe: h'), 'livenessProbe: nothing is written there yet'],
  ] as const) {
    test(`of a container stays while its ${what}`, () => {
      const [container] = pictured(whole, broken).containers;
      assert.deepEqual(container, { ...whole.containers[0], stale: reason });
      assert.deepEqual(settled(pictured(whole, broken)).containers[0], container);
    });
  }

  test('of a container goes when its last probe has been gone for a moment', () => {
    const bare = web('image: nginx');
    const gone = pictured(whole, bare);
    assert.equal(gone.containers[0]?.probes.length, 1);
    assert.deepEqual(settled(gone), pictured(undefined, bare));
    assert.deepEqual(settled(pictured(gone, bare)), pictured(undefined, bare));
  });

  test('stays when something is written anew before that', () => {
    const again = pictured(pictured(whole, web('image: nginx')), web('livenessProbe:'));
    assert.equal(settled(again).containers[0]?.probes.length, 1);
  });

  test('does not mix up what was chosen for two containers of one name', () => {
    const two = 'apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a<|> }, { name: a }, { name: b }] }\n';
    const picture = pictured(undefined, two);
    assert.equal(new Set([0, 1, 2].map(i => keyOf(picture, i))).size, 3);
    const one = pictured(undefined, two.replaceAll('name: a', 'name: c').replace('{ name: b }', '{ name: a }'));
    assert.equal(keyOf(one, 2), keyOf(picture, 0));
  });

  test('is another one for another file and another workload', () => {
    const bare = web('image: nginx');
    assert.equal(pictured(whole, bare, 'file:///b.yaml').containers[0]?.stale, undefined);
    assert.deepEqual(pictured(whole, bare.replace('web', 'db')).containers[0]?.probes, []);
  });
});

describe('the story', () => {
  const usual = {
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 1,
    successThreshold: 1,
    failureThreshold: 3,
    terminationGracePeriodSeconds: 30,
  };
  const probes: Probes = { readiness: { ...usual, periodSeconds: 5 }, liveness: usual };
  const story = (chosen: Chosen, of = probes, restarts = true) => {
    const played = playOut(of, chosen, restarts);
    return tell(of, played.story, played.behaviour).join('. ');
  };

  test('begins as it is drawn for a hover', () => {
    assert.match(story({}), /The app hangs from .* Restarted at .* Ready again from /);
  });
  test('is long enough for all that a failure leads to', () => {
    assert.match(story({ failsAt: 500 }), /The app hangs from 8 min 20 s.* Restarted at .* Ready again from /);
    assert.match(story({ startsIn: 15, failsAt: 500, how: 'refuses' }), /Restarted at .* Ready again from /);
  });
  test('knows failures that end by themselves', () => {
    assert.match(story({ failsAt: 100, lasts: 16 }), /Not ready from .*Ready again from /);
    assert.doesNotMatch(story({ failsAt: 100, lasts: 16 }), /Restarted/);
  });
  test('restarts nothing for a dependency', () => {
    assert.match(story({ failsAt: 100, how: 'dependency' }), /readinessProbe fails from 1 min 40 s.*Not ready from /);
    assert.doesNotMatch(story({ failsAt: 100, how: 'dependency' }), /Restarted|livenessProbe/);
  });
  test('may be without a failure', () => assert.doesNotMatch(story({ how: 'nothing' }), /fails|hangs|Restarted/));
  test('knows no dependency of what has no readiness probe', () => {
    assert.deepEqual(failuresFor(probes), failures);
    assert.deepEqual(failuresFor({ liveness: usual }), ['hangs', 'refuses', 'nothing']);
    const { choices, behaviour } = playOut({ liveness: usual }, { failsAt: 100, how: 'dependency' }, true);
    assert.equal(choices.how, 'hangs');
    assert.equal(behaviour.failures[0]?.only, undefined);
  });
  test('ends with a container that is not restarted', () =>
    assert.doesNotMatch(story({ failsAt: 100 }, probes, false), /Restarted/));
  test('keeps its length while a failure is moved', () =>
    assert.equal(playOut(probes, { failsAt: 500 }, true, 100).story.until, 100));

  for (const [what, of, chosen] of [
    ['an app that never comes up', { liveness: usual }, { startsIn: 80_000 }],
    [
      'probes each second',
      { liveness: { ...usual, periodSeconds: 1, failureThreshold: 2 ** 31 - 1 } },
      { failsAt: 1000 },
    ],
  ] as const satisfies readonly (readonly [string, Probes, Chosen])[]) {
    test(`is cut for ${what}`, () => {
      const played = playOut(of, chosen, true);
      assert.ok(played.isCut);
      assert.ok(played.story.attempts.length <= 2001);
      assert.ok(played.story.lives.length <= 7);
    });
  }
});

test('the page lets in nothing but its own script and style', () => {
  const page = timelinePage({ script: 'a.js', style: 'a.css', source: 'https://files', nonce: 'once' });
  assert.ok(page.includes(`content="default-src 'none'; style-src https://files; script-src 'nonce-once'"`));
  assert.doesNotMatch(page, /unsafe|style=|<style|\son\w+=/);
});
