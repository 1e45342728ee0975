/** Flags that went with 1.24 or later: with one of them, a newer kubelet does not start. Those that went last come first. */
import type { FlagType, KubeletFlag } from './kubeletFlag.js';
import { oldFlags } from './oldFlags.js';
import { removed } from './removedFlag.js';

const recent: readonly KubeletFlag[] = [
  removed(
    'pod-infra-container-image',
    'string',
    '1.35',
    'Image of the pause container, kept from image garbage collection',
    'Drop it: the container runtime says which image is the sandbox’s, such as sandbox_image of containerd',
    { deprecated: '1.27' },
  ),
  removed(
    'cloud-config',
    'string',
    '1.34',
    'Configuration of the cloud provider inside the kubelet',
    'Drop it: clouds have controllers of their own now',
    { deprecated: '1.23' },
  ),
  removed(
    'register-schedulable',
    'bool',
    '1.33',
    'Whether pods may be scheduled on the node',
    'For false, use registerWithTaints with node.kubernetes.io/unschedulable:NoSchedule',
    { unsure: 'the minor; it is gone in 1.34' },
  ),
  removed(
    'iptables-masquerade-bit',
    'int',
    '1.31',
    'Bit that marked packets for SNAT',
    'Drop it: it had no effect since 1.28, kube-proxy has its own',
    { deprecated: '1.28' },
  ),
  removed(
    'iptables-drop-bit',
    'int',
    '1.31',
    'Bit that marked packets to be dropped',
    'Drop it: it had no effect since 1.28',
    { deprecated: '1.28' },
  ),
  removed(
    'keep-terminated-pod-volumes',
    'bool',
    '1.31',
    'Leave volumes of finished pods mounted',
    'Drop it: nothing takes its place',
    { deprecated: '1.8' },
  ),
  removed(
    'azure-container-registry-config',
    'string',
    '1.30',
    'How to log in to Azure’s registry',
    'Use a credential provider: --image-credential-provider-config and --image-credential-provider-bin-dir',
    { deprecated: '1.28' },
  ),
  removed(
    'container-runtime',
    'string',
    '1.27',
    'docker, remote or, before 1.11, rkt',
    'Drop it: every runtime is reached by containerRuntimeEndpoint. Docker itself went with 1.24; cri-dockerd is unix:///run/cri-dockerd.sock',
    { deprecated: '1.24' },
  ),
  removed(
    'master-service-namespace',
    'string',
    '1.27',
    'Namespace of the service of the API server',
    'Drop it: it is default',
    { deprecated: '1.7' },
  ),
  removed(
    'experimental-kernel-memcg-notification',
    'bool',
    '1.25',
    'Hear of low memory from the kernel',
    'Now kernelMemcgNotification',
    { renamed: 'kernel-memcg-notification', deprecated: '1.19' },
  ),
];

const klogAdvice = 'Drop it: messages go to stderr, and whoever starts the kubelet sends them on';
const klog = (name: string, type: FlagType, says: string) =>
  removed(name, type, '1.26', says, klogAdvice, { deprecated: '1.23' });

const logging: readonly KubeletFlag[] = [
  klog('logtostderr', 'bool', 'Log to stderr'),
  klog('alsologtostderr', 'bool', 'Log to stderr and to files'),
  klog('stderrthreshold', 'string', 'How bad a message must be to go to stderr, too'),
  klog('log-dir', 'string', 'Folder of log files'),
  klog('log-file', 'string', 'The log file'),
  klog('log-file-max-size', 'int', 'Size of the log file'),
  klog('log-backtrace-at', 'string', 'Line at which a stack trace is logged'),
  klog('one-output', 'bool', 'Write each message to one file only'),
  klog('add-dir-header', 'bool', 'Put the folder of the source file into messages'),
  klog('skip-headers', 'bool', 'Leave out the heads of messages'),
  klog('skip-log-headers', 'bool', 'Leave out the heads of files'),
  removed(
    'experimental-logging-sanitization',
    'bool',
    '1.24',
    'Keep passwords out of the log',
    'Drop it: the feature was given up',
    { since: '1.20' },
  ),
];

const shim = 'Drop it: it was dockershim’s, which went with 1.24; ';
const dockershim: readonly KubeletFlag[] = [
  removed('network-plugin', 'string', '1.24', 'cni or kubenet', `${shim}the container runtime sets up the network`),
  removed(
    'cni-conf-dir',
    'string',
    '1.24',
    'Folder of CNI configurations',
    `${shim}set it in the container runtime: conf_dir of containerd`,
  ),
  removed(
    'cni-bin-dir',
    'string',
    '1.24',
    'Folders of CNI plugins',
    `${shim}set it in the container runtime: bin_dir of containerd`,
  ),
  removed('cni-cache-dir', 'string', '1.24', 'Folder of CNI’s cache', `${shim}the container runtime has its own`, {
    since: '1.18',
  }),
  removed('network-plugin-mtu', 'int', '1.24', 'MTU of pods', `${shim}set it in the configuration of the CNI plugin`),
  removed(
    'non-masquerade-cidr',
    'string',
    '1.24',
    'Addresses that are not masqueraded',
    `${shim}ip-masq-agent does this`,
    {
      deprecated: '1.7',
    },
  ),
  removed(
    'docker-endpoint',
    'string',
    '1.24',
    'Socket of Docker',
    `${shim}set containerRuntimeEndpoint to that of the runtime`,
  ),
  removed(
    'image-pull-progress-deadline',
    'duration',
    '1.24',
    'How long a pull may make no progress',
    `${shim}set it in the container runtime: image_pull_progress_timeout of containerd`,
  ),
  removed(
    'experimental-dockershim-root-directory',
    'string',
    '1.24',
    'Folder of dockershim',
    `${shim}nothing takes its place`,
  ),
  removed('experimental-dockershim', 'bool', '1.24', 'Run dockershim alone', `${shim}nothing takes its place`, {
    unsure: 'the minor',
  }),
  removed(
    'redirect-container-streaming',
    'bool',
    '1.24',
    'Let streams go past the kubelet',
    'Drop it: it had no effect since 1.20',
    { deprecated: '1.18', unsure: 'the minor' },
  ),
  ...[
    'docker',
    'docker-env-metadata-whitelist',
    'docker-only',
    'docker-root',
    'docker-tls',
    'docker-tls-ca',
    'docker-tls-cert',
    'docker-tls-key',
  ].map(name =>
    removed(
      name,
      /-only$|-tls$/.test(name) ? 'bool' : 'string',
      '1.24',
      'How cAdvisor talks to Docker',
      `${shim}cAdvisor does not talk to Docker any more`,
      { deprecated: '1.10', unsure: 'the minor' },
    ),
  ),
];

export const removedFlags: readonly KubeletFlag[] = [...recent, ...logging, ...dockershim, ...oldFlags];
