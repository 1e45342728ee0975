/** What the kubelet makes of a probe: of what it asks, and of each of its numbers together with the others. */
import { type Container, handlersOf } from '../../model/pods.js';
import { gracePeriodOf } from '../../model/probeNumbers.js';
import { endsWithin, firstAskedAfter } from '../../prober/bounds.js';
import { duration } from '../../prober/duration.js';
import type { ProbeNumbers } from '../../prober/probe.js';
import { allowedProbesOf } from '../../rules/probes.js';
import { toValue } from '../../schema/validate.js';
import { entry, get, isNull, type MapNode, type Node, number, text } from '../../syntax/node.js';
import { inlineCode } from '../markdown.js';
import type { Fact, Facts, FactTarget } from './fact.js';
import { type ProbeHere, probeHere } from './probeHere.js';
import * as words from './probeWords.js';

const emptyPath: Fact = ({ entry }) => (text(entry.value) === '' ? 'An empty path means `/`' : undefined);

const redirect: Fact = () => 'A redirect to another host is not followed, and counts as success';

const delayBesideStartup: Fact = ({ entry }) => {
  const probe = entry.map.parent;
  if (probe?.kind !== 'entry' || probe.key.text === 'startupProbe') return undefined;
  if (get(probe.map, 'startupProbe')?.kind !== 'map') return undefined;
  return 'Counts from the start of the container: by the time `startupProbe` has succeeded it is mostly over';
};

const otherThanLiveness: Fact = ({ entry }) => {
  const startup = asked(entry.value);
  const liveness = asked(get(entry.map, 'livenessProbe'));
  if (!startup || !liveness || startup === liveness) return undefined;
  return 'Asks something else than `livenessProbe`: that one may still fail when this one has succeeded';
};

type Lines = readonly (string | undefined)[];

const liveness = ofProbe(probe => [
  words.capitalized(words.whatHappens(probe)),
  words.limitsStart(probe) ? words.startLine(probe) : undefined,
  words.endLine(probe),
]);

const readiness = ofProbe(probe => [
  words.capitalized(words.whatHappens(probe)),
  words.capitalized(words.recovers(probe.numbers)),
]);

const startup = ofProbe(probe => [
  words.startLine(probe),
  words.capitalized(words.ifItNeverAnswers(probe)),
  words.endLine(probe),
]);

const period = ofNumber(probe => [
  words.isBackToBack(probe) ? words.backToBackLine(probe) : undefined,
  words.failureLine(probe),
]);

const timeout = ofNumber(probe => [
  words.isBackToBack(probe) ? words.backToBackLine(probe) : undefined,
  words.timeoutLine(probe),
]);

const failures = ofNumber(probe => [
  words.failureLine(probe),
  words.limitsStart(probe) ? words.startLine(probe) : undefined,
]);

const successes = ofNumber(probe => (probe.kind === 'readiness' ? [words.recoveryLine(probe)] : []));

const delay = ofNumber(probe => {
  if (probe.waitsForStartup) return [];
  const first = `First asked at a tick of \`periodSeconds\`: ${words.within(firstAskedAfter(probe.numbers))} after the start`;
  return [first, words.limitsStart(probe) ? words.startLine(probe) : undefined];
});

const gracePeriod = ofNumber(({ kind, numbers }, { manifest, entry }) => {
  const ofPod = gracePeriodOf(manifest);
  if (kind === 'readiness' || ofPod === undefined || isNull(entry.value)) return [];
  const own = numbers.terminationGracePeriodSeconds;
  const other =
    own === ofPod ? 'as long as in every other case' : `in every other case ${duration(ofPod)}, as the pod has it`;
  return [`Up to ${duration(endsWithin(numbers))} to end after this probe has failed; ${other}`];
});

const otherGracePeriods: Fact = ({ manifest }) => {
  const own = [...allowedProbesOf(manifest)].flatMap(({ container, kind, node }) => {
    const seconds = kind === 'readiness' ? undefined : number(get(node, 'terminationGracePeriodSeconds'));
    return seconds === undefined ? [] : [`${duration(seconds)} for \`${kind}Probe\`${nameOf(container)}`];
  });
  return own.length > 0 ? `After a probe has failed that has its own, that counts: ${own.join(', ')}` : undefined;
};

export const probeFacts: Facts = {
  'HTTPGetAction.path': emptyPath,
  'Probe.httpGet': redirect,
  'Container.livenessProbe': liveness,
  'Container.readinessProbe': readiness,
  'Container.startupProbe': both(otherThanLiveness, startup),
  'Probe.initialDelaySeconds': both(delayBesideStartup, delay),
  'Probe.periodSeconds': period,
  'Probe.timeoutSeconds': timeout,
  'Probe.failureThreshold': failures,
  'Probe.successThreshold': successes,
  'Probe.terminationGracePeriodSeconds': gracePeriod,
  'PodSpec.terminationGracePeriodSeconds': otherGracePeriods,
};

/** What is said at the key of a probe. */
function ofProbe(lines: (probe: ProbeHere, target: FactTarget) => Lines): Fact {
  return target => {
    const probe = target.isPart ? undefined : probeHere(target.manifest, target.entry);
    return probe && joined(lines(probe, target));
  };
}

/** What is said at one of its numbers: also what it counts as, where that is not what is written. */
function ofNumber(lines: (probe: ProbeHere, target: FactTarget) => Lines): Fact {
  return target => {
    const { manifest, entry: field, isPart } = target;
    const above = field.map.parent;
    const probe = isPart || above?.kind !== 'entry' ? undefined : probeHere(manifest, above);
    if (!probe || entry(field.map, field.key.text) !== field) return undefined;
    return joined([...countsAs(probe.numbers, target), ...lines(probe, target)]);
  };
}

function countsAs(numbers: ProbeNumbers, { entry: { key, value } }: FactTarget): Lines {
  const counts = Object.entries(numbers).find(([name]) => name === key.text)?.[1];
  const isOther = counts !== undefined && (isNull(value) || number(value) !== counts);
  return isOther ? [`Counts as ${counts} here`] : [];
}

function both(first: Fact, second: Fact): Fact {
  return target => joined([first(target), second(target)]);
}

function joined(lines: Lines): string | undefined {
  return lines.filter(line => line !== undefined).join('\n\n') || undefined;
}

function nameOf({ name }: Container): string {
  return name === undefined ? '' : ` of ${inlineCode(name)}`;
}

/** The handler of a probe, so that two of them can be compared. */
function asked(probe: Node | MapNode | undefined): string | undefined {
  if (probe?.kind !== 'map') return undefined;
  const [handler] = handlersOf(probe);
  return handler && JSON.stringify([handler.name, sorted(toValue(handler.entry.value))]);
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
