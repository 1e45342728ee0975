/** Decoders of the settings that stand in kustomizations, in plugin configurations and in files of their own. */
import {
  boolean,
  type Decoded,
  type Decoder,
  integer,
  listOf,
  mapOf,
  string,
  strings,
  struct,
  textMap,
  written,
} from './decode.js';
import type {
  FieldOptions,
  FieldSpec,
  GeneratorArgs,
  GeneratorOptions,
  Image,
  LabelsEntry,
  Patch,
  Replacement,
  ReplacementSource,
  ReplacementTarget,
  Replica,
  Selector,
  Text,
  Var,
} from './settings.js';
import type { Place } from './value.js';

const gvk = { group: string, version: string, kind: string };
const resId = { ...gvk, name: string, namespace: string };

export const fieldSpec: Decoder<FieldSpec> = struct(
  'types.FieldSpec',
  { ...gvk, path: string, create: boolean },
  ({ group, version, kind, path, create }, from) => ({
    group: group?.text ?? '',
    version: version?.text ?? '',
    kind: kind?.text ?? '',
    path: path?.text ?? '',
    create: create ?? false,
    from,
  }),
);

const emptySpec = (from: Place): FieldSpec => ({ group: '', version: '', kind: '', path: '', create: false, from });
export const fieldSpecs = listOf(fieldSpec, emptySpec);
/** The same, under the name that they have in files behind `configurations`. */
export const configuredSpecs = listOf(fieldSpec, emptySpec, 'types.FsSlice');

function withoutEmpty<Raw extends Readonly<Record<string, unknown>>>(raw: Raw, from: Place) {
  const kept = Object.entries(raw).filter(([, value]) => !isEmptyText(value));
  return { ...(Object.fromEntries(kept) as Raw), from };
}

function isEmptyText(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'text' in value && value.text === '';
}

export const selector: Decoder<Selector> = struct(
  'types.Selector',
  { ...resId, labelSelector: string, annotationSelector: string },
  withoutEmpty,
);

export const patch: Decoder<Patch> = struct(
  'types.Patch',
  { path: string, patch: string, target: selector, options: mapOf(boolean) },
  ({ path, patch: own, target, options }, from) => ({
    path: written(path),
    patch: written(own),
    target,
    options: options ?? new Map(),
    from,
  }),
);
export const patches = listOf(patch, from => ({ options: new Map(), from }));

export const image: Decoder<Image> = struct(
  'types.Image',
  { name: string, newName: string, newTag: string, tagSuffix: string, digest: string },
  withoutEmpty,
);
export const images = listOf(image, from => ({ from }));

export const replica: Decoder<Replica> = struct(
  'types.Replica',
  { name: string, count: integer('int64') },
  ({ name, count }, from) => ({ name: written(name), count: count ?? 0, from }),
);
export const replicas = listOf(replica, from => ({ count: 0, from }));

export const labelsEntry: Decoder<LabelsEntry> = struct(
  'types.Label',
  { pairs: textMap, includeSelectors: boolean, includeTemplates: boolean, fields: fieldSpecs },
  ({ pairs, includeSelectors, includeTemplates, fields }, from) => ({
    pairs,
    includeSelectors: includeSelectors ?? false,
    includeTemplates: includeTemplates ?? false,
    fields: fields ?? [],
    from,
  }),
);
export const labelsEntries = listOf(labelsEntry, from => ({
  pairs: undefined,
  includeSelectors: false,
  includeTemplates: false,
  fields: [],
  from,
}));

const fieldOptions: Decoder<FieldOptions> = struct(
  'types.FieldOptions',
  { delimiter: string, index: integer('int'), encoding: string, create: boolean },
  ({ delimiter, index, create }, from) => ({
    delimiter: written(delimiter),
    index: Number(index ?? 0),
    create: create ?? false,
    from,
  }),
);

const source: Decoder<ReplacementSource> = struct(
  'types.SourceSelector',
  { ...resId, fieldPath: string, options: fieldOptions },
  withoutEmpty,
);

const target: Decoder<ReplacementTarget> = struct(
  'types.TargetSelector',
  { select: selector, reject: listOf(selector, from => ({ from })), fieldPaths: strings, options: fieldOptions },
  ({ select, reject, fieldPaths, options }, from) => ({
    select,
    reject: reject ?? [],
    fieldPaths: fieldPaths ?? [],
    options,
    from,
  }),
);
const emptyTarget = (from: Place): ReplacementTarget => ({ reject: [], fieldPaths: [], from });

export const replacement: Decoder<Replacement> = struct(
  'types.ReplacementField',
  { path: string, source, targets: listOf(target, emptyTarget) },
  ({ path, source: own, targets }, from) => ({ path: written(path), source: own, targets, from }),
);
export const replacements = listOf(replacement, from => ({ from }));

const objref = struct('types.Target', { ...resId, apiVersion: string }, withoutEmpty);
const fieldref = struct('types.FieldSelector', { fieldPath: string }, ({ fieldPath }) => written(fieldPath));

export const variable: Decoder<Var> = struct(
  'types.Var',
  { name: string, objref, fieldref },
  ({ name, objref: own, fieldref: fieldPath }, from) => ({ name: written(name), objref: own ?? {}, fieldPath, from }),
);
export const variables = listOf(variable, from => ({ objref: {}, from }));

export const generatorOptions: Decoder<GeneratorOptions> = struct(
  'types.GeneratorOptions',
  { labels: textMap, annotations: textMap, disableNameSuffixHash: boolean, immutable: boolean },
  ({ labels, annotations, disableNameSuffixHash, immutable }) => ({
    labels,
    annotations,
    disableNameSuffixHash: disableNameSuffixHash ?? false,
    immutable: immutable ?? false,
  }),
);

export const generatorSpec = {
  name: string,
  namespace: string,
  behavior: string,
  literals: strings,
  files: strings,
  envs: strings,
  env: string,
  options: generatorOptions,
};

export function generatorArgsOf(
  raw: Decoded<typeof generatorSpec> & { readonly type?: Text },
  from: Place,
): GeneratorArgs {
  const { literals = [], files = [], envs = [], env } = raw;
  return { ...withoutEmpty(raw, from), literals, files, envs: written(env) && env ? [...envs, env] : envs };
}

export const configMapArgs: Decoder<GeneratorArgs> = struct('types.ConfigMapArgs', generatorSpec, generatorArgsOf);
export const secretArgs: Decoder<GeneratorArgs> = struct(
  'types.SecretArgs',
  { ...generatorSpec, type: string },
  generatorArgsOf,
);
export const emptyGenerator = (from: Place): GeneratorArgs => ({ literals: [], files: [], envs: [], from });
