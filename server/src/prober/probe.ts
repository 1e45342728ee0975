/** A container's probes as numbers, with the defaults filled in. */

export const probeKinds = ['startup', 'readiness', 'liveness'] as const;
export type ProbeKind = (typeof probeKinds)[number];

/** As the API server stores them: nothing is missing, and nothing is 0 that means its default. All in seconds or times. */
export interface ProbeNumbers {
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
  /** How long a container that failed this probe may take to end; a readiness probe ends none. */
  readonly terminationGracePeriodSeconds: number;
}

export type Probes = Readonly<Partial<Record<ProbeKind, ProbeNumbers>>>;
