/** The probes and hooks that the API server looks into: those of containers that may have one. */
import { hookHandlersOf, hooksOf } from '../model/lifecycle.js';
import type { Manifest } from '../model/manifest.js';
import { type Container, handlersOf, type Probe, probesOf } from '../model/pods.js';
import { get, type MapNode, type Node } from '../syntax/node.js';
import type { HandlerOwner } from './handlers.js';

/** What the API server takes where nothing, or null, is written. */
export const probeDefaults = {
  initialDelaySeconds: 0,
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
} as const;

export function* allowedProbesOf(manifest: Manifest): Iterable<Probe> {
  for (const probe of probesOf(manifest)) if (mayHaveProbes(probe.container)) yield probe;
}

export function* probeHandlersOf(manifest: Manifest): Iterable<HandlerOwner> {
  for (const { container, entry, node } of allowedProbesOf(manifest)) {
    const handlers = handlersOf(node).map(handler => handler.entry);
    yield { document: manifest.document, container: container.node, entry, node, handlers };
  }
}

export function* hookOwnersOf(manifest: Manifest): Iterable<HandlerOwner> {
  for (const { container, entry, node } of hooksOf(manifest)) {
    if (!mayHaveProbes(container)) continue;
    const handlers = hookHandlersOf(node).map(handler => handler.entry);
    yield { document: manifest.document, container: container.node, entry, node, handlers };
  }
}

/** The port that the probe connects to: a number, or the name of one. Of several handlers, none can be told. */
export function portOf(probe: MapNode): Node | undefined {
  const [handler, ...others] = handlersOf(probe);
  return others.length === 0 ? get(handler?.entry.value, 'port') : undefined;
}

/** Elsewhere the whole probe or hook is refused, whatever it says. */
export function mayHaveProbes({ list, keepsRunning }: Container): boolean {
  return list !== 'ephemeralContainers' && keepsRunning;
}
