/** A story in words, one sentence for each thing that happens: for those who cannot or do not want to see the drawing. */
import { duration } from './duration.js';
import { type Event, eventsOf, failuresIn } from './events.js';
import { type ProbeKind, type Probes, probeKinds } from './probe.js';
import type { Attempt, Behaviour, Story } from './simulate.js';

export function tell(probes: Probes, story: Story, behaviour: Behaviour): readonly string[] {
  const events = eventsOf(probes, story, behaviour);
  const sentences = [...events.map(event => sentenceOf(probes, event)), ...openEnds(story, behaviour)];
  const isUp = events.some(event => event.what === 'answers' || (event.what === 'fails' && event.isFromStart));
  if (isUp) return sentences;
  const before = events.some(({ what }) => what === 'condemned') ? 'it is told to end' : duration(story.until);
  return [`The app does not come up before ${before}`, ...sentences];
}

function sentenceOf(probes: Probes, event: Event): string {
  const at = duration(event.at);
  switch (event.what) {
    case 'answers':
      return `The app answers from ${at}`;
    case 'started':
      return `Started at ${at}: startupProbe succeeded`;
    case 'ready':
      return event.again ? `Ready again from ${at}` : `Ready from ${at}`;
    case 'fails':
      return failureInWords(event, at);
    case 'recovers':
      return `The failure is over at ${at}`;
    case 'notReady':
      return event.by === 'readiness'
        ? `Not ready from ${at}: readinessProbe failed ${times(probes, 'readiness')}`
        : `Not ready from ${at}: the container ended`;
    case 'condemned':
      return `Told to end at ${at}: ${event.by}Probe failed ${times(probes, event.by)}`;
    case 'restarted':
      return event.waited > 0
        ? `Restarted at ${at}, after ${duration(event.waited)} of CrashLoopBackOff`
        : `Restarted at ${at}`;
    case 'ended':
      return `Ended at ${at}, and not restarted`;
  }
}

/** What the probes are about to conclude where the story ends before they have, as with thousands of failures. */
export function openEnds(story: Story, behaviour: Behaviour): readonly string[] {
  const life = story.lives.at(-1);
  if (!life || life.condemned) return [];
  const isNeverUp = story.lives.length === 1 && story.until < behaviour.startsIn;
  const isFailing = isNeverUp || failuresIn(story, behaviour).some(({ isOver, from }) => !isOver && from >= life.start);
  const isReady = story.ready.at(-1)?.until === story.until;
  return probeKinds.flatMap(kind => {
    const last = story.attempts.findLast(attempt => attempt.kind === kind && attempt.start >= life.start);
    if (!last || last.inARow >= last.threshold) return [];
    if (last.result === 'failure' && !isFailing) return [];
    return openEnd(last, isReady, duration(story.until));
  });
}

function openEnd({ kind, result, inARow, threshold }: Attempt, isReady: boolean, at: string): readonly string[] {
  const times = `${inARow} of ${threshold} times`;
  if (result === 'success') return isReady ? [] : [`Not ready yet at ${at}: ${kind}Probe succeeded ${times}`];
  if (kind === 'readiness') return isReady ? [`Still ready at ${at}: readinessProbe failed ${times}`] : [];
  return [`Still running at ${at}: ${kind}Probe failed ${times}`];
}

function failureInWords({ how, only, isFromStart }: Event & { readonly what: 'fails' }, at: string): string {
  if (only) return `${only.map(kind => `${kind}Probe`).join(' and ')} fails from ${at} for a reason outside the app`;
  const does = how === 'hangs' ? 'hangs' : 'refuses connections';
  return isFromStart ? `The app comes up at ${at}, and ${does}` : `The app ${does} from ${at}`;
}

function times(probes: Probes, kind: ProbeKind): string {
  const failures = probes[kind]?.failureThreshold ?? 1;
  return failures === 1 ? 'once' : `${failures} times`;
}
