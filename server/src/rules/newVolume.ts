/** A new volume for a mount that has none: what it may be of, and the edit that writes it. */
import type { Manifest } from '../model/manifest.js';
import { dns1123LabelErrors } from '../model/names.js';
import { podSpecOf } from '../model/pods.js';
import type { Mount } from '../model/volumes.js';
import { addItems } from '../syntax/addItems.js';
import type { Edit } from '../syntax/edit.js';
import type { NewMap } from '../syntax/insert.js';
import { isBeside } from './references.js';
import type { RuleContext } from './rule.js';

export interface VolumeChoice {
  readonly title: string;
  /** The entry of the volume beside its name. */
  readonly source: NewMap;
}

/** What a volume called `name` can be of, the likeliest first: what there is an object of comes before all else. */
export function volumeChoices(
  manifest: Manifest,
  { list }: Mount,
  name: string,
  context: RuleContext,
): readonly VolumeChoice[] {
  if (dns1123LabelErrors(name).length > 0) return [];
  const claim = choice(`persistentVolumeClaim ${name}`, { persistentVolumeClaim: { claimName: name } });
  if (list === 'volumeDevices') return [claim];
  const emptyDir = choice('emptyDir', { emptyDir: {} });
  const configMap = choice(`ConfigMap ${name}`, { configMap: { name } });
  const secret = choice(`Secret ${name}`, { secret: { secretName: name } });
  const there = [
    ...(isThere(manifest, 'ConfigMap', name, context) ? [configMap] : []),
    ...(isThere(manifest, 'Secret', name, context) ? [secret] : []),
    ...(isThere(manifest, 'PersistentVolumeClaim', name, context) ? [claim] : []),
  ];
  const usual = /conf|settings|properties/.test(name) ? [configMap, emptyDir] : [emptyDir, configMap];
  return [...new Set([...there, ...usual])];
}

/** Whether an object of that kind and name surely belongs to the workload. */
function isThere(manifest: Manifest, kind: string, name: string, context: RuleContext): boolean {
  const from = context.objects.of(manifest);
  if (!from) return false;
  const asked = { kind, name, at: from.facts.at, field: '', keys: [], optional: false };
  const found = context.objects.resolve(from, asked);
  return found !== 'unknown' && found.some(object => isBeside(from, object, context));
}

function choice(what: string, source: NewMap): VolumeChoice {
  return { title: `Add a volume of ${what}`, source };
}

export function addVolume(manifest: Manifest, name: string, { source }: VolumeChoice): Edit | undefined {
  const spec = podSpecOf(manifest);
  return spec?.kind === 'map' ? addItems(manifest.document, spec, 'volumes', [{ name, ...source }])?.[0] : undefined;
}
