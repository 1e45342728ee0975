import type { ServicePortFacts } from '../../model/objects.js';
import { areKnown } from '../../model/pods.js';
import { replace } from '../../syntax/edit.js';
import { entryAt, get, type Node } from '../../syntax/node.js';
import type { KnownObject } from '../../workspace/objects.js';
import { changeWord, guessOf } from '../referenceFixes.js';
import { type Asked, askedIn, belongingTo, manifestOf, placeOf, titleOf, withRelated } from '../references.js';
import { type Fix, finding, rule } from '../rule.js';

interface MissingPort extends Asked {
  readonly wanted: string | number;
  readonly node: Node;
  readonly ports: readonly ServicePortFacts[];
  readonly found: readonly KnownObject[];
}

/** A message with more ports would be hard to read. */
const mostShown = 4;

export const missingPort = rule({
  code: 'reference/missing-port',
  severity: 'warning',
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'port that the Service does not have',
    why: `
      An Ingress or a route names a port of the Service, not of its pods. Where the Service has no such port, requests are
      answered with an error, mostly 503 or 500.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector:
          app: web
        ports:
          - port: 80
            targetPort: 8080
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: web
      spec:
        defaultBackend:
          service:
            name: web
            port:
              number: 8080
                    # ^^^^ warning reference/missing-port: Service web has no port 8080: that is the targetPort of port 80`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector:
          app: web
        ports:
          - port: 80
            targetPort: 8080
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: web
      spec:
        defaultBackend:
          service:
            name: web
            port:
              number: 80`,
  },
  *each(manifest, context): Iterable<MissingPort> {
    for (const asked of askedIn(manifest, context)) {
      const { kind, port } = asked.reference;
      if (kind !== 'Service' || !port || context.build.completes('Service')) continue;
      const found = belongingTo(asked, context);
      const node = entryAt(manifest.root, port.at.start)?.value;
      if (found.length === 0 || node?.kind !== 'scalar' || !found.every(hasAllPorts)) continue;
      const ports = found.flatMap(({ facts }) => facts.service?.ports ?? []);
      const isThere = ports.some(own => own.name === port.name || own.port === port.name);
      if (!isThere) yield { ...asked, wanted: port.name, node, ports, found };
    }
  },
  *check({ reference, wanted, node, ports, found }) {
    const behind = ports.find(({ targetPort }) => targetPort === wanted);
    const names = ports.flatMap(({ name }) => name ?? []);
    const guess = typeof wanted === 'string' ? (guessOf(wanted, names) ?? behind?.name) : behind?.port;
    const message = `${titleOf(reference)} has no port ${wanted}${hintOf(ports, behind, guess)}`;
    yield withRelated(
      finding(node, message, ...changesTo(node, wanted, ports, guess)),
      found.map(object => placeOf(object)),
    );
  },
});

function hintOf(
  ports: readonly ServicePortFacts[],
  behind: ServicePortFacts | undefined,
  guess: string | number | undefined,
): string {
  if (behind && guess !== undefined) return `: that is the targetPort of port ${guess}`;
  if (guess !== undefined) return `; did you mean ${guess}?`;
  const all = [...new Set(ports.map(({ name, port }) => (name ? `${name} (${port})` : `${port}`)))];
  return all.length > mostShown ? '' : `, only ${all.join(', ')}`;
}

/** A Service that leads out of the cluster has no ports to be looked at. */
function hasAllPorts(service: KnownObject): boolean {
  const { type, ports = [] } = service.facts.service ?? {};
  const list = get(manifestOf(service)?.root, 'spec', 'ports');
  return ports.length > 0 && type !== 'ExternalName' && areKnown(list);
}

/** By name where a name is written, by number where a number is; the likeliest first. */
function changesTo(
  node: Node,
  wanted: string | number,
  ports: readonly ServicePortFacts[],
  guess: string | number | undefined,
): readonly Fix[] {
  const choices = ports.flatMap(({ name, port }) => (typeof wanted === 'string' ? name : port) ?? []);
  const ordered = new Set(guess === undefined ? choices : [guess, ...choices]);
  return [...ordered].map(choice =>
    typeof choice === 'string'
      ? changeWord(node, choice)
      : { title: `Change to ${choice}`, edits: () => [replace(node, String(choice))] },
  );
}
