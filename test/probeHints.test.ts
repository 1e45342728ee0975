/** The timeline of probes in words: behind their keys, in the tooltips, and in the hovers of their numbers. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { MarkupContent } from 'vscode-languageserver-types';
import {
  failsAfter,
  firstAskedAfter,
  startBudget,
  startFailsAfter,
  succeedsAfter,
} from '../server/src/prober/bounds.js';
import { duration } from '../server/src/prober/duration.js';
import type { ProbeKind, ProbeNumbers } from '../server/src/prober/probe.js';
import { simulate } from '../server/src/prober/simulate.js';
import { openAtCursor } from './support/check.js';
import { dedent } from './support/fixture.js';
import { hinted, tooltips } from './support/inlays.js';

/** A pod of one container with `probes`, lines of YAML or one that is. */
function pod(probes: string, ofPod = ''): string {
  const lines = dedent(probes)
    .trimEnd()
    .split('\n')
    .map(line => `      ${line}\n`);
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n${ofPod && `  ${ofPod}\n`}  containers:\n    - name: web\n${lines.join('')}`;
}

const http = 'httpGet: { port: 80 }';

describe('behind a probe stands', () => {
  for (const [what, probes, expected] of [
    [
      'liveness with the defaults: also what it leaves for the start',
      `livenessProbe:\n  ${http}`,
      ['livenessProbe: «up to 30 s to start · restart after ≤ 31 s»'],
    ],
    [
      'readiness',
      `readinessProbe:\n  ${http}`,
      ['readinessProbe: «not ready after ≤ 31 s · ready again after ≤ 10 s»'],
    ],
    ['startup', `startupProbe:\n  failureThreshold: 30\n  ${http}`, ['startupProbe: «up to 5 min to start»']],
    [
      'liveness that waits for startup, which alone limits the start',
      `startupProbe:\n  ${http}\nlivenessProbe:\n  ${http}`,
      ['startupProbe: «up to 30 s to start»', 'livenessProbe: «restart after ≤ 31 s»'],
    ],
    [
      'liveness beside a startup probe that is null, and so none',
      `startupProbe: null\nlivenessProbe:\n  ${http}`,
      ['livenessProbe: «up to 30 s to start · restart after ≤ 31 s»'],
    ],
    [
      'all numbers written',
      `livenessProbe:\n  initialDelaySeconds: 15\n  periodSeconds: 20\n  timeoutSeconds: 4\n  failureThreshold: 5\n  ${http}`,
      ['livenessProbe: «up to 1 min 55 s to start · restart after ≤ 1 min 44 s»'],
    ],
    [
      'zeros and nulls, which are the defaults',
      `livenessProbe:\n  periodSeconds: 0\n  timeoutSeconds:\n  failureThreshold: 0\n  initialDelaySeconds: 0\n  ${http}`,
      ['livenessProbe: «up to 30 s to start · restart after ≤ 31 s»'],
    ],
    [
      'a timeout longer than the period',
      `readinessProbe:\n  periodSeconds: 5\n  timeoutSeconds: 20\n  successThreshold: 2\n  ${http}`,
      ['readinessProbe: «not ready after ≤ 1 min 5 s · ready again after ≤ 25 s»'],
    ],
    [
      'one failure that is enough',
      `readinessProbe:\n  failureThreshold: 1\n  ${http}`,
      ['readinessProbe: «not ready after ≤ 11 s · ready again after ≤ 10 s»'],
    ],
    [
      'a start for which one failure is enough: also what is certain',
      `startupProbe:\n  failureThreshold: 1\n  ${http}`,
      ['startupProbe: «up to 10 s to start, at worst 0 s»'],
    ],
    [
      'a timeout that promises more than is certain',
      `livenessProbe:\n  periodSeconds: 5\n  timeoutSeconds: 20\n  ${http}`,
      ['livenessProbe: «up to 1 min to start, at worst 10 s · restart after ≤ 1 min 5 s»'],
    ],
    [
      'two failures: what is certain is half of it',
      `startupProbe:\n  failureThreshold: 2\n  ${http}`,
      ['startupProbe: «up to 20 s to start»'],
    ],
    [
      'a comment, behind the words',
      `livenessProbe: # is it "alive"?\n  ${http}\nstartupProbe: &up # soon\n  ${http}`,
      ['livenessProbe: «restart after ≤ 31 s» # is it "alive"?', 'startupProbe: &up «up to 30 s to start» # soon'],
    ],
    [
      'braces on one line: the words come behind them',
      `readinessProbe: { httpGet: { path: "/a #b", port: 80 } } # here`,
      [
        'readinessProbe: { httpGet: { path: "/a #b", port: 80 } } «not ready after ≤ 31 s · ready again after ≤ 10 s» # here',
      ],
    ],
    [
      'braces over several lines: the words come where they open',
      `startupProbe: { # soon\n  httpGet: { port: 80 },\n}\nlivenessProbe: { httpGet: { port: 80 },\n  periodSeconds: 5 }`,
      ['startupProbe: { «up to 30 s to start» # soon', 'periodSeconds: 5 } «restart after ≤ 16 s»'],
    ],
    [
      'an alias: what it comes to here',
      `startupProbe: &probe\n  ${http}\nlivenessProbe: *probe # the same`,
      ['startupProbe: &probe «up to 30 s to start»', 'livenessProbe: *probe «restart after ≤ 31 s» # the same'],
    ],
  ] as const) {
    test(what, () => assert.deepEqual(hinted(pod(probes)), expected));
    test(`${what}, with \\r\\n`, () => assert.deepEqual(hinted(pod(probes).replaceAll('\n', '\r\n')), expected));
  }

  test('the same in JSON', () =>
    assert.deepEqual(
      hinted(
        JSON.stringify(
          {
            apiVersion: 'v1',
            kind: 'Pod',
            spec: { containers: [{ name: 'a', livenessProbe: { httpGet: { port: 80 } } }] },
          },
          undefined,
          2,
        ),
      ),
      ['"livenessProbe": { «up to 30 s to start · restart after ≤ 31 s»'],
    ));

  test('for a Pod that is not started again, that it is killed', () => {
    assert.deepEqual(hinted(pod(`livenessProbe: { ${http} }`, 'restartPolicy: Never')), [
      `livenessProbe: { ${http} } «up to 30 s to start · killed after ≤ 31 s»`,
    ]);
    assert.deepEqual(hinted(pod(`livenessProbe: { ${http} }`, 'restartPolicy: OnFailure')), [
      `livenessProbe: { ${http} } «up to 30 s to start · restart after ≤ 31 s»`,
    ]);
  });

  test('where the policy is filled in later, only what is true in any case', () =>
    assert.deepEqual(hinted(pod(`livenessProbe: { ${http} }`, 'restartPolicy: $(POLICY)')), [
      `livenessProbe: { ${http} } «up to 30 s to start · killed after ≤ 31 s»`,
    ]));

  test('by the policy of the container before that of the pod', () => {
    const of = (policy: string) => hinted(pod(`${policy}\nlivenessProbe: { ${http} }`, 'restartPolicy: Always'))[0];
    assert.match(of('restartPolicy: Never') ?? '', /killed after/);
    assert.match(of('restartPolicy: OnFailure') ?? '', /restart after/);
  });

  test('says nothing of what comes then where the rules of the container decide', () => {
    const rules = 'restartPolicyRules: [{ action: Restart, exitCodes: { operator: In, values: [137] } }]';
    const source = pod(`restartPolicy: Never\n${rules}\nlivenessProbe: { ${http} }`);
    assert.match(hinted(source)[0] ?? '', /killed after/);
    assert.doesNotMatch(tooltips(source).join(), /not started again/);
    assert.match(
      tooltips(source.replace('values: [137]', 'values: []').replace(/ +restartPolicyRules.*\n/, '')).join(),
      /not started again/,
    );
  });

  test("in a CronJob's pod", () =>
    assert.deepEqual(
      hinted(`
        apiVersion: batch/v1
        kind: CronJob
        spec:
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: job
                      livenessProbe: { exec: { command: [check] } }
        `),
      ['livenessProbe: { exec: { command: [check] } } «up to 30 s to start · killed after ≤ 31 s»'],
    ));

  test('for a sidecar, which always restarts, and for no other init container', () =>
    assert.deepEqual(
      hinted(`
        apiVersion: v1
        kind: Pod
        spec:
          restartPolicy: Never
          initContainers:
            - name: proxy
              restartPolicy: Always
              livenessProbe: { tcpSocket: { port: 1 } }
            - name: setup
              livenessProbe: { tcpSocket: { port: 2 } }
          ephemeralContainers:
            - name: debug
              livenessProbe: { tcpSocket: { port: 3 } }
        `),
      ['livenessProbe: { tcpSocket: { port: 1 } } «up to 30 s to start · restart after ≤ 31 s»'],
    ));

  test('for each object of a list, and each document', () =>
    assert.deepEqual(
      hinted(`
        apiVersion: v1
        kind: List
        items:
          - apiVersion: v1
            kind: Pod
            spec: { containers: [{ name: a, startupProbe: { tcpSocket: { port: 1 } } }] }
        ---
        apiVersion: v1
        kind: Pod
        spec: { containers: [{ name: b, startupProbe: { tcpSocket: { port: 2 } }, livenessProbe: { tcpSocket: { port: 3 } } }] }
        `),
      [
        'spec: { containers: [{ name: a, startupProbe: { tcpSocket: { port: 1 } } «up to 30 s to start» }] }',
        'spec: { containers: [{ name: b, startupProbe: { tcpSocket: { port: 2 } } «up to 30 s to start», livenessProbe: { tcpSocket: { port: 3 } } «restart after ≤ 31 s» }] }',
      ],
    ));
});

