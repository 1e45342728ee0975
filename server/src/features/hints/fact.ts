/** What a hover says of a field as it is written here, beyond what the schema says of it everywhere. */
import type { Manifest } from '../../model/manifest.js';
import type { Entry } from '../../syntax/node.js';
import type { Objects } from '../../workspace/objects.js';

export interface FactTarget {
  readonly manifest: Manifest;
  readonly entry: Entry;
  /** What is missing may come from elsewhere: it is a patch, or a template. */
  readonly isPart: boolean;
  /** Of the workspace; what is not in it is not known. */
  readonly objects: Objects;
}

/** A line of Markdown, or some with blank lines between them, or nothing. */
export type Fact = (target: FactTarget) => string | undefined;

/** By the type that declares the field, and the field: `Probe.httpGet`; `ConfigMap.data.*` is any key of the user's. */
export type Facts = Readonly<Record<string, Fact>>;
