/**
 * Plays out what the kubelet does with the probes of one container: when it asks, what it concludes, when it restarts. As
 * pkg/kubelet/prober/worker.go of Kubernetes does it; where that leaves room (ticks, fractions of seconds), the caller
 * chooses. All times are seconds after the first start of the container.
 */
import { endsWithin } from './bounds.js';
import { type ProbeKind, type ProbeNumbers, type Probes, probeKinds } from './probe.js';

export interface Failure {
  readonly from: number;
  /** `Infinity` for one that never ends by itself. */
  readonly until: number;
  /** Nobody answers, so that a question takes its timeout; or it is refused at once. */
  readonly how: 'hangs' | 'refuses';
  /** Where it comes from outside, such as a database that is gone: the probes that notice, and no restart mends it. */
  readonly only?: readonly ProbeKind[];
}

export interface Behaviour {
  /** Seconds from a start of the container until it answers; until then it refuses. */
  readonly startsIn: number;
  readonly failures: readonly Failure[];
  /** Seconds that it takes to end when it is told to; one that is up and hangs takes all the time that it gets. */
  readonly endsIn: number;
  /** Whether another one is started after it: not with `restartPolicy: Never`. */
  readonly restarts: boolean;
}

/** What nobody can know beforehand. */
export interface Chance {
  /** How far into its period each worker is when the container starts: 0 to 1, 1 not included. */
  readonly phases: Readonly<Record<ProbeKind, number>>;
  /** How far into a second of the clock the container starts: 0 to 1, 1 not included. */
  readonly fraction: number;
}

export interface Attempt {
  readonly kind: ProbeKind;
  readonly start: number;
  readonly end: number;
  readonly result: 'success' | 'failure';
  /** Nobody answered in time. */
  readonly timedOut: boolean;
  /** The how manieth of its kind in a row; where that reaches the threshold the kubelet acts. */
  readonly inARow: number;
  readonly threshold: number;
}

/** One run of the container, from a start to its end. */
export interface Life {
  readonly start: number;
  /** When the startup probe had succeeded; the start itself where there is none. */
  readonly started: number | undefined;
  /** When a probe had failed so that the container is to end, and which. */
  readonly condemned: { readonly at: number; readonly by: 'startup' | 'liveness' } | undefined;
  readonly end: number | undefined;
}

export interface Story {
  readonly attempts: readonly Attempt[];
  readonly lives: readonly Life[];
  /** When the container was ready. The last one may still be so at the end. */
  readonly ready: readonly { readonly from: number; readonly until: number }[];
  /** When the playing ended: sooner than it was asked to where there would have been too many attempts. */
  readonly until: number;
}

/** Kubernetes waits before the second restart and each further one: 10 s, 20 s, … up to 5 minutes. */
const firstBackOff = 10;
const longestBackOff = 300;
/** A story longer than that tells nothing new. */
const mostAttempts = 4000;

export function simulate(probes: Probes, behaviour: Behaviour, chance: Chance, until: number): Story {
  return new Simulation(probes, behaviour, chance, until).run();
}

interface Worker {
  readonly kind: ProbeKind;
  readonly probe: ProbeNumbers;
  /** A time at which it ticks; the others are whole periods away. */
  phase: number;
  /** When it does something next: asks, or hears the answer of `asked`. */
  next: number;
  asked: Answer | undefined;
  last: Attempt['result'] | undefined;
  inARow: number;
  onHold: boolean;
}

type Answer = Pick<Attempt, 'start' | 'end' | 'result' | 'timedOut'>;
type Open<T> = { -readonly [Key in keyof T]: T[Key] };

class Simulation {
  readonly #behaviour: Behaviour;
  readonly #fraction: number;
  readonly #until: number;
  readonly #workers: readonly Worker[];
  readonly #attempts: Attempt[] = [];
  readonly #lives: Open<Life>[] = [];
  readonly #ready: { from: number; until: number }[] = [];
  #life: Open<Life>;
  #isReady = false;