describe('nothing stands', () => {
  for (const [what, probes] of [
    ['where a number is filled in later', `livenessProbe:\n  periodSeconds: {{ .Values.period }}\n  ${http}`],
    ['where a number is none', `livenessProbe:\n  periodSeconds: "10"\n  ${http}`],
    ['where a number is refused', `livenessProbe:\n  failureThreshold: -1\n  ${http}`],
    ['behind a probe that is null', 'livenessProbe:'],
    ['behind a probe that asks nothing yet', 'livenessProbe:\n  periodSeconds: 5'],
    ['behind a probe whose port is still to come', 'livenessProbe:\n  httpGet: { port: }'],
    ['behind a probe whose command is still to come', 'livenessProbe:\n  exec: {}'],
    ['behind a probe that asks in two ways', `readinessProbe:\n  ${http}\n  tcpSocket: { port: 80 }`],
    ['behind liveness with a successThreshold', `livenessProbe:\n  ${http}\n  successThreshold: 2`],
    ['behind startup with a successThreshold', `startupProbe:\n  ${http}\n  successThreshold: 2`],
    ['behind liveness that leaves no time to end', `livenessProbe:\n  ${http}\n  terminationGracePeriodSeconds: 0`],
    ['behind readiness that is to end something', `readinessProbe:\n  ${http}\n  terminationGracePeriodSeconds: 5`],
    ['behind one that came by a merge key', `<<: { livenessProbe: { ${http} } }`],
  ] as const) {
    test(what, () => assert.deepEqual(hinted(pod(probes)), []));
  }

  test('in a template', () =>
    assert.deepEqual(hinted(pod(`{{- if .x }}\nlivenessProbe: { ${http} }\n{{- end }}`)), []));

  test('in a patch, which has only some of the numbers', () => {
    const patch = pod(`livenessProbe: { ${http} }`);
    assert.deepEqual(hinted(`#- patch.yaml\n${patch}#- kustomization.yaml\npatches: [{ path: patch.yaml }]\n`), []);
    assert.deepEqual(hinted(pod(`livenessProbe: { ${http}, $patch: replace }`)), []);
    assert.equal(hinted(`#- web.yaml\n${patch}#- kustomization.yaml\nresources: [web.yaml]\n`).length, 1);
  });

  test('in kinds of someone else', () =>
    assert.deepEqual(
      hinted(`apiVersion: example.com/v1\nkind: Pod\nspec: { containers: [{ livenessProbe: { ${http} } }] }\n`),
      [],
    ));

  test('outside the lines that are asked for', () => {
    const source = pod(`startupProbe:\n  ${http}\nlivenessProbe:\n  ${http}`);
    const lines = (first: number, last: number) =>
      hinted(source, {}, { start: { line: first, character: 0 }, end: { line: last, character: 99 } });
    assert.deepEqual(lines(6, 6), ['startupProbe: «up to 30 s to start»']);
    assert.deepEqual(lines(7, 7), []);
    assert.deepEqual(lines(7, 8), ['livenessProbe: «restart after ≤ 31 s»']);
  });

  test('that is turned off', () => {
    const source = pod(`readinessProbe: { ${http} }\nlivenessProbe: { ${http} }`);
    const shown = (off: readonly string[]) =>
      hinted(source, { inlayHints: Object.fromEntries(off.map(name => [name, false])) }).map(
        line => /«(.*)»/.exec(line)?.[1],
      );
    assert.deepEqual(
      shown(['probeStart']),
      ['restart after ≤ 31 s', 'not ready after ≤ 31 s · ready again after ≤ 10 s'].reverse(),
    );
    assert.deepEqual(shown(['probeFailure']), ['ready again after ≤ 10 s', 'up to 30 s to start']);
    assert.deepEqual(shown(['probeRecovery', 'probeStart']), ['not ready after ≤ 31 s', 'restart after ≤ 31 s']);
    assert.deepEqual(shown(['probeFailure', 'probeRecovery', 'probeStart']), []);
  });
});

