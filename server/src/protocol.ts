/** What client and server say to each other beyond LSP. Imported by both; types and names only. */
import type { Theme } from './prober/palettes.js';
import type { ProbeKind, ProbeNumbers } from './prober/probe.js';

/** Asks for the text of a ConfigMap or Secret, or why there cannot be such a one. */
export const createObject = 'kubewright/createObject';

/** `base64`: the contents. `uri`: where they are on disk, if they are. */
export type CreateSource =
  | { readonly from: 'file'; readonly key: string; readonly base64: string; readonly uri?: string }
  /** The regular files right in it. */
  | {
      readonly from: 'folder';
      readonly files: readonly { readonly name: string; readonly base64: string; readonly uri?: string }[];
    }
  /** `path` is what messages call it. */
  | { readonly from: 'envFile'; readonly path: string; readonly base64: string; readonly uri?: string }
  | { readonly from: 'literal'; readonly key: string; readonly value: string }
  | {
      readonly from: 'registry';
      readonly server: string;
      readonly username: string;
      readonly password: string;
      readonly email: string;
    };

export interface CreateObjectParams {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly namespace?: string;
  /** Of a Secret; none is `Opaque`. */
  readonly type?: string;
  readonly sources: readonly CreateSource[];
  /** `hash`: behind the name, as `--append-hash` puts it. */
  readonly nameSuffix?: 'none' | 'hash';
  /** `readable`: as blocks also where kubectl would quote. The values are the same. */
  readonly form?: 'kubectl' | 'readable';
  /** `trimmed`: without blanks, tabs and carriage returns at the ends of lines. The values are others then. */
  readonly lineEnds?: 'kept' | 'trimmed';
}

export interface CreateWarning {
  readonly message: string;
  /** The key and the line in its value (from 1) that the message speaks of, if it speaks of one. */
  readonly at?: { readonly key: string; readonly line: number };
  /** The form `readable` avoids it. */
  readonly isAvoidable?: true;
}

export type CreateObjectResult =
  | {
      readonly text: string;
      readonly warnings: readonly CreateWarning[];
      /** Trimming would change values, of which the text shows that they need it. */
      readonly canTrim?: true;
    }
  | { readonly error: string };

/** Asks where such an object could go. */
export const createPlaces = 'kubewright/createPlaces';

export interface CreatePlacesParams {
  readonly kind: 'ConfigMap' | 'Secret';
  /** URIs of what it is to be made of; the nearest places come first. */
  readonly near: readonly string[];
}

export interface CreatePlacesResult {
  readonly objects: readonly { readonly uri: string; readonly object: ObjectName; readonly keys: number }[];
  /** URIs of those that can read files from all that is `near`. */
  readonly kustomizations: readonly string[];
}

export interface ObjectName {
  readonly name: string;
  readonly namespace?: string;
  /** Of several objects of that name in the file, which one; from 0. */
  readonly nth?: number;
}

/** Asks for the edits that put the object somewhere. Nothing is changed. */
export const placeObject = 'kubewright/placeObject';

/** `replace`: keys whose values are to be replaced; those of all others stay. */
export type CreatePlace =
  | { readonly to: 'end' }
  | { readonly to: 'position'; readonly position: { readonly line: number; readonly character: number } }
  | { readonly to: 'object'; readonly object: ObjectName; readonly replace: readonly string[] }
  /** Into the object whose values are at `position`, of whatever kind it is. */
  | { readonly to: 'data'; readonly position: { readonly line: number; readonly character: number } }
  | { readonly to: 'generator'; readonly replace: readonly string[] };

export interface PlaceObjectParams {
  readonly uri: string;
  readonly create: CreateObjectParams;
  readonly place: CreatePlace;
}

export type PlaceObjectResult =
  | {
      readonly edits: readonly ValueEdit[];
      /** Of the text that the edits are for. */
      readonly version: number;
      /** Keys that have another value there. */
      readonly conflicts: readonly string[];
      readonly warnings?: readonly CreateWarning[];
    }
  /** `isElsewhere`: there are no values of an object at the position. */
  | { readonly error: string; readonly isElsewhere?: true };

