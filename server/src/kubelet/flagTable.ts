/** Every flag that the kubelet has or had since about 1.12, by name. server/KUBELET_FLAGS.md is made from it. */
import type { KubeletFlag } from './flags/kubeletFlag.js';
import { lineFlags } from './flags/lineFlags.js';
import { machineFlags } from './flags/machineFlags.js';
import { podFlags } from './flags/podFlags.js';
import { removedFlags } from './flags/removedFlags.js';
import { serverFlags } from './flags/serverFlags.js';

const fieldFlags: readonly KubeletFlag[] = [...serverFlags, ...machineFlags, ...podFlags];

export const kubeletFlags: readonly KubeletFlag[] = [...fieldFlags, ...lineFlags, ...removedFlags];

/** What the table was made from; facts only. */
export const flagSources = [
  'cmd/kubelet/app/options/options.go and globalflags_linux.go, pkg/kubelet/config/flags.go of kubernetes/kubernetes, and of forks of it: as of about 1.11, 1.19 and 1.29',
  'cmd/kubelet/app/server.go (a flag wins over the file, gates add up), pkg/util/flag/flags.go and component-base/cli/flag of the same: how values are read, and what a flag that is given twice comes to',
  'the command line reference of the kubelet in kubernetes/website, as of 1.34: flags of 1.35 and 1.36 are those that are not known to have gone',
  'k8s.io/kubelet config/v1beta1/types.go: 1.12 to 1.36',
  'pull requests of kubernetes/kubernetes: #65191 (flags with a field deprecated in 1.10), #65707 (cadvisor-port), #77820 (allow-privileged, host-*-sources), #69552 (experimental-fail-swap-on), #80043 (containerized), #86845 (rkt), #101057 (chaos-chance), #101719 (really-crash-for-testing), #103941 (seccomp-profile-root), #106907 (dockershim), #107096 (non-masquerade-cidr), #106932 (dynamic-config-dir), #107207 (log sanitization), #109388 (experimental-kernel-memcg-notification), #112120 (klog), #114017 (container-runtime), #116015 (master-service-namespace), #119374 and #122363 (iptables bits), #118596 (azure-container-registry-config), #122082 (keep-terminated-pod-volumes), #122384 (register-schedulable), #130161 (cloud-config), #133779 (pod-infra-container-image)',
] as const;

const byName: ReadonlyMap<string, KubeletFlag> = new Map(kubeletFlags.map(flag => [flag.name, flag]));

/** `name` without hyphens before it; underscores in it are hyphens, as for the kubelet. */
export function flagNamed(name: string): KubeletFlag | undefined {
  return byName.get(name.replaceAll('_', '-'));
}

/** The flag that has taken the place of a removed one. */
export function successorOf({ renamed }: KubeletFlag): KubeletFlag | undefined {
  return renamed === undefined ? undefined : byName.get(renamed);
}

const order: ReadonlyMap<string, number> = new Map(fieldFlags.map((flag, i) => [flag.field ?? '', i]));

/** Where a field stands among the others. */
export function rankOf(field: string): number {
  return order.get(field) ?? order.size;
}