describe('the tooltip', () => {
  const only = (source: string): string => {
    const [text = '', ...others] = tooltips(source);
    assert.deepEqual(others, []);
    return text;
  };

  test('has the exact bounds, how they come about, and what comes then', () =>
    assert.equal(
      only(pod(`livenessProbe:\n  ${http}\n  terminationGracePeriodSeconds: 5`)),
      dedent(`
        **Up to 30 s to start**: there is no \`startupProbe\`, so one that takes longer is restarted before it is up

        - As the documentation counts: 3 × 10 s = 30 s
        - Restarted after at least 2 × 10 s = 20 s: it refuses connections, and was first asked at once
        - Restarted after at most 10 s + 2 × 10 s + 1 s = 31 s: it hangs, and the last question waits its timeout of 1 s

        **Restarted between 20 s and 31 s after it stops answering**

        - At least 2 × 10 s = 20 s: it fails just before a question, and refuses connections
        - At most 10 s + 2 × 10 s + 1 s = 31 s: it hangs just after a question, and the last question waits its timeout of 1 s

        What it takes to end comes on top, up to 5 s; it is started again at once the first time, then after pauses of 10 s, 20 s, up to 5 min

        Taken for granted: a healthy container answers at once. [About probes](https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes)
        `).trimEnd(),
    ));

  test('of readiness', () =>
    assert.equal(
      only(pod(`readinessProbe:\n  ${http}\n  successThreshold: 3\n  periodSeconds: 5\n  timeoutSeconds: 6`)),
      dedent(`
        **Marked not ready between 10 s and 23 s after it stops answering**

        - At least 2 × 5 s = 10 s: it fails just before a question, and refuses connections
        - At most 5 s + 2 × 6 s + 6 s = 23 s: it hangs just after a question, and each question waits 6 s, longer than the period of 5 s

        The container runs on; Services send its pod no more requests

        **Ready again at most 16 s after it answers again**

        - Often sooner: while it is not ready, the kubelet also asks out of turn
        - At most 6 s + 2 × 5 s = 16 s: a question that nobody answered has to time out first

        Taken for granted: a healthy container answers at once. [About probes](https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes)
        `).trimEnd(),
    ));

  test('of a startup probe counts the delay, which may end a second early', () => {
    const text = only(pod(`startupProbe:\n  ${http}\n  initialDelaySeconds: 20\n  failureThreshold: 2`));
    assert.match(
      text,
      /^\*\*Up to 40 s to start\*\*: until it has answered, `livenessProbe` and `readinessProbe` do not ask\n/,
    );
    assert.match(text, /counts: 20 s \+ 2 × 10 s = 40 s\n/);
    assert.match(text, /at least 19 s \+ 10 s = 29 s: it refuses connections, and was first asked a second early\n/);
    assert.match(text, /at most 20 s \+ 10 s \+ 10 s \+ 1 s = 41 s: /);
  });

  test('says when nothing starts it again', () => {
    assert.match(
      only(pod(`livenessProbe: { ${http} }`, 'restartPolicy: Never')),
      /\n\*\*Killed .*\n.*up to 30 s; with `restartPolicy: Never` it is not started again\n/s,
    );
    assert.match(
      only(
        `apiVersion: batch/v1\nkind: Job\nspec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, startupProbe: { ${http} } }] } } }\n`,
      ),
      /it is not started again, the Job makes another pod as long as its `backoffLimit` lets it\n/,
    );
  });
});