/** Says which Kubernetes version the manifests are judged by, and which ones can be chosen. */
export const kubernetesVersion = 'kubewright/kubernetesVersion';

export interface KubernetesVersionResult {
  readonly current: string;
  readonly known: readonly string[];
}

/**
 * Tells the client, after every change of the settings, what `kubernetesVersion` would answer now. Sent only to a
 * client that says `announceVersion: true` in its initialization options.
 */
export const kubernetesVersionChanged = 'kubewright/kubernetesVersionChanged';

/** Lists the codes that diagnostics may have. */
export const rules = 'kubewright/rules';

export type RulesResult = readonly {
  readonly code: string;
  readonly severity: string;
  readonly strict: boolean;
  readonly summary: string;
}[];

/**
 * Asks for the page of a code: what is found, why, an example, and how to set it. A client that can show such pages says
 * `rulePages: PREFIX` in its initialization options; then the code of each diagnostic leads to `PREFIX<code>.md`.
 */
export const rulePage = 'kubewright/rulePage';

export interface RulePageParams {
  readonly code: string;
}

/** Without `markdown` nothing has this code. */
export interface RulePageResult {
  readonly markdown?: string;
}

/**
 * Command of the code lenses: shows a list of places. Its arguments are a URI, a position in it, and `Location[]`. Sent
 * only to a client that says `showsReferences: true` in its initialization options.
 */
export const showReferences = 'kubewright.showReferences';

/**
 * Asks the client for the text that a file has in the last commit. Sent only to a client that says `showsCommitted: true`
 * in its initialization options.
 */
export const committedText = 'kubewright/committedText';

export interface CommittedTextParams {
  readonly uri: string;
}

/** Without `text` the file is in no commit, or nobody can tell. */
export interface CommittedTextResult {
  readonly text?: string;
}

/** Tells the server that what it was answered may be out of date: there is another last commit. */
export const headMoved = 'kubewright/headMoved';

/**
 * Tells the server the kind of theme that the editor has now. Sent by a client that says `colorTheme: KIND` in its
 * initialization options, and so can show images in hovers; others get words instead.
 */
export const colorThemeChanged = 'kubewright/colorThemeChanged';

export type ColorTheme = Theme;

/** Asks for the probes of the workload at a place, or near it: what a timeline of them is drawn from. */
export const probeTimeline = 'kubewright/probeTimeline';

export interface ProbeTimelineParams {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}

export interface ProbeTimelineResult {
  readonly workload?: { readonly kind: string; readonly name?: string };
  /** Those that may have probes, in the order of the API. */
  readonly containers: readonly TimelineContainer[];
  /** Index of the one in which the place is. */
  readonly selected?: number;
  /** What is to be known about all of it. */
  readonly note?: string;
  /** Why there is nothing, or not all that there will be. */
  readonly problem?: string;
}

export interface TimelineContainer {
  readonly name?: string;
  /** Whether another one is started after it. */
  readonly restarts: boolean;
  /** Those that could be read. */
  readonly probes: readonly TimelineProbe[];
  /** Why one is not among them. */
  readonly problem?: string;
}

export interface TimelineProbe {
  readonly kind: ProbeKind;
  readonly numbers: ProbeNumbers;
  /** `GET /healthz on port http`. */
  readonly asks: string;
  /** Where it is written, from 0. */
  readonly line: number;
}

/** Opens a value of a ConfigMap or Secret, decoded: the one at a position, or the one that is named. */
export const value = 'kubewright/value';

/** `text`: its characters; `hex`: a dump that can be edited; `bytes`: as they are, for an editor that knows them. */
export type ValueForm = 'text' | 'hex' | 'bytes';

export interface ValueTarget {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly namespace?: string;
  readonly name: string;
  /** Of several objects of that name in the file, which one; from 0. */
  readonly nth?: number;
  readonly field: 'data' | 'binaryData' | 'stringData';
  readonly key: string;
}

