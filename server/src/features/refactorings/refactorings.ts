/** The table of refactorings: changes that are offered without anything being wrong. */
import type { Manifest } from '../../model/manifest.js';
import type { Edit } from '../../syntax/edit.js';
import type { Span } from '../../syntax/node.js';
import { fillAllProbeDefaults, fillProbeDefaults, fillProbeDefaultsSource } from './fillProbeDefaults.js';

export interface Refactoring {
  /** LSP code action kind. */
  readonly kind: string;
  /** Whether it looks at what is selected or at the whole file. */
  readonly scope: 'selection' | 'file';
  /** Asked once per document; `selected` is given for scope `selection`. */
  readonly run: (manifests: readonly Manifest[], selected: Span | undefined) => Change | undefined;
}

export interface Change {
  readonly title: string;
  readonly edits: readonly Edit[];
}

export const refactorings: readonly Refactoring[] = [fillProbeDefaults, fillAllProbeDefaults, fillProbeDefaultsSource];
