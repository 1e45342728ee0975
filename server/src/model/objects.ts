/**
 * What the rest of the workspace needs to know of an object: plain data without nodes, so that it can outlive the
 * tree it was read from, and be sent from one thread to another.
 */
import type { Span } from '../syntax/node.js';

/** One object: written out, or declared by a generator of a kustomization. Spans count within its document. */
export interface ObjectFacts {
  readonly apiVersion: string;
  readonly kind: string;
  /** `undefined` when it has only a `generateName`, or none. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** Where the name is written; where there is none, the `kind`. */
  readonly at: Span;
  readonly labels: Readonly<Record<string, string>>;
  /** Of a ConfigMap or Secret. */
  readonly data?: DataFacts;
  /** Of a workload, or of a Pod. */
  readonly pods?: PodFacts;
  /** Labels that a Service, a PodDisruptionBudget, a NetworkPolicy … selects pods by. */
  readonly selector?: Readonly<Record<string, string>>;
  readonly references: readonly Reference[];
}

export interface DataFacts {
  readonly keys: readonly KeyFacts[];
  /** `keys` is all there is: no placeholder, no merge from elsewhere, no file that could not be read. */
  readonly isComplete: boolean;
  readonly immutable: boolean;
}

export interface KeyFacts {
  readonly name: string;
  readonly at: Span;
  readonly field: 'data' | 'binaryData' | 'stringData' | 'files' | 'literals' | 'envs';
}

export interface PodFacts {
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name: string; readonly at: Span }[];
}

/** One place where an object names another. */
export interface Reference {
  readonly kind: string;
  readonly name: string;
  /** The characters of the name. */
  readonly at: Span;
  /** Keys of a ConfigMap or Secret that are asked for. */
  readonly keys: readonly { readonly name: string; readonly at: Span }[];
  /** Nothing happens when the object, or the key, is not there. */
  readonly optional: boolean;
}
