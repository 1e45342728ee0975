/** Views on what a container does after it started and before it ends. Cheap and without state, as those on pods. */
import { type Entry, entry, isNull, type MapNode } from '../syntax/node.js';
import { perManifest } from './perManifest.js';
import { type Container, containersOf } from './pods.js';

export const hookNames = ['postStart', 'preStop'] as const;
export type HookName = (typeof hookNames)[number];

/** In the order in which the API server looks at them. */
export const hookHandlerNames = ['exec', 'httpGet', 'tcpSocket', 'sleep'] as const;
export type HookHandlerName = (typeof hookHandlerNames)[number];

/** The `lifecycle: …` of a container. */
export interface Lifecycle {
  readonly container: Container;
  readonly entry: Entry;
  readonly node: MapNode;
}

export interface Hook {
  readonly container: Container;
  readonly name: HookName;
  readonly entry: Entry;
  readonly node: MapNode;
}

export interface HookHandler {
  readonly entry: Entry;
  readonly name: HookHandlerName;
}

export const lifecyclesOf = perManifest(function* (manifest): Iterable<Lifecycle> {
  for (const container of containersOf(manifest)) {
    const found = entry(container.node, 'lifecycle');
    if (found?.value.kind === 'map') yield { container, entry: found, node: found.value };
  }
});

export const hooksOf = perManifest(function* (manifest): Iterable<Hook> {
  for (const { container, node } of lifecyclesOf(manifest)) {
    for (const name of hookNames) {
      const found = entry(node, name);
      if (found?.value.kind === 'map') yield { container, name, entry: found, node: found.value };
    }
  }
});

/** What the hook does; the API server wants exactly one. */
export function hookHandlersOf(hook: MapNode): readonly HookHandler[] {
  return hookHandlerNames.flatMap(name => {
    const found = entry(hook, name);
    return found && !isNull(found.value) ? [{ entry: found, name }] : [];
  });
}
