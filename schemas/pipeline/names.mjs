// @ts-check
/** Finds the OpenAPI name of a class of @kubernetes/client-node: V1Pod is io.k8s.api.core.v1.Pod. */

import { META } from './definition.mjs';

/** @typedef {import('./clientPackage.mjs').Client} Client */

/** API groups whose OpenAPI package is not named after the group's first word. */
const PACKAGES = new Map([
  ['', 'io.k8s.api.core'],
  ['apiextensions.k8s.io', 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions'],
  ['apiregistration.k8s.io', 'io.k8s.kube-aggregator.pkg.apis.apiregistration'],
  ['internal.apiserver.k8s.io', 'io.k8s.api.apiserverinternal'],
]);

/** Classes that no other rule places: the name is in two packages, or only in newer ones. */
const BY_HAND = new Map([
  ['V1ResourceClaim', 'io.k8s.api.core.v1.ResourceClaim'],
  ['V1Subject', 'io.k8s.api.rbac.v1.Subject'],
  ['V1WorkloadReference', 'io.k8s.api.core.v1.WorkloadReference'],
  ['V1GroupResource', `${META}GroupResource`],
]);

const CLASS = /^(?<group>[A-Z][a-z]+)??(?<version>V\d+(?:(?:alpha|beta)\d+)?)(?<type>[A-Z].*)$/;

/** @param {string} group @returns {string} */
export const packageOf = group => PACKAGES.get(group) ?? `io.k8s.api.${group.split('.')[0]}`;

/** /apis/apps/v1/… and /api/v1/… @param {string} path */
export function groupVersionOf(path) {
  const [, root, first = '', second = ''] = path.split('/');
  return root === 'api' ? { group: '', version: first } : { group: first, version: second };
}

/**
 * @param {Client} client
 * @param {Iterable<string>} knownNames OpenAPI names that other packages tell
 * @returns {Map<string, string>} class -> OpenAPI name
 */
export function namesOf(client, knownNames) {
  const names = new Map([...byClassName(knownNames), ...BY_HAND]);
  for (const { path, body, subresource } of client.paths) {
    const { group, version } = groupVersionOf(path);
    const type = CLASS.exec(body)?.groups?.['type'];
    if (!subresource) names.set(body, `${packageOf(group)}.${version}.${type}`);
  }
  for (const name of client.classes.keys()) {
    const item = names.get(name.replace(/List$/, ''));
    const openApiName = names.get(name) ?? prefixed(name) ?? (item && `${item}List`);
    if (openApiName) names.set(name, openApiName);
  }
  nameByUse(client, names);
  return names;
}

/** @param {Iterable<string>} openApiNames */
function byClassName(openApiNames) {
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const name of openApiNames) {
    const [type = '', version = ''] = name.split('.').toReversed();
    names.set(`${version.charAt(0).toUpperCase()}${version.slice(1)}${type}`, name);
  }
  return names;
}

/** The group is in the class name where two groups have a type of that name. @param {string} name */
function prefixed(name) {
  const { group, version, type } = CLASS.exec(name)?.groups ?? {};
  if (!group || !version) return undefined;
  const domain = /^Api[er]/.test(group) ? `${group.toLowerCase()}.k8s.io` : group.toLowerCase();
  return `${packageOf(domain === 'core' ? '' : domain)}.${version.toLowerCase()}.${type}`;
}

/** What is left is used only within its own group version. @param {Client} client @param {Map<string, string>} names */
function nameByUse(client, names) {
  const queue = [...names.keys()];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const openApiName = names.get(name) ?? '';
    const version = CLASS.exec(name)?.groups?.['version'];
    for (const used of client.uses.get(name) ?? []) {
      const { version: usedVersion, type } = CLASS.exec(used)?.groups ?? {};
      if (names.has(used) || usedVersion !== version) continue;
      names.set(used, `${openApiName.slice(0, openApiName.lastIndexOf('.'))}.${type}`);
      queue.push(used);
    }
  }
}
