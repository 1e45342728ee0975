/** Flags with a field: the kubelet's API, where pods come from, the API server, the runtime, the node. In the order in which fields are written. */
import { free, row } from './fieldFlag.js';
import type { KubeletFlag } from './kubeletFlag.js';

const server: readonly KubeletFlag[] = [
  row('enable-server', 'bool', 'enableServer', 'true', 'Whether the kubelet serves its API at all', {
    fieldSince: '1.19',
  }),
  row('address', 'string', 'address', '0.0.0.0', 'Address on which the kubelet serves its API'),
  row('port', 'int', 'port', '10250', 'Port of the authenticated API that the API server talks to'),
  row(
    'read-only-port',
    'int',
    'readOnlyPort',
    '10255',
    'Port that serves pods and metrics to anybody; 0 turns it off',
    { fieldDefault: '0' },
  ),
  row(
    'tls-cert-file',
    'string',
    'tlsCertFile',
    '',
    'Certificate that the kubelet serves with, intermediate ones behind it',
  ),
  row('tls-private-key-file', 'string', 'tlsPrivateKeyFile', '', 'Private key of that certificate'),
  row(
    'tls-cipher-suites',
    'list',
    'tlsCipherSuites',
    '',
    'Cipher suites that the server accepts, by the names that Go has for them',
  ),
  row(
    'tls-min-version',
    'string',
    'tlsMinVersion',
    '',
    'Oldest TLS that the server speaks: VersionTLS10 to VersionTLS13',
  ),
  row(
    'rotate-certificates',
    'bool',
    'rotateCertificates',
    'false',
    'Ask for a new client certificate before the old one expires',
  ),
  row(
    'rotate-server-certificates',
    'bool',
    'serverTLSBootstrap',
    'false',
    'Ask the API server for the serving certificate; somebody must approve the requests',
  ),
  row(
    'client-ca-file',
    'string',
    'authentication.x509.clientCAFile',
    '',
    'Authorities whose client certificates are accepted',
  ),
  row(
    'authentication-token-webhook',
    'bool',
    'authentication.webhook.enabled',
    'false',
    'Let the API server judge bearer tokens',
    { fieldDefault: 'true' },
  ),
  row(
    'authentication-token-webhook-cache-ttl',
    'duration',
    'authentication.webhook.cacheTTL',
    '2m',
    'How long such a judgement is kept',
  ),
  row(
    'anonymous-auth',
    'bool',
    'authentication.anonymous.enabled',
    'true',
    'Let in requests that nobody could authenticate, as system:anonymous',
    { fieldDefault: 'false' },
  ),
  row(
    'authorization-mode',
    'string',
    'authorization.mode',
    'AlwaysAllow',
    'Who may do what: AlwaysAllow, or Webhook, which asks the API server',
    { fieldDefault: 'Webhook' },
  ),
  row(
    'authorization-webhook-cache-authorized-ttl',
    'duration',
    'authorization.webhook.cacheAuthorizedTTL',
    '5m',
    'How long the API server’s yes is kept',
  ),
  row(
    'authorization-webhook-cache-unauthorized-ttl',
    'duration',
    'authorization.webhook.cacheUnauthorizedTTL',
    '30s',
    'How long its no is kept',
  ),
  row(
    'enable-debugging-handlers',
    'bool',
    'enableDebuggingHandlers',
    'true',
    'Serve logs, exec, attach and port forwarding',
  ),
  row(
    'contention-profiling',
    'bool',
    'enableContentionProfiling',
    'false',
    'Profile where the kubelet waits for locks',
  ),
  row('healthz-port', 'int', 'healthzPort', '10248', 'Port of the health check; 0 turns it off'),
  row('healthz-bind-address', 'string', 'healthzBindAddress', '127.0.0.1', 'Address of the health check'),
  row(
    'streaming-connection-idle-timeout',
    'duration',
    'streamingConnectionIdleTimeout',
    '4h',
    'How long a stream (exec, attach, port forwarding) may be idle; 0 is for ever',
    { advice: 'Without effect since 1.34' },
  ),
];

