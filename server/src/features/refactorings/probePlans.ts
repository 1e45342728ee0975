/** Which probes a container could have that it does not have yet: handler, numbers, and what is said about them. */
import { type Container, type ProbeKind, probeKinds, runsToItsEnd } from '../../model/pods.js';
import type { ExecPlace, PresetProbe, ProbeNumbers, ProbePreset } from '../../model/probePreset.js';
import { defaultNumbers } from '../../model/probePresets.js';
import { restartsOf } from '../../model/restarts.js';
import { knownText } from '../../model/templates.js';
import { apart, startBudget } from '../../prober/bounds.js';
import { duration } from '../../prober/duration.js';
import { variablesOf } from '../../rules/commands.js';
import { mayHaveProbes, probeDefaults } from '../../rules/probes.js';
import type { NewMap } from '../../syntax/insert.js';
import { entry, get, isNull, type MapNode } from '../../syntax/node.js';
import { type CopiedProbe, copiedNumbers, copiedProbes } from './copiedProbes.js';
import { type KnownPreset, knownPresets, targetsOfPreset } from './knownPresets.js';
import {
  grpc,
  hasName,
  httpGet,
  httpTarget,
  type NewHandler,
  type Target,
  targetsOf,
  tcpSocket,
  usualHandler,
} from './probeTargets.js';

export interface ProbePlan {
  readonly kind: ProbeKind;
  readonly value: NewMap;
  /** "GET /healthz on port http". */
  readonly says: string;
  /** "5 min to start". */
  readonly budget: string | undefined;
  /** Whose choice this is, and what it needs: "Spring Boot". */
  readonly reason: string | undefined;
  /** What it needs, without whose choice it is. */
  readonly needs: string | undefined;
  readonly preset: ProbePreset | undefined;
  /** Whether another probe of the container asks the same. */
  readonly isCopy: boolean;
}

/** A menu with more for each kind is not read. */
const most = 2;

/** For each kind that is missing, the best choice first; none for containers that may have no probes. */
export function probePlans(container: Container): readonly ProbePlan[] {
  const kinds = missingKinds(container);
  if (kinds.length === 0) return [];
  const copied = copiedProbes(container);
  const targets = knownTargets(container.node, copied);
  const presets = knownPresets(
    container,
    targets ?? [],
    copied.flatMap(({ path }) => path ?? []),
  );
  return kinds.flatMap(kind => {
    const fromPresets = presets.flatMap(known => planOf(container, kind, known, targets, copied) ?? []);
    const others = otherPlan(container, kind, fromPresets, targets, copied) ?? [];
    // Where both ask the same, the numbers are those that fit the probe that is there.
    const own =
      copied.length > 0 ? fromPresets.filter(plan => !others.some(other => isSame(plan, other))) : fromPresets;
    const plans = [...own, ...others];
    return plans.filter((plan, i) => plans.findIndex(other => isSame(plan, other)) === i).slice(0, most);
  });
}

/** Where no port is declared, those that another probe asks. */
function knownTargets(container: MapNode, copied: readonly CopiedProbe[]): readonly Target[] | undefined {
  const declared = targetsOf(container);
  if (declared?.length !== 0) return declared;
  const numbers = copied.flatMap(({ handler }) => handler.value['port'] ?? []);
  return numbers.flatMap(number => (typeof number === 'number' ? { name: undefined, number } : []));
}

/** What is null is none to the API server, and can be filled in where it stands. */
function missingKinds(container: Container): readonly ProbeKind[] {
  if (!mayHaveProbes(container) || container.node.alias) return [];
  return probeKinds.filter(kind => {
    const found = entry(container.node, `${kind}Probe`);
    const isFree = !found || (isNull(found.value) && !found.merged && !found.key.alias && !found.value.alias);
    return isFree && !(kind === 'readiness' && runsToItsEnd(container.manifest));
  });
}

function isSame(a: ProbePlan, b: ProbePlan): boolean {
  return a.says === b.says;
}

function planOf(
  container: Container,
  kind: ProbeKind,
  known: KnownPreset,
  targets: readonly Target[] | undefined,
  copied: readonly CopiedProbe[],
): ProbePlan | undefined {
  const { preset } = known;
  const probe = preset.probes[kind];
  const handler = handlerOf(container.node, probe, known, targets, copied);
  if (!handler) return undefined;
  // Who asks there already has what it needs.
  const needs = handler.needs ?? (known.by === 'path' ? undefined : preset.needs);
  const reason = needs === undefined ? preset.name : `${preset.name}, ${needs}`;
  return { ...plan(container, kind, handler, probe.numbers), reason, needs, preset, isCopy: false };
}

