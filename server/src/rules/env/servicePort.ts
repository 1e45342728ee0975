import { type Unresolved, unresolvedIn } from '../../model/env.js';
import type { Manifest } from '../../model/manifest.js';
import { containersOf, podSpecOf } from '../../model/pods.js';
import { isHeadless, serviceSpecOf } from '../../model/services.js';
import { entry, isNull } from '../../syntax/node.js';
import type { KnownObject } from '../../workspace/objects.js';
import { findingAt, spanInText } from '../env.js';
import { isBeside, judgedObject, manifestOf, placeOf, withRelated } from '../references.js';
import { type Fix, type RuleContext, rule } from '../rule.js';

export const envServicePort = rule({
  code: 'env/service-port',
  severity: 'warning',
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: '$(NAME_PORT) of a Service, which is an address and no number',
    why: `
      For each Service of the namespace, Kubernetes sets variables as Docker did for links: of a Service \`redis\`,
      \`REDIS_PORT\` is \`tcp://10.0.0.11:6379\`. The number stands in \`REDIS_SERVICE_PORT\`. With
      \`enableServiceLinks: false\` there are none of these variables.`,
    reference: 'https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: redis
      spec:
        selector:
          app: redis
        ports:
          - port: 6379
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: CACHE
                value: redis:$(REDIS_PORT)
                           # ^^^^^^^^^^^^^ warning env/service-port: REDIS_PORT is tcp://ADDRESS:6379, of Service redis: the number is REDIS_SERVICE_PORT`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: redis
      spec:
        selector:
          app: redis
        ports:
          - port: 6379
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: CACHE
                value: redis:$(REDIS_SERVICE_PORT)`,
  },
  *each(manifest, context) {
    const from = context.build.completes(manifest.kind) ? undefined : judgedObject(manifest, context);
    const links = entry(podSpecOf(manifest), 'enableServiceLinks');
    if (!from || (links && !isNull(links.value))) return;
    for (const container of containersOf(manifest)) {
      for (const unresolved of unresolvedIn(container)) {
        const prefix = portOfService.exec(unresolved.name)?.[1];
        if (prefix === undefined || unresolved.definition || !isNumberWanted(unresolved)) continue;
        const service = serviceNamed(prefix.toLowerCase().replaceAll('_', '-'), from, context);
        if (service) yield { unresolved, prefix, service };
      }
    }
  },
  *check({ unresolved, prefix, service }, { document }) {
    const { name, node, start, end } = unresolved;
    const [port] = service.facts.service?.ports ?? [];
    const number = `${prefix}_SERVICE_PORT`;
    const at = spanInText(document, node, start, end);
    const text = `$(${number})`;
    const fixes: readonly Fix[] = at ? [{ title: `Change to ${text}`, edits: () => [{ span: at, text }] }] : [];
    const what = `${name} is ${port?.protocol.toLowerCase() ?? 'tcp'}://ADDRESS:${port?.port ?? 'PORT'}`;
    const message = `${what}, of Service ${service.facts.name ?? ''}: the number is ${number}`;
    yield withRelated(findingAt(document, unresolved, message, fixes), [placeOf(service)]);
  },
});

const portOfService = /^([A-Z][A-Z0-9_]*?)(?<!_SERVICE)_PORT$/;

/** Behind a colon, or as the whole of what is called a port. Elsewhere the address may be just what is wanted. */
function isNumberWanted({ node, start, end, user }: Unresolved): boolean {
  const before = node.text.slice(0, start);
  if (before === '' && end === node.text.length) return /PORT$/i.test(user?.name ?? '');
  return /[^/:]:$|(^|[-_.\s])port[= ]$/i.test(before);
}

/** One that has an address and ports, in the same namespace. */
function serviceNamed(name: string, from: KnownObject, context: RuleContext): KnownObject | undefined {
  const asked = { kind: 'Service', name, at: from.facts.at, field: '', keys: [], optional: false };
  const found = context.objects.resolve(from, asked);
  const [service, ...others] = found === 'unknown' ? [] : found;
  if (!service || others.length > 0 || !isBeside(from, service, context)) return undefined;
  const { service: facts } = service.facts;
  if (!facts || facts.type === 'ExternalName' || facts.ports.length === 0) return undefined;
  return hasAddress(manifestOf(service)) ? service : undefined;
}

function hasAddress(manifest: Manifest | undefined): boolean {
  const spec = manifest && serviceSpecOf(manifest);
  return spec !== undefined && !isHeadless(spec);
}
