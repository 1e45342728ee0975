/** Asks a container by another handler. What the new one cannot say is named in the title, or it is not offered. */
import { type HandlerName, handlersOf } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import { commandOf } from '../../rules/commands.js';
import { settingOf } from '../../rules/probeSettings.js';
import { type Edit, ownEntries, renameKey, setValue } from '../../syntax/edit.js';
import { insertBefore, type NewMap } from '../../syntax/insert.js';
import { type Entry, entry, get, isNull, items, keyOf, type MapNode, text } from '../../syntax/node.js';
import { removeEntries } from '../../syntax/remove.js';
import { portNumberOf } from './containerPorts.js';
import { type Asked, commandFor, type Header, programs, type Question, questionOf } from './probeCommands.js';
import { replaceContent } from './replaceContent.js';
import { fieldAround, isShared, onSelectedProbe, type ProbeChange, type WrittenProbe } from './selectedProbe.js';
import { hasOnly, losesComments, refersToOthers } from './writtenText.js';

type Network = Exclude<HandlerName, 'exec'>;

const fieldsOf: Readonly<Record<Network, readonly string[]>> = {
  httpGet: ['path', 'port', 'host', 'scheme', 'httpHeaders'],
  tcpSocket: ['port', 'host'],
  grpc: ['port', 'service'],
};

/** What has to be true for the new handler, or is no longer asked. */
const meaning: Readonly<Record<Network, string>> = {
  httpGet: 'needs an answer at /',
  tcpSocket: 'only whether the port opens',
  grpc: 'needs the health service of gRPC',
};

export const changeProbeHandler = onSelectedProbe('refactor.rewrite.probe.handler', function* (probe, selected) {
  const { document, entry: own } = probe;
  const [handler, ...others] = own.value.kind === 'map' ? handlersOf(own.value) : [];
  const around = fieldAround(probe, selected);
  if (!handler || others.length > 0 || (around && around !== handler.entry)) return;
  const { name, entry: from } = handler;
  if (from.value.kind !== 'map' || refersToOthers(document, from) || isShared(probe)) return;
  if (name === 'exec') {
    yield* fromCommand(probe, handler.entry);
    return;
  }
  if (!hasOnly(from.value, fieldsOf[name]) || isNull(get(from.value, 'port'))) return;
  for (const target of ['httpGet', 'tcpSocket', 'grpc'] as const) {
    if (target !== name) yield* toNetwork(probe, handler.entry, from.value, target);
  }
  yield* toCommand(probe, handler.entry, name, from.value);
});

/** The fields that both have stay as they are written. */
function* toNetwork(probe: WrittenProbe, from: Entry, map: MapNode, target: Network): Iterable<ProbeChange> {
  const { container, document } = probe;
  const port = entry(map, 'port');
  const value = target === 'grpc' ? portNumberOf(container, port?.value) : undefined;
  if (!port || (target === 'grpc' && (value === undefined || !isNull(get(map, 'host'))))) return;
  const doomed = ownEntries(map).filter(field => !fieldsOf[target].includes(keyOf(field)));
  const edits = [
    renameKey(from, target),
    ...(target === 'httpGet' ? [insertBefore(document, port, [{ key: 'path', value: '/' }])] : []),
    ...(doomed.length > 0 ? removeEntries(document, map, doomed) : []),
    ...(text(port.value) !== undefined && value !== undefined ? [setValue(document, port, String(value))] : []),
  ];
  const dropped = doomed.filter(saysSomething).map(keyOf);
  yield change(probe, target, meaning[target], edits, dropped);
}

function* toCommand(probe: WrittenProbe, from: Entry, name: Network, map: MapNode): Iterable<ProbeChange> {
  const { document, entry: own } = probe;
  const question = askedBy(probe, name, map);
  const command = question && commandFor(question);
  const edits = command && replaceContent(document, from, 'exec', { command });
  const timeout = settingOf(own.value, 'timeoutSeconds');
  if (!edits || timeout === undefined) return;
  yield change(probe, 'exec', `needs ${programs[name]} in the image, and its answer within ${timeout} s`, edits, []);
}