const sources: readonly KubeletFlag[] = [
  row('pod-manifest-path', 'string', 'staticPodPath', '', 'Folder, or file, of static pods'),
  row('manifest-url', 'string', 'staticPodURL', '', 'Where more static pods are fetched from'),
  row('manifest-url-header', 'headers', 'staticPodURLHeader', '', 'HTTP headers sent there'),
  row(
    'sync-frequency',
    'duration',
    'syncFrequency',
    '1m',
    'How often running containers are compared with what is wanted, at least',
  ),
  row('file-check-frequency', 'duration', 'fileCheckFrequency', '20s', 'How often files of static pods are looked at'),
  row('http-check-frequency', 'duration', 'httpCheckFrequency', '20s', 'How often static pods are fetched'),
  row('runonce', 'bool', 'runOnce', 'false', 'Start the static pods and exit', {
    fieldSince: '1.19',
    advice: 'Current kubelets refuse the value true',
  }),
];

const api: readonly KubeletFlag[] = [
  row(
    'kube-api-content-type',
    'string',
    'contentType',
    'application/vnd.kubernetes.protobuf',
    'How requests to the API server are encoded',
  ),
  row('kube-api-qps', 'int', 'kubeAPIQPS', '50', 'Requests a second to the API server; 5 before 1.27'),
  row('kube-api-burst', 'int', 'kubeAPIBurst', '100', 'How many of them may come at once; 10 before 1.27'),
  row('event-qps', 'int', 'eventRecordQPS', '50', 'Events a second; 0 is without limit; 5 before 1.27'),
  row('event-burst', 'int', 'eventBurst', '100', 'How many events may come at once; 10 before 1.27'),
  row('registry-qps', 'int', 'registryPullQPS', '5', 'Image pulls a second; 0 is without limit'),
  row('registry-burst', 'int', 'registryBurst', '10', 'How many pulls may start at once'),
  row('serialize-image-pulls', 'bool', 'serializeImagePulls', 'true', 'Pull one image after the other'),
];

const runtime: readonly KubeletFlag[] = [
  row(
    'container-runtime-endpoint',
    'string',
    'containerRuntimeEndpoint',
    'unix:///run/containerd/containerd.sock',
    'Socket of the container runtime',
    { deprecated: '1.27', fieldSince: '1.27' },
  ),
  row(
    'image-service-endpoint',
    'string',
    'imageServiceEndpoint',
    '',
    'Socket of the image service, where it is not the runtime’s',
    { deprecated: '1.27', fieldSince: '1.27' },
  ),
  row(
    'runtime-request-timeout',
    'duration',
    'runtimeRequestTimeout',
    '2m',
    'How long requests to the runtime may take, those aside that run long',
  ),
];

const node: readonly KubeletFlag[] = [
  row('register-node', 'bool', 'registerNode', 'true', 'Make a Node object for this machine', {
    deprecated: '1.23',
    fieldSince: '1.23',
  }),
  row('register-with-taints', 'taints', 'registerWithTaints', '', 'Taints that the Node object is made with', {
    deprecated: '1.23',
    fieldSince: '1.23',
  }),
  free('provider-id', 'string', 'providerID', '', 'What the cloud calls this machine', { fieldSince: '1.19' }),
  row(
    'node-status-update-frequency',
    'duration',
    'nodeStatusUpdateFrequency',
    '10s',
    'How often the kubelet looks at the node’s state',
  ),
  row(
    'node-status-max-images',
    'int',
    'nodeStatusMaxImages',
    '50',
    'How many images the node’s status lists; -1 is all',
    { fieldSince: '1.19' },
  ),
  row('pod-cidr', 'string', 'podCIDR', '', 'Addresses of pods; only without an API server'),
  row('cluster-domain', 'string', 'clusterDomain', '', 'Domain that containers search besides those of the machine'),
  row('cluster-dns', 'list', 'clusterDNS', '', 'DNS servers of pods with dnsPolicy ClusterFirst'),
  row(
    'resolv-conf',
    'string',
    'resolvConf',
    '/etc/resolv.conf',
    'File that the DNS of pods is made from; empty for none',
  ),
];

export const serverFlags: readonly KubeletFlag[] = [...server, ...sources, ...api, ...runtime, ...node];
