/** Startup probes that ask what another probe of the container asks, in the way it does. */
import { type Handler, handlersOf } from '../model/pods.js';
import { toValue } from '../schema/validate.js';
import type { Edit } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import { insertBefore, type NewMap, type NewValue } from '../syntax/insert.js';
import { type Entry, entry, type MapNode, number } from '../syntax/node.js';
import { largestInt32, settingOf } from './probeSettings.js';

export interface Patience {
  readonly periodSeconds: number;
  readonly failureThreshold: number;
}

/** A startup probe before `probe`, which asks by `handler`. */
export function addStartupProbe(document: YamlDocument, probe: Entry, handler: Handler, patience: Patience): Edit {
  const value: NewMap = {
    [handler.name]: written(toValue(handler.entry.value)),
    // Without these it would give up on each question sooner, or end the container in another way.
    ...numberField(probe, 'timeoutSeconds'),
    periodSeconds: patience.periodSeconds,
    failureThreshold: patience.failureThreshold,
    ...numberField(probe, 'terminationGracePeriodSeconds'),
  };
  return insertBefore(document, probe, [{ key: 'startupProbe', value }]);
}

/**
 * The failures that fit into the delay, and those that the probe itself puts up with: it gives up no sooner than before,
 * and where nobody answers hardly later. So it asks no more often than an answer may take.
 */
export function patienceOf(probe: MapNode, delay: number): Patience | undefined {
  const period = settingOf(probe, 'periodSeconds');
  const timeout = settingOf(probe, 'timeoutSeconds');
  const failures = settingOf(probe, 'failureThreshold');
  if (period === undefined || timeout === undefined || failures === undefined) return undefined;
  const periodSeconds = Math.max(period, timeout);
  const failureThreshold = Math.ceil(delay / periodSeconds) + failures;
  return failureThreshold <= largestInt32 ? { periodSeconds, failureThreshold } : undefined;
}

/** Whether both ask the same. */
export function asksTheSame(one: MapNode, other: MapNode): boolean {
  return handlersIn(one) === handlersIn(other);
}

function handlersIn(probe: MapNode): string {
  return JSON.stringify(handlersOf(probe).map(({ name, entry: handler }) => [name, toValue(handler.value)]));
}

function numberField(probe: Entry, name: string): NewMap {
  const value = number(entry(probe.value, name)?.value);
  return value !== undefined && value > 0 ? { [name]: value } : {};
}

/** What is null says nothing. */
function written(value: unknown): NewValue {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== null);
    return Object.fromEntries(fields.map(([name, field]) => [name, written(field)]));
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
