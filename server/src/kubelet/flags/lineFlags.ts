/** Flags that have no field: they stay on the command line. */
import type { FlagType, KubeletFlag } from './kubeletFlag.js';

type More = Omit<KubeletFlag, 'name' | 'type' | 'field' | 'default' | 'says'>;

function row(name: string, type: FlagType, value: string, says: string, more: More = {}): KubeletFlag {
  return { name, type, says, ...(value !== '' && { default: value }), ...more };
}

const eviction: More = {
  deprecated: '1.4',
  advice: 'Eviction thresholds do this better: evictionHard and evictionSoft',
  unsure: 'since when it is deprecated',
};

const own: readonly KubeletFlag[] = [
  row('config', 'string', '', 'The file with the KubeletConfiguration; a flag wins over what it says'),
  row(
    'config-dir',
    'string',
    '',
    'Folder of drop-ins, files ending in .conf, merged over that file in order of their names',
    { since: '1.28' },
  ),
  row('kubeconfig', 'string', '', 'How to reach the API server; without it the kubelet works alone'),
  row('bootstrap-kubeconfig', 'string', '', 'How to reach it the first time, to get a client certificate'),
  row('cert-dir', 'string', '/var/lib/kubelet/pki', 'Folder of the kubelet’s certificates'),
  row('root-dir', 'string', '/var/lib/kubelet', 'Folder of the kubelet’s own files, volumes among them'),
  row('hostname-override', 'string', '', 'Name of the node, where it is not the hostname'),
  row('node-ip', 'string', '', 'Address of the node, or one of each family'),
  row('node-labels', 'map', '', 'Labels that the Node object is made with'),
  row('cloud-provider', 'string', '', 'external for a cloud that has a controller of its own, or nothing'),
  row('image-credential-provider-config', 'string', '', 'Configuration of plugins that know passwords of registries', {
    since: '1.20',
  }),
  row('image-credential-provider-bin-dir', 'string', '', 'Folder of these plugins', { since: '1.20' }),
  row('runtime-cgroups', 'string', '', 'Cgroup in which the container runtime runs'),
  row('lock-file', 'string', '', 'File that keeps two kubelets from running'),
  row('exit-on-lock-contention', 'bool', 'false', 'Exit when another kubelet wants that file'),
  row(
    'housekeeping-interval',
    'duration',
    '10s',
    'How often cAdvisor, which is inside the kubelet, measures containers',
  ),
  row('windows-service', 'bool', 'false', 'Run as a service; on Windows only'),
  row('windows-priorityclass', 'string', 'NORMAL_PRIORITY_CLASS', 'Priority of the process; on Windows only'),
  row('help', 'bool', 'false', 'Print the flags and exit'),
  row('version', 'string', 'false', 'Print the version and exit'),
  row('minimum-container-ttl-duration', 'duration', '0', 'How long a finished container is kept at least', eviction),
  row('maximum-dead-containers-per-container', 'int', '1', 'How many finished containers are kept of each', eviction),
  row('maximum-dead-containers', 'int', '-1', 'How many finished containers are kept on the node', eviction),
  row('experimental-mounter-path', 'string', '', 'Program that mounts volumes', {
    deprecated: '1.19',
    advice: 'CSI drivers take its place',
  }),
  row(
    'experimental-allocatable-ignore-eviction',
    'bool',
    'false',
    'Do not subtract hard eviction thresholds from what pods may use',
    { deprecated: '1.19', advice: 'Nothing takes its place' },
  ),
];

/** cAdvisor's, which got onto the kubelet's command line by mistake. */
const cadvisor: More = {
  deprecated: '1.10',
  advice: 'A flag of cAdvisor, which got here by mistake: nothing takes its place',
  unsure: 'whether the newest kubelets still have it',
};

const cadvisorFlags: readonly KubeletFlag[] = [
  row('application-metrics-count-limit', 'int', '100', 'How many metrics of an application are kept', cadvisor),
  row('boot-id-file', 'string', '', 'Where the machine’s boot id is read', cadvisor),
  row('container-hints', 'string', '', 'File of hints on containers', cadvisor),
  row('containerd', 'string', '', 'Socket of containerd', cadvisor),
  row('containerd-namespace', 'string', 'k8s.io', 'Namespace of containerd', { ...cadvisor, deprecated: '1.18' }),
  row('enable-load-reader', 'bool', 'false', 'Measure the CPU load', cadvisor),
  row('event-storage-age-limit', 'string', '', 'How long events are kept', cadvisor),
  row('event-storage-event-limit', 'string', '', 'How many events are kept', cadvisor),
  row('global-housekeeping-interval', 'duration', '1m', 'How often the machine is measured', cadvisor),
  row('log-cadvisor-usage', 'bool', 'false', 'Log what cAdvisor itself uses', cadvisor),
  row('machine-id-file', 'string', '', 'Where the machine’s id is read', cadvisor),
  row('storage-driver-user', 'string', 'root', 'User of the database for metrics', cadvisor),
  row('storage-driver-password', 'string', '', 'Password of that database', cadvisor),
  row('storage-driver-host', 'string', 'localhost:8086', 'Address of that database', cadvisor),
  row('storage-driver-db', 'string', 'cadvisor', 'Name of that database', cadvisor),
  row('storage-driver-table', 'string', 'stats', 'Table of that database', cadvisor),
  row('storage-driver-secure', 'bool', 'false', 'Talk to that database with TLS', cadvisor),
  row(
    'storage-driver-buffer-duration',
    'duration',
    '1m',
    'How long metrics are kept back before that database gets them',
    cadvisor,
  ),
];

export const lineFlags: readonly KubeletFlag[] = [...own, ...cadvisorFlags];
