/** Names that a field has in one place of the API and that people write in another, where it is called differently. */
import { type JsonSchema, refName } from './schemas.js';

/** For each definition: what is written, and what the field is called there. */
const aliases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ConfigMap: { stringData: 'data' },
  SecretVolumeSource: { name: 'secretName' },
  SecretProjection: { secretName: 'name' },
  ConfigMapVolumeSource: { configMapName: 'name' },
  ConfigMapProjection: { configMapName: 'name' },
  PersistentVolumeClaimVolumeSource: { name: 'claimName', pvcName: 'claimName' },
  VolumeMount: { path: 'mountPath', volumeName: 'name' },
  VolumeDevice: { path: 'devicePath', mountPath: 'devicePath', volumeName: 'name' },
};

/** What `name` is called in a map of `schema`, if it is another field's name that was meant. */
export function aliasIn(schema: JsonSchema | undefined, name: string): string | undefined {
  const definition = schema && refName(schema)?.split('.').at(-1);
  const names = definition !== undefined && Object.hasOwn(aliases, definition) ? aliases[definition] : undefined;
  return names && Object.hasOwn(names, name) ? names[name] : undefined;
}
