/** Where a variable of a container also comes from. */
import { get, items, text } from '../../syntax/node.js';
import { inlineCode } from '../markdown.js';
import { type ConfigKind, configObject } from './configObjects.js';
import type { Fact, Facts } from './fact.js';

const sources: readonly (readonly [string, ConfigKind])[] = [
  ['configMapRef', 'ConfigMap'],
  ['secretRef', 'Secret'],
];

const overrides: Fact = ({ objects, manifest, entry }) => {
  const name = text(entry.value);
  const list = entry.map.parent;
  const container = list?.kind === 'seq' && list.parent?.kind === 'entry' ? list.parent.map : undefined;
  if (!name || !container) return undefined;
  for (const source of [...items(get(container, 'envFrom'))].reverse()) {
    const prefix = text(get(source, 'prefix')) ?? '';
    for (const [field, kind] of sources) {
      const object = text(get(source, field, 'name'));
      const keys = configObject(objects, manifest, kind, object)?.data.keys ?? [];
      // The bytes of binaryData become no variables.
      const isThere = keys.some(key => key.field !== 'binaryData' && prefix + key.name === name);
      if (isThere)
        return `Wins over ${inlineCode(name.slice(prefix.length))} of ${kind} ${inlineCode(object ?? '')}, which \`envFrom\` takes`;
    }
  }
  return undefined;
};

export const envFacts: Facts = { 'EnvVar.name': overrides };
