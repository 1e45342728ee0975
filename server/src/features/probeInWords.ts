/** What a probe asks the container, in a few words: `GET /healthz on port http`. Knows nothing of when it asks. */
import { handlersOf } from '../model/pods.js';
import { get, isNull, items, type MapNode, type Node } from '../syntax/node.js';

const longestCommand = 60;

export function probeInWords(probe: MapNode): string {
  const [handler, ...others] = handlersOf(probe);
  if (!handler) return 'asks nothing yet';
  if (others.length > 0) return 'asks in more than one way';
  const { name, entry } = handler;
  const port = `port ${written(get(entry.value, 'port')) ?? '?'}`;
  switch (name) {
    case 'httpGet':
      return httpInWords(entry.value, port);
    case 'tcpSocket':
      return `connection to ${onHost(entry.value, port)}`;
    case 'grpc':
      return grpcInWords(entry.value, port);
    case 'exec':
      return commandInWords(get(entry.value, 'command'));
  }
}

function httpInWords(httpGet: Node, port: string): string {
  const path = written(get(httpGet, 'path')) || '/';
  const isEncrypted = written(get(httpGet, 'scheme')) === 'HTTPS';
  return `${isEncrypted ? 'HTTPS GET' : 'GET'} ${path} on ${onHost(httpGet, port)}`;
}

function onHost(handler: Node, port: string): string {
  const host = written(get(handler, 'host'));
  return host ? `${port} of ${host}` : port;
}

function grpcInWords(grpc: Node, port: string): string {
  const service = written(get(grpc, 'service'));
  return `gRPC health check${service ? ` of ${service}` : ''} on ${port}`;
}

function commandInWords(command: Node | undefined): string {
  const words = items(command).map(written).join(' ').replace(/\s+/g, ' ').trim();
  if (words === '') return 'runs nothing yet';
  return `runs ${words.length > longestCommand ? `${words.slice(0, longestCommand)}…` : words}`;
}

function written(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && !isNull(node) ? node.text : undefined;
}
