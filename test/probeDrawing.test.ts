/** The timeline of probes: the words say what happens, the drawing shows it where it belongs, and both can be read. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { create } from 'xmlbuilder2';
import { barOpacity, laneHeight, paleOpacity } from '../server/src/prober/bars.js';
import { failsAfter, succeedsAfter } from '../server/src/prober/bounds.js';
import { drawTimeline, timelineDrawing } from '../server/src/prober/drawing.js';
import { eventsOf } from '../server/src/prober/events.js';
import { marksOf } from '../server/src/prober/marks.js';
import { type Palette, palettes, themes } from '../server/src/prober/palettes.js';
import { type ProbeKind, type ProbeNumbers, type Probes, probeKinds } from '../server/src/prober/probe.js';
import { scenarioOf } from '../server/src/prober/scenario.js';
import { type Behaviour, simulate } from '../server/src/prober/simulate.js';
import { textWidth } from '../server/src/prober/svg.js';
import { timelineScale } from '../server/src/prober/timeScale.js';
import { tell } from '../server/src/prober/words.js';
import { type ProbeStory, probeStories, shownStory, usualProbe } from './support/probeStories.js';

/** Of the narrowest panel, of a hover, and of a panel with room. */
const widths = [260, 480, 900] as const;
const fontSize = 11;

function draw({ probes, story, behaviour }: ProbeStory, width = 480, title = 'web', palette = palettes.light): string {
  return drawTimeline(probes, story, { width, palette, behaviour, title });
}

interface Drawn {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  /** Where it is, with what its groups move it by. */
  readonly x: number;
  readonly y: number;
  readonly lane: string | undefined;
}

/** Every element of a drawing; that it can be read at all shows that it is well-formed. */
function elementsOf(svg: string): readonly Drawn[] {
  return drawnIn(create(svg).root(), { x: 0, y: 0, lane: undefined });
}

type Around = Pick<Drawn, 'x' | 'y' | 'lane'>;

function drawnIn(element: ReturnType<typeof create>, around: Around): readonly Drawn[] {
  const attributes = attributesOf(element);
  const [, dx = '0', dy = '0'] = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(attributes['transform'] ?? '') ?? [];
  const lane = /^lane (.+)$/.exec(attributes['class'] ?? '')?.[1] ?? around.lane;
  const inside: Around = { x: around.x + Number(dx), y: around.y + Number(dy), lane };
  const own = Number(attributes['x'] ?? attributes['cx'] ?? /^M([-\d.]+)/.exec(attributes['d'] ?? '')?.[1] ?? 0);
  const down = Number(attributes['y'] ?? attributes['cy'] ?? 0);
  const { nodeName: name, textContent } = element.node;
  const found: Drawn[] = [{ name, attributes, text: textContent ?? '', x: inside.x + own, y: inside.y + down, lane }];
  element.each(child => {
    if (!child.node.nodeName.startsWith('#')) found.push(...drawnIn(child, inside));
  });
  return found;
}

function attributesOf({ node }: ReturnType<typeof create>): Readonly<Record<string, string>> {
  if (!('attributes' in node)) return {};
  return Object.fromEntries([...(node as Element).attributes].map(({ name, value }) => [name, value]));
}

interface Element {
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
}

function withClass(elements: readonly Drawn[], name: string): readonly Drawn[] {
  return elements.filter(({ attributes }) => attributes['class'] === name);
}

