/** Objects that nobody writes: operators, generators and the cluster make them of others. */
import { get, isNull, items, type Node } from '../syntax/node.js';
import { generatedFacts, keysIn } from './dataFacts.js';
import { resolvePath } from './kustomization.js';
import type { Manifest } from './manifest.js';
import type { DataFacts, KeyFacts, ObjectFacts } from './objects.js';
import { at, spanOf } from './references.js';
import { knownText } from './templates.js';

/** How an operator makes a Secret: where its name stands, and which keys it is sure to have. */
interface Maker {
  readonly names: readonly string[];
  /** The object's own name, where none of `names` is written. */
  readonly orOwnName?: true;
  readonly keys?: readonly string[];
  /** Maps with the names of keys. */
  readonly keyMaps?: readonly string[];
}

const makers: Readonly<Record<string, Maker>> = {
  ExternalSecret: { names: ['spec.target.name'], orOwnName: true, keyMaps: ['spec.target.template.data'] },
  SealedSecret: {
    names: ['spec.template.metadata.name'],
    orOwnName: true,
    keyMaps: ['spec.encryptedData', 'spec.template.data'],
  },
  Certificate: { names: ['spec.secretName'], keys: ['tls.crt', 'tls.key'] },
  VaultStaticSecret: { names: ['spec.destination.name'] },
  VaultDynamicSecret: { names: ['spec.destination.name'] },
  VaultPKISecret: { names: ['spec.destination.name'] },
  HCPVaultSecretsApp: { names: ['spec.destination.name'] },
  SecretProviderClass: { names: ['spec.secretObjects.*.secretName'] },
  SopsSecret: { names: ['spec.secretTemplates.*.name'] },
  InfisicalSecret: {
    names: ['spec.managedSecretReference.secretName', 'spec.managedKubeSecretReferences.*.secretName'],
  },
  OnePasswordItem: { names: [], orOwnName: true },
  DopplerSecret: { names: ['spec.managedSecret.name'] },
  BitwardenSecret: { names: ['spec.secretName'] },
  AzureKeyVaultSecret: { names: ['spec.output.secret.name'] },
};

export function derivedFrom(manifest: Manifest): readonly ObjectFacts[] {
  const { kind } = manifest;
  if (kind === 'Kustomization' || kind === 'Component') return generated(manifest);
  if (kind === 'StatefulSet') return claims(manifest);
  if (kind === 'Ingress') return certificates(manifest);
  const maker = Object.hasOwn(makers, kind) ? makers[kind] : undefined;
  return maker ? secretsOf(manifest, maker) : [];
}

function secretsOf(manifest: Manifest, { names, orOwnName, keys = [], keyMaps = [] }: Maker): readonly ObjectFacts[] {
  const { root } = manifest;
  const written = names.flatMap(path => at(root, path.split('.')));
  const own = written.length === 0 && orOwnName ? get(root, 'metadata', 'name') : undefined;
  const nodes = own ? [own] : written;
  return nodes.map(node => {
    const place = spanOf(manifest, node);
    const known: KeyFacts[] = keyMaps.flatMap(path =>
      at(root, path.split('.')).flatMap(map => keysIn(manifest, map, 'data')),
    );
    const data: DataFacts = {
      keys: [...known, ...keys.map(name => ({ name, at: place, field: 'data' as const }))],
      isComplete: false,
      immutable: false,
    };
    return { ...declared(manifest, 'Secret', node), data };
  });
}

/** cert-manager makes the certificate of an Ingress that asks for it. */
function certificates(manifest: Manifest): readonly ObjectFacts[] {
  const annotations = get(manifest.root, 'metadata', 'annotations');
  const asks = ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer', 'kubernetes.io/tls-acme'];
  if (!asks.some(name => get(annotations, name))) return [];
  return at(manifest.root, ['spec', 'tls', '*', 'secretName']).map(node => {
    const place = spanOf(manifest, node);
    const keys = ['tls.crt', 'tls.key'].map(name => ({ name, at: place, field: 'data' as const }));
    return { ...declared(manifest, 'Secret', node), data: { keys, isComplete: false, immutable: false } };
  });
}

/** Each pod of a StatefulSet gets claims of its own: `data-web-0`, `data-web-1`. */
function claims(manifest: Manifest): readonly ObjectFacts[] {
  return at(manifest.root, ['spec', 'volumeClaimTemplates', '*', 'metadata', 'name']).map(node => ({
    ...declared(manifest, 'PersistentVolumeClaim', node),
    name: undefined,
    namePattern: `${knownText(node) ?? '*'}-${manifest.name ?? '*'}-*`,
  }));
}

function generated(manifest: Manifest): readonly ObjectFacts[] {
  const { root, uri } = manifest;
  const namespace = knownText(get(root, 'namespace'));
  const made = [
    { kind: 'ConfigMap', field: 'configMapGenerator' },
    { kind: 'Secret', field: 'secretGenerator' },
  ];
  return made.flatMap(({ kind, field }) =>
    items(get(root, field)).flatMap(generator => {
      const name = get(generator, 'name');
      if (!name) return [];
      const files = [...items(get(generator, 'envs')), get(generator, 'env')];
      const named = files.filter(node => !isNull(node));
      const envFiles = named.map(node => resolvePath(uri, knownText(node)) ?? '');
      return {
        ...declared(manifest, kind, name),
        namespace: knownText(get(generator, 'namespace')) ?? namespace,
        span: generator.span,
        origin: 'generated' as const,
        ...generatedFacts(manifest, generator, envFiles),
      };
    }),
  );
}

function declared(manifest: Manifest, kind: string, node: Node): ObjectFacts {
  const { root, namespace } = manifest;
  const name = knownText(node);
  const pattern = name === undefined && node.kind === 'scalar' ? patternOf(node.text) : undefined;
  return {
    apiVersion: 'v1',
    kind,
    name,
    ...(pattern !== undefined && { namePattern: pattern }),
    namespace,
    at: spanOf(manifest, node),
    span: root.span,
    origin: 'derived',
    labels: {},
    references: [],
  };
}

/** `*-config` for `${APP}-config`: what some other program fills in may be anything. */
export function patternOf(name: string): string {
  return name.replace(/\{\{.*?\}\}|\$\{.*?\}|\$\(.*?\)|\$[A-Za-z_]\w*|__.+?__|<.+?>|@.+?@/gs, '*');
}
