/**
 * What the rest of the workspace needs to know of an object: plain data without nodes, so that it can outlive the
 * tree it was read from. Spans count within the object's document; those of names are without quotes.
 */
import type { Span } from '../syntax/node.js';

/** One object: written out, or declared by a generator of a kustomization or by an object of some operator. */
export interface ObjectFacts {
  readonly apiVersion: string;
  readonly kind: string;
  /** `undefined` when it has only a `generateName`, a placeholder, or none. */
  readonly name: string | undefined;
  /** What the name may be where it is not fully known: `*-config` for `${APP}-config`. */
  readonly namePattern?: string;
  readonly namespace: string | undefined;
  /** The name; where there is none, the `kind`. */
  readonly at: Span;
  /** The whole object; of a declared one, what declares it. */
  readonly span: Span;
  /** `derived`: the cluster makes it of another object, as cert-manager makes the Secret of a Certificate. */
  readonly origin: 'written' | 'generated' | 'derived';
  readonly labels: Readonly<Record<string, string>>;
  /** Of a ConfigMap or Secret. */
  readonly data?: DataFacts;
  /** Of a workload, or of a Pod. */
  readonly pods?: PodFacts;
  /** What a Service, a PodDisruptionBudget, a NetworkPolicy … selects pods by. */
  readonly selector?: SelectorFacts;
  readonly service?: ServiceFacts;
  /** Of a Role or ClusterRole: kinds of which whoever has it may make objects that nobody wrote. */
  readonly mayCreate?: readonly string[];
  /** Of a CustomResourceDefinition. */
  readonly defines?: DefinedKind;
  /** Of a MutatingWebhookConfiguration: the API groups whose objects it may complete; `*` for any. */
  readonly mutates?: readonly string[];
  /** Of a generated object. */
  readonly generator?: GeneratorFacts;
  readonly references: readonly Reference[];
}

export interface DataFacts {
  readonly keys: readonly KeyFacts[];
  /** `keys` is all there is: no placeholder, no merge from elsewhere, no file that could not be read. */
  readonly isComplete: boolean;
  readonly immutable: boolean;
  /** The values are encrypted by SOPS, and nothing can be added or renamed without its key. */
  readonly isEncrypted?: true;
}

export interface KeyFacts {
  readonly name: string;
  readonly at: Span;
  readonly field: 'data' | 'binaryData' | 'stringData' | 'files' | 'literals' | 'envs';
  /** There is a null byte in the value, where that can be seen. */
  readonly hasNull?: true;
}

export interface PodFacts {
  readonly labels: Readonly<Record<string, string>>;
  /** All labels are in `labels`: none is a placeholder. */
  readonly hasAllLabels: boolean;
  readonly ports: readonly PortFacts[];
  /** All ports that are declared are in `ports`. */
  readonly hasAllPorts: boolean;
}

export interface PortFacts {
  readonly name: string | undefined;
  readonly number: number | undefined;
  readonly protocol: string;
  /** The name; where there is none, the number. */
  readonly at: Span;
}

export interface SelectorFacts {
  readonly labels: Readonly<Record<string, string>>;
  /** `labels` is all that is asked: no expression, no placeholder. */
  readonly isComplete: boolean;
  readonly at: Span;
}

export interface ServiceFacts {
  readonly type: string;
  readonly ports: readonly ServicePortFacts[];
}

export interface ServicePortFacts {
  readonly name: string | undefined;
  readonly port: number | undefined;
  /** What is written; `undefined` stands for the number of `port`. */
  readonly targetPort: string | number | undefined;
  readonly protocol: string;
  /** The targetPort; where there is none, the port. */
  readonly at: Span;
}

/** A kind that a CustomResourceDefinition brings; its schemas are in the document. */
export interface DefinedKind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
  /** Those that are served. */
  readonly versions: readonly string[];
}

export interface GeneratorFacts {
  readonly behavior: 'create' | 'merge' | 'replace';
  /** kustomize appends a hash of the data to the name, and to every reference that it knows. */
  readonly addsHash: boolean;
  /** All literals and files could be read: `data` has their keys. */
  readonly isReadable: boolean;
  /** URIs of the files whose lines are further keys. */
  readonly envFiles: readonly string[];
}

/** One place where an object names another. */
export interface Reference {
  readonly kind: string;
  readonly name: string;
  /** Where the field that names the object has a namespace beside it. */
  readonly namespace?: string;
  /** The characters of the name. */
  readonly at: Span;
  /** Where it stands, as `spec.tls.secretName`: without indices and without what leads to the pod. */
  readonly field: string;
  /** Keys of a ConfigMap or Secret that are asked for. */
  readonly keys: readonly KeyReference[];
  /** Where keys are used that `envFrom` made variables of: in `$(NAME)`, the part behind the prefix. */
  readonly variables?: readonly VariableReference[];
  /** The port of a Service that is asked for, by its name or number. */
  readonly port?: { readonly name: string | number; readonly at: Span };
  /** Nothing happens when the object, or the key, is not there. */
  readonly optional: boolean;
}

export interface KeyReference {
  readonly name: string;
  readonly at: Span;
  /** How it is asked for: as the value of a variable, as an item of a volume, or as the subPath of a mount. */
  readonly by: 'key' | 'item' | 'subPath';
}

export interface VariableReference {
  /** Of the key, if there is one. */
  readonly name: string;
  readonly at: Span;
}