describe('the words tell', () => {
  const told = (name: keyof typeof probeStories) => {
    const { probes, story, behaviour } = probeStories[name];
    return tell(probes, story, behaviour);
  };

  test('of a slow start without a startup probe how it never comes up', () =>
    assert.deepEqual(told('no startup probe and a slow start').slice(0, 6), [
      'The app does not come up before it is told to end',
      'Told to end at 28 s: livenessProbe failed 3 times',
      'Restarted at 30 s',
      'Told to end at 58 s: livenessProbe failed 3 times',
      'Restarted at 1 min 10 s, after 10 s of CrashLoopBackOff',
      'Told to end at 1 min 38 s: livenessProbe failed 3 times',
    ]));

  test('of a timeout longer than the period how long one question takes', () =>
    assert.deepEqual(told('a timeout longer than the period'), [
      'The app answers from 6 s',
      'Ready from 10 s',
      'The app hangs from 18 s',
      'Not ready from 35 s: readinessProbe failed 3 times',
      'Told to end at 1 min 19 s: livenessProbe failed 3 times',
      'Restarted at 1 min 49 s',
      'The app answers from 1 min 55 s',
      'Ready again from 1 min 59 s',
    ]));

  test('of a failureThreshold of 1 that one failure is enough', () =>
    assert.deepEqual(told('failureThreshold 1'), [
      'The app answers from 2 s',
      'Ready from 10 s',
      'The app hangs from 26 s',
      'Told to end at 29 s: livenessProbe failed once',
      'Not ready from 51 s: readinessProbe failed 3 times',
      'Restarted at 59 s',
      'The app answers from 1 min 1 s',
      'Ready again from 1 min 9 s',
    ]));

  test('of a readiness that flaps when there is traffic, and that nobody restarts', () =>
    assert.deepEqual(told('a readiness that flaps'), [
      'The app answers from 5 s',
      'Ready from 10 s',
      'readinessProbe fails from 20 s for a reason outside the app',
      'Not ready from 20 s: readinessProbe failed once',
      'The failure is over at 45 s',
      'Ready again from 50 s',
      'readinessProbe fails from 1 min 16 s for a reason outside the app',
      'Not ready from 1 min 20 s: readinessProbe failed once',
      'The failure is over at 1 min 41 s',
      'Ready again from 1 min 50 s',
    ]));

  test('of a startup probe when it lets the others begin', () =>
    assert.deepEqual(told('a startup probe that keeps the others waiting'), [
      'The app answers from 25 s',
      'Started at 32 s: startupProbe succeeded',
      'Ready from 32 s',
      'The app hangs from 54 s',
      'Not ready from 1 min 8 s: readinessProbe failed 3 times',
      'Told to end at 1 min 19 s: livenessProbe failed 3 times',
      'Restarted at 1 min 49 s',
      'The app answers from 2 min 14 s',
      'Started at 2 min 22 s: startupProbe succeeded',
      'Ready again from 2 min 22 s',
    ]));
});

describe('the words', () => {
  const chance = { phases: { startup: 0, readiness: 0.1, liveness: 0.48 }, fraction: 0 };
  const tells = (probes: Probes, behaviour: Behaviour, until: number) =>
    tell(probes, simulate(probes, behaviour, chance, until), behaviour);
  const calm: Behaviour = { startsIn: 1000, failures: [], endsIn: 30, restarts: true };

  test('finish one life before they begin the next', () =>
    assert.deepEqual(tells({ liveness: { ...usualProbe, failureThreshold: 1 } }, calm, 36), [
      'The app does not come up before it is told to end',
      'Ready from 0 s',
      'Told to end at 4.8 s: livenessProbe failed once',
      'Not ready from 34.8 s: the container ended',
      'Restarted at 34.8 s',
      'Ready again from 34.8 s',
      'Told to end at 34.8 s: livenessProbe failed once',
    ]));

  test('do not say that an app answers which hangs from its start', () => {
    const hangs = { from: 0, until: Number.POSITIVE_INFINITY, how: 'hangs' } as const;
    assert.deepEqual(tells({ readiness: usualProbe }, { ...calm, startsIn: 12, failures: [hangs] }, 60), [
      'The app comes up at 12 s, and hangs',
    ]);
    assert.deepEqual(
      tells({ readiness: usualProbe }, { ...calm, startsIn: 12, failures: [{ ...hangs, until: 40 }] }, 60),
      [
        'The app comes up at 12 s, and hangs',
        'The failure is over at 40 s',
        'The app answers from 40 s',
        'Ready from 40 s',
      ],
    );
    assert.deepEqual(
      tells({ readiness: usualProbe }, { ...calm, startsIn: 12, failures: [{ ...hangs, until: 10 }] }, 30),
      ['The app answers from 12 s', 'Ready from 20 s'],
    );
  });
});

