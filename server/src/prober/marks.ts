/** The moments that a drawing names above its lanes, each as a flag on a pole: none covers another, or another's pole. */
import { duration } from './duration.js';
import type { Event } from './events.js';
import { textWidth } from './svg.js';
import type { TimeScale } from './timeScale.js';

export interface Mark {
  readonly at: number;
  readonly x: number;
  readonly text: string;
  readonly isBad: boolean;
  /** Where the text is, with rows counted upwards from the lanes; nowhere if there was no room. */
  readonly flag: Flag | undefined;
}

interface Flag {
  readonly left: number;
  readonly right: number;
  readonly row: number;
  /** Of its pole. */
  readonly x: number;
}

interface Name {
  readonly text: string;
  readonly isBad: boolean;
  /** Where there is no room for all, what comes first stays. */
  readonly rank: number;
}

type Moment = Name & Pick<Mark, 'at' | 'x'>;

const gap = 7;
const fromPole = 4;
const mostRows = 4;

/** A search that goes on for longer than that is given up, and the mark has no flag. */
const mostTries = 400;

/** `crossing`: where a line goes up through all rows, which crosses a flag only if there is no other place for it. */
export function marksOf(
  events: readonly Event[],
  scale: TimeScale,
  fontSize: number,
  failureMark: 'named' | 'unnamed' = 'named',
  crossing?: number,
): readonly Mark[] {
  const moments = momentsOf(events, scale, failureMark);
  const ranked = moments.filter(({ text }) => text !== '').sort((a, b) => a.rank - b.rank || a.at - b.at);
  let flags: ReadonlyMap<Moment, Flag> = new Map();
  for (const moment of ranked) {
    // Poles of what is later are lower, so that from the right a place is found soon.
    const wanted = [...flags.keys(), moment].sort((a, b) => b.at - a.at);
    const choices = wanted.map(one => ({ moment: one, places: placesOf(one, scale, fontSize, crossing) }));
    flags = arranged(choices, [], { left: mostTries }) ?? flags;
  }
  return moments.map(moment => {
    const { at, x, text, isBad } = moment;
    return { at, x, text, isBad, flag: flags.get(moment) };
  });
}

interface Choice {
  readonly moment: Moment;
  readonly places: readonly Flag[];
}

function arranged(
  [choice, ...others]: readonly Choice[],
  flags: readonly Flag[],
  tries: { left: number },
): Map<Moment, Flag> | undefined {
  if (!choice) return new Map();
  for (const place of choice.places) {
    tries.left -= 1;
    if (tries.left < 0) return undefined;
    const rest = isFree(place, flags) ? arranged(others, [...flags, place], tries) : undefined;
    if (rest) return rest.set(choice.moment, place);
  }
  return undefined;
}

/** What happens at the same time, and is of the same kind, has one name. */
function momentsOf(events: readonly Event[], scale: TimeScale, failureMark: 'named' | 'unnamed'): readonly Moment[] {
  const moments = new Map<string, Moment>();
  let restarts = 0;
  for (const event of events) {
    if (event.what === 'restarted') restarts += 1;
    const found = nameOf(event, restarts);
    const name = found && event.what === 'fails' && failureMark === 'unnamed' ? { ...found, text: '' } : found;
    if (!name) continue;
    const key = `${event.at} ${name.isBad}`;
    const other = moments.get(key);
    const text = [other?.text, name.text].filter(Boolean).join(', ');
    const rank = Math.min(name.rank, other?.rank ?? name.rank);
    moments.set(key, { at: event.at, x: scale.xOf(event.at), isBad: name.isBad, text, rank });
  }
  return [...moments.values()].map(moment => ({
    ...moment,
    text: moment.text && `${moment.text} ${duration(moment.at)}`,
  }));
}

function nameOf(event: Event, restarts: number): Name | undefined {
  switch (event.what) {
    case 'fails':
      return { text: event.only ? 'outside failure' : `app ${event.how}`, isBad: true, rank: 0 };
    case 'notReady':
      return { text: 'traffic lost', isBad: true, rank: 1 };
    case 'restarted':
      return { text: 'restart', isBad: true, rank: restarts === 1 ? 2 : 4 };
    case 'ended':
      return { text: 'ended', isBad: true, rank: 2 };
    case 'condemned':
      // In later lives it is the same story again.
      return restarts === 0 ? { text: `${event.by} failed`, isBad: true, rank: 3 } : undefined;
    case 'ready':
      return { text: event.again ? 'ready again' : 'ready', isBad: false, rank: 5 };
    case 'started':
      return restarts === 0 ? { text: 'started', isBad: false, rank: 6 } : undefined;
    case 'recovers':
      return { text: 'failure over', isBad: false, rank: 7 };
    case 'answers':
      return undefined;
  }
}

/** To the right of its pole if possible: then later moments stand below earlier ones. */
function placesOf(
  { x, text }: Moment,
  { right: edge }: TimeScale,
  fontSize: number,
  crossing: number | undefined,
): readonly Flag[] {
  const width = textWidth(text, fontSize);
  const rows = Array.from({ length: mostRows }, (_, row) => row);
  const places = [
    ...rows.map(row => ({ left: x + fromPole, right: x + fromPole + width, row, x })),
    ...rows.map(row => ({ left: x - fromPole - width, right: x - fromPole, row, x })),
  ].filter(({ left, right }) => left >= 2 && right <= edge + 8);
  const isCrossed = ({ left, right }: Flag) => crossing !== undefined && left - 2 <= crossing && crossing <= right + 2;
  return [...places.filter(place => !isCrossed(place)), ...places.filter(isCrossed)];
}

function isFree(flag: Flag, others: readonly Flag[]): boolean {
  return others.every(other => {
    if (flag.row === other.row) return flag.right + gap <= other.left || other.right + gap <= flag.left;
    const [upper, lower] = flag.row > other.row ? [flag, other] : [other, flag];
    return upper.x < lower.left - 2 || upper.x > lower.right + 2;
  });
}
