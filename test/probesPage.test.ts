/** The cases in server/PROBES.md, reckoned and played out. `UPDATE=1 npm test` writes them into the page. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { manifestsIn } from '../server/src/model/manifest.js';
import { containersOf } from '../server/src/model/pods.js';
import { probeNumbersOf } from '../server/src/model/probeNumbers.js';
import {
  type Bounds,
  failsAfter,
  firstAskedAfter,
  startBudget,
  startFailsAfter,
  succeedsAfter,
} from '../server/src/prober/bounds.js';
import { duration } from '../server/src/prober/duration.js';
import type { ProbeKind, ProbeNumbers, Probes } from '../server/src/prober/probe.js';
import { type Behaviour, type Chance, type Failure, type Story, simulate } from '../server/src/prober/simulate.js';
import { YamlDocument } from '../server/src/syntax/file.js';
import { repository } from './support/check.js';

const path = join(repository, 'server/PROBES.md');
const marks = /<!-- cases -->.*<!-- \/cases -->/s;

interface Case {
  readonly title: string;
  readonly says: string;
  readonly probes: string;
}

const cases: readonly Case[] = [
  {
    title: 'No startup probe and a slow start',
    says: 'One that needs 45 s to come up never does: it is restarted before, again and again, with longer and longer pauses.',
    probes: `
livenessProbe:
  httpGet: { port: 8080 }
  initialDelaySeconds: 10`,
  },
  {
    title: 'A timeout longer than the period',
    says: 'Questions that nobody answers follow each other without a pause: it takes more than twice as long as with a timeout of 1 s.',
    probes: `
livenessProbe:
  httpGet: { port: 8080 }
  periodSeconds: 5
  timeoutSeconds: 10`,
  },
  {
    title: 'One failure is enough',
    says: 'One answer that takes longer than a second, and the container is ended.',
    probes: `
livenessProbe:
  httpGet: { port: 8080 }
  failureThreshold: 1`,
  },
  {
    title: 'Readiness that flaps',
    says: 'Away after one failure, back after one success: a container that is slow now and then comes and goes. A higher successThreshold makes it come back later, a higher failureThreshold stay longer.',
    probes: `
readinessProbe:
  httpGet: { port: 8080 }
  periodSeconds: 5
  failureThreshold: 1`,
  },
  {
    title: 'A startup probe before the others',
    says: 'Slow to start, quick to notice: as long as the startup probe has not succeeded, nobody asks the others.',
    probes: `
startupProbe:
  httpGet: { port: 8080 }
  failureThreshold: 30
readinessProbe:
  httpGet: { port: 8080 }
  periodSeconds: 5
livenessProbe:
  httpGet: { port: 8080 }
  timeoutSeconds: 3`,
  },
];

test('server/PROBES.md has the figures as they are', () => {
  const page = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  const made = page.replace(marks, () => `<!-- cases -->\n${cases.map(sectionOf).join('')}<!-- /cases -->`);
  if (process.env['UPDATE']) writeFileSync(path, made);
  else assert.equal(page, made);
});

describe('the formulas on the page', () => {
  const numbers = { P: 7, T: 9, D: 12, F: 4, S: 3 };
  const page = readFileSync(path, 'utf8');
  const probe: ProbeNumbers = {
    initialDelaySeconds: numbers.D,
    periodSeconds: numbers.P,
    timeoutSeconds: numbers.T,
    successThreshold: numbers.S,
    failureThreshold: numbers.F,
    terminationGracePeriodSeconds: 30,
  };
  for (const [formula, result] of [
    ['(F − 1) × P', failsAfter(probe).least],
    ['P + (F − 1) × max(P, T) + T', failsAfter(probe).most],
    ['max(P, T) + (S − 1) × P', succeedsAfter(probe).most],
    ['D + P', firstAskedAfter(probe).most],
    ['D + P + (F − 1) × max(P, T) + T', startFailsAfter(probe).most],
    ['D + F × max(P, T)', startBudget(probe)],
  ] as const) {
    test(formula, () => {
      assert.ok(page.includes(`| ${formula}`), 'it is on the page');
      assert.equal(resultOf(formula, numbers), result);
    });
  }
});

/** As long as a formula has sums, products and the one function. */
function resultOf(formula: string, numbers: Readonly<Record<string, number>>): number {
  const filled = formula.replace(/max\(P, T\)/g, String(Math.max(numbers['P'] ?? 0, numbers['T'] ?? 0)));
  const plain = filled.replace(/\((\w) − 1\)/g, (_, letter) => String((numbers[letter] ?? 0) - 1));
  return plain
    .split(' + ')
    .map(term => term.split(' × ').reduce((product, factor) => product * (numbers[factor] ?? Number(factor)), 1))
    .reduce((sum, term) => sum + term, 0);
}