function* fromCommand(probe: WrittenProbe, from: Entry): Iterable<ProbeChange> {
  const { container, document, entry: own, kind } = probe;
  if (own.value.kind !== 'map' || !hasOnly(from.value, ['command'])) return;
  const command = commandOf({ container, kind, entry: own, node: own.value });
  const timeout = settingOf(own.value, 'timeoutSeconds');
  const asked = command && timeout !== undefined ? questionOf(command.words, timeout) : undefined;
  const edits = asked && replaceContent(document, from, asked.question.by, contentOf(asked));
  if (!edits) return;
  // The kubelet comes from outside.
  const need = `needs port ${asked.question.port} open beyond localhost`;
  yield change(probe, asked.question.by, need, edits, asked.lost);
}

function change(
  { document, entry: own }: WrittenProbe,
  target: HandlerName,
  need: string,
  edits: readonly Edit[],
  dropped: readonly string[],
): ProbeChange {
  const lost = losesComments(document, own, edits) ? [...dropped, 'comments'] : dropped;
  const list = lost.length > 1 ? `${lost.slice(0, -1).join(', ')} and ${lost.at(-1)}` : lost.join('');
  return { title: `Ask by ${target}: ${need}${list === '' ? '' : `, drops ${list}`}`, edits };
}

/** What is its default says nothing. */
function saysSomething(field: Entry): boolean {
  const { value } = field;
  if (isNull(value)) return false;
  if (keyOf(field) === 'path') return text(value) !== '/' && text(value) !== '';
  if (keyOf(field) === 'scheme') return text(value) !== 'HTTP';
  if (keyOf(field) === 'service') return text(value) !== '';
  return value.kind !== 'seq' || value.items.length > 0;
}

/** `undefined` where a program within the container could not ask the same. */
function askedBy({ container }: WrittenProbe, by: Network, map: MapNode): Question | undefined {
  const port = portNumberOf(container, get(map, 'port'));
  if (port === undefined || !isNull(get(map, 'host'))) return undefined;
  if (by === 'tcpSocket') return { by, port };
  if (by === 'grpc') {
    const service = wordIn(map, 'service', '');
    return service === undefined ? undefined : { by, port, service };
  }
  const path = wordIn(map, 'path', '/');
  const scheme = wordIn(map, 'scheme', 'HTTP');
  const headers = headersIn(map);
  if (path === undefined || (scheme !== 'HTTP' && scheme !== 'HTTPS') || !headers) return undefined;
  return { by, port, path: path === '' ? '/' : path, scheme, headers };
}

/** `undefined` where what is written is not known, or no text. */
function wordIn(map: MapNode, field: string, standard: string): string | undefined {
  const value = get(map, field);
  if (!value || isNull(value)) return standard;
  return isPlaceholder(value) ? undefined : text(value);
}

function headersIn(map: MapNode): readonly Header[] | undefined {
  const list = get(map, 'httpHeaders');
  if (!list || isNull(list)) return [];
  const headers = items(list).flatMap(item => {
    const name = item.kind === 'map' && hasOnly(item, ['name', 'value']) ? wordIn(item, 'name', '') : undefined;
    const value = item.kind === 'map' ? wordIn(item, 'value', '') : undefined;
    return name !== undefined && value ? [{ name, value }] : [];
  });
  return list.kind === 'seq' && headers.length === list.items.length ? headers : undefined;
}

function contentOf({ question }: Asked): NewMap {
  const { by, port } = question;
  if (by === 'tcpSocket') return { port };
  if (by === 'grpc') return { port, ...(question.service === '' ? {} : { service: question.service }) };
  const { path, scheme, headers } = question;
  return {
    path,
    port,
    ...(scheme === 'HTTP' ? {} : { scheme }),
    ...(headers.length === 0 ? {} : { httpHeaders: headers.map(({ name, value }) => ({ name, value })) }),
  };
}