for (const [name, told] of Object.entries(probeStories)) {
  describe(`the drawing of ${name}`, () => {
    const { probes, story, behaviour } = told;
    for (const width of widths) {
      const elements = elementsOf(draw(told, width));
      const { xOf } = timelineScale(story, width);

      for (const kind of probeKinds.filter(one => probes[one] && width > 300)) {
        test(`has each answer to ${kind} where it was given, at width ${width}`, () => {
          const ticks = [...withClass(elements, 'success'), ...withClass(elements, 'failure')].filter(
            ({ lane }) => lane === kind,
          );
          const attempts = story.attempts.filter(one => one.kind === kind);
          assert.deepEqual(
            ticks.map(({ x, attributes }) => `${x} ${attributes['class']}`).sort(),
            attempts.map(({ end, result }) => `${Math.round(xOf(end) * 10) / 10} ${result}`).sort(),
          );
        });
      }

      test(`names no moment twice, and each at its time, at width ${width}`, () => {
        const marks = marksOf(eventsOf(probes, story, behaviour), timelineScale(story, width), fontSize);
        const poles = withClass(elements, 'pole').map(({ x }) => x);
        assert.deepEqual(
          poles,
          marks.map(({ at }) => Math.round(xOf(at) * 10) / 10),
        );
        assert.equal(new Set(marks.map(({ at, isBad }) => `${at} ${isBad}`)).size, marks.length);
      });

      test(`has no text over another, and none outside, at width ${width}`, () => assertReadable(elements, width));
    }

    test('is small enough for a hover', () => assert.ok(draw(told).length < 40_000));
  });
}

/** The timeline draws the line of its handle behind everything. */
test('a line through the drawing crosses no name that has another place', () => {
  const { probes, story, behaviour } = probeStories['failureThreshold 1'];
  const scale = timelineScale(story, 480);
  const events = eventsOf(probes, story, behaviour);
  const crossed = (marks: ReturnType<typeof marksOf>, line: number) =>
    marks.filter(({ flag }) => flag && flag.left <= line && line <= flag.right).map(({ text }) => text);
  const [ready] = marksOf(events, scale, fontSize).filter(({ text }) => text.startsWith('ready '));
  const line = (ready?.flag?.left ?? 0) + 10;
  assert.deepEqual(crossed(marksOf(events, scale, fontSize), line), [ready?.text]);
  const marks = marksOf(events, scale, fontSize, 'named', line);
  assert.deepEqual(crossed(marks, line), []);
  const named = (all: typeof marks) => all.filter(({ flag }) => flag).length;
  assert.equal(named(marks), named(marksOf(events, scale, fontSize)));
});

/** Texts as boxes: what they are written over is another matter. */
function assertReadable(elements: readonly Drawn[], width: number): void {
  const boxes = elements
    .filter(({ name }) => name === 'text')
    .map(({ text, x, y, lane, attributes }) => {
      const wide = textWidth(text, fontSize);
      const isInAxis = lane === undefined && attributes['class'] === undefined && attributes['fill'] === undefined;
      const anchor = attributes['text-anchor'] ?? (isInAxis ? 'middle' : 'start');
      const left = anchor === 'middle' ? x - wide / 2 : anchor === 'end' ? x - wide : x;
      return { text, left, right: left + wide, y };
    });
  assert.ok(boxes.length > 5);
  for (const [i, one] of boxes.entries()) {
    assert.ok(one.left >= 0 && one.right <= width, `"${one.text}" from ${one.left} to ${one.right}`);
    for (const other of boxes.slice(i + 1)) {
      const isApart = one.right <= other.left || other.right <= one.left || Math.abs(one.y - other.y) >= fontSize;
      assert.ok(isApart, `"${one.text}" over "${other.text}"`);
    }
  }
}