function sectionOf({ title, says, probes }: Case): string {
  const rows = figuresOf(numbersIn(probes)).map(({ what, bounds, played }) => {
    for (const time of played) assert.ok(time >= bounds.least - 1e-6 && time <= bounds.most + 1e-6, `${what}: ${time}`);
    const seen = { least: Math.min(...played), most: Math.max(...played) };
    return `| ${what} | ${toText(bounds)} | ${toText(seen)} |`;
  });
  const table = ['| | formula | played out |', '| :-- | :-- | :-- |', ...rows].join('\n');
  return `\n### ${title}\n\n\`\`\`yaml${probes}\n\`\`\`\n\n${table}\n\n${says}\n`;
}

function numbersIn(probes: string): Probes {
  const indented = probes.replaceAll('\n', '\n      ');
  const document = new YamlDocument(`apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: app${indented}\n`);
  const [manifest] = manifestsIn('file:///pod.yaml', document, document.root);
  const [container] = manifest ? containersOf(manifest) : [];
  assert.ok(container);
  return probeNumbersOf(container);
}

interface Figure {
  readonly what: string;
  readonly bounds: Bounds;
  readonly played: readonly number[];
}

function figuresOf(probes: Probes): readonly Figure[] {
  const { startup, readiness, liveness } = probes;
  const begins = startup ?? liveness;
  return [
    ...(begins ? [{ what: 'never up: ended', bounds: startFailsAfter(begins), played: neverUp(probes) }] : []),
    ...(readiness
      ? [
          { what: 'stops answering: not ready', bounds: failsAfter(readiness), played: hung({ readiness }).away },
          { what: 'answers again: ready', bounds: succeedsAfter(readiness), played: hung({ readiness }).back },
        ]
      : []),
    ...(liveness
      ? [{ what: 'stops answering: ended', bounds: failsAfter(liveness), played: hung({ liveness }).away }]
      : []),
  ];
}

function neverUp(probes: Probes): readonly number[] {
  return played(probes, how => failure(0, Number.POSITIVE_INFINITY, how), 1000).map(
    ({ lives }) => lives[0]?.condemned?.at ?? Number.NaN,
  );
}

/** For the one probe: when it has failed after the hang began, and succeeded after it was over. */
function hung(probes: Probes): { readonly away: readonly number[]; readonly back: readonly number[] } {
  const from = 100;
  const until = 400;
  const found = [0, 0.001, 1.5, 4.999].flatMap(later =>
    played(probes, how => failure(from + later, until + later, how), 1000).map(({ lives, ready }) => ({
      away: (lives[0]?.condemned?.at ?? ready[0]?.until ?? Number.NaN) - from - later,
      back: (ready[1]?.from ?? Number.NaN) - until - later,
    })),
  );
  return { away: found.map(({ away }) => away), back: found.map(({ back }) => back) };
}

function played(probes: Probes, fails: (how: Failure['how']) => Failure, until: number): readonly Story[] {
  const ways = ['hangs', 'refuses'] as const;
  return ways.flatMap(how => {
    const behaviour: Behaviour = { startsIn: 0, failures: [fails(how)], endsIn: 1, restarts: true };
    return chances.map(chance => simulate(probes, behaviour, chance, until));
  });
}

const chances: readonly Chance[] = [...Array(50).keys()].flatMap(i =>
  [0, 0.5, 0.9].map(fraction => ({ phases: phases(i / 50), fraction })),
);

function phases(phase: number): Readonly<Record<ProbeKind, number>> {
  return { startup: phase, readiness: phase, liveness: phase };
}

function failure(from: number, until: number, how: Failure['how']): Failure {
  return { from, until, how };
}

function toText({ least, most }: Bounds): string {
  return `${duration(least)} to ${duration(most)}`;
}
