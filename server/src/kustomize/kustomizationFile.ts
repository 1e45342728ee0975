/** A kustomization file as typed settings, or kustomize's reason to refuse it. Knows its fields, not what they do. */
import {
  anyMap,
  boolean,
  type Decoded,
  listOf,
  strictly,
  string,
  strings,
  struct,
  textMap,
  written,
} from './decode.js';
import {
  configMapArgs,
  emptyGenerator,
  generatorOptions,
  images,
  labelsEntries,
  patches,
  replacements,
  replicas,
  secretArgs,
  variables,
} from './decodeSettings.js';
import { readFirst } from './read.js';
import { refuse } from './refusal.js';
import type { Kustomization, SortOptions, Text } from './settings.js';
import type { Source } from './source.js';
import { type Fields, list, type Place, type Value } from './value.js';

export const kustomizationFileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

const kustomizationVersion = 'kustomize.config.k8s.io/v1beta1';
const componentVersion = 'kustomize.config.k8s.io/v1alpha1';

const legacySortOptions = struct(
  'types.LegacySortOptions',
  { orderFirst: strings, orderLast: strings },
  ({ orderFirst, orderLast }, from) => ({ orderFirst: orderFirst ?? [], orderLast: orderLast ?? [], from }),
);
const sortOptions = struct(
  'types.SortOptions',
  { order: string, legacySortOptions },
  ({ order, legacySortOptions: legacy }, from): SortOptions => ({
    order: written(order),
    ...(legacy && { legacy }),
    from,
  }),
);
const metadata = struct(
  'types.ObjectMeta',
  { name: string, namespace: string, labels: textMap, annotations: textMap },
  (_fields, from) => from,
);
const helmGlobals = struct('types.HelmGlobals', { chartHome: string, configHome: string }, (_fields, from) => from);
const helmChart = struct(
  'types.HelmChart',
  {
    name: string,
    version: string,
    repo: string,
    releaseName: string,
    namespace: string,
    additionalValuesFiles: strings,
    valuesFile: string,
    valuesInline: anyMap,
    valuesMerge: string,
    includeCRDs: boolean,
    skipHooks: boolean,
    apiVersions: strings,
    kubeVersion: string,
    nameTemplate: string,
    skipTests: boolean,
    debug: boolean,
  },
  (_fields, from): Value => list([], from),
);
const helmChartArgs = struct(
  'types.HelmChartArgs',
  {
    chartName: string,
    chartVersion: string,
    chartRepoUrl: string,
    chartHome: string,
    chartRepoName: string,
    helmBin: string,
    helmHome: string,
    values: string,
    valuesLocal: anyMap,
    valuesMerge: string,
    releaseName: string,
    releaseNamespace: string,
    extraArgs: strings,
  },
  (_fields, from): Value => list([], from),
);
const emptyChart = (from: Place): Value => list([], from);

const spec = {
  apiVersion: string,
  kind: string,
  metadata,
  openapi: textMap,
  namePrefix: string,
  nameSuffix: string,
  namespace: string,
  commonLabels: textMap,
  labels: labelsEntries,
  commonAnnotations: textMap,
  patchesStrategicMerge: strings,
  patchesJson6902: patches,
  patches,
  images,
  imageTags: images,
  replacements,
  replicas,
  vars: variables,
  sortOptions,
  resources: strings,
  components: strings,
  crds: strings,
  bases: strings,
  configMapGenerator: listOf(configMapArgs, emptyGenerator),
  secretGenerator: listOf(secretArgs, emptyGenerator),
  helmGlobals,
  helmCharts: listOf(helmChart, emptyChart),
  helmChartInflationGenerator: listOf(helmChartArgs, emptyChart),
  generatorOptions,
  configurations: strings,
  generators: strings,
  transformers: strings,
  validators: strings,
  buildMetadata: strings,
};
type Raw = Decoded<typeof spec>;

const decoder = struct('types.Kustomization', spec, (fields, from) => ({ fields, from }));