describe('a thousand random probes', () => {
  const positive = fc.integer({ min: 1, max: 400 });
  const numbers = fc.record<ProbeNumbers>({
    initialDelaySeconds: fc.integer({ min: 0, max: 400 }),
    periodSeconds: positive,
    timeoutSeconds: positive,
    successThreshold: positive,
    failureThreshold: positive,
    terminationGracePeriodSeconds: positive,
  });
  /** Of the fields, readiness may not have one, and the others must leave another alone. */
  const allowed = (probe: ProbeNumbers, kind: ProbeKind): ProbeNumbers =>
    kind === 'readiness' ? { ...probe, terminationGracePeriodSeconds: 30 } : { ...probe, successThreshold: 1 };
  const kinds = fc.constantFrom<ProbeKind>('startup', 'readiness', 'liveness');

  test('have the words that their numbers come to', () =>
    fc.assert(
      fc.property(numbers, kinds, (any, kind) => {
        const probe = allowed(any, kind);
        const written = Object.entries(probe).filter(
          ([name]) => kind !== 'readiness' || name !== 'terminationGracePeriodSeconds',
        );
        const fields = [`  ${http}\n`, ...written.map(([name, value]) => `  ${name}: ${value}\n`)];
        const most = duration(failsAfter(probe).most);
        const [budget, { least }] = [startBudget(probe), startFailsAfter(probe)];
        const worst = 2 * least < budget ? `, at worst ${duration(least)}` : '';
        const begins = `up to ${duration(budget)} to start${worst}`;
        const expected = {
          startup: begins,
          liveness: `${begins} · restart after ≤ ${most}`,
          readiness: `not ready after ≤ ${most} · ready again after ≤ ${duration(succeedsAfter(probe).most)}`,
        };
        assert.deepEqual(hinted(pod(`${kind}Probe:\n${fields.join('')}`)), [`${kind}Probe: «${expected[kind]}»`]);
      }),
      { numRuns: 1000, seed: 4 },
    ));

  test('are first asked within the bounds', () =>
    fc.assert(
      fc.property(numbers, kinds, fc.double({ min: 0, max: 0.999, noNaN: true }), (probe, kind, part) => {
        const behaviour = { startsIn: 0, failures: [], endsIn: 1, restarts: true };
        const chance = { phases: { startup: part, readiness: part, liveness: part }, fraction: part };
        const [first] = simulate({ [kind]: probe }, behaviour, chance, 1000).attempts;
        const { least, most } = firstAskedAfter(probe);
        assert.ok(first && first.start >= least && first.start <= most, `${first?.start}: ${least} to ${most}`);
      }),
      { numRuns: 1000, seed: 4 },
    ));
});

