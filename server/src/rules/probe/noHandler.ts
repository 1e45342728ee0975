import { type HandlerName, handlerNames } from '../../model/pods.js';
import { type Edit, ownEntries } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { fillEntry, insertBefore, insertEntries, type NewEntry } from '../../syntax/insert.js';
import { type Entry, entry, keyOf } from '../../syntax/node.js';
import { choosePorts, type HandlerOwner, isBare } from '../handlers.js';
import { probeHandlersOf } from '../probes.js';
import { type Fix, finding, rule } from '../rule.js';

/** The one most people want comes first. */
const offered: readonly HandlerName[] = ['httpGet', 'tcpSocket', 'exec', 'grpc'];
/** Where the container names no port. */
const usualPort = 8080;

export const noHandler = rule({
  code: 'probe/no-handler',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'probe that does not say what to ask',
    why: `
      The API server rejects the manifest: a probe needs one of httpGet, tcpSocket, exec and grpc. An empty handler, such
      as \`httpGet:\` with nothing behind it, counts as none.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-http-request',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            ports:
              - name: http
                containerPort: 8080
            livenessProbe:
          # ^^^^^^^^^^^^^ error probe/no-handler: livenessProbe must have a handler: httpGet, tcpSocket, exec or grpc
              periodSeconds: 5`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            ports:
              - name: http
                containerPort: 8080
            livenessProbe:
              httpGet:
                path: /
                port: http
              periodSeconds: 5`,
  },
  *each(manifest, { isPatch }) {
    if (isPatch) return;
    for (const probe of probeHandlersOf(manifest)) if (isBare(probe, handlerNames)) yield probe;
  },
  *check(probe) {
    const message = `${keyOf(probe.entry)} must have a handler: httpGet, tcpSocket, exec or grpc`;
    yield finding(probe.entry, message, ...fixes(probe));
  },
});

function fixes({ document, container, entry: probe, node }: HandlerOwner): readonly Fix[] {
  if (node.alias) return [];
  // What was begun already comes first.
  const begun = offered.filter(name => entry(node, name));
  return [...new Set([...begun, ...offered])].map(name => {
    const port = choosePorts(container, name === 'grpc' ? 'number' : 'name')[0] ?? usualPort;
    const where = name === 'exec' ? '' : ` on port ${port}`;
    return { title: `Add ${name}${where}`, edits: () => [addHandler(document, probe, name, contentOf(name, port))] };
  });
}

function contentOf(name: HandlerName, port: string | number): readonly NewEntry[] {
  if (name === 'exec') return [{ key: 'command', value: ['cat', '/tmp/healthy'] }];
  const target = { key: 'port', value: port };
  return name === 'httpGet' ? [{ key: 'path', value: '/' }, target] : [target];
}

/** Puts the handler first, as the API does, or where its name stands already. */
function addHandler(document: YamlDocument, probe: Entry, name: HandlerName, content: readonly NewEntry[]): Edit {
  const { value: map } = probe;
  const own = map.kind === 'map' ? ownEntries(map) : [];
  // A name that stands twice is read where it stands last.
  const begun = own.findLast(field => keyOf(field) === name);
  if (begun) return fillEntry(document, begun, content);
  const added = [{ key: name, value: Object.fromEntries(content.map(({ key, value }) => [key, value])) }];
  const [first] = own;
  if (first) return insertBefore(document, first, added);
  const isMerged = map.kind === 'map' && map.entries.length > 0;
  return isMerged ? insertEntries(document, map, added) : fillEntry(document, probe, added);
}
