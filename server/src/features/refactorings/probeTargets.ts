/** Which of its ports a container is best asked on, and by what. Knows names and numbers of ports, no frameworks. */
import { portNameErrors, portNumberErrors } from '../../model/names.js';
import { areKnown, type HandlerName, portsOf } from '../../model/pods.js';
import type { NewMap } from '../../syntax/insert.js';
import { get, type MapNode } from '../../syntax/node.js';

/** A TCP port that a probe can ask. */
export interface Target {
  readonly name: string | undefined;
  readonly number: number;
}

/** A handler, and what it does in a few words. */
export interface NewHandler {
  readonly name: HandlerName;
  readonly value: NewMap;
  readonly says: string;
}

/** `undefined` where they are not all known. */
export function targetsOf(container: MapNode): readonly Target[] | undefined {
  if (!areKnown(get(container, 'ports'))) return undefined;
  return portsOf(container).flatMap(({ name, number, protocol }) => {
    if (protocol !== 'TCP' || number === undefined || portNumberErrors(number).length > 0) return [];
    return [{ name: name !== undefined && portNameErrors(name).length === 0 ? name : undefined, number }];
  });
}

export function portOfTarget({ name, number }: Target): string | number {
  return name ?? number;
}

export function httpGet(path: string, target: Target): NewHandler {
  const port = portOfTarget(target);
  const secure: NewMap = isSecure(target) ? { scheme: 'HTTPS' } : {};
  const says = `GET ${path} on port ${port}${isSecure(target) ? ' by HTTPS' : ''}`;
  return { name: 'httpGet', value: { path, port, ...secure }, says };
}

export function tcpSocket(target: Target): NewHandler {
  const port = portOfTarget(target);
  return { name: 'tcpSocket', value: { port }, says: `TCP connection to port ${port}` };
}

/** grpc takes numbers only. */
export function grpc({ number }: Target): NewHandler {
  return { name: 'grpc', value: { port: number }, says: `gRPC health check on port ${number}` };
}

/** As its name tells: `http` and `web`, `health`, `management`; `undefined` where none is worth asking. */
export function usualHandler(targets: readonly Target[]): NewHandler | undefined {
  const [best] = ranked(targets);
  if (!best) return undefined;
  const { target, path } = best;
  return path === undefined ? tcpSocket(target) : httpGet(path, target);
}

/** The port for a server that speaks HTTP; those that are surely for something else do not count. */
export function httpTarget(
  targets: readonly Target[],
  preferred: readonly string[],
  usual: number,
): Target | undefined {
  const named = preferred.flatMap(
    name => targets.find(target => hasName(target, [name]) && !speaksOtherwise(target)) ?? [],
  );
  const [best] = ranked(targets).filter(({ rank, target }) => rank < last && !speaksOtherwise(target));
  const numbered = targets.find(target => target.number === usual && !speaksOtherwise(target));
  return named[0] ?? (best && best.path !== undefined ? best.target : (numbered ?? best?.target));
}

/** Whether the port has one of the names, or one that begins so before a hyphen. */
export function hasName({ name }: Target, names: readonly string[]): boolean {
  return name !== undefined && names.some(known => name === known || name.startsWith(`${known}-`));
}

interface Ranked {
  readonly target: Target;
  readonly rank: number;
  readonly path: string | undefined;
}

/** Metrics and debuggers: asked only where there is nothing else. */
const last = 6;

function ranked(targets: readonly Target[]): readonly Ranked[] {
  return targets.map(target => ({ target, ...rankOf(target) })).sort((a, b) => a.rank - b.rank);
}

const healthWords: ReadonlySet<string> = new Set(['health', 'healthz', 'healthcheck', 'probe', 'probes']);

/** As its name says: `healthz-grpc`, `not-http`. */
function speaksOtherwise({ name }: Target): boolean {
  return name?.split('-').some(word => /^(grpc|tcp|udp|unix|not|non|no|un)$/.test(word)) === true;
}

/** Has a name that elsewhere stands for health, and knows no such path. */
const rabbitManagement = 15672;

function rankOf(target: Target): Omit<Ranked, 'target'> {
  const { name, number } = target;
  if (name === undefined) return rankOfNumber(number);
  if (/metric|prom|debug|jmx|pprof|profil|trac/.test(name)) return { rank: last, path: undefined };
  if (speaksOtherwise(target)) return { rank: 4, path: undefined };
  if (name.split('-').some(word => healthWords.has(word))) return { rank: 0, path: '/healthz' };
  if (hasName(target, ['management', 'mgmt', 'actuator']) && number !== rabbitManagement)
    return { rank: 1, path: '/health' };
  if (hasName(target, ['http', 'web', 'www']) || name.endsWith('-http')) return { rank: 2, path: '/' };
  if (isSecure(target)) return { rank: 3, path: '/' };
  return { rank: 4, path: undefined };
}

/** What these numbers are registered for. */
function rankOfNumber(number: number): Omit<Ranked, 'target'> {
  if (number === 80 || number === 8080) return { rank: 4.5, path: '/' };
  return number === 443 || number === 8443 ? { rank: 4.7, path: '/' } : { rank: 5, path: undefined };
}

function isSecure({ name, number }: Target): boolean {
  if (name === undefined) return number === 443 || number === 8443;
  return name === 'https' || name.startsWith('https-') || name.endsWith('-https');
}
