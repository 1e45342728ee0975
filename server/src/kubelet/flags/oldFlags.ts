/** Flags that got another name, and those that went before 1.24. */
import type { KubeletFlag } from './kubeletFlag.js';
import { removed } from './removedFlag.js';

const renamed: readonly KubeletFlag[] = [
  removed(
    'experimental-bootstrap-kubeconfig',
    'string',
    '1.23',
    'How to reach the API server the first time',
    'Now --bootstrap-kubeconfig',
    { renamed: 'bootstrap-kubeconfig', unsure: 'the minor' },
  ),
  removed('experimental-fail-swap-on', 'bool', '1.14', 'Do not start on a machine with swap', 'Now failSwapOn', {
    renamed: 'fail-swap-on',
    deprecated: '1.8',
  }),
  removed(
    'experimental-allowed-unsafe-sysctls',
    'list',
    '1.11',
    'Unsafe sysctls that pods may set',
    'Now allowedUnsafeSysctls',
    { renamed: 'allowed-unsafe-sysctls', unsure: 'the minor' },
  ),
  removed(
    'experimental-qos-reserved',
    'map',
    '1.11',
    'Share of memory requests kept from lower QoS classes',
    'Now qosReserved',
    { renamed: 'qos-reserved', unsure: 'the minor' },
  ),
];

const admission = 'Drop it: what pods may do is decided at admission, by Pod Security for instance';
const rkt = 'Drop it: rkt went with 1.11';
const old: readonly KubeletFlag[] = [
  removed(
    'dynamic-config-dir',
    'string',
    '1.24',
    'Folder for configurations that came from the API server',
    'Drop it: dynamic configuration was given up; write the file and restart the kubelet',
    { deprecated: '1.22' },
  ),
  removed(
    'seccomp-profile-root',
    'string',
    '1.23',
    'Folder of seccomp profiles',
    'Drop it: it is seccomp below --root-dir',
    { deprecated: '1.19' },
  ),
  removed(
    'experimental-check-node-capabilities-before-mount',
    'bool',
    '1.23',
    'Look for programs before mounting',
    'Drop it: CSI drivers do this',
    { deprecated: '1.19', unsure: 'the minor' },
  ),
  removed('chaos-chance', 'float', '1.22', 'Make requests fail at random', 'Drop it', { deprecated: '1.19' }),
  removed('really-crash-for-testing', 'bool', '1.22', 'Crash at each panic', 'Drop it', { deprecated: '1.19' }),
  removed(
    'bootstrap-checkpoint-path',
    'string',
    '1.20',
    'Folder of checkpoints of pods',
    'Drop it: static pods do this',
    {
      unsure: 'the minor',
    },
  ),
  removed(
    'containerized',
    'bool',
    '1.16',
    'The kubelet itself runs in a container',
    'Drop it: this is not supported any more',
    { deprecated: '1.14' },
  ),
  removed('allow-privileged', 'bool', '1.15', 'Whether containers may be privileged', admission, {
    deprecated: '1.10',
  }),
  removed('host-network-sources', 'list', '1.15', 'Whose pods may use the machine’s network', admission, {
    deprecated: '1.10',
  }),
  removed('host-pid-sources', 'list', '1.15', 'Whose pods may see the machine’s processes', admission, {
    deprecated: '1.10',
  }),
  removed('host-ipc-sources', 'list', '1.15', 'Whose pods may use the machine’s IPC', admission, {
    deprecated: '1.10',
  }),
  removed(
    'cadvisor-port',
    'int',
    '1.12',
    'Port of cAdvisor’s own page, usually 4194',
    'Drop it: metrics are at /metrics/cadvisor of the kubelet’s API; for the page, run cAdvisor as a DaemonSet',
    { deprecated: '1.10' },
  ),
  removed(
    'enable-custom-metrics',
    'bool',
    '1.11',
    'Collect metrics of applications',
    'Drop it: it had no effect since 1.6',
    { deprecated: '1.9', unsure: 'the minor' },
  ),
  removed('google-json-key', 'string', '1.11', 'How to log in to Google’s registry', 'Use a credential provider', {
    unsure: 'the minor',
  }),
  removed('rkt-api-endpoint', 'string', '1.11', 'Address of rkt', rkt),
  removed('rkt-path', 'string', '1.11', 'Path of rkt', rkt),
  removed('rkt-stage1-image', 'string', '1.11', 'Image of rkt’s stage 1', rkt, { unsure: 'the minor' }),
  removed(
    'require-kubeconfig',
    'bool',
    '1.10',
    'Exit when the kubeconfig is wrong',
    'Drop it: --kubeconfig alone does this',
    { deprecated: '1.8' },
  ),
  removed('api-servers', 'list', '1.8', 'Addresses of API servers', 'Write a kubeconfig and use --kubeconfig', {
    deprecated: '1.4',
    unsure: 'the minor',
  }),
  removed('auth-path', 'string', '1.6', 'How to log in to the API server', 'Write a kubeconfig and use --kubeconfig'),
  removed(
    'reconcile-cidr',
    'bool',
    '1.6',
    'Take the pod addresses from the API server',
    'Drop it: the kubelet does this',
  ),
  removed('resource-container', 'string', '1.6', 'Cgroup in which the kubelet runs', 'Now kubeletCgroups', {
    renamed: 'kubelet-cgroups',
  }),
  removed('system-container', 'string', '1.6', 'Cgroup for processes that are in none', 'Now systemCgroups', {
    renamed: 'system-cgroups',
  }),
];

export const oldFlags: readonly KubeletFlag[] = [...renamed, ...old];
