/** What rules about the pods of a Service share: which workloads it selects, and what is known of their ports. */
import type { Manifest } from '../model/manifest.js';
import type { PortFacts } from '../model/objects.js';
import { type ServicePort, servicePortsOf } from '../model/services.js';
import type { KnownObject } from '../workspace/objects.js';
import { isBeside, judgedObject } from './references.js';
import type { RuleContext } from './rule.js';

export interface SelectedPods {
  readonly service: KnownObject;
  readonly port: ServicePort;
  readonly workloads: readonly KnownObject[];
  /** All ports that their containers declare. */
  readonly ports: readonly PortFacts[];
}

/** Each port of the Service with the workloads it leads to, where all of their ports are known. */
export function* selectedIn(manifest: Manifest, context: RuleContext): Iterable<SelectedPods> {
  if (manifest.kind !== 'Service' || manifest.apiVersion !== 'v1') return;
  const service = judgedObject(manifest, context);
  if (!service || workloadKinds.some(kind => context.build.completes(kind))) return;
  const workloads = context.objects.selectedBy(service);
  if (workloads === 'unknown' || !workloads.some(object => isBeside(service, object, context))) return;
  if (!workloads.every(({ facts: { pods } }) => pods?.hasAllPorts)) return;
  const ports = workloads.flatMap(({ facts: { pods } }) => pods?.ports ?? []);
  for (const port of servicePortsOf(manifest)) yield { service, port, workloads, ports };
}

const workloadKinds = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController'];
