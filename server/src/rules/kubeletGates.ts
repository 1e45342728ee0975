/** Feature gates that fields of a kubelet's configuration need: since which Kubernetes they are on, and when they lock. */
import { isAtLeast } from '../schema/schemas.js';
import { get, type MapNode } from '../syntax/node.js';
import { isTrue, writtenValue } from './kubelets.js';

export interface Gate {
  /** First Kubernetes minor that knows it. */
  readonly since: string;
  /** First in which it is on without being set. */
  readonly on?: string;
  /** First in which it cannot be turned off. */
  readonly locked?: string;
}

export const gates = {
  CustomCPUCFSQuotaPeriod: { since: '1.12', on: '1.36' },
  GracefulNodeShutdown: { since: '1.20', on: '1.21' },
  GracefulNodeShutdownBasedOnPodPriority: { since: '1.23', on: '1.24' },
  ImageMaximumGCAge: { since: '1.29', on: '1.30' },
  KubeletCrashLoopBackOffMax: { since: '1.32', on: '1.35' },
  KubeletEnsureSecretPulledImages: { since: '1.33', on: '1.35' },
  MemoryQoS: { since: '1.22' },
  NodeLogQuery: { since: '1.27', on: '1.36', locked: '1.36' },
  NodeSwap: { since: '1.22', on: '1.30', locked: '1.34' },
  RotateKubeletServerCertificate: { since: '1.7', on: '1.12' },
} as const satisfies Readonly<Record<string, Gate>>;

export type GateName = keyof typeof gates;

/** `off`: turned off here. `default`: off, as long as nobody turns it on, here or with a flag of the kubelet. */
export type GateState = 'on' | 'off' | 'default';

export function gateOf(root: MapNode, name: GateName, version: string): GateState {
  const { on }: Gate = gates[name];
  const written = writtenValue(get(root, 'featureGates', name));
  if (written !== undefined && written !== null) return written === false ? 'off' : 'on';
  const isOn = on !== undefined && isAtLeast(version, on);
  return isOn || isTrue(root, 'featureGates', 'AllAlpha') || isTrue(root, 'featureGates', 'AllBeta') ? 'on' : 'default';
}
