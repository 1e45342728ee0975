import { goDurationOf, parseGoDuration } from '../../model/goDuration.js';
import { isAtLeast } from '../../schema/schemas.js';
import { type Entry, items, type MapNode } from '../../syntax/node.js';
import { type GateName, gateOf, gates } from '../kubeletGates.js';
import { addSetting, kubeletsIn, setting, writtenValue } from '../kubelets.js';
import { finding, rule } from '../rule.js';

interface Gated {
  readonly root: MapNode;
  readonly entry: Entry;
  readonly name: string;
  readonly gate: GateName;
  readonly state: 'off' | 'default';
}

const isTrue = ({ value }: Entry): boolean => writtenValue(value) === true;
const isText = ({ value }: Entry): boolean => typeof writtenValue(value) === 'string' && writtenValue(value) !== '';
const isMember =
  (word: string) =>
  ({ value }: Entry) =>
    writtenValue(value) === word;
const hasItems = ({ value }: Entry): boolean => items(value).length > 0;
const isPositive = ({ value }: Entry): boolean => (goDurationOf(value) ?? 0n) > 0n;
const isNotZero = ({ value }: Entry): boolean => (goDurationOf(value) ?? 0n) !== 0n;
const isNotDefaultPeriod = ({ value }: Entry): boolean =>
  ![undefined, parseGoDuration('100ms')].includes(goDurationOf(value));

/** What the kubelet asks of its gates before it starts. */
const gated: readonly {
  readonly path: readonly string[];
  readonly gate: GateName;
  readonly needs: (entry: Entry) => boolean;
}[] = [
  { path: ['cpuCFSQuotaPeriod'], gate: 'CustomCPUCFSQuotaPeriod', needs: isNotDefaultPeriod },
  { path: ['imageMaximumGCAge'], gate: 'ImageMaximumGCAge', needs: isNotZero },
  { path: ['serverTLSBootstrap'], gate: 'RotateKubeletServerCertificate', needs: isTrue },
  { path: ['shutdownGracePeriod'], gate: 'GracefulNodeShutdown', needs: isPositive },
  { path: ['shutdownGracePeriodCriticalPods'], gate: 'GracefulNodeShutdown', needs: isPositive },
  { path: ['shutdownGracePeriodByPodPriority'], gate: 'GracefulNodeShutdownBasedOnPodPriority', needs: hasItems },
  { path: ['memorySwap', 'swapBehavior'], gate: 'NodeSwap', needs: isText },
  { path: ['crashLoopBackOff', 'maxContainerRestartPeriod'], gate: 'KubeletCrashLoopBackOffMax', needs: isText },
  { path: ['imagePullCredentialsVerificationPolicy'], gate: 'KubeletEnsureSecretPulledImages', needs: isText },
  { path: ['preloadedImagesVerificationAllowlist'], gate: 'KubeletEnsureSecretPulledImages', needs: hasItems },
  { path: ['enableSystemLogQuery'], gate: 'NodeLogQuery', needs: isTrue },
  { path: ['memoryReservationPolicy'], gate: 'MemoryQoS', needs: isMember('TieredReservation') },
];

export const kubeletFeatureGate = rule({
  code: 'kubelet/feature-gate',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'setting of the kubelet whose feature gate is off',
    why: `
      The kubelet does not start with a setting whose feature gate is off. Whether a gate is on by default depends
      on the version of Kubernetes; it may also be turned on by the kubelet's flag \`--feature-gates\`. A gate that
      is turned off in the same file is an error.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      memoryReservationPolicy: TieredReservation
      ^^^^^^^^^^^^^^^^^^^^^^^ warning kubelet/feature-gate: memoryReservationPolicy: TieredReservation needs the feature gate MemoryQoS, which is off by default`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      memoryReservationPolicy: TieredReservation
      featureGates:
        MemoryQoS: true`,
  },
  *each(manifest, context) {
    for (const { root, version, isPart } of kubeletsIn(manifest, context)) {
      for (const { path, gate, needs } of gated) {
        const entry = setting(root, ...path);
        const state = gateOf(root, gate, version);
        // The main file may have the gate.
        if (!entry || state === 'on' || (isPart && state === 'default') || !isAtLeast(version, gates[gate].since))
          continue;
        if (needs(entry)) yield { root, entry, name: shown(path, entry), gate, state };
      }
    }
  },
  *check({ root, entry, name, gate, state }: Gated, { document }) {
    const isOff = state === 'off';
    const message = `${name} needs the feature gate ${gate}, which is ${isOff ? 'turned off here' : 'off by default'}`;
    const edits = () =>
      addSetting(document, root, ['featureGates', gate], true, entry.map === root ? entry : undefined);
    const fix = { title: `Turn on ${gate}`, edits };
    yield { ...finding(entry, message, fix), severity: isOff ? 'error' : 'warning' };
  },
});

function shown(path: readonly string[], { value }: Entry): string {
  const name = path.join('.');
  return value.kind === 'scalar' && path[0] === 'memoryReservationPolicy' ? `${name}: ${value.text}` : name;
}
