/** What the ports of a container say about the port of a probe: which number a name stands for, and the other way round. */
import { portNameErrors, portNumberErrors } from '../../model/names.js';
import { areKnown, type Container, type ContainerPort, portsOf } from '../../model/pods.js';
import { get, type Node, number, text } from '../../syntax/node.js';

/** The number that the kubelet connects to; `undefined` where it is not known here. */
export function portNumberOf(container: Container, port: Node | undefined): number | undefined {
  const name = text(port);
  const value = name === undefined ? number(port) : portNamed(container, name)?.number;
  return value !== undefined && portNumberErrors(value).length === 0 ? value : undefined;
}

/** The port of that name, if there is one only and it has a number. */
export function portNamed(container: Container, name: string): ContainerPort | undefined {
  return onlyPort(container, port => port.name === name);
}

/** The port of that number, if there is one only and it has a name that a probe can use. */
export function portNumbered(container: Container, value: number): ContainerPort | undefined {
  const port = onlyPort(container, ({ number: own }) => own === value);
  return port?.name !== undefined && portNamed(container, port.name) && portNameErrors(port.name).length === 0
    ? port
    : undefined;
}

function onlyPort({ node }: Container, isMeant: (port: ContainerPort) => boolean): ContainerPort | undefined {
  if (!areKnown(get(node, 'ports'))) return undefined;
  const [port, ...others] = portsOf(node).filter(isMeant);
  const canBeAsked =
    port?.protocol === 'TCP' && port.number !== undefined && portNumberErrors(port.number).length === 0;
  return canBeAsked && others.length === 0 ? port : undefined;
}
