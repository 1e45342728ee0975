/** What a source of completions is: one file each, listed in `completion.ts`. */
import type { CompletionItem } from 'vscode-languageserver-types';
import type { Manifest } from '../../model/manifest.js';
import type { Place, Schemas } from '../../schema/schemas.js';
import type { Gap } from '../../syntax/locate.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { Layout } from './layout.js';

export interface CompletionPlace {
  readonly gap: Gap;
  readonly uri: string;
  readonly index: WorkspaceIndex;
  readonly schemas: Schemas;
  readonly kubernetesVersion: string;
  /** The object that the gap is in, with the placeholder in the gap; `undefined` as long as it says neither apiVersion nor kind. */
  readonly manifest: Manifest | undefined;
  /** What the schema says about the map that gets a key, or about the value. */
  readonly place: Place | undefined;
  readonly layout: Layout;
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
