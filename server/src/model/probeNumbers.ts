/** The probes of a container as the kubelet gets them: numbers, with what the API server fills in. */
import { startBudget } from '../prober/bounds.js';
import type { ProbeNumbers, Probes } from '../prober/probe.js';
import { entry, get, isNull, type MapNode, type Node, number } from '../syntax/node.js';
import type { Manifest } from './manifest.js';
import { type Container, type ProbeKind, podSpecOf, probeKinds } from './pods.js';

/** What the API server takes where nothing, null or 0 is written. */
const defaults = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 } as const;
const defaultGracePeriod = 30;

/** Without those that are not maps, of which a number is none, as in a template, or may not be what it is. */
export function probeNumbersOf(container: Container): Probes {
  const grace = gracePeriodOf(container.manifest);
  const found = probeKinds.flatMap(kind => {
    const node = entry(container.node, `${kind}Probe`)?.value;
    const numbers = node?.kind === 'map' && grace !== undefined ? numbersOf(node, grace) : undefined;
    return numbers && !isRefused(kind, node, numbers) ? [[kind, numbers] as const] : [];
  });
  return Object.fromEntries(found);
}

/** How long a container may take to start if this probe is what ends it; `undefined` where a number is not known. */
export function startBudgetOf(probe: MapNode): number | undefined {
  const numbers = numbersOf(probe, defaultGracePeriod);
  return numbers && startBudget(numbers);
}

/** How long the containers of a pod may take to end, as far as their probes say nothing else. */
export function gracePeriodOf(manifest: Manifest): number | undefined {
  return numberIn(podSpecOf(manifest), 'terminationGracePeriodSeconds', defaultGracePeriod);
}

/** What only readiness may have, what it may not have, and what is no time to end in. */
function isRefused(kind: ProbeKind, probe: Node | undefined, numbers: ProbeNumbers): boolean {
  const own = get(probe, 'terminationGracePeriodSeconds');
  if (kind === 'readiness') return !isNull(own);
  return numbers.successThreshold !== 1 || (!isNull(own) && numbers.terminationGracePeriodSeconds === 0);
}

function numbersOf(probe: MapNode, grace: number): ProbeNumbers | undefined {
  const orDefault = (field: keyof typeof defaults) => {
    const found = numberIn(probe, field, 0);
    return found === 0 ? defaults[field] : found;
  };
  const initialDelaySeconds = numberIn(probe, 'initialDelaySeconds', 0);
  const periodSeconds = orDefault('periodSeconds');
  const timeoutSeconds = orDefault('timeoutSeconds');
  const successThreshold = orDefault('successThreshold');
  const failureThreshold = orDefault('failureThreshold');
  const terminationGracePeriodSeconds = numberIn(probe, 'terminationGracePeriodSeconds', grace);
  const isWhole =
    initialDelaySeconds !== undefined &&
    periodSeconds !== undefined &&
    timeoutSeconds !== undefined &&
    successThreshold !== undefined &&
    failureThreshold !== undefined &&
    terminationGracePeriodSeconds !== undefined;
  return isWhole
    ? {
        initialDelaySeconds,
        periodSeconds,
        timeoutSeconds,
        successThreshold,
        failureThreshold,
        terminationGracePeriodSeconds,
      }
    : undefined;
}

/** `undefined` for what the API server would refuse. */
function numberIn(map: Node | undefined, field: string, otherwise: number): number | undefined {
  const found = get(map, field);
  if (isNull(found)) return otherwise;
  const value = number(found);
  return value !== undefined && Number.isInteger(value) && value >= 0 && value <= 0x7fffffff ? value : undefined;
}
