/**
 * What a kustomization says, decoded: plain data with the places where it is written. Made by `kustomizationFile.ts` from
 * kustomization files and by the parts themselves from plugin configurations (`decode.ts` has the tools); used by every
 * transformer. Knows only types.
 */
import type { Place, Value } from './value.js';

/** A string that somebody wrote. An empty one counts as absent and is never kept here. */
export interface Text {
  readonly text: string;
  readonly from: Place;
}

export interface TextMap {
  readonly entries: ReadonlyMap<string, Text>;
  readonly from: Place;
}

export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Empty group, version and kind match all. */
export interface FieldSpec extends Gvk {
  readonly path: string;
  readonly create: boolean;
  /** `undefined` for those that kustomize brings itself. */
  readonly from: Place | undefined;
}

/** Of a patch or a replacement: each text is an anchored regular expression, or a label selector. */
export interface Selector {
  readonly group?: Text | undefined;
  readonly version?: Text | undefined;
  readonly kind?: Text | undefined;
  readonly name?: Text | undefined;
  readonly namespace?: Text | undefined;
  readonly labelSelector?: Text | undefined;
  readonly annotationSelector?: Text | undefined;
  readonly from: Place;
}

/** An entry of `patches` or `patchesJson6902`. */
export interface Patch {
  readonly path?: Text | undefined;
  /** The patch itself. */
  readonly patch?: Text | undefined;
  readonly target?: Selector | undefined;
  /** Names as written, such as `allowNameChange`. */
  readonly options: ReadonlyMap<string, boolean>;
  readonly from: Place;
}

export interface Image {
  readonly name?: Text | undefined;
  readonly newName?: Text | undefined;
  readonly newTag?: Text | undefined;
  readonly tagSuffix?: Text | undefined;
  readonly digest?: Text | undefined;
  readonly from: Place;
}

export interface Replica {
  readonly name?: Text | undefined;
  /** 0 where none is written. */
  readonly count: number | bigint;
  readonly from: Place;
}

export interface LabelsEntry {
  readonly pairs: TextMap | undefined;
  readonly includeSelectors: boolean;
  readonly includeTemplates: boolean;
  readonly fields: readonly FieldSpec[];
  readonly from: Place;
}

export interface FieldOptions {
  readonly delimiter?: Text | undefined;
  readonly index: number;
  readonly create: boolean;
  readonly from: Place;
}

/** Its texts are compared letter by letter. */
export interface ReplacementSource {
  readonly group?: Text | undefined;
  readonly version?: Text | undefined;
  readonly kind?: Text | undefined;
  readonly name?: Text | undefined;
  readonly namespace?: Text | undefined;
  readonly fieldPath?: Text | undefined;
  readonly options?: FieldOptions | undefined;
  readonly from: Place;
}

export interface ReplacementTarget {
  readonly select?: Selector | undefined;
  readonly reject: readonly Selector[];
  readonly fieldPaths: readonly Text[];
  readonly options?: FieldOptions | undefined;
  readonly from: Place;
}

/** An entry of `replacements`: a replacement, or with `path` a file that holds one or a list of them. */
export interface Replacement {
  readonly path?: Text | undefined;
  readonly source?: ReplacementSource | undefined;
  /** `undefined` where nothing is written. */
  readonly targets?: readonly ReplacementTarget[] | undefined;
  readonly from: Place;
}

export interface Var {
  readonly name?: Text | undefined;
  readonly objref: {
    readonly apiVersion?: Text | undefined;
    readonly group?: Text | undefined;
    readonly version?: Text | undefined;
    readonly kind?: Text | undefined;
    readonly name?: Text | undefined;
    readonly namespace?: Text | undefined;
  };
  readonly fieldPath?: Text | undefined;
  readonly from: Place;
}

export interface SortOptions {
  readonly order?: Text | undefined;
  readonly legacy?: { readonly orderFirst: readonly Text[]; readonly orderLast: readonly Text[]; readonly from: Place };
  readonly from: Place;
}

export interface GeneratorOptions {
  readonly labels?: TextMap | undefined;
  readonly annotations?: TextMap | undefined;
  readonly disableNameSuffixHash: boolean;
  readonly immutable: boolean;
}

/** An entry of `configMapGenerator` or `secretGenerator`. */
export interface GeneratorArgs {
  readonly name?: Text | undefined;
  readonly namespace?: Text | undefined;
  readonly behavior?: Text | undefined;
  readonly literals: readonly Text[];
  readonly files: readonly Text[];
  readonly envs: readonly Text[];
  readonly env?: Text | undefined;
  readonly options?: GeneratorOptions | undefined;
  /** Of a Secret. */
  readonly type?: Text | undefined;
  readonly from: Place;
}

/** A file behind `configurations`, or the rules that kustomize brings: which fields the transformers change. */
export interface Configuration {
  readonly namePrefix: readonly FieldSpec[];
  readonly nameSuffix: readonly FieldSpec[];
  readonly namespace: readonly FieldSpec[];
  readonly commonLabels: readonly FieldSpec[];
  readonly labels: readonly FieldSpec[];
  readonly templateLabels: readonly FieldSpec[];
  readonly commonAnnotations: readonly FieldSpec[];
  readonly nameReference: readonly NameReference[];
  readonly varReference: readonly FieldSpec[];
  readonly images: readonly FieldSpec[];
  readonly replicas: readonly FieldSpec[];
}

/** Objects of group, version and kind are named by the fields of others. */
export interface NameReference extends Gvk {
  readonly fieldSpecs: readonly FieldSpec[];
  readonly from: Place | undefined;
}

export interface Kustomization {
  readonly kind: 'Kustomization' | 'Component';
  /** Its file. */
  readonly uri: string;
  readonly from: Place;
  readonly openapi: ReadonlyMap<string, Text>;
  readonly namePrefix?: Text | undefined;
  readonly nameSuffix?: Text | undefined;
  readonly namespace?: Text | undefined;
  readonly commonLabels?: TextMap | undefined;
  readonly labels: readonly LabelsEntry[];
  readonly commonAnnotations?: TextMap | undefined;
  readonly patchesStrategicMerge: readonly Text[];
  readonly patchesJson6902: readonly Patch[];
  readonly patches: readonly Patch[];
  /** `imageTags` behind `images`. */
  readonly images: readonly Image[];
  readonly replacements: readonly Replacement[];
  readonly replicas: readonly Replica[];
  readonly vars: readonly Var[];
  readonly sortOptions?: SortOptions | undefined;
  /** `bases` behind `resources`. */
  readonly resources: readonly Text[];
  readonly components: readonly Text[];
  readonly crds: readonly Text[];
  readonly configMapGenerator: readonly GeneratorArgs[];
  readonly secretGenerator: readonly GeneratorArgs[];
  readonly generatorOptions?: GeneratorOptions | undefined;
  /** Of both fields that can have them: each as it is written. */
  readonly helmCharts: readonly Value[];
  readonly configurations: readonly Text[];
  readonly generators: readonly Text[];
  readonly transformers: readonly Text[];
  readonly validators: readonly Text[];
  readonly buildMetadata: readonly Text[];
  /** The fields that are there though they should not be used any more, such as `bases`. */
  readonly deprecated: readonly Text[];
}
