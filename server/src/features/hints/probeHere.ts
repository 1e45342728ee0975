/** One probe as hints and hovers speak of it: its numbers, and what of its container decides what they mean. */
import type { Manifest } from '../../model/manifest.js';
import { type Container, containerAround, handlersOf, probeKinds, runsToItsEnd } from '../../model/pods.js';
import { probeNumbersOf } from '../../model/probeNumbers.js';
import { restartsOf } from '../../model/restarts.js';
import type { ProbeKind, ProbeNumbers } from '../../prober/probe.js';
import { mayHaveProbes } from '../../rules/probes.js';
import { type Entry, entry, get, isNull, items, type Node } from '../../syntax/node.js';

export interface ProbeHere {
  readonly kind: ProbeKind;
  readonly numbers: ProbeNumbers;
  /** The `livenessProbe: …` itself. */
  readonly entry: Entry;
  /** Nobody asks this one before the startup probe has succeeded. */
  readonly waitsForStartup: boolean;
  /** Whether a container that a probe ended is started again; `undefined` where that is not known. */
  readonly restarts: boolean | undefined;
  readonly ofJob: boolean;
}

/** Those that the API server takes, and whose numbers are known. */
export function probesHere(container: Container): readonly ProbeHere[] {
  if (!mayHaveProbes(container)) return [];
  const numbers = probeNumbersOf(container);
  const restarts = restartsOf(container);
  const ofJob = runsToItsEnd(container.manifest);
  const hasStartup = !isNull(get(container.node, 'startupProbe'));
  return probeKinds.flatMap(kind => {
    const found = entry(container.node, `${kind}Probe`);
    const own = numbers[kind];
    if (!found || !own || !isWhole(found.value)) return [];
    const waitsForStartup = hasStartup && kind !== 'startup';
    return [{ kind, numbers: own, entry: found, waitsForStartup, restarts, ofJob }];
  });
}

/** The probe that `entry` is, if it is one of a container. */
export function probeHere(manifest: Manifest, probe: Entry): ProbeHere | undefined {
  const container = containerAround(manifest, probe.map);
  return container?.node === probe.map ? probesHere(container).find(({ entry }) => entry === probe) : undefined;
}

/** Whether it asks, and in one way: the others are half written, or refused. */
function isWhole(probe: Node): boolean {
  const [handler, ...others] = probe.kind === 'map' ? handlersOf(probe) : [];
  if (!handler || others.length > 0) return false;
  const { name, entry } = handler;
  return name === 'exec' ? items(get(entry.value, 'command')).length > 0 : !isNull(get(entry.value, 'port'));
}