describe('the drawing', () => {
  const bars = (elements: readonly Drawn[], name: string, lane: string) =>
    withClass(elements, name)
      .filter(one => one.lane === lane)
      .map(({ x, attributes }) => [x, Number((x + Number(attributes['width'])).toFixed(1))]);
  const startup = probeStories['a startup probe that keeps the others waiting'];

  test('shows that readiness and liveness wait for the startup probe', () => {
    const elements = elementsOf(draw(startup));
    const { xOf } = timelineScale(startup.story, 480);
    const { lives } = startup.story;
    const waits = lives.map(({ start, started = 0 }) => [start, started].map(time => Math.round(xOf(time) * 10) / 10));
    assert.equal(waits.length, 2);
    for (const lane of ['readiness', 'liveness']) {
      const shown = bars(elements, 'waiting', lane);
      assert.equal(shown.length, 2);
      for (const [i, x] of shown.flat().entries()) assert.ok(Math.abs(x - (waits.flat()[i] ?? 0)) < 0.2);
    }
    assert.deepEqual(bars(elements, 'waiting', 'startup'), []);
  });

  test('shows an initial delay from the start of the container, and again after a restart', () => {
    const told = shownStory({ liveness: { ...usualProbe, initialDelaySeconds: 60 } });
    const { xOf } = timelineScale(told.story, 480);
    const [first, second] = bars(elementsOf(draw(told)), 'delay', 'liveness');
    assert.deepEqual(first, [74, Math.round(xOf(60) * 10) / 10]);
    assert.equal(second?.[0], Math.round(xOf(told.story.lives[1]?.start ?? 0) * 10) / 10);
  });

  test('shows a question that timed out from its beginning to its end', () => {
    const told = probeStories['a timeout longer than the period'];
    const { xOf } = timelineScale(told.story, 480);
    const late = told.story.attempts.filter(({ kind, timedOut }) => kind === 'liveness' && timedOut);
    assert.equal(late.length, 3);
    for (const [i, [left, right]] of bars(elementsOf(draw(told)), 'timeout', 'liveness').entries()) {
      assert.ok(Math.abs((left ?? 0) - xOf(late[i]?.start ?? 0)) <= 0.1);
      assert.ok(Math.abs((right ?? 0) - xOf(late[i]?.end ?? 0)) <= 0.2);
    }
  });

  test('shows the waits of a restart loop', () => {
    const elements = elementsOf(draw(probeStories['no startup probe and a slow start'], 900));
    assert.equal(bars(elements, 'waiting', 'app').length, 4);
    assert.ok(elements.some(({ name, text }) => name === 'text' && /^CrashLoopBackOff 1 min 20 s$/.test(text)));
    assert.ok(!elements.some(({ name, text }) => (name === 'text' && text === 'up') || text === 'gets traffic'));
  });

  test('puts a ring around the failures that had consequences', () => {
    const told = probeStories['failureThreshold 1'];
    const verdicts = withClass(elementsOf(draw(told)), 'verdict').filter(({ lane }) => lane);
    const { xOf } = timelineScale(told.story, 480);
    const [lost] = told.story.ready.map(({ until }) => until);
    assert.deepEqual(
      verdicts.map(({ x, lane }) => [lane, x]),
      [
        ['readiness', Math.round(xOf(lost ?? 0) * 10) / 10],
        ['liveness', Math.round(xOf(told.story.lives[0]?.condemned?.at ?? 0) * 10) / 10],
      ],
    );
  });

  test('puts none around what the next container was asked in the moment in which one ended', () => {
    const probes = { readiness: usualProbe, liveness: { ...usualProbe, failureThreshold: 1 } };
    const failures = [{ from: 12, until: 100, how: 'refuses' }] as const;
    const behaviour: Behaviour = { startsIn: 5, failures, endsIn: 19, restarts: true };
    const chance = { phases: { startup: 0, readiness: 0, liveness: 0.1 }, fraction: 0 };
    // The first liveness question comes before it is up.
    const patient = { ...probes, liveness: { ...probes.liveness, initialDelaySeconds: 5 } };
    const story = simulate(patient, behaviour, chance, 40.5);
    assert.deepEqual(story.ready, [{ from: 10, until: 40 }]);
    const third = story.attempts.findLast(({ kind }) => kind === 'readiness');
    assert.deepEqual([third?.end, third?.inARow], [40, 3]);
    const verdicts = withClass(elementsOf(draw({ probes: patient, story, behaviour })), 'verdict');
    assert.deepEqual(
      verdicts.flatMap(({ lane }) => lane ?? []),
      ['liveness'],
    );
    assert.ok(tell(patient, story, behaviour).includes('Not ready from 40 s: the container ended'));
  });

  test('says how many answers it does not show one by one', () => {
    const probe = { ...usualProbe, periodSeconds: 1 };
    const told = shownStory({ readiness: probe, liveness: { ...usualProbe, failureThreshold: 30 } });
    const elements = elementsOf(draw(told));
    const thinned = withClass(elements, 'thinned').filter(({ lane }) => lane === 'readiness');
    const counted = elements.filter(
      ({ name, text, lane }) => name === 'text' && lane === 'readiness' && /^\d+×$/.test(text),
    );
    assert.ok(thinned.length >= counted.length && counted.length > 0);
    const single = [...withClass(elements, 'success'), ...withClass(elements, 'failure')];
    assert.ok(single.length < told.story.attempts.length);
    assertReadable(elements, 480);
  });

  test('is an image with a title and a description, whatever the container is called', () => {
    const svg = draw(startup, 480, 'web <1> & "2" \u0007');
    const [root, ...elements] = elementsOf(svg);
    assert.equal(root?.attributes['role'], 'img');
    assert.equal(elements.find(({ name }) => name === 'title')?.text, 'web <1> & "2" ');
    assert.match(
      elements.find(({ name }) => name === 'desc')?.text ?? '',
      /^The app answers from .+ startupProbe .+\.$/,
    );
  });

  test('leaves it to others to name the failure where it is asked to', () => {
    const { probes, story, behaviour } = startup;
    const options = { width: 480, palette: palettes.light, behaviour, title: 'web' };
    const named = (failureMark: 'named' | 'unnamed') => {
      const elements = elementsOf(timelineDrawing(probes, story, { ...options, failureMark }).svg);
      const texts = withClass(elements, 'mark').map(({ text }) => text);
      return { hang: texts.filter(text => text.startsWith('app hangs')), poles: withClass(elements, 'pole').length };
    };
    assert.equal(named('named').hang.length, 1);
    assert.deepEqual(named('unnamed'), { ...named('named'), hang: [] });
  });

  test('says where its lanes end', () => {
    const { probes, story, behaviour } = startup;
    const { svg, lanesEnd } = timelineDrawing(probes, story, {
      width: 480,
      palette: palettes.light,
      behaviour,
      title: '',
    });
    const [last] = withClass(elementsOf(svg), 'lane in-service');
    const { transform = '' } = last?.attributes ?? {};
    assert.equal(lanesEnd, Number(/(\d+)\)$/.exec(transform)?.[1]) + laneHeight);
  });

  test('needs nothing that a strict policy forbids', () =>
    assert.doesNotMatch(draw(startup), /style=|<style|<script|href|url\(|\son\w+=/));
});

