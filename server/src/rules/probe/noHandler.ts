import type { HandlerName } from '../../model/pods.js';
import { handlerNames } from '../../model/pods.js';
import type { Edit } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { fillEntry, insertBefore, insertEntries, type NewValue } from '../../syntax/insert.js';
import { type Entry, entries, entry, keyOf } from '../../syntax/node.js';
import { choosePorts, type HandlerOwner } from '../handlers.js';
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
    for (const probe of probeHandlersOf(manifest)) if (isBare(probe)) yield probe;
  },
  *check(probe) {
    const message = `${keyOf(probe.entry)} must have a handler: httpGet, tcpSocket, exec or grpc`;
    yield finding(probe.entry, message, ...fixes(probe));
  },
});

/** A map under an unknown name was meant to be the handler: that it is unknown has been said already. */
function isBare({ node, handlers }: HandlerOwner): boolean {
  const isMistaken = (field: Entry) => field.value.kind === 'map' && !isHandlerName(keyOf(field));
  return handlers.length === 0 && !entries(node).some(isMistaken);
}

function fixes({ document, container, entry: probe, node }: HandlerOwner): readonly Fix[] {
  // What was begun already comes first.
  const begun = offered.filter(name => entry(node, name));
  return [...new Set([...begun, ...offered])].map(name => {
    const port = choosePorts(container, name === 'grpc' ? 'number' : 'name')[0] ?? usualPort;
    const where = name === 'exec' ? '' : ` on port ${port}`;
    return { title: `Add ${name}${where}`, edits: () => [addHandler(document, probe, name, contentOf(name, port))] };
  });
}

function contentOf(name: HandlerName, port: string | number): NewValue {
  if (name === 'exec') return { command: ['cat', '/tmp/healthy'] };
  return name === 'httpGet' ? { path: '/', port } : { port };
}

/** Puts the handler first, as the API does, or where its name stands already. */
function addHandler(document: YamlDocument, probe: Entry, name: HandlerName, value: NewValue): Edit {
  const begun = entry(probe.value, name);
  const added = [{ key: name, value }];
  if (begun && typeof value === 'object' && !Array.isArray(value)) {
    return fillEntry(
      document,
      begun,
      Object.entries(value).map(([key, child]) => ({ key, value: child })),
    );
  }
  if (probe.value.kind !== 'map' || probe.value.entries.length === 0) return fillEntry(document, probe, added);
  const first = probe.value.entries.find(({ merged }) => !merged);
  return first ? insertBefore(document, first, added) : insertEntries(document, probe.value, added);
}

function isHandlerName(name: string): boolean {
  return handlerNames.some(known => known === name);
}
