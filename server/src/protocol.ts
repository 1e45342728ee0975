/** What client and server say to each other beyond LSP. Imported by both; types and names only. */

/** Asks for the text of a ConfigMap made from files. */
export const createConfigMap = 'kubewright/createConfigMap';

export interface CreateConfigMapParams {
  readonly name: string;
  readonly namespace?: string;
  readonly files: readonly { readonly key: string; readonly base64: string }[];
}

export interface CreateConfigMapWarning {
  readonly message: string;
  /** The file and the line in it (from 1) that the message speaks of, if it speaks of one. */
  readonly at?: { readonly key: string; readonly line: number };
}

export type CreateConfigMapResult =
  | { readonly text: string; readonly warnings: readonly CreateConfigMapWarning[] }
  | { readonly error: string };

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

/** Process id of the server; for tests and for attaching a debugger. */
export const processId = 'kubewright/processId';
