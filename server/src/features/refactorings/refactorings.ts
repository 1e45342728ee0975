/** The table of refactorings: changes that are offered without anything being wrong. */
import type { Manifest } from '../../model/manifest.js';
import type { ChangeElsewhere } from '../../rules/rule.js';
import type { Edit } from '../../syntax/edit.js';
import type { Part } from '../../syntax/file.js';
import type { Span } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { addToKustomization } from '../kustomizations/addToKustomization.js';
import { addUnlisted } from '../kustomizations/addUnlisted.js';
import { expandGlob } from '../kustomizations/expandGlob.js';
import { removePath } from '../kustomizations/removePath.js';
import { createPatch } from '../patches/createPatch.js';
import { changeProbeHandler } from './changeProbeHandler.js';
import { changeProbePort } from './changeProbePort.js';
import { convertData } from './convertData.js';
import { copyLivenessToReadiness, copyReadinessToLiveness } from './copyProbe.js';
import { delayToStartupProbe } from './delayToStartupProbe.js';
import { extractEnv } from './extractEnv.js';
import { extractKey } from './extractKey.js';
import { fillAllProbeDefaults, fillProbeDefaults, fillProbeDefaultsSource } from './fillProbeDefaults.js';
import { inlineKey } from './inlineKey.js';
import { insertProbes } from './insertProbe.js';
import { migrateKustomization } from './migrateKustomization.js';
import { removeAllProbeDefaults, removeProbeDefaults, removeProbeDefaultsSource } from './removeProbeDefaults.js';
import { startupProbeToDelay } from './startupProbeToDelay.js';

export interface Refactoring {
  /** LSP code action kind. */
  readonly kind: string;
  /** Asked once, with all documents of the file. */
  readonly run: (documents: readonly RefactoredDocument[], index: WorkspaceIndex) => Iterable<Change | LaterChange>;
}

/** A document of the file, as a refactoring sees it. */
export interface RefactoredDocument {
  readonly uri: string;
  readonly part: Part;
  /** None where edits are out of place: in patches and templates, and where the text cannot be read. */
  readonly manifests: () => readonly Manifest[];
  /** The part of the selection that is in this document. */
  readonly selected: Span | undefined;
  /** Refactorings were asked for, and this is no light bulb that comes by itself: more may be offered. */
  readonly isAsked: boolean;
}

export interface Change {
  readonly title: string;
  /** The edits of each document, in the order of the documents. */
  readonly edits: readonly (readonly Edit[])[];
}

/** A change of several files, or one that takes its time: made when the user has chosen it. */
export interface LaterChange {
  readonly title: string;
  /** URIs of files that are not kept in memory, and have to be read first. */
  readonly needs?: readonly string[];
  /** Not every editor can do that. */
  readonly createsFiles?: true;
  readonly later: (contents: Contents) => readonly FileChange[] | NoChange;
}

export type FileChange = ChangeElsewhere | { readonly uri: string; readonly isGone: true };

/** Of those files that are there. */
export type Contents = ReadonlyMap<string, Uint8Array>;

/** A reason in words. */
export interface NoChange {
  readonly refusal: string;
}

export const refactorings: readonly Refactoring[] = [
  fillProbeDefaults,
  fillAllProbeDefaults,
  fillProbeDefaultsSource,
  ...insertProbes,
  removeProbeDefaults,
  removeAllProbeDefaults,
  removeProbeDefaultsSource,
  delayToStartupProbe,
  startupProbeToDelay,
  copyReadinessToLiveness,
  copyLivenessToReadiness,
  changeProbePort,
  changeProbeHandler,
  convertData,
  extractKey,
  inlineKey,
  extractEnv,
  addToKustomization,
  addUnlisted,
  expandGlob,
  removePath,
  createPatch,
  migrateKustomization,
];
