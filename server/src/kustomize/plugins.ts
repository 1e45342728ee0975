/** Plugins: objects that configure a generator or a transformer. Those that kustomize brings run here, no others. */

import type { Context } from './context.js';
import { Unsupported } from './files.js';
import type { Disk, Folder } from './folder.js';
import { generatorPlugins } from './generatorPlugins.js';
import type { Transform } from './patches.js';
import { patchPlugins } from './patchPlugins.js';
import { refuse } from './refusal.js';
import { idOf, type Resource } from './resource.js';
import { gvkText, idText } from './resourceIds.js';
import type { Step } from './steps.js';
import { transformerPlugins } from './transformerPlugins.js';
import type { Fields } from './value.js';

type Prepare = (config: Fields, context: Context) => Transform;

const transformers: ReadonlyMap<string, Prepare> = new Map<string, Prepare>([...patchPlugins, ...transformerPlugins]);

export function transformerStep(plugin: Resource, context: Context): Step {
  const { kind } = idOf(plugin);
  checkKind(plugin);
  const prepare = transformers.get(kind);
  if (!prepare) return refuseUnknown(plugin, 'transformer', 'plugin ');
  return { kind, run: prepare(plugin.value, context), configuredBy: plugin, from: plugin.from };
}

export function pluginGenerator(plugin: Resource, disk: Disk, folder: Folder): () => readonly Resource[] {
  checkKind(plugin);
  const prepare = generatorPlugins.get(idOf(plugin).kind);
  return prepare
    ? prepare(plugin, disk, folder)
    : refuseUnknown(plugin, 'generator', 'failed to load generator: plugin ');
}

function checkKind(plugin: Resource): void {
  const { group, version, kind } = idOf(plugin);
  if (group !== '' || version !== 'builtin') throw new Unsupported(plugin.from, 'plugin');
  if (kind === 'HelmChartInflationGenerator') throw new Unsupported(plugin.from, 'helm');
}

function refuseUnknown(plugin: Resource, role: string, prefix: string): never {
  const id = idOf(plugin);
  const isKnown = transformers.has(id.kind) || generatorPlugins.has(id.kind);
  if (!isKnown) refuse(plugin.from, `unable to load builtin ${gvkText(id)}`);
  return refuse(plugin.from, `${prefix}${idText(id)} not a ${role}`);
}