export interface ValueParams {
  readonly uri: string;
  readonly at: { readonly line: number; readonly character: number } | ValueTarget;
  /** The server proposes one where none is given. */
  readonly form?: ValueForm;
  /** Only what there is to know about the value: it does not travel before it is wanted. */
  readonly without?: 'content';
}

export type ValueResult =
  | {
      readonly target: ValueTarget;
      /** The file in `form`, as base64. */
      readonly content: string;
      /** Its bytes. */
      readonly size: number;
      readonly form: ValueForm;
      readonly fileName: string;
      readonly isSecret: boolean;
      /** Of the bytes, whatever the form: to be given back with what is to be written. */
      readonly fingerprint: string;
      /** Why it cannot be written. */
      readonly readOnly?: string;
      /** What else changes when it is written. */
      readonly alsoChanges?: string;
    }
  /** `isGone`: there is no such key, or no such object. */
  | { readonly refusal: string; readonly isGone: boolean };

/** Asks for the edits that make `content` the value. */
export const writeValue = 'kubewright/writeValue';

export interface WriteValueParams {
  readonly uri: string;
  readonly target: ValueTarget;
  /** Of what was opened; missing when nobody knows any more. */
  readonly fingerprint?: string;
  /** The file in `form`, as base64. */
  readonly content: string;
  readonly form: ValueForm;
  /** `overwrite`: whatever stands there now; `insert`: the key is to be added, as it is gone. */
  readonly force?: 'overwrite' | 'insert';
}

export type WriteValueResult =
  /** `version`: of the text that the edits are for. */
  | { readonly edits: readonly ValueEdit[]; readonly version: number; readonly fingerprint: string }
  | { readonly refusal: string }
  /** The value is neither what was opened nor what is to be written. */
  | { readonly conflict: string }
  | { readonly gone: string; readonly movedTo?: ValueTarget; readonly canInsert: boolean };

export interface ValueEdit {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly newText: string;
}

/**
 * Command of the code lenses above long values: opens the value at a position. Its arguments are a URI and a position.
 * Sent only to a client that says `opensValues: true` in its initialization options.
 */
export const openValue = 'kubewright.openValue';

/**
 * Command of the code action on a ConfigMap or Secret: makes a workload use it. Its arguments are a URI and a position in
 * the object. Sent only to a client that says `mountsObjects: true` in its initialization options.
 */
export const mountInWorkload = 'kubewright.mountInWorkload';

/** Asks for the workloads that may use the ConfigMap or Secret at a place. */
export const mountTargets = 'kubewright/mountTargets';

export interface MountTargetsParams {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}

export type MountTargetsResult =
  | {
      readonly kind: string;
      readonly name: string;
      readonly namespace?: string;
      readonly keys: readonly string[];
      /** The nearest first. */
      readonly workloads: readonly MountWorkload[];
    }
  | { readonly refusal: string };

export interface MountWorkload {
  readonly uri: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly containers: readonly MountContainer[];
}

export interface MountContainer {
  readonly name: string;
  readonly isInit: boolean;
  /** One that is free. */
  readonly mountPath: string;
}

/** Asks for the edits that make a container use the object. */
export const mountEdits = 'kubewright/mountEdits';

export interface MountEditsParams extends MountTargetsParams {
  readonly workload: Pick<MountWorkload, 'uri' | 'kind' | 'name' | 'namespace'>;
  readonly container: string;
  readonly how: MountHow;
}

export type MountHow =
  | { readonly by: 'volume'; readonly mountPath: string }
  /** All keys as variables. */
  | { readonly by: 'envFrom' }
  /** Each of these keys as a variable. */
  | { readonly by: 'env'; readonly keys: readonly string[] };

export type MountEditsResult =
  /** `version`: of the text that the edits are for; 0 where it is not open. */
  | { readonly uri: string; readonly version: number; readonly edits: readonly ValueEdit[] }
  | { readonly refusal: string };

