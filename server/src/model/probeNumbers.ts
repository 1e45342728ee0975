/** The probes of a container as the kubelet gets them: numbers, with what the API server fills in. */
import type { ProbeNumbers, Probes } from '../prober/probe.js';
import { entry, get, isNull, type MapNode, type Node, number } from '../syntax/node.js';
import { type Container, podSpecOf, probeKinds } from './pods.js';

/** What the API server takes where nothing, null or 0 is written. */
const defaults = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 } as const;
const defaultGracePeriod = 30;

/** Without those that are not maps, or of which a number is none, as in a template. */
export function probeNumbersOf(container: Container): Probes {
  const grace = numberIn(podSpecOf(container.manifest), 'terminationGracePeriodSeconds', defaultGracePeriod);
  const found = probeKinds.flatMap(kind => {
    const node = entry(container.node, `${kind}Probe`)?.value;
    const numbers = node?.kind === 'map' && grace !== undefined ? numbersOf(node, grace) : undefined;
    return numbers ? [[kind, numbers] as const] : [];
  });
  return Object.fromEntries(found);
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
