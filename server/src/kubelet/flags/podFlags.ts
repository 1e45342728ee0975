/** Flags with a field: pods, eviction, reservations, network, features, logging. In the order in which fields are written. */
import { free, row } from './fieldFlag.js';
import type { KubeletFlag } from './kubeletFlag.js';

const pods: readonly KubeletFlag[] = [
  row('max-pods', 'int', 'maxPods', '110', 'How many pods the node runs at most'),
  row(
    'pods-per-core',
    'int',
    'podsPerCore',
    '0',
    'How many for each CPU, but never more than --max-pods; 0 is without limit',
  ),
  row('pod-max-pids', 'int64', 'podPidsLimit', '-1', 'How many processes a pod may have'),
  row('max-open-files', 'int64', 'maxOpenFiles', '1000000', 'How many files the kubelet may have open'),
  row(
    'allowed-unsafe-sysctls',
    'list',
    'allowedUnsafeSysctls',
    '',
    'Unsafe sysctls that pods may set; a * at the end stands for more',
  ),
  row(
    'eviction-hard',
    'thresholds',
    'evictionHard',
    '',
    'Below which amounts pods are evicted at once; what is not listed is not watched',
  ),
  row('eviction-soft', 'thresholds', 'evictionSoft', '', 'Below which amounts pods are evicted after a while'),
  row('eviction-soft-grace-period', 'map', 'evictionSoftGracePeriod', '', 'How long that while is, by signal'),
  row(
    'eviction-minimum-reclaim',
    'map',
    'evictionMinimumReclaim',
    '',
    'How much more than the threshold is freed, by signal',
  ),
  row(
    'eviction-pressure-transition-period',
    'duration',
    'evictionPressureTransitionPeriod',
    '5m',
    'How long the node stays under pressure after the last sign of it',
  ),
  row(
    'eviction-max-pod-grace-period',
    'int',
    'evictionMaxPodGracePeriod',
    '0',
    'Seconds that a pod gets at most in a soft eviction',
  ),
  row(
    'kernel-memcg-notification',
    'bool',
    'kernelMemcgNotification',
    'false',
    'Hear of low memory from the kernel instead of asking',
    { fieldSince: '1.19' },
  ),
];

const reservations: readonly KubeletFlag[] = [
  row(
    'system-reserved',
    'map',
    'systemReserved',
    '',
    'What the operating system gets: cpu, memory, ephemeral-storage, pid',
  ),
  row('kube-reserved', 'map', 'kubeReserved', '', 'What the kubelet and the runtime get'),
  row('system-reserved-cgroup', 'string', 'systemReservedCgroup', '', 'Cgroup of the operating system’s processes'),
  row('kube-reserved-cgroup', 'string', 'kubeReservedCgroup', '', 'Cgroup of the kubelet and the runtime'),
  row(
    'reserved-cpus',
    'string',
    'reservedSystemCPUs',
    '',
    'CPUs that pods with CPUs of their own do not get, such as 0-3,8',
    { since: '1.17' },
  ),
  row(
    'enforce-node-allocatable',
    'list',
    'enforceNodeAllocatable',
    'pods',
    'Whose limits are enforced: pods, system-reserved, kube-reserved, or none',
  ),
];

const network: readonly KubeletFlag[] = [
  row(
    'hairpin-mode',
    'string',
    'hairpinMode',
    'promiscuous-bridge',
    'How a pod reaches itself through its Service: promiscuous-bridge, hairpin-veth, none',
  ),
  row(
    'make-iptables-util-chains',
    'bool',
    'makeIPTablesUtilChains',
    'true',
    'Keep the kubelet’s iptables chains on the machine',
  ),
  row(
    'protect-kernel-defaults',
    'bool',
    'protectKernelDefaults',
    'false',
    'Do not start where the kernel is tuned otherwise, instead of changing it',
  ),
];

const rest: readonly KubeletFlag[] = [
  row('feature-gates', 'gates', 'featureGates', '', 'Features turned on or off'),
  row('logging-format', 'string', 'logging.format', 'text', 'How log messages are written: text or json', {
    since: '1.19',
    fieldSince: '1.19',
  }),
  free('log-flush-frequency', 'duration', 'logging.flushFrequency', '5s', 'How often log messages are written out', {
    fieldSince: '1.23',
  }),
  free('v', 'int', 'logging.verbosity', '0', 'How much is logged', { fieldSince: '1.23' }),
  free('vmodule', 'vmodule', 'logging.vmodule', '', 'How much is logged by single source files', {
    fieldSince: '1.23',
  }),
  row(
    'log-text-split-stream',
    'bool',
    'logging.options.text.splitStream',
    'false',
    'Errors to stderr and the rest to stdout; needs the gate LoggingAlphaOptions',
    { since: '1.31', fieldSince: '1.31', unsure: 'the minor that brought it' },
  ),
  row(
    'log-text-info-buffer-size',
    'quantity',
    'logging.options.text.infoBufferSize',
    '0',
    'How much of the rest is buffered then',
    { since: '1.31', fieldSince: '1.31', unsure: 'the minor that brought it' },
  ),
  row(
    'log-json-split-stream',
    'bool',
    'logging.options.json.splitStream',
    'false',
    'The same for json; only in kubelets that can write it',
    { since: '1.23', fieldSince: '1.23', unsure: 'the minor that brought it, and which kubelets have it' },
  ),
  row(
    'log-json-info-buffer-size',
    'quantity',
    'logging.options.json.infoBufferSize',
    '0',
    'How much of the rest is buffered then',
    { since: '1.23', fieldSince: '1.23', unsure: 'the minor that brought it, and which kubelets have it' },
  ),
];

export const podFlags: readonly KubeletFlag[] = [...pods, ...reservations, ...network, ...rest];