describe('whatever the probes', () => {
  const number = (min: number, most: number) => fc.oneof(fc.integer({ min, max: 30 }), fc.integer({ min, max: most }));
  const probe = fc.record<ProbeNumbers>({
    initialDelaySeconds: number(0, 4000),
    periodSeconds: number(1, 4000),
    timeoutSeconds: number(1, 4000),
    successThreshold: fc.constant(1),
    failureThreshold: number(1, 1000),
    terminationGracePeriodSeconds: number(1, 4000),
  });
  const some = fc
    .record<Partial<Record<ProbeKind, ProbeNumbers>>>(
      { startup: probe, readiness: probe, liveness: probe },
      { requiredKeys: [] },
    )
    .filter(probes => Object.keys(probes).length > 0);
  const runs = { numRuns: 200, seed: 4 };
  const reactsIn = (one: ProbeNumbers) => one.initialDelaySeconds + succeedsAfter(one).most + failsAfter(one).most;

  test('the story that is shown comes up, fails, and gets to the consequences', () => {
    fc.assert(
      fc.property(some, probes => {
        const { story, behaviour } = shownStory(probes);
        const [life, next] = story.lives;
        const at = behaviour.failures[0]?.from ?? story.until;
        assert.ok(behaviour.startsIn <= at && at <= story.until);
        assert.ok(life?.condemned === undefined || life.condemned.at >= at, 'it was ended before it failed');
        const { readiness, liveness } = probes;
        const shortest = Math.min(...[readiness, liveness].map(one => one?.periodSeconds ?? Number.POSITIVE_INFINITY));
        const has = (one: ProbeNumbers | undefined) => one && reactsIn(one) <= 600 * shortest;
        if (has(readiness) || !readiness) assert.ok(story.ready[0] && story.ready[0].from <= at, 'it was never ready');
        if (has(liveness)) assert.ok(next || story.attempts.length > 3000, 'it was not restarted');
        else if (has(readiness)) assert.ok(next || story.ready.length === 2 || story.attempts.length > 3000);
      }),
      runs,
    );
  });

  for (const [what, probes, expected] of [
    [
      'readiness every second beside liveness every hour',
      { readiness: { ...usualProbe, periodSeconds: 1 }, liveness: { ...usualProbe, periodSeconds: 3600 } },
      [/^The app hangs/, /^Not ready .* failed 3 times$/, /^The failure is over/, /^Ready again/],
    ],
    [
      'readiness every second beside liveness after two hours',
      { readiness: { ...usualProbe, periodSeconds: 1 }, liveness: { ...usualProbe, initialDelaySeconds: 7200 } },
      [/^The app hangs/, /^Not ready .* failed 3 times$/, /^The failure is over/, /^Ready again/],
    ],
    [
      'liveness every second after a startup probe once a day',
      { startup: { ...usualProbe, periodSeconds: 86_400 }, liveness: { ...usualProbe, periodSeconds: 1 } },
      [/^Started/, /^The app hangs/, /^Told to end .* failed 3 times$/, /^Restarted/, /^Ready again/],
    ],
    [
      'liveness every second beside readiness every hour',
      { readiness: { ...usualProbe, periodSeconds: 3600 }, liveness: { ...usualProbe, periodSeconds: 1 } },
      [/^The app hangs/, /^Told to end .* failed 3 times$/, /^Restarted/],
    ],
  ] as const satisfies readonly (readonly [string, Probes, readonly RegExp[]])[]) {
    test(`the story has what follows a hang for ${what}`, () => {
      const { story, behaviour } = shownStory(probes);
      const sentences = tell(probes, story, behaviour);
      let at = -1;
      for (const one of expected) {
        at = sentences.findIndex((sentence, i) => i > at && one.test(sentence));
        assert.ok(at >= 0, `${one} in ${sentences.join('. ')}`);
      }
      assert.ok(story.attempts.length <= 150);
      assert.equal(story.until, scenarioOf(probes).until);
    });
  }

  test('texts do not cover each other, and the drawing stays small', () => {
    fc.assert(
      fc.property(some, fc.constantFrom(...widths), (probes, width) => {
        const svg = draw(shownStory(probes), width);
        assert.ok(svg.length < 20_000 + width * 60, `${svg.length} characters`);
        assertReadable(elementsOf(svg), width);
      }),
      { ...runs, numRuns: 60 },
    );
  });

  test('even senseless numbers are drawn at once', () => {
    const most = 0x7fffffff;
    const senseless: readonly ProbeNumbers[] = [
      { ...usualProbe, initialDelaySeconds: most, periodSeconds: 1 },
      { ...usualProbe, periodSeconds: most, timeoutSeconds: most, failureThreshold: most },
      { ...usualProbe, failureThreshold: most, terminationGracePeriodSeconds: most, periodSeconds: 1 },
    ];
    const began = performance.now();
    for (const one of senseless) {
      const all: readonly Probes[] = [{ liveness: one }, { startup: one, liveness: usualProbe }, { readiness: one }];
      for (const probes of all) elementsOf(draw(shownStory(probes)));
    }
    assert.ok(performance.now() - began < 2000);
  });
});

