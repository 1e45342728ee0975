/** The probes of a container that a new one can be modelled on: what they ask, and how patient they are. */
import { type Container, handlersOf, type Probe, type ProbeKind, probesOf } from '../../model/pods.js';
import type { ProbeNumbers } from '../../model/probePreset.js';
import { defaultNumbers } from '../../model/probePresets.js';
import { probeDefaults } from '../../rules/probes.js';
import { toValue } from '../../schema/validate.js';
import type { NewMap, NewValue } from '../../syntax/insert.js';
import { entry, get, number, text } from '../../syntax/node.js';
import type { NewHandler } from './probeTargets.js';
import { isSoundHandler } from './soundProbe.js';

export interface CopiedProbe {
  readonly kind: ProbeKind;
  readonly handler: NewHandler;
  readonly numbers: ProbeNumbers;
  /** Of `httpGet`. */
  readonly path: string | undefined;
  /** The same request, with another path. */
  readonly withPath: (path: string) => NewHandler;
}

/** Readiness first: liveness is to ask the same, only later. */
const preferred: readonly ProbeKind[] = ['readiness', 'liveness', 'startup'];

export function copiedProbes(container: Container): readonly CopiedProbe[] {
  const own = [...probesOf(container.manifest)].filter(probe => probe.container.node === container.node);
  return preferred.flatMap(kind => own.flatMap(probe => (probe.kind === kind ? (copyOf(probe) ?? []) : [])));
}

/** Liveness gives up later than what it is modelled on, and begins as late; readiness gives up earlier. */
export function copiedNumbers({ kind: from, handler, numbers }: CopiedProbe, kind: ProbeKind): ProbeNumbers {
  const { initialDelaySeconds, periodSeconds } = numbers;
  const { failureThreshold = probeDefaults.failureThreshold } = numbers;
  const timeoutSeconds = numbers.timeoutSeconds ?? (handler.name === 'exec' ? timeForPrograms : undefined);
  const timeout: ProbeNumbers = timeoutSeconds === undefined ? {} : { timeoutSeconds };
  if (kind === 'startup') return { ...timeout, ...startNumbers(timeoutSeconds) };
  if (from === 'startup') return { ...timeout, ...defaultNumbers[kind] };
  const delay: ProbeNumbers = kind === 'readiness' || !initialDelaySeconds ? {} : { initialDelaySeconds };
  const period: ProbeNumbers = periodSeconds === undefined ? {} : { periodSeconds };
  const own = kind === 'liveness' ? failureThreshold * 3 : Math.max(1, Math.min(3, failureThreshold - 1));
  const failures: ProbeNumbers = own === probeDefaults.failureThreshold ? {} : { failureThreshold: own };
  return { ...delay, ...timeout, ...period, ...failures };
}

const timeForPrograms = 5;

/** The same time to start in, asked no more often than an answer may take. */
function startNumbers(timeoutSeconds = 0): ProbeNumbers {
  const { periodSeconds = probeDefaults.periodSeconds, failureThreshold = probeDefaults.failureThreshold } =
    defaultNumbers.startup;
  const period = Math.max(periodSeconds, timeoutSeconds);
  return { periodSeconds: period, failureThreshold: Math.ceil((periodSeconds * failureThreshold) / period) };
}

/** Only what is right as far as one can see: a mistake is not to be made twice. */
function copyOf(probe: Probe): CopiedProbe | undefined {
  const [handler, ...others] = handlersOf(probe.node);
  if (!handler || others.length > 0 || handler.entry.value.kind !== 'map') return undefined;
  const { name, entry: from } = handler;
  if (get(from.value, 'host') || !isSoundHandler(probe, handler)) return undefined;
  const value = written(toValue(from.value));
  if (!isMap(value)) return undefined;
  const says = saysOf(name, value);
  const withPath = (path: string): NewHandler => {
    const changed = { ...value, path };
    return { name, value: changed, says: saysOf(name, changed) };
  };
  const path = name === 'httpGet' ? text(get(from.value, 'path')) : undefined;
  return { kind: probe.kind, handler: { name, value, says }, numbers: numbersOf(probe), path, withPath };
}

function numbersOf({ node }: Probe): ProbeNumbers {
  const names = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'failureThreshold'] as const;
  const found = names.flatMap(name => {
    const value = number(entry(node, name)?.value);
    return value !== undefined && Number.isInteger(value) && value > 0 && value < 100_000
      ? [[name, value] as const]
      : [];
  });
  return Object.fromEntries(found);
}

function saysOf(name: NewHandler['name'], value: NewMap): string {
  const port = String(value['port'] ?? '');
  if (name === 'exec') return commandText(value['command']);
  if (name === 'tcpSocket') return `TCP connection to port ${port}`;
  if (name === 'grpc') return `gRPC health check on port ${port}`;
  const by = value['scheme'] === 'HTTPS' ? ' by HTTPS' : '';
  return `GET ${String(value['path'] ?? '/')} on port ${port}${by}`;
}

const longestText = 40;

function commandText(command: NewValue | undefined): string {
  const words = Array.isArray(command) ? command.join(' ').replace(/\s+/g, ' ') : '';
  return words.length > longestText ? `${words.slice(0, longestText - 1)}…` : words;
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

function isMap(value: NewValue): value is NewMap {
  return typeof value === 'object' && !Array.isArray(value);
}
