/**
 * The build of a folder as an editor shows it: its text, and the way back from each line; or why there is none. Knows
 * what the evaluator says, and how places become lines.
 */
import { printWithOrigins } from '../../kustomize/lineOrigins.js';
import type { Resource } from '../../kustomize/resource.js';
import type { KustomizeBuildResult, KustomizeBuilt, KustomizeUnknown } from '../../protocol.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { Origins } from './origins.js';

/** What must be looked up first. */
export interface Wanted {
  readonly wanted: readonly string[];
}

export function kustomizeBuild(index: WorkspaceIndex, folder: string): KustomizeBuildResult | Wanted {
  const { kustomize } = index;
  const outcome = kustomize.buildOf(folder);
  if ('needs' in outcome) return { wanted: outcome.needs };
  const reads = kustomize.readsOf(folder);
  const origins = new Origins(uri => kustomize.fileOf(uri));
  if ('resources' in outcome) return { ...builtOf(outcome.resources, origins), reads };
  if ('refusal' in outcome) {
    const { place, message } = outcome.refusal;
    return { outcome: 'refused', message, at: origins.placeOf(place), reads };
  }
  const { place, what } = outcome.unsupported;
  return { outcome: 'unknown', why: what, at: origins.placeOf(place), reads };
}

/** What could not be looked up, however often somebody tried. */
export function missingFiles(folder: string): KustomizeBuildResult {
  const unknown: KustomizeUnknown = { outcome: 'unknown', why: 'missing', at: { uri: folder, line: 0, character: 0 } };
  return { ...unknown, reads: [] };
}

const separator = '---\n';

function builtOf(resources: readonly Resource[], origins: Origins): KustomizeBuilt {
  const printed = resources.map(printWithOrigins);
  const lines = printed.flatMap(({ resource, lines: own }, i) => {
    const start = origins.add({ place: resource.from }, resource);
    return [...(i > 0 ? [start] : []), ...own.map(origin => origins.add(origin, resource))];
  });
  const text = printed.map(one => one.text).join(separator);
  return { outcome: 'built', text, objects: resources.length, origins: origins.all, lines };
}
