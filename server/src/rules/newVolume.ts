/** A new volume for a mount that has none: what it may be of, and the edit that writes it. */

import type { Manifest } from '../model/manifest.js';
import { dns1123LabelErrors } from '../model/names.js';
import { podSpecOf } from '../model/pods.js';
import type { Mount } from '../model/volumes.js';
import { type Edit, setValue } from '../syntax/edit.js';
import { flowMap, insertEntries, type NewMap } from '../syntax/insert.js';
import { appendItem } from '../syntax/items.js';
import { entry, isNull } from '../syntax/node.js';

export interface VolumeChoice {
  readonly title: string;
  /** The entry of the volume beside its name. */
  readonly source: NewMap;
}

/** What a volume called `name` can be of, the likeliest first. Which objects there are is not known here. */
export function volumeChoices({ list }: Mount, name: string): readonly VolumeChoice[] {
  if (dns1123LabelErrors(name).length > 0) return [];
  const claim = choice(`persistentVolumeClaim ${name}`, { persistentVolumeClaim: { claimName: name } });
  if (list === 'volumeDevices') return [claim];
  const emptyDir = choice('emptyDir', { emptyDir: {} });
  const configMap = choice(`ConfigMap ${name}`, { configMap: { name } });
  return /conf|settings|properties/.test(name) ? [configMap, emptyDir] : [emptyDir, configMap];
}

function choice(what: string, source: NewMap): VolumeChoice {
  return { title: `Add a volume of ${what}`, source };
}

export function addVolume(manifest: Manifest, name: string, { source }: VolumeChoice): Edit | undefined {
  const { document } = manifest;
  const spec = podSpecOf(manifest);
  if (spec?.kind !== 'map' || spec.alias) return undefined;
  const volume: NewMap = { name, ...source };
  const list = entry(spec, 'volumes');
  if (!list) return insertEntries(document, spec, [{ key: 'volumes', value: [volume] }]);
  if (list.merged || list.value.alias) return undefined;
  if (isNull(list.value)) return setValue(document, list, `[${flowMap(document, volume, spec)}]`);
  return list.value.kind === 'seq' ? appendItem(document, list.value, volume) : undefined;
}