  constructor(probes: Probes, behaviour: Behaviour, { phases, fraction }: Chance, until: number) {
    this.#behaviour = behaviour;
    this.#fraction = fraction;
    this.#until = until;
    this.#workers = probeKinds.flatMap(kind => {
      const probe = probes[kind];
      if (!probe) return [];
      const phase = phases[kind] * probe.periodSeconds;
      return [{ kind, probe, phase, next: phase, asked: undefined, last: undefined, inARow: 0, onHold: false }];
    });
    this.#life = this.#begin(0);
  }

  run(): Story {
    for (let worker = this.#first(); worker && worker.next <= this.#until; worker = this.#first()) {
      const now = worker.next;
      const { end } = this.#life;
      if (end !== undefined && end <= now) this.#restart(end);
      else if (worker.asked) this.#hear(worker, worker.asked);
      else this.#ask(worker, now);
      if (this.#attempts.length >= mostAttempts) return this.#storyUntil(now);
    }
    return this.#storyUntil(this.#until);
  }

  #storyUntil(until: number): Story {
    this.#setReady(this.#isReady, until);
    return { attempts: this.#attempts, lives: this.#lives, ready: this.#ready, until };
  }

  #first(): Worker | undefined {
    return this.#workers.reduce<Worker | undefined>(
      (first, one) => (!first || one.next < first.next ? one : first),
      undefined,
    );
  }

  #begin(start: number): Open<Life> {
    const hasStartup = this.#workers.some(({ kind }) => kind === 'startup');
    const life = { start, started: hasStartup ? undefined : start, condemned: undefined, end: undefined };
    this.#lives.push(life);
    this.#life = life;
    if (!hasStartup) this.#hasStarted(start);
    return life;
  }

  /** What was asked of the container that is gone is of no interest any more. */
  #restart(end: number): void {
    this.#setReady(false, end);
    const start = end + backOff(this.#lives.length);
    for (const worker of this.#workers) {
      worker.asked = undefined;
      worker.onHold = false;
      worker.next = tickAt(worker, start);
    }
    if (start <= this.#until && this.#behaviour.restarts) this.#begin(start);
    else for (const worker of this.#workers) worker.next = Number.POSITIVE_INFINITY;
  }

  /** Readiness is asked at once, and its ticks count from here. */
  #hasStarted(now: number): void {
    this.#life.started = now;
    if (!this.#workers.some(({ kind }) => kind === 'readiness')) this.#setReady(true, now);
    for (const worker of this.#workers) {
      if (worker.asked) continue;
      if (worker.kind === 'readiness') worker.phase = now;
      worker.next = Math.max(now, tickAt(worker, now));
    }
  }

  #ask(worker: Worker, now: number): void {
    const free = this.#freeFrom(worker);
    if (now < free) {
      worker.next = free === Number.POSITIVE_INFINITY ? free : Math.max(tickAt(worker, free), tickAfter(worker, now));
      return;
    }
    worker.asked = this.#answer(worker, now);
    worker.next = worker.asked.end;
  }

  /** When it may ask; `Infinity` where it waits for something to happen. */
  #freeFrom({ kind, probe, onHold }: Worker): number {
    const { start, started } = this.#life;
    if (onHold || (kind === 'startup') !== (started === undefined)) return Number.POSITIVE_INFINITY;
    const startedAt = Math.floor(start + this.#fraction) - this.#fraction;
    // A billionth of a second for the rounding of sums.
    return Math.max(start, startedAt + probe.initialDelaySeconds - 1e-9);
  }

  #answer({ kind, probe }: Worker, start: number): Answer {
    const late = start + probe.timeoutSeconds;
    const answersFrom = this.#life.start + this.#behaviour.startsIn;
    if (start < answersFrom) return { start, end: start, result: 'failure', timedOut: false };
    const failure = this.#behaviour.failures.find(
      ({ from, until, only }) =>
        from <= start && start < until && (only ? only.includes(kind) : from >= this.#life.start),
    );
    if (!failure) return { start, end: start, result: 'success', timedOut: false };
    if (failure.how === 'refuses') return { start, end: start, result: 'failure', timedOut: false };
    if (failure.until < late) return { start, end: failure.until, result: 'success', timedOut: false };
    return { start, end: late, result: 'failure', timedOut: true };
  }

  #hear(worker: Worker, { start, end, result, timedOut }: Answer): void {
    const { kind, probe } = worker;
    worker.asked = undefined;
    worker.inARow = worker.last === result ? worker.inARow + 1 : 1;
    worker.last = result;
    const threshold = result === 'success' ? probe.successThreshold : probe.failureThreshold;
    this.#attempts.push({ kind, start, end, result, timedOut, inARow: worker.inARow, threshold });
    // A tick that came while it waited was kept for it, and only one.
    worker.next = tickAfter(worker, start) <= end ? end : tickAfter(worker, end);
    if (worker.inARow >= threshold) this.#conclude(worker, end, result);
  }

  #conclude(worker: Worker, now: number, result: Attempt['result']): void {
    const { kind } = worker;
    if (kind === 'readiness') this.#setReady(result === 'success', now);
    if (kind === 'startup' || (kind === 'liveness' && result === 'failure')) {
      worker.onHold = true;
      worker.inARow = 0;
    }
    if (kind === 'startup' && result === 'success') this.#hasStarted(now);
    else if (kind !== 'readiness' && result === 'failure') this.#condemn(kind, worker.probe, now);
  }

  #condemn(by: 'startup' | 'liveness', probe: ProbeNumbers, at: number): void {
    if (this.#life.condemned) return;
    const { startsIn, failures } = this.#behaviour;
    const isUp = at >= this.#life.start + startsIn;
    const isHung = failures.some(
      ({ from, until, how, only }) => how === 'hangs' && !only && from >= this.#life.start && from <= at && at < until,
    );
    const takes = isUp && isHung ? Number.POSITIVE_INFINITY : this.#behaviour.endsIn;
    this.#life.condemned = { at, by };
    this.#life.end = at + Math.min(takes, endsWithin(probe));
    // Somebody has to notice that it is over: the worker on hold, which has nothing else to do.
    for (const worker of this.#workers) if (worker.kind === by) worker.next = this.#life.end;
  }

  #setReady(isReady: boolean, at: number): void {
    const last = this.#ready.at(-1);
    if (isReady && !this.#isReady) this.#ready.push({ from: at, until: at });
    else if (last && this.#isReady) last.until = at;
    this.#isReady = isReady;
  }
}

/** Before the start that comes after `lives` of them. */
function backOff(lives: number): number {
  return lives < 2 ? 0 : Math.min(firstBackOff * 2 ** (lives - 2), longestBackOff);
}

/** The first tick at or after `time`. */
function tickAt({ phase, probe: { periodSeconds } }: Worker, time: number): number {
  return phase + Math.ceil((time - phase) / periodSeconds - 1e-9) * periodSeconds;
}

/** The first tick after `time`. */
function tickAfter({ phase, probe: { periodSeconds } }: Worker, time: number): number {
  return phase + (Math.floor((time - phase) / periodSeconds + 1e-9) + 1) * periodSeconds;
}
