/** What a kubelet's ports are for, and how its drop-ins come together. */
import { isDropIn } from '../../rules/kubelets.js';
import type { Facts } from './fact.js';

export const kubeletFacts: Facts = {
  'KubeletConfiguration.port': () =>
    '10250: HTTPS, with authentication and authorization. The API server comes here for logs, exec and port-forward, ' +
    'and metrics are at `/metrics`, `/metrics/cadvisor`, `/metrics/probes` and `/metrics/resource`. 4194, once the port ' +
    'of cAdvisor, was retired in Kubernetes 1.12',
  'KubeletConfiguration.readOnlyPort': () =>
    '10255 by custom: HTTP, without authentication. Everybody who reaches the node reads its pods, with their ' +
    'environment, and its metrics; those are at `port`, too, for who is allowed',
  'KubeletConfiguration.healthzPort': () =>
    '10248: HTTP on `healthzBindAddress`. `/healthz` says whether the kubelet itself is well, nothing of the pods',
  'KubeletConfiguration.kind': ({ manifest }) =>
    isDropIn(manifest.uri)
      ? 'A drop-in: the kubelet merges the `*.conf` files of this folder over its main file, in the order of the ' +
        'alphabet, so that the last one wins. Lists are replaced as a whole'
      : undefined,
};