describe('hovering says', () => {
  for (const [where, fixture, expected] of [
    [
      'livenessProbe',
      pod(`liveness<|>Probe: { ${http} }`),
      [
        'Restarted between 20 s and 31 s after it stops answering',
        'Without a `startupProbe` it may take up to 30 s to start',
        'What it takes to end comes on top, up to 30 s; it is started again at once the first time, then after pauses of 10 s, 20 s, up to 5 min',
      ],
    ],
    [
      'livenessProbe of a Pod that is not started again',
      pod(`liveness<|>Probe: { ${http}, failureThreshold: 1 }\nstartupProbe: { ${http} }`, 'restartPolicy: Never'),
      [
        'Killed at most 11 s after it stops answering',
        'What it takes to end comes on top, up to 30 s; with `restartPolicy: Never` it is not started again',
      ],
    ],
    [
      'readinessProbe',
      pod(`readiness<|>Probe: { ${http} }`),
      [
        'Marked not ready between 20 s and 31 s after it stops answering',
        'Ready again at most 10 s after it answers again',
      ],
    ],
    [
      'startupProbe',
      pod(`startup<|>Probe: { ${http}, failureThreshold: 30 }\nlivenessProbe: { tcpSocket: { port: 80 } }`),
      [
        'Asks something else than `livenessProbe`: that one may still fail when this one has succeeded',
        'May take up to 5 min to start',
        'Restarted between 4 min 50 s and 5 min 1 s after its start, if it does not answer until then',
        'What it takes to end comes on top, up to 30 s; it is started again at once the first time, then after pauses of 10 s, 20 s, up to 5 min',
      ],
    ],
    [
      'failureThreshold',
      pod(`livenessProbe: { ${http}, failure<|>Threshold: 5 }`),
      [
        '5 failures × 10 s: restarted between 40 s and 51 s after it stops answering',
        'Without a `startupProbe` it may take up to 50 s to start',
      ],
    ],
    [
      'failureThreshold of 1',
      pod(`readinessProbe: { ${http}, failure<|>Threshold: 1 }`),
      ['1 failure is enough: marked not ready at most 11 s after it stops answering'],
    ],
    [
      'failureThreshold of a startup probe',
      pod(`startupProbe: { ${http}, failure<|>Threshold: 6, initialDelaySeconds: 5 }`),
      [
        '6 failures × 10 s: restarted between 54 s and 1 min 6 s after its start, if it does not answer until then',
        'May take up to 1 min 5 s to start',
      ],
    ],
    [
      'failureThreshold of 0',
      pod(`readinessProbe: { ${http}, failure<|>Threshold: 0 }`),
      ['Counts as 3 here', '3 failures × 10 s: marked not ready between 20 s and 31 s after it stops answering'],
    ],
    [
      'periodSeconds, and nothing written there',
      pod(`readinessProbe:\n  ${http}\n  period<|>Seconds:`),
      ['Counts as 10 here', '3 failures × 10 s: marked not ready between 20 s and 31 s after it stops answering'],
    ],
    [
      'periodSeconds shorter than the timeout',
      pod(`readinessProbe: { ${http}, period<|>Seconds: 5, timeoutSeconds: 20 }`),
      [
        'The timeout is longer than the period: questions that nobody answers follow each other without a pause, every 20 s instead of every 5 s',
        '3 failures × 20 s: marked not ready between 10 s and 1 min 5 s after it stops answering',
      ],
    ],
    [
      'timeoutSeconds',
      pod(`readinessProbe: { ${http}, timeout<|>Seconds: 4 }`),
      ['3 questions without an answer for 4 s: marked not ready between 20 s and 34 s after it stops answering'],
    ],
    [
      'timeoutSeconds longer than the period',
      pod(`readinessProbe: { ${http}, timeout<|>Seconds: 20, periodSeconds: 5, failureThreshold: 1 }`),
      [
        'The timeout is longer than the period: questions that nobody answers follow each other without a pause, every 20 s instead of every 5 s',
        '1 question without an answer for 20 s: marked not ready at most 25 s after it stops answering',
      ],
    ],
    [
      'successThreshold',
      pod(`readinessProbe: { ${http}, success<|>Threshold: 2 }`),
      ['2 successes × 10 s: ready again at most 20 s after it answers again'],
    ],
    ['successThreshold of liveness, which must be 1', pod(`livenessProbe: { ${http}, success<|>Threshold: 1 }`), []],
    [
      'initialDelaySeconds',
      pod(`livenessProbe: { ${http}, initial<|>DelaySeconds: 30 }`),
      [
        'First asked at a tick of `periodSeconds`: between 29 s and 40 s after the start',
        'Without a `startupProbe` it may take up to 1 min to start',
      ],
    ],
    [
      'initialDelaySeconds of 0, which is no default of anything',
      pod(`readinessProbe: { ${http}, initial<|>DelaySeconds: 0 }`),
      ['First asked at a tick of `periodSeconds`: at most 10 s after the start'],
    ],
    [
      'initialDelaySeconds beside a startup probe',
      pod(`livenessProbe: { ${http}, initial<|>DelaySeconds: 30 }\nstartupProbe: { ${http} }`),
      ['Counts from the start of the container: by the time `startupProbe` has succeeded it is mostly over'],
    ],
    [
      'terminationGracePeriodSeconds of a probe',
      pod(`livenessProbe: { ${http}, terminationGrace<|>PeriodSeconds: 5 }`, 'terminationGracePeriodSeconds: 60'),
      ['Up to 5 s to end after this probe has failed; in every other case 1 min, as the pod has it'],
    ],
    [
      'terminationGracePeriodSeconds of a probe that is also the default of the pod',
      pod(`livenessProbe: { ${http}, terminationGrace<|>PeriodSeconds: 30 }`),
      ['Up to 30 s to end after this probe has failed; as long as in every other case'],
    ],
    [
      'terminationGracePeriodSeconds of the pod',
      pod(`livenessProbe: { ${http}, terminationGracePeriodSeconds: 5 }`, 'terminationGrace<|>PeriodSeconds: 60'),
      ['After a probe has failed that has its own, that counts: 5 s for `livenessProbe` of `web`'],
    ],
    [
      'the least that the kubelet leaves for the end',
      pod(`livenessProbe: { ${http}, terminationGrace<|>PeriodSeconds: 1 }`),
      ['Up to 2 s to end after this probe has failed; in every other case 30 s, as the pod has it'],
    ],
    [
      'that a start may be cut short where one failure is enough',
      pod(`startup<|>Probe: { ${http}, failureThreshold: 1 }`),
      [
        'May take up to 10 s to start, at worst 0 s',
        'Restarted at most 11 s after its start, if it does not answer until then',
        'What it takes to end comes on top, up to 30 s; it is started again at once the first time, then after pauses of 10 s, 20 s, up to 5 min',
      ],
    ],
    ['nothing of numbers that are not known', pod(`livenessProbe: { ${http}, failure<|>Threshold: {{ .F }} }`), []],
    [
      'nothing of the others then, either',
      pod(`livenessProbe: { ${http}, period<|>Seconds: 5, failureThreshold: "3" }`),
      [],
    ],
    ['nothing in a patch', pod(`livenessProbe:\n  ${http}\n  period<|>Seconds: 5\n  $patch: merge`), []],
    [
      'nothing of an init container that runs to its end',
      'apiVersion: v1\nkind: Pod\nspec: { initContainers: [{ name: a, livenessProbe: { tcpSocket: { port: 1 }, failure<|>Threshold: 3 } }] }\n',
      [],
    ],
    [
      'nothing of one that stands twice and does not count',
      pod(`livenessProbe: { ${http}, failure<|>Threshold: 3, failureThreshold: 4 }`),
      [],
    ],
  ] as const) {
    test(where, () => assert.deepEqual(factsAt(fixture), expected));
  }
});

/** The paragraphs of a hover between what the field is and what stands below: its default, `kubectl explain`. */
function factsAt(fixture: string): readonly string[] {
  const { service, uri, position } = openAtCursor(fixture);
  const contents = service.hover(uri, position)?.contents;
  assert.ok(MarkupContent.is(contents));
  const paragraphs = contents.value.split('\n\n').slice(2);
  const end = paragraphs.findIndex(text => /^(Default: |Minimum: |Since |`kubectl explain)/.test(text));
  assert.ok(end >= 0);
  // Pictures, and what is said in place of them, are no facts.
  return paragraphs.slice(0, end).filter(text => !/^(For example:|!\[)/.test(text));
}
