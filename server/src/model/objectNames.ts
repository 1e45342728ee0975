/**
 * What the name of an object may look like, kind by kind, as the validation of each kind has it. A kind that is not
 * listed is held only to what every name must be.
 */
import type { Manifest } from './manifest.js';
import {
  dns1035LabelErrors,
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  limits,
  maskTrailingDash,
  pathSegmentErrors,
} from './names.js';

/** Only the kind counts, so that what is not written out can be asked for, too. */
type Kinded = Pick<Manifest, 'kind'>;

export type NameForm = 'subdomain' | 'label' | 'service' | 'path segment';

const subdomains: readonly string[] = [
  ...['ConfigMap', 'Secret', 'Pod', 'PodTemplate', 'ReplicationController', 'ServiceAccount', 'Endpoints', 'Node'],
  ...['PersistentVolume', 'PersistentVolumeClaim', 'LimitRange', 'ResourceQuota'],
  ...['Deployment', 'DaemonSet', 'ReplicaSet', 'ControllerRevision', 'Job', 'CronJob', 'HorizontalPodAutoscaler'],
  ...['Ingress', 'IngressClass', 'NetworkPolicy', 'EndpointSlice', 'StorageClass', 'PriorityClass', 'Lease'],
  ...['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration', 'RuntimeClass'],
];
const forms: ReadonlyMap<string, NameForm> = new Map<string, NameForm>([
  ...subdomains.map(kind => [kind, 'subdomain'] as const),
  ['Namespace', 'label'],
  ['StatefulSet', 'label'],
  ['Service', 'service'],
]);

const checks: Readonly<Record<NameForm, (name: string) => readonly string[]>> = {
  subdomain: dns1123SubdomainErrors,
  label: dns1123LabelErrors,
  service: dns1035LabelErrors,
  'path segment': pathSegmentErrors,
};

/** The Jobs of a CronJob are called as it is, and eleven characters more. */
const longestCronJob = limits.label - 11;

/** Services may begin with a digit where RelaxedServiceNameValidation is on; it was off in all versions up to this. */
const strictServices = '1.34';

export function nameFormOf({ kind }: Kinded, kubernetesVersion: string): NameForm {
  const form = forms.get(kind) ?? 'path segment';
  return form === 'service' && minorOf(kubernetesVersion) > minorOf(strictServices) ? 'label' : form;
}

/** `name` as `metadata.name`. */
export function objectNameErrors(manifest: Kinded, name: string, kubernetesVersion: string): readonly string[] {
  const errors = checks[nameFormOf(manifest, kubernetesVersion)](name);
  const isTooLong = manifest.kind === 'CronJob' && name.length > longestCronJob && name.length <= limits.subdomain;
  return isTooLong ? [...errors, `must be no more than ${longestCronJob} characters`] : errors;
}

/** `prefix` as `metadata.generateName`. */
export function generateNameErrors(manifest: Kinded, prefix: string, kubernetesVersion: string): readonly string[] {
  return checks[nameFormOf(manifest, kubernetesVersion)](maskTrailingDash(prefix));
}

/** The nearest that a name of that form can be; it may still be wrong, or nothing. */
export function slugOf(name: string, form: NameForm): string {
  if (form === 'path segment') return name.replace(/[/%]+/g, '-');
  const characters = form === 'subdomain' ? /[^a-z0-9.]+/g : /[^a-z0-9]+/g;
  const slug = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(characters, '-')
    .replace(/-*\.[-.]*/g, '.');
  return slug.replace(form === 'service' ? /^[^a-z]+|[^a-z0-9]+$/g : /^[-.]+|[-.]+$/g, '');
}

function minorOf(version: string): number {
  return Number(version.split('.')[1] ?? 0);
}