/** Asks for the text of a kustomization that builds what lies in a folder and below, and is in none yet. */
export const newKustomization = 'kubewright/newKustomization';

export interface NewKustomizationParams {
  readonly folder: string;
}

export type NewKustomizationResult =
  /** `uri`: of the file that is to be made. */
  { readonly uri: string; readonly text: string } | { readonly refusal: string };

/** Asks for the edits that put files, and folders with a kustomization, into the nearest kustomization around each. */
export const addPaths = 'kubewright/addPaths';

export interface AddPathsParams {
  readonly uris: readonly string[];
}

export interface AddPathsResult {
  readonly changes: readonly {
    readonly uri: string;
    /** Of the text that the edits are for; 0 where it is not open. */
    readonly version: number;
    readonly edits: readonly ValueEdit[];
  }[];
  /** Why some are left out. */
  readonly refusals: readonly string[];
}

/** Asks what `kustomize build` gives for a folder: its text, and where each line of it comes from. */
export const kustomizeBuild = 'kubewright/kustomizeBuild';

export interface KustomizeBuildParams {
  /** A URI without a slash at the end. */
  readonly folder: string;
}

export type KustomizeBuildResult = (KustomizeBuilt | KustomizeRefused | KustomizeUnknown) & {
  /** The files that it depends on, and those that it looked for. */
  readonly reads: readonly string[];
};

export interface KustomizeBuilt {
  readonly outcome: 'built';
  readonly text: string;
  readonly objects: number;
  readonly origins: readonly BuildOrigin[];
  /** For each line of the text, which of the origins is its own. */
  readonly lines: readonly number[];
}

export interface KustomizeRefused {
  readonly outcome: 'refused';
  /** In the words of kustomize. */
  readonly message: string;
  readonly at: BuildPlace;
}

/** It might build something, out of what is not understood here. */
export interface KustomizeUnknown {
  readonly outcome: 'unknown';
  readonly why: 'remote' | 'helm' | 'plugin' | 'openapi' | 'size' | 'missing';
  readonly at: BuildPlace;
}

export interface BuildPlace {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

export interface BuildOrigin extends BuildPlace {
  /** `set`: by another than who wrote the object. */
  readonly how: 'from' | 'set';
  /** Of a kustomization, its field. */
  readonly field?: string;
}

/**
 * Tells that files have changed on the disk, and builds with them. Sent only to a client that says `showsBuilds: true`
 * in its initialization options.
 */
export const buildsChanged = 'kubewright/buildsChanged';

export interface BuildsChangedParams {
  readonly uris: readonly string[];
}

/** Asks for the folders of the workspace that can be built. */
export const kustomizeFolders = 'kubewright/kustomizeFolders';

export interface KustomizeFoldersParams {
  /** Of this folder the kin is told. */
  readonly near?: string;
}

export interface KustomizeFolder {
  readonly folder: string;
  /** `sibling`: builds from a folder that `near` builds from, too. */
  readonly kin?: 'base' | 'overlay' | 'sibling';
}

/** Asks for the KubeletConfiguration that says what flags of the kubelet say, from a text of whatever kind that holds them. */
export const convertKubeletFlags = 'kubewright/convertKubeletFlags';

export interface ConvertKubeletFlagsParams {
  readonly text: string;
}

export type ConvertKubeletFlagsResult =
  /** `text` begins with comments on what could not become a part of it; `toLookAt` of the flags are explained there. */
  { readonly text: string; readonly converted: number; readonly toLookAt: number } | { readonly refusal: string };

/** Asks what the flag of the kubelet is that stands in a line, of a file that is no YAML. */
export const kubeletFlagHover = 'kubewright/kubeletFlagHover';

export interface KubeletFlagHoverParams {
  readonly line: string;
  readonly character: number;
}

/** Empty where there is none. */
export interface KubeletFlagHoverResult {
  readonly markdown?: string;
  readonly start?: number;
  readonly end?: number;
}

/** Process id of the server; for tests and for attaching a debugger. */
export const processId = 'kubewright/processId';
