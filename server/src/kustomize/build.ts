/**
 * `kustomize build` of a folder, in memory: its objects, or why there are none. The one place where the parts of a build
 * are put together and their exceptions become answers.
 */
import { accumulate, nothing, siteOf } from './accumulate.js';
import { finished } from './buildMetadata.js';
import { type Files, Missing, Unsupported, type UnsupportedThing } from './files.js';
import { withHashes } from './hash.js';
import { fixNameReferences } from './nameReferences.js';
import { inOrder } from './order.js';
import { type Advice, type Notice, Refusal } from './refusal.js';
import type { Resource } from './resource.js';
import { Session, type Store } from './session.js';
import type { Trace } from './trace.js';
import { noticeUnrenamed } from './unrenamedReferences.js';
import { charactersOf, get, type Place } from './value.js';
import { resolveVars } from './vars.js';

export interface BuildOptions {
  /** As `--load-restrictor LoadRestrictionsNone`: files may lie outside of the folder of their kustomization. */
  readonly loadRestrictor?: 'none';
}

export interface Built {
  /** As they are printed, in that order. */
  readonly resources: readonly Resource[];
  readonly notices: readonly Notice[];
}

export type Outcome =
  | Built
  /** kustomize builds nothing. */
  | { readonly refusal: Refused }
  /** It might build something, out of what is not understood here. */
  | { readonly unsupported: { readonly place: Place; readonly what: UnsupportedThing } }
  /** These files or folders must be in memory first. */
  | { readonly needs: readonly string[] };

export interface Refused {
  readonly place: Place;
  readonly message: string;
  readonly advice?: Advice | undefined;
}

/** An outcome, and the files and folders that it depends on. */
export interface Evaluated {
  readonly outcome: Outcome;
  readonly reads: ReadonlySet<string>;
  readonly trace: Trace;
}

const keepsNothing: Store = { get: () => undefined, set: () => {} };

/** `folder` is a uri without a slash at the end. */
export function buildOf(folder: string, files: Files, options: BuildOptions = {}): Outcome {
  return evaluate(folder, files, options, keepsNothing).outcome;
}

export function evaluate(folder: string, files: Files, options: BuildOptions, store: Store): Evaluated {
  const session = new Session(files, options.loadRestrictor === 'none', store);
  const outcome = outcomeOf(session, folder);
  return { outcome, reads: session.reads, trace: session.trace };
}

function outcomeOf(session: Session, folder: string): Outcome {
  try {
    return build(session, folder);
  } catch (error) {
    if (error instanceof Refusal) {
      const { place, message, advice } = error;
      return { refusal: { place, message, ...(advice && { advice }) } };
    }
    if (error instanceof Unsupported) return { unsupported: { place: error.place, what: error.what } };
    if (error instanceof Missing) return { needs: error.uris };
    throw error;
  }
}

function build(session: Session, uri: string): Built {
  const folder = { uri: session.files.realUri?.(uri) ?? uri, referrer: undefined };
  const asker = { uri: folder.uri, start: 0, end: 0 };
  const first = siteOf(session, folder, asker, undefined);
  const { buildMetadata, sortOptions } = first.kustomization;
  const origin = buildMetadata.length > 0 ? '' : undefined;
  const { configuration, vars, resources } = session.accumulated(folder, origin, asker, () => {
    return accumulate(siteOf(session, folder, asker, origin), nothing);
  });
  const named = fixNameReferences(withHashes(resources), configuration.nameReference);
  const resolved = resolveVars(named, vars, configuration.varReference, first.context);
  const kept = resolved.filter(isDeployed);
  noticeUnrenamed(kept, first.context);
  const words = buildMetadata.map(({ text: word }) => word);
  return { resources: finished(inOrder(kept, sortOptions), words), notices: session.notices };
}

/** What is there for tools alone is left out. */
function isDeployed({ value }: Resource): boolean {
  const local = get(value, 'metadata', 'annotations', 'config.kubernetes.io/local-config');
  return local === undefined || (local.kind === 'scalar' && charactersOf(local) === 'false');
}
