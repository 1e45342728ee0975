/** The result of a build as YAML, letter for letter as `kubectl kustomize` prints it. */
import { type GoYamlValue, printGoYaml } from '../syntax/goYaml.js';
import type { Resource } from './resource.js';
import type { Fields, Value } from './value.js';

export function printResources(resources: readonly Resource[]): string {
  return resources.map(({ value }) => printObject(value)).join('---\n');
}

export function printObject(value: Fields): string {
  return printGoYaml(mapOf(value));
}

function mapOf(value: Fields): { [key: string]: GoYamlValue } {
  return Object.fromEntries([...value.entries].map(([key, own]) => [key, plain(own)]));
}

function plain(value: Value): GoYamlValue {
  if (value.kind === 'scalar') return value.value;
  return value.kind === 'list' ? value.items.map(plain) : mapOf(value);
}
