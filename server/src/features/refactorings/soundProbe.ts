/** Whether a probe is right as far as one can see where it stands: a mistake is not to be made twice. */
import { httpHeaderNameErrors } from '../../model/names.js';
import { type Handler, type HandlerName, handlersOf, type Probe, portsOf, usesHostNetwork } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import { commandOf, namesShell } from '../../rules/commands.js';
import { isLoopback } from '../../rules/probe/loopbackHost.js';
import { largestInt32 } from '../../rules/probeSettings.js';
import { entries, get, isNull, items, keyOf, type Node, number, text, walk } from '../../syntax/node.js';
import { httpGetFields, probeFields } from './probeFields.js';
import { hasOnly } from './writtenText.js';

const fieldsOf: Readonly<Record<HandlerName, readonly string[]>> = {
  exec: ['command'],
  httpGet: Object.keys(httpGetFields),
  tcpSocket: ['port', 'host'],
  grpc: ['port', 'service'],
};

export function isSoundProbe(probe: Probe): boolean {
  const [handler, ...others] = handlersOf(probe.node);
  if (!handler || others.length > 0 || !hasOnly(probe.node, Object.keys(probeFields))) return false;
  return isSoundHandler(probe, handler) && hasSoundNumbers(probe.node);
}

/** The same of what it asks alone. */
export function isSoundHandler(probe: Probe, { name, entry: { value } }: Handler): boolean {
  if (!hasOnly(value, fieldsOf[name])) return false;
  if (name === 'exec') return isSoundCommand(probe);
  if ([...walk(value)].some(isPlaceholder) || !isPort(probe, name, get(value, 'port'))) return false;
  // On the network of the node, localhost is the container, too.
  if (isLoopback(text(get(value, 'host')) ?? '') && !usesHostNetwork(probe.container.manifest)) return false;
  return name !== 'httpGet' || isSoundRequest(value);
}

function isSoundCommand(probe: Probe): boolean {
  const command = commandOf(probe);
  if (!command) return false;
  return namesShell(command) || command.words.every(word => !/[\s$|&;<>]/.test(word));
}

function isPort({ container }: Probe, by: HandlerName, port: Node | undefined): boolean {
  const found = number(port);
  if (found !== undefined) return Number.isInteger(found) && found > 0 && found < 65536;
  const name = by === 'grpc' ? undefined : text(port);
  return name !== undefined && portsOf(container.node).some(own => own.name === name && own.protocol === 'TCP');
}

function isSoundRequest(httpGet: Node): boolean {
  const path = get(httpGet, 'path');
  const asked = isNull(path) ? '/' : text(path);
  const scheme = get(httpGet, 'scheme');
  if (!asked?.startsWith('/') || asked.includes('://')) return false;
  if (!isNull(scheme) && !['HTTP', 'HTTPS'].includes(text(scheme) ?? '')) return false;
  const headers = get(httpGet, 'httpHeaders');
  return isNull(headers) || (headers?.kind === 'seq' && items(headers).every(isSoundHeader));
}

/** A plain `y` is no text to kubectl. */
function isSoundHeader(header: Node): boolean {
  const name = text(get(header, 'name'));
  const isNamed = name !== undefined && httpHeaderNameErrors(name).length === 0;
  return isNamed && text(get(header, 'value')) !== undefined && hasOnly(header, ['name', 'value']);
}

/** 0 stands for another number, except for the delay. */
function hasSoundNumbers(probe: Node): boolean {
  return entries(probe).every(field => {
    if (!/(Seconds|Threshold)$/.test(keyOf(field)) || isNull(field.value)) return true;
    const value = number(field.value);
    const least = keyOf(field) === 'initialDelaySeconds' ? 0 : 1;
    return value !== undefined && Number.isInteger(value) && value >= least && value <= largestInt32;
  });
}
