/**
 * The configuration of a kubelet as its rules see it: what is written, and whether other files complete it. Knows the
 * kubelet's fields and the names of its files; nothing of what is wrong.
 */
import { type GoDuration, goDurationOf } from '../model/goDuration.js';
import type { Manifest } from '../model/manifest.js';
import { isPlaceholder } from '../model/templates.js';
import { placeAt } from '../schema/schemas.js';
import type { SchemaProblem } from '../schema/validate.js';
import { type Edit, setValue } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import { fillEntry, insertEntries, type NewValue } from '../syntax/insert.js';
import { type Entry, entries, entry, get, isNull, items, type MapNode, type Node, type Path } from '../syntax/node.js';
import type { RuleContext } from './rule.js';

export interface Kubelet {
  readonly root: MapNode;
  /** Other files are merged with it, so what is missing may be there: a drop-in, or a patch. */
  readonly isPart: boolean;
  /** Kubernetes minor it is written for. */
  readonly version: string;
}

const group = 'kubelet.config.k8s.io/';
/** The kubelet reads `*.conf` in its `--config-dir`, and kubeadm merges its own patches. */
const dropIn = /\.d\/[^/]+\.conf$|\/[0-9]+-[^/]+\.conf$/i;
const kubeadmPatch = /\/kubeletconfiguration[0-9]*\+(strategic|merge|json)\.(ya?ml|json)$/i;

export function isKubeletConfiguration({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): boolean {
  return kind === 'KubeletConfiguration' && apiVersion.startsWith(group);
}

/** What a kubelet reads when it starts: this, or its list of credential providers. */
export function isKubeletFile({ apiVersion }: Pick<Manifest, 'apiVersion'>): boolean {
  return apiVersion.startsWith(group);
}

/** Whether the kubelet merges the file over its main one. */
export function isDropIn(uri: string): boolean {
  return dropIn.test(uri);
}

/** The configuration that the manifest is: one or none. */
export function kubeletsIn(manifest: Manifest, context: RuleContext): readonly Kubelet[] {
  if (!isKubeletConfiguration(manifest)) return [];
  const { root, uri } = manifest;
  const isPart = context.isPatch || isDropIn(uri) || kubeadmPatch.test(uri);
  return [{ root, isPart, version: context.kubernetesVersion }];
}

/** The same without those that other files complete. */
export function wholeKubeletsIn(manifest: Manifest, context: RuleContext): readonly Kubelet[] {
  return kubeletsIn(manifest, context).filter(({ isPart }) => !isPart);
}

/** The providers of a CredentialProviderConfig. */
export function* credentialProvidersIn({ apiVersion, kind, root }: Manifest): Iterable<MapNode> {
  if (kind !== 'CredentialProviderConfig' || !apiVersion.startsWith(group)) return;
  for (const provider of items(get(root, 'providers'))) if (provider.kind === 'map') yield provider;
}

/** The field, if it says something: not null, and not to be filled in by another program. */
export function setting(root: MapNode, ...path: Path): Entry | undefined {
  const name = path.at(-1);
  const found = typeof name === 'string' ? entry(get(root, ...path.slice(0, -1)), name) : undefined;
  return found && !isNull(found.value) && !isPlaceholder(found.value) ? found : undefined;
}

/** Whether anything stands there, read or not. */
export function isSet(root: MapNode, ...path: Path): boolean {
  const node = get(root, ...path);
  return !isNull(node) && !(node?.kind === 'scalar' && node.value === '');
}

/** The entries of a map of settings, without those that mean nothing here. */
export function settingsIn(root: MapNode, ...path: Path): readonly Entry[] {
  return entries(get(root, ...path)).filter(({ value }) => !isNull(value) && !isPlaceholder(value));
}

export function writtenValue(node: Node | undefined): string | number | boolean | null | undefined {
  return node?.kind === 'scalar' ? node.value : undefined;
}

export function isTrue(root: MapNode, ...path: Path): boolean {
  return writtenValue(get(root, ...path)) === true;
}

export function isFalse(root: MapNode, ...path: Path): boolean {
  return writtenValue(get(root, ...path)) === false;
}

/** Of a field that is a duration and not zero, which mostly stands for the default. */
export function durationAt(root: MapNode, ...path: Path): GoDuration | undefined {
  return goDurationOf(setting(root, ...path)?.value);
}

/** A number where the kubelet wants a duration: quoting it would not help. */
export function isBareDuration(problem: SchemaProblem, manifest: Manifest, context: RuleContext): boolean {
  if (!isKubeletFile(manifest) || (problem.kind !== 'type' && problem.kind !== 'format')) return false;
  const { node, path } = problem;
  if (node.kind !== 'scalar' || !/^[+-]?(\d+\.?\d*|\.\d+)$/.test(node.text.trim())) return false;
  return placeAt(context.schemas, context.kindInfo?.definition ?? '', path)?.schema.format === 'duration';
}

/** Writes `name: value` into a map of the configuration, which is made where it is missing. */
export function addSetting(
  document: YamlDocument,
  root: MapNode,
  [name, own]: readonly [name: string, own?: string],
  value: NewValue,
  after?: Entry,
): readonly Edit[] {
  if (own === undefined) return [insertEntries(document, root, [{ key: name, value }], after)];
  const found = entry(root, name);
  const added = [{ key: own, value }];
  if (!found) return [insertEntries(document, root, [{ key: name, value: { [own]: value } }], after)];
  const taken = entry(found.value, own);
  if (taken) return [setValue(document, taken, String(value))];
  if (found.value.kind === 'map' && found.value.entries.length > 0)
    return [insertEntries(document, found.value, added)];
  return found.value.kind === 'seq' ? [] : [fillEntry(document, found, added)];
}
