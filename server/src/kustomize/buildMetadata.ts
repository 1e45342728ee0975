/** `buildMetadata`: annotations that tell where objects come from and what changed them, and what is left of annotations. */
import { printGoScalar } from '../syntax/goYamlScalar.js';
import type { Resource } from './resource.js';
import { scalarText } from './scalarText.js';
import { type Fields, fields, get, isNull, type Place, scalar, type Value, withField, withoutField } from './value.js';

/** The file that holds an object, or the generator or transformer that made or changed it. */
export interface Origin {
  readonly path?: string;
  readonly configuredIn?: string;
  readonly configuredBy?: Configurer;
}

export interface Configurer {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
}

const originKey = 'config.kubernetes.io/origin';
const transformationsKey = 'alpha.config.kubernetes.io/transformations';

/** `resources`, which know where they come from; those that know it already keep it. */
export function withOrigin(resources: readonly Resource[], origin: Origin): readonly Resource[] {
  return resources.map(resource => {
    return annotation(resource, originKey) === undefined
      ? annotated(resource, originKey, originLines(origin).join(''))
      : resource;
  });
}

/** `resources` after a transformer. What has no origin was made by it. */
export function withTransformation(resources: readonly Resource[], origin: Origin): readonly Resource[] {
  const lines = originLines(origin);
  const item = lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)).join('');
  return resources.map(resource => {
    if (annotation(resource, originKey) === undefined) return annotated(resource, originKey, lines.join(''));
    return annotated(resource, transformationsKey, (annotation(resource, transformationsKey) ?? '') + item);
  });
}

function originLines({ path, configuredIn, configuredBy }: Origin): readonly string[] {
  const line = (key: string, value: string | undefined) => (value ? [`${key}: ${printGoScalar(value)}\n`] : []);
  const own = [...line('path', path), ...line('configuredIn', configuredIn)];
  if (!configuredBy) return own;
  const { apiVersion, kind, name, namespace } = configuredBy;
  const by = [
    ...line('apiVersion', apiVersion),
    ...line('kind', kind),
    ...line('name', name),
    ...line('namespace', namespace),
  ];
  return [...own, 'configuredBy:\n', ...by.map(text => `  ${text}`)];
}

function annotation({ value }: Resource, key: string): string | undefined {
  const own = get(value, 'metadata', 'annotations', key);
  return own && scalarText(own);
}

function annotated(resource: Resource, key: string, text: string): Resource {
  const annotations = annotationTexts(resource.value);
  const from = resource.from;
  return withAnnotations(resource, new Map([...annotations, [key, { text, from }]]));
}

interface AnnotationText {
  readonly text: string;
  readonly from: Place | undefined;
}

function annotationTexts(value: Fields): ReadonlyMap<string, AnnotationText> {
  const annotations = get(value, 'metadata', 'annotations');
  if (annotations?.kind !== 'fields') return new Map();
  return new Map([...annotations.entries].map(([key, own]) => [key, { text: scalarText(own), from: own.from }]));
}

/** Written anew: no longer what they share with other places of the object. */
function withAnnotations(resource: Resource, annotations: ReadonlyMap<string, AnnotationText>): Resource {
  const old = get(resource.value, 'metadata');
  const metadata = old?.kind === 'fields' ? old : fields([]);
  const from = get(metadata, 'annotations')?.from;
  const entries = [...annotations].map(([key, one]) => [key, scalar(one.text, one.from)] as const);
  const changed =
    entries.length === 0
      ? withoutField(metadata, 'annotations')
      : withField(metadata, 'annotations', fields(entries, from));
  return { ...resource, value: withField(resource.value, 'metadata', changed) };
}

/** Notes of kustomize itself, and of tools that pass objects on to it. */
const internalKeys: readonly string[] = [
  ...['previousKinds', 'previousNames', 'prefixes', 'suffixes', 'previousNamespaces', 'allowNameChange'],
  ...['allowKindChange', 'refBy', 'generatorBehavior', 'needsHashSuffix', 'path', 'index', 'seqindent', 'id'],
  'annotations-migration-resource-id',
].map(name => `internal.config.kubernetes.io/${name}`);
const legacyKeys = ['config.kubernetes.io/path', 'config.kubernetes.io/index', 'config.k8s.io/id'];

const managedKey = 'app.kubernetes.io/managed-by';

/** The last steps of a build. All annotations become texts, and none are no annotations. */
export function finished(resources: readonly Resource[], buildMetadata: readonly string[]): readonly Resource[] {
  const isLabelled = buildMetadata.includes('managedByLabel');
  const dropped = [
    ...internalKeys,
    ...legacyKeys,
    ...(buildMetadata.includes('originAnnotations') ? [] : [originKey]),
    ...(buildMetadata.includes('transformerAnnotations') ? [] : [transformationsKey]),
  ];
  return resources.map(resource => {
    const own = isLabelled ? labelled(resource) : resource;
    return withTextAnnotations(own, dropped);
  });
}

function withTextAnnotations(resource: Resource, dropped: readonly string[]): Resource {
  const annotations = get(resource.value, 'metadata', 'annotations');
  // Lists may have no metadata, and get some.
  if (!annotations) return get(resource.value, 'metadata') ? resource : withAnnotations(resource, new Map());
  const texts = new Map([...annotationTexts(resource.value)].filter(([key]) => !dropped.includes(key)));
  const isSame =
    annotations.kind === 'fields' &&
    texts.size > 0 &&
    texts.size === annotations.entries.size &&
    [...annotations.entries.values()].every(isText);
  return isSame ? resource : withAnnotations(resource, texts);
}

function isText(value: Value): boolean {
  return value.kind === 'scalar' && typeof value.value === 'string' && value.written === undefined;
}

/** kubectl has no version of kustomize to put there. */
function labelled(resource: Resource): Resource {
  const old = get(resource.value, 'metadata', 'labels');
  const labels = old?.kind === 'fields' ? old : fields([]);
  const metadata = get(resource.value, 'metadata');
  if (metadata?.kind !== 'fields' || (!isNull(old) && old?.kind !== 'fields')) return resource;
  const value = withField(labels, managedKey, scalar('kustomize-(devel)'));
  return { ...resource, value: withField(resource.value, 'metadata', withField(metadata, 'labels', value)) };
}