/** Fields that leave a kustomization empty when they hold no item. */
const emptyWithoutItems: ReadonlySet<string> = new Set(['bases', 'imageTags', 'helmChartInflationGenerator']);

const kept = new WeakMap<Source, Kustomization>();

export function readKustomization(source: Source): Kustomization {
  const known = kept.get(source);
  if (known) return known;
  const value = readFirst(source, 'v2');
  if (!value || (value.kind === 'scalar' && value.value === null))
    refuse(headOf(source), 'kustomization.yaml is empty');
  const { fields, from } = decoder.decode(value, strictly);
  const kustomization = settingsOf(fields, from, value as Fields, source);
  kept.set(source, kustomization);
  return kustomization;
}

function settingsOf(raw: Raw, from: Place, value: Fields, source: Source): Kustomization {
  if (isEmpty(raw)) refuse(headOf(source), 'kustomization.yaml is empty');
  const { resources = [], bases = [], images: own = [], imageTags = [] } = raw;
  const { helmCharts = [], helmChartInflationGenerator = [] } = raw;
  return {
    kind: kindOf(raw, source),
    uri: source.whole.uri,
    from,
    openapi: raw.openapi?.entries ?? new Map(),
    namePrefix: written(raw.namePrefix),
    nameSuffix: written(raw.nameSuffix),
    namespace: written(raw.namespace),
    commonLabels: raw.commonLabels,
    labels: raw.labels ?? [],
    commonAnnotations: raw.commonAnnotations,
    patchesStrategicMerge: raw.patchesStrategicMerge ?? [],
    patchesJson6902: raw.patchesJson6902 ?? [],
    patches: raw.patches ?? [],
    images: [...own, ...imageTags],
    replacements: raw.replacements ?? [],
    replicas: raw.replicas ?? [],
    vars: raw.vars ?? [],
    sortOptions: raw.sortOptions,
    resources: [...resources, ...bases],
    components: raw.components ?? [],
    crds: raw.crds ?? [],
    configMapGenerator: raw.configMapGenerator ?? [],
    secretGenerator: raw.secretGenerator ?? [],
    generatorOptions: raw.generatorOptions,
    helmCharts: [...helmCharts, ...helmChartInflationGenerator],
    configurations: raw.configurations ?? [],
    generators: raw.generators ?? [],
    transformers: raw.transformers ?? [],
    validators: raw.validators ?? [],
    buildMetadata: raw.buildMetadata ?? [],
    deprecated: deprecatedIn(raw, value),
  };
}

function isEmpty(raw: Raw): boolean {
  return Object.entries(raw).every(([name, value]) => {
    if (name === 'kind' || name === 'apiVersion') return true;
    if (typeof value === 'object' && 'text' in value) return value.text === '';
    return emptyWithoutItems.has(name) && Array.isArray(value) && value.length === 0;
  });
}

function kindOf({ kind, apiVersion }: Raw, source: Source): Kustomization['kind'] {
  const own = kind?.text || 'Kustomization';
  const place = kind?.from ?? apiVersion?.from ?? headOf(source);
  if (own !== 'Kustomization' && own !== 'Component') refuse(place, 'kind should be Kustomization or Component');
  const version = own === 'Component' ? componentVersion : kustomizationVersion;
  if (apiVersion?.text && apiVersion.text !== version) {
    refuse(apiVersion.from, `apiVersion for ${own} should be ${version}`);
  }
  return own;
}

const deprecatedFields = [
  'bases',
  'commonLabels',
  'imageTags',
  'patchesJson6902',
  'patchesStrategicMerge',
  'vars',
] as const;

function deprecatedIn(raw: Raw, value: Fields): readonly Text[] {
  return deprecatedFields.flatMap(text => {
    if (raw[text] === undefined) return [];
    const key = [...(value.keys ?? [])].find(([name]) => name.toLowerCase() === text.toLowerCase());
    return key ? [{ text, from: key[1] }] : [];
  });
}

/** A place to report what a file lacks. */
function headOf({ whole: { uri, start, end } }: Source): Place {
  return { uri, start, end: Math.min(end, start + 1) };
}