function handlerOf(
  container: MapNode,
  { handler }: PresetProbe,
  { preset, by, port, isWritten, path, prefix }: KnownPreset,
  targets: readonly Target[] | undefined,
  copied: readonly CopiedProbe[],
): (NewHandler & { readonly needs?: string | undefined }) | undefined {
  const asked = by === 'port' ? targetsOfPreset(preset, targets ?? []) : (targets ?? []);
  const own = isWritten && !hasManagement(preset, asked) ? asked.filter(({ number }) => number === port) : asked;
  if (handler.name === 'httpGet') {
    const model = path === undefined ? undefined : copied.find(probe => probe.path === path);
    if (model) return model.withPath(prefix + handler.path);
    const target = placeFor(own, own.length > 0 || !isWritten ? targets : [], port, preset, httpTarget);
    return target && httpGet(prefix + handler.path, target);
  }
  const target = placeFor(own, own.length > 0 || !isWritten ? targets : [], port, preset, serverTarget);
  if (!target) return undefined;
  if (handler.name === 'tcpSocket') return tcpSocket(target);
  if (handler.name === 'grpc') return grpc(target);
  const { command, needs } = handler.make(placeOf(container, target.number));
  return { name: 'exec', value: { command }, says: `${handler.says} on port ${target.number}`, needs };
}

/** A port that is there to be asked, and none for the others. */
function hasManagement({ preferredPorts }: ProbePreset, targets: readonly Target[]): boolean {
  const names = preferredPorts.filter(name => ['management', 'mgmt', 'actuator', 'health'].includes(name));
  return targets.some(target => hasName(target, names));
}

/** Where no port is declared, that of the image or of its command; where some are, one of those. */
function placeFor(
  own: readonly Target[],
  all: readonly Target[] | undefined,
  port: number,
  { preferredPorts }: ProbePreset,
  choose: typeof httpTarget,
): Target | undefined {
  if (!all) return undefined;
  return all.length === 0 ? { name: undefined, number: port } : choose(own, preferredPorts, port);
}

function serverTarget(targets: readonly Target[], preferred: readonly string[], usual: number): Target | undefined {
  return (
    targets.find(({ number }) => number === usual) ??
    targets.find(target => hasName(target, preferred)) ??
    (targets.length === 1 ? targets[0] : undefined)
  );
}

function placeOf(container: MapNode, port: number): ExecPlace {
  const variables = variablesOf(container);
  return {
    port,
    variable: name => {
      const found = variables.get(name);
      return found && { value: knownText(get(found, 'value')) };
    },
    hasEnvFrom: get(container, 'envFrom') !== undefined,
  };
}

/** What another probe asks already; else what the ports say, or beside a preset the safest that there is. */
function otherPlan(
  container: Container,
  kind: ProbeKind,
  presets: readonly ProbePlan[],
  targets: readonly Target[] | undefined,
  copied: readonly CopiedProbe[],
): readonly ProbePlan[] | undefined {
  const model = copied.find(probe => probe.kind !== 'startup') ?? copied[0];
  if (model) {
    const own = plan(container, kind, model.handler, copiedNumbers(model, kind));
    const isSooner = kind === 'readiness' && model.kind === 'liveness' && model.numbers.initialDelaySeconds;
    const reason = `as in ${model.kind}Probe${isSooner ? ', without initialDelaySeconds' : ''}`;
    return [{ ...own, reason, needs: undefined, preset: undefined, isCopy: true }];
  }
  const handler = presets.length > 0 ? beside(presets, targets ?? []) : usualHandler(targets ?? []);
  if (!handler) return undefined;
  const own = plan(container, kind, handler, defaultNumbers[kind]);
  return [{ ...own, reason: undefined, needs: undefined, preset: undefined, isCopy: false }];
}

/** A connection proves less than the preset does, and needs nothing of the application. */
function beside([first]: readonly ProbePlan[], targets: readonly Target[]): NewHandler | undefined {
  if (first?.preset?.ports) return usualHandler(targets);
  const named = JSON.stringify(first?.value);
  const target = targets.find(({ name, number }) => named.includes(`"port":${JSON.stringify(name ?? number)}`));
  const [only] = targets.length === 1 ? targets : [];
  const asked = target ?? only;
  return asked && tcpSocket(asked);
}

function plan(
  container: Container,
  kind: ProbeKind,
  { name, value, says }: NewHandler,
  numbers: ProbeNumbers,
): Pick<ProbePlan, 'kind' | 'value' | 'says' | 'budget'> {
  return { kind, value: { [name]: value, ...numbers }, says, budget: budgetOf(container, kind, numbers) };
}

/** Until a startup probe holds it back, liveness counts from the start. */
function budgetOf(container: Container, kind: ProbeKind, numbers: ProbeNumbers): string | undefined {
  if (kind === 'readiness') return undefined;
  const whole = { ...probeDefaults, terminationGracePeriodSeconds: 0, ...numbers };
  const start = startBudget(whole);
  if (kind === 'startup') return `${duration(start)} to start`;
  const seconds = whole.failureThreshold * apart(whole);
  const end = `${restartsOf(container) ? 'restart' : 'killed'} after about ${duration(seconds)}`;
  if (!isNull(get(container.node, 'startupProbe'))) return end;
  return start === seconds ? `${end}, also at the start` : `${end}, at the start after ${duration(start)}`;
}
