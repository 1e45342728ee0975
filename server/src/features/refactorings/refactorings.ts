/** The table of refactorings: changes that are offered without anything being wrong. */
import type { Manifest } from '../../model/manifest.js';
import type { Edit } from '../../syntax/edit.js';
import type { Span } from '../../syntax/node.js';
import { fillAllProbeDefaults, fillProbeDefaults, fillProbeDefaultsSource } from './fillProbeDefaults.js';

export interface Refactoring {
  /** LSP code action kind. */
  readonly kind: string;
  /** Asked once, with all documents of the file. */
  readonly run: (documents: readonly RefactoredDocument[]) => Iterable<Change>;
}

/** A document of the file, as a refactoring sees it. */
export interface RefactoredDocument {
  /** None where edits are out of place: in patches and templates, and where the text cannot be read. */
  readonly manifests: () => readonly Manifest[];
  /** The part of the selection that is in this document. */
  readonly selected: Span | undefined;
}

export interface Change {
  readonly title: string;
  /** The edits of each document, in the order of the documents. */
  readonly edits: readonly (readonly Edit[])[];
}

export const refactorings: readonly Refactoring[] = [fillProbeDefaults, fillAllProbeDefaults, fillProbeDefaultsSource];
