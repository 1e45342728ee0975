/** What a source of completions is: one file each, listed in `completion.ts`. */
import type { CompletionItem } from 'vscode-languageserver-types';
import type { PluginList } from '../../model/configurations.js';
import type { Manifest } from '../../model/manifest.js';
import type { Place, Schemas } from '../../schema/schemas.js';
import type { Gap } from '../../syntax/locate.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { PatchAt } from '../patches/patchAt.js';
import type { Layout } from './layout.js';

export interface CompletionPlace {
  readonly gap: Gap;
  readonly uri: string;
  readonly index: WorkspaceIndex;
  readonly schemas: Schemas;
  readonly kubernetesVersion: string;
  readonly kustomizeVersion: string;
  /** The object that the gap is in, with the placeholder in the gap; `undefined` as long as it says neither apiVersion nor kind. */
  readonly manifest: Manifest | undefined;
  /** What the schema says about the map that gets a key, or about the value. */
  readonly place: Place | undefined;
  readonly layout: Layout;
  /** The list of a kustomization that the gap is in, in a configuration that is written there as a text. */
  readonly list: PluginList | undefined;
  /** What the document changes, where it is a patch. */
  readonly patch: PatchAt | undefined;
  /** URIs of what lies near the file on the disk, where that was asked for; those of folders end in a slash. */
  readonly nearby: readonly string[];
}

/** Proposes items for a place, or none. What replaces the word at the cursor is `insertText`, else the label. */
export type Completer = (place: CompletionPlace) => Iterable<CompletionItem>;

/** Kept in `CompletionItem.data` until the client asks for the documentation. */
export interface DocsReference {
  readonly owner: string;
  readonly field?: string;
}

/** The same for an object of the workspace, or one of its keys. */
export interface ObjectReference {
  readonly kind: string;
  readonly name: string;
  /** Where it is written. */
  readonly uri: string;
  readonly key?: string;
  /** The file in which it is proposed. */
  readonly from: string;
}