test('a place in the drawing and a time lead to each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (until, part) => {
      const scale = timelineScale({ until }, 480);
      assert.ok(Math.abs(scale.timeAt(scale.xOf(until * part)) - until * part) < 1e-6 * until);
      assert.equal(scale.timeAt(-100), 0);
      assert.equal(scale.timeAt(1000), until);
    }),
  );
});

describe('colours', () => {
  const colours = ['text', 'faint', 'good', 'bad'] as const;
  const fills = ['good', 'bad', 'wait', 'end'] as const;

  for (const theme of themes) {
    const palette: Palette = palettes[theme];
    test(`text can be read in ${theme}`, () => {
      for (const name of colours) {
        assert.ok(contrast(palette[name], palette.background) >= 4.5, `${name} on the background`);
      }
      for (const name of fills) {
        const fill = blend(palette[name], palette.background, barOpacity);
        assert.ok(contrast(palette.text, fill) >= 4.5, `text on a bar of ${name}`);
      }
      const pale = blend(palette.faint, palette.background, paleOpacity);
      assert.ok(contrast(palette.text, pale) >= 4.5, 'text on a bar that waits');
    });
    test(`signs can be seen in ${theme}`, () => {
      for (const name of fills) assert.ok(contrast(palette[name], palette.background) >= 3, name);
    });
  }
});

type Rgb = readonly [number, number, number];

function rgb(colour: string | Rgb): Rgb {
  if (typeof colour !== 'string') return colour;
  const part = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

function blend(colour: string, ground: string, opacity: number): Rgb {
  const [over, under] = [rgb(colour), rgb(ground)];
  const part = (i: 0 | 1 | 2) => over[i] * opacity + under[i] * (1 - opacity);
  return [part(0), part(1), part(2)];
}

/** As WCAG computes it. */
function contrast(one: string | Rgb, other: string | Rgb): number {
  const [darker = 0, lighter = 0] = [luminance(rgb(one)), luminance(rgb(other))].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
