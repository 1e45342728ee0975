/** What the parts of a build may ask for while they work for one kustomization. Made by `build.ts`. */
import type { Notice } from './refusal.js';
import type { Text } from './settings.js';
import type { Source } from './source.js';
import type { Patching } from './trace.js';

export interface Context {
  /** The folder of the kustomization at work. */
  readonly folder: string;
  /** The file at `path`, which may not lie outside of the folder; refuses what is not there, and where it may not be. */
  open(path: Text): Source;
  /** The text itself, as if it were a file. */
  inline(text: Text): Source;
  /** As `open`, or `undefined` where kustomize would go on without it: nothing is there, or a folder. */
  tryOpen(path: Text): Source | undefined;
  notice(notice: Notice): void;
  /** Told of each patch before it is applied. */
  patching(patching: Patching): void;
}
