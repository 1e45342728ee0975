/** The port of a probe by its name, or by its number: both mean the same port of the container. */
import { type ContainerPort, handlersOf } from '../../model/pods.js';
import { scalarText, setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { isJsonLike } from '../../syntax/insert.js';
import { entry, get, type MapNode, number, text } from '../../syntax/node.js';
import { portNamed, portNumbered } from './containerPorts.js';
import { fieldAround, isShared, onSelectedProbe } from './selectedProbe.js';

export const changeProbePort = onSelectedProbe('refactor.rewrite.probe.port', function* (probe, selected) {
  const { container, document, entry: own } = probe;
  if (own.value.kind !== 'map' || isShared(probe)) return;
  const [handler, ...others] = handlersOf(own.value);
  const around = fieldAround(probe, selected);
  // grpc takes numbers only.
  const takesNames = handler?.name === 'httpGet' || handler?.name === 'tcpSocket';
  if (!takesNames || others.length > 0 || (around && around !== handler.entry)) return;
  const port = entry(handler.entry.value, 'port');
  if (!port || port.merged || port.value.alias || handler.entry.value.alias || handler.entry.merged) return;
  const name = text(port.value);
  const byName = name === undefined ? undefined : portNamed(container, name);
  if (byName) {
    const edits = [setValue(document, port, String(byName.number))];
    yield { title: `Use port ${name} by its number, ${byName.number}`, edits };
  }
  const value = number(port.value);
  const byNumber = value === undefined ? undefined : portNumbered(container, value);
  if (byNumber) {
    const edits = [setValue(document, port, nameText(document, port.map, byNumber))];
    yield { title: `Use port ${value} by its name, ${byNumber.name}`, edits };
  }
});

/** In the quotes that the name has where it is given. */
function nameText(document: YamlDocument, handler: MapNode, { node, name = '' }: ContainerPort): string {
  if (isJsonLike(document, handler)) return JSON.stringify(name);
  const given = get(node, 'name');
  const isSimple = given?.kind === 'scalar' && !given.alias && (given.style === 'single' || given.style === 'double');
  const quoted = isSimple ? document.text.slice(given.span.start, given.span.end) : '';
  return quoted.slice(1, -1) === name ? quoted : scalarText(name);
}
