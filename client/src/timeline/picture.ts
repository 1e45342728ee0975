/** What the page shows after an answer: while a manifest is being written, the last whole picture of it, and why. */
import type { ProbeTimelineResult, TimelineContainer } from '../../../server/src/protocol.js';
import type { ShownTimeline } from './messages.js';

export interface PicturedContainer extends TimelineContainer {
  /** Why this is not what the manifest says now. */
  readonly stale?: string;
  /** What it is when this has been shown for long enough: somebody may be about to write its probes anew. */
  readonly becomes?: TimelineContainer;
}

export interface Picture extends Omit<ProbeTimelineResult, 'containers'> {
  readonly uri: string;
  readonly containers: readonly PicturedContainer[];
  /** The same for all of it. */
  readonly stale?: string;
}

export function nextPicture(last: Picture | undefined, { uri, answer }: ShownTimeline): Picture {
  const fresh = { uri, ...answer };
  if (last?.uri !== uri || !hasProbes(last)) return fresh;
  const isOfSame = !answer.workload || nameOf(answer) === nameOf(last);
  if (answer.problem !== undefined && isOfSame) return { ...last, stale: answer.problem };
  if (!isOfSame) return fresh;
  return { ...fresh, containers: answer.containers.map((container, i) => kept(last.containers[i], container)) };
}

/** When nobody has written anything for a moment: what was taken away on purpose is gone, and what is broken stays. */
export function settled(picture: Picture): Picture {
  return { ...picture, containers: picture.containers.map(container => container.becomes ?? container) };
}

export function hasProbes({ containers }: Pick<Picture, 'containers'>): boolean {
  return containers.some(({ probes }) => probes.length > 0);
}

/** `Deployment web`. */
export function nameOf({ workload }: Pick<ProbeTimelineResult, 'workload'>): string {
  return workload ? [workload.kind, workload.name].filter(Boolean).join(' ') : '';
}

/** What was chosen belongs to one container of one workload; of several with one name, to the first, the second, … */
export function keyOf(picture: Picture, i: number): string {
  const name = picture.containers[i]?.name;
  const before = picture.containers.slice(0, i).filter(container => container.name === name).length;
  return JSON.stringify([picture.uri, nameOf(picture), name, before]);
}

function kept(last: PicturedContainer | undefined, now: TimelineContainer): PicturedContainer {
  if (!last || last.probes.length === 0 || last.name !== now.name) return now;
  const { becomes: _, ...shown } = last;
  if (now.problem !== undefined) return { ...shown, stale: now.problem };
  return now.probes.length === 0 ? { ...shown, stale: 'It has no probe any more', becomes: now } : now;
}
