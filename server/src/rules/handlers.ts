/**
 * What the API server checks in every handler, whether a probe or a lifecycle hook runs it: how many there are, and
 * what they say. Knows the fields of handlers; the rules say where to look.
 */
import { httpHeaderNameErrors, portNameErrors, portNumberErrors } from '../model/names.js';
import { portsOf } from '../model/pods.js';
import { isPlaceholder } from '../model/templates.js';
import { type Edit, replace, setValue } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import { fillEntry, insertEntries } from '../syntax/insert.js';
import { type Entry, entries, entry, get, isNull, items, keyOf, type MapNode, number, text } from '../syntax/node.js';
import { type Finding, type Fix, finding } from './rule.js';
import { keepOnly } from './volumes.js';

/** The handlers of one probe or hook. */
export interface HandlerOwner {
  readonly document: YamlDocument;
  /** The container whose ports the handlers may name. */
  readonly container: MapNode;
  /** `livenessProbe: …`, `preStop: …`. */
  readonly entry: Entry;
  readonly node: MapNode;
  /** In the API's order. */
  readonly handlers: readonly Entry[];
}

/** A command that every image with a file system can run, as the documentation has it. */
const sampleCommand = '["cat", "/tmp/healthy"]';
const largestInt32 = 2 ** 31 - 1;

/**
 * Whether there is none of the handlers that `names` lists. A map under another name was meant to be one: that the name
 * is unknown has been said already.
 */
export function isBare({ node, handlers }: HandlerOwner, names: readonly string[]): boolean {
  const isMistaken = (field: Entry) => field.value.kind === 'map' && !names.includes(keyOf(field));
  return handlers.length === 0 && !entries(node).some(isMistaken);
}

/** Each handler after the first. */
export function* furtherHandlers({ document, entry, node, handlers }: HandlerOwner): Iterable<Finding> {
  const [first, ...rest] = handlers;
  if (!first) return;
  for (const further of rest) {
    const message = `${keyOf(entry)} must have one handler only: it has ${keyOf(first)} already`;
    yield finding(further, message, ...keepOnly(document, node, handlers));
  }
}

/** `command: []`. */
export function* emptyCommand({ node }: HandlerOwner): Iterable<Finding> {
  const command = get(node, 'exec', 'command');
  if (command?.kind !== 'seq' || command.items.length > 0) return;
  const fix = { title: 'Fill in a command', edits: () => [replace(command, sampleCommand)] };
  yield finding(command, 'command must have at least one item', fix);
}

/** `exec` that does not say what to run. In a patch, that may come from elsewhere. */
export function* missingCommand({ document, node }: HandlerOwner): Iterable<Finding> {
  const exec = entry(node, 'exec');
  if (exec?.value.kind !== 'map' || !isNull(get(exec.value, 'command'))) return;
  const fix = { title: 'Add a command', edits: () => [addCommand(document, exec)] };
  yield finding(exec, 'exec must have a command', ...(exec.value.alias ? [] : [fix]));
}

function addCommand(document: YamlDocument, exec: Entry): Edit {
  const command = entry(exec.value, 'command');
  if (command && !command.merged) return setValue(document, command, sampleCommand);
  const added = [{ key: 'command', value: ['cat', '/tmp/healthy'] }];
  const { value } = exec;
  return value.kind === 'map' && value.entries.length > 0
    ? insertEntries(document, value, added)
    : fillEntry(document, exec, added);
}

/** A port that no machine has. */
export function* portOutOfRange(owner: HandlerOwner): Iterable<Finding> {
  for (const port of portsIn(owner)) {
    const value = number(port.value);
    // What is no integer, or too large for one, the schema has been told about.
    if (value === undefined || !Number.isInteger(value) || Math.abs(value) > largestInt32) continue;
    if (portNumberErrors(value).length === 0) continue;
    yield finding(port.value, 'port must be between 1 and 65535', ...declaredPorts(owner, port));
  }
}

/** A name that no port can have. */
export function* malformedPortName(owner: HandlerOwner): Iterable<Finding> {
  for (const port of portsIn(owner)) {
    const name = text(port.value);
    if (name === undefined || isDigits(name) || isPlaceholder(port.value) || isGrpc(port)) continue;
    const errors = portNameErrors(name);
    if (errors.length === 0) continue;
    yield finding(port.value, `port name ${name || '""'} ${errors.join(', and ')}`, ...declaredPorts(owner, port));
  }
}

/** `"8080"` is a name, and no port can be called so. */
export function* quotedPortNumber(owner: HandlerOwner): Iterable<Finding> {
  for (const port of portsIn(owner)) {
    const { value } = port;
    const name = text(value);
    if (name === undefined || !isDigits(name) || value.kind !== 'scalar' || isGrpc(port)) continue;
    const digits = String(Number(name));
    const isFixable = value.style !== 'plain' && portNumberErrors(Number(name)).length === 0;
    const fix: Fix = { title: `Change to ${digits}`, safe: true, edits: () => [replace(value, digits)] };
    const message = `port must be a number without quotes: "${name}" is read as the name of a port`;
    yield finding(value, message, ...(isFixable ? [fix] : []));
  }
}

/** A header name that HTTP does not allow. */
export function* malformedHeaderName({ handlers }: HandlerOwner): Iterable<Finding> {
  for (const { value } of handlers) {
    for (const header of items(get(value, 'httpHeaders'))) {
      const node = get(header, 'name');
      const name = text(node);
      if (!node || name === undefined || isPlaceholder(node) || httpHeaderNameErrors(name).length === 0) continue;
      yield finding(node, `header name ${name || '""'} must consist of letters, digits and hyphens`);
    }
  }
}

function portsIn({ handlers }: HandlerOwner): readonly Entry[] {
  return handlers.flatMap(handler => entry(handler.value, 'port') ?? []);
}

/** Fixes that put one of the container's own ports there: its name where the handler takes one, else its number. */
function declaredPorts({ container }: HandlerOwner, port: Entry): readonly Fix[] {
  return choosePorts(container, isGrpc(port) ? 'number' : 'name').map(choice => ({
    title: `Change to ${choice}`,
    edits: () => [replace(port.value, String(choice))],
  }));
}

/** The TCP ports of the container as a handler can refer to them, those with a name first. */
export function choosePorts(container: MapNode, by: 'name' | 'number'): readonly (string | number)[] {
  const ports = portsOf(container).filter(({ protocol }) => protocol === 'TCP');
  const numbers = ports.flatMap(port =>
    port.number !== undefined && portNumberErrors(port.number).length === 0 ? [port.number] : [],
  );
  const names = ports.flatMap(({ name }) => (name !== undefined && portNameErrors(name).length === 0 ? [name] : []));
  return [...new Set(by === 'name' ? [...names, ...numbers] : numbers)];
}

/** grpc takes numbers only, and the schema says so. */
function isGrpc(port: Entry): boolean {
  return port.map.parent?.kind === 'entry' && keyOf(port.map.parent) === 'grpc';
}

function isDigits(name: string): boolean {
  return /^[0-9]+$/.test(name);
}
