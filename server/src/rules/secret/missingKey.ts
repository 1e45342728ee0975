import { bytesOf, dataFieldOf, dataOf, encodeBase64, isSecret } from '../../model/configData.js';
import type { Manifest } from '../../model/manifest.js';
import { accountAnnotation, type SecretType, secretTypes } from '../../model/secretTypes.js';
import { fillEntry, insertEntries, type NewEntry } from '../../syntax/insert.js';
import { entry, get, isNull, type MapNode, type Node, text } from '../../syntax/node.js';
import { type Finding, type Fix, finding, rule } from '../rule.js';

export const missingKey = rule({
  code: 'secret/missing-key',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'Secret without what its type asks for',
    why: `
      A Secret of a type of Kubernetes' own must hold the keys that its users will look for; one for the token of a
      service account must name the account in an annotation.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
    bad: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      type: kubernetes.io/basic-auth
      data:
      ^^^^ error secret/missing-key: a Secret of type kubernetes.io/basic-auth needs the key username or password
        user: YWRtaW4=`,
    good: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      type: kubernetes.io/basic-auth
      data:
        user: YWRtaW4=
        username: ""
        password: ""`,
  },
  *each(manifest, { isPatch }) {
    const name = isSecret(manifest) && !isPatch ? text(get(manifest.root, 'type')) : undefined;
    const type = name === undefined ? undefined : secretTypes.get(name);
    if (name !== undefined && type) yield { name, type };
  },
  *check({ name, type }, manifest) {
    if (name === 'kubernetes.io/service-account-token') yield* missingAccount(manifest, name);
    else yield* missingKeys(manifest, name, type);
  },
});

function* missingKeys(manifest: Manifest, name: string, { keys, oneIsEnough, sample }: SecretType): Iterable<Finding> {
  const { root, document } = manifest;
  const present = new Map(dataOf(manifest).map(own => [own.key, own]));
  const missing = keys.filter(key => {
    const own = present.get(key);
    // An empty key opens nothing, and the API server says so of this type alone.
    return !own || (sample === undefined && bytesOf(own)?.length === 0);
  });
  if (oneIsEnough ? missing.length < keys.length : missing.length === 0) return;
  const field = dataFieldOf(manifest);
  const at = field ?? entry(root, 'type')?.value ?? root;
  const list = missing.join(oneIsEnough ? ' or ' : ' and ');
  const isEncoded = field ? field.key.text === 'data' : false;
  const added = missing.map(key => ({ key, value: isEncoded && sample ? encodeBase64(sample) : (sample ?? '') }));
  const fixes =
    sample === undefined ? [] : add(document, root, 'stringData', field?.value, added, `Add ${missing.join(' and ')}`);
  const message = `a Secret of type ${name} needs the key${missing.length > 1 && !oneIsEnough ? 's' : ''} ${list}`;
  yield finding(at, message, ...fixes);
}

function* missingAccount({ document, root }: Manifest, name: string): Iterable<Finding> {
  const metadata = entry(root, 'metadata');
  const annotations = entry(metadata?.value, 'annotations');
  const account = entry(annotations?.value, accountAnnotation);
  if (account && (text(account.value) ?? '-') !== '' && !isNull(account.value)) return;
  const message = `a Secret of type ${name} needs the annotation ${accountAnnotation}`;
  const added = [{ key: accountAnnotation, value: 'default' }];
  const hasPlace = metadata?.value.kind === 'map' && !metadata.value.alias && !account;
  const fixes = hasPlace
    ? add(document, metadata.value, 'annotations', annotations?.value, added, `Add ${accountAnnotation}: default`)
    : [];
  yield finding(account ?? annotations ?? metadata ?? root, message, ...fixes);
}

/** Into the map that is there, or else into a new one below `owner`. */
function add(
  document: Manifest['document'],
  owner: Node,
  field: string,
  map: Node | undefined,
  added: readonly NewEntry[],
  title: string,
): readonly Fix[] {
  if (map?.alias || owner.kind !== 'map') return [];
  return [{ title, edits: () => [addition(document, owner, field, map, added)] }];
}

function addition(
  document: Manifest['document'],
  owner: MapNode,
  field: string,
  map: Node | undefined,
  added: readonly NewEntry[],
) {
  if (map?.kind === 'map' && map.entries.length > 0) return insertEntries(document, map, added);
  if (map?.parent?.kind === 'entry') return fillEntry(document, map.parent, added);
  const value = Object.fromEntries(added.map(own => [own.key, own.value]));
  return insertEntries(document, owner, [{ key: field, value }]);
}
