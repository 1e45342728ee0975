/** The timeline of a probe in a few words behind its key: `restart after ≤ 31 s`. Longer words are in the tooltip. */
import { type MarkupContent, MarkupKind } from 'vscode-languageserver-types';
import type { Manifest } from '../../model/manifest.js';
import { containersOf } from '../../model/pods.js';
import { failsAfter, succeedsAfter } from '../../prober/bounds.js';
import { duration } from '../../prober/duration.js';
import type { InlayHintName } from '../../settings.js';
import { contains } from '../../syntax/locate.js';
import type { Entry, Span } from '../../syntax/node.js';
import { touches } from '../range.js';
import { failureSums, recoverySums, startSums } from './probeFormulas.js';
import { type ProbeHere, probesHere } from './probeHere.js';
import { capitalized, endLine, fate, limitsStart, recovers, startTime, whatHappens } from './probeWords.js';

export interface ProbeTimes {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: MarkupContent;
}

interface Said {
  readonly label: string;
  /** Markdown. */
  readonly more: readonly string[];
}

/** In the order in which they are shown; one that has nothing to say of a probe is left out. */
const sayings = {
  probeStart: start,
  probeFailure: failure,
  probeRecovery: recovery,
} as const satisfies Partial<Record<InlayHintName, (probe: ProbeHere) => Said | undefined>>;

export type ProbeTimesName = keyof typeof sayings;
export const probeTimesNames = Object.keys(sayings) as readonly ProbeTimesName[];

const footer =
  'Taken for granted: a healthy container answers at once. [About probes](https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes)';

/** Of the probes whose words stand within `span`. */
export function* probeTimes(manifest: Manifest, span: Span, asked: readonly ProbeTimesName[]): Iterable<ProbeTimes> {
  for (const container of containersOf(manifest)) {
    if (container.node.alias || !touches(container.node.span, span)) continue;
    for (const probe of probesHere(container)) {
      const offset = placeOf(manifest.document.text, probe.entry);
      if (probe.entry.merged || !contains(span, offset)) continue;
      const said = asked.flatMap(name => sayings[name](probe) ?? []);
      if (said.length > 0) yield { offset, ...together(said) };
    }
  }
}

function start(probe: ProbeHere): Said | undefined {
  if (!limitsStart(probe)) return undefined;
  const label = startTime(probe);
  const why =
    probe.kind === 'startup'
      ? `**${capitalized(label)}**: until it has answered, \`livenessProbe\` and \`readinessProbe\` do not ask`
      : `**${capitalized(label)}**: there is no \`startupProbe\`, so one that takes longer is ${fate(probe)} before it is up`;
  return { label, more: [why, list(startSums(probe)), endLine(probe)] };
}

function failure(probe: ProbeHere): Said | undefined {
  if (probe.kind === 'startup') return undefined;
  const isReadiness = probe.kind === 'readiness';
  const word = isReadiness ? 'not ready' : probe.restarts ? 'restart' : 'killed';
  const label = `${word} after ≤ ${duration(failsAfter(probe.numbers).most)}`;
  const then = isReadiness ? 'The container runs on; Services send its pod no more requests' : endLine(probe);
  return { label, more: [`**${capitalized(whatHappens(probe))}**`, list(failureSums(probe)), then] };
}

function recovery(probe: ProbeHere): Said | undefined {
  if (probe.kind !== 'readiness') return undefined;
  const label = `ready again after ≤ ${duration(succeedsAfter(probe.numbers).most)}`;
  return { label, more: [`**${capitalized(recovers(probe.numbers))}**`, list(recoverySums(probe))] };
}

/** What several say is said once. */
function together(said: readonly Said[]): Pick<ProbeTimes, 'label' | 'tooltip'> {
  const paragraphs = said.flatMap(({ more }) => more);
  const once = paragraphs.filter((text, i) => paragraphs.lastIndexOf(text) === i);
  return {
    label: said.map(({ label }) => label).join(' · '),
    tooltip: { kind: MarkupKind.Markdown, value: [...once, footer].join('\n\n') },
  };
}

/** At the end of the line of the key; behind a probe that stands on one line. */
function placeOf(text: string, { key, value }: Entry): number {
  if (value.alias) return value.alias.end;
  if (value.kind !== 'map' || !value.flow) return key.span.end + beforeComment(restOfLine(text, key.span.end)).length;
  const { start, end } = value.span;
  const opensLine = text.slice(start, end).includes('\n') && beforeComment(restOfLine(text, start + 1)) === '';
  return opensLine ? start + 1 : end;
}

function restOfLine(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return text.slice(from, end < 0 ? text.length : end);
}

function beforeComment(line: string): string {
  return line.replace(/(^|\s)#.*/, '').trimEnd();
}

function list(lines: readonly string[]): string {
  return lines.map(line => `- ${line}`).join('\n');
}
