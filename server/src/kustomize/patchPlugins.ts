/** The three transformers for patches in the form of plugins: configured by objects behind `transformers`. */
import type { Context } from './context.js';
import { leniently, string, strings, struct, written } from './decode.js';
import { patch, selector } from './decodeSettings.js';
import { type MergePatches, prepareJsonPatch, prepareMergePatches, preparePatch, type Transform } from './patches.js';
import type { Patch } from './settings.js';
import type { Fields } from './value.js';

const merging = struct(
  'builtins.PatchStrategicMergeTransformerPlugin',
  { paths: strings, patches: string },
  ({ paths = [], patches }, from): MergePatches => ({ paths, patches: written(patches), from }),
);

const editing = struct(
  'builtins.PatchJson6902TransformerPlugin',
  { target: selector, path: string, jsonOp: string },
  ({ target, path, jsonOp }, from): Patch => ({
    target,
    path: written(path),
    patch: written(jsonOp),
    options: new Map(),
    from,
  }),
);

/** Each refuses what is wrong with its configuration before it runs. */
export const patchPlugins: ReadonlyMap<string, (config: Fields, context: Context) => Transform> = new Map([
  ['PatchTransformer', (config, context) => preparePatch(patch.decode(config, leniently), context)],
  [
    'PatchStrategicMergeTransformer',
    (config, context) => prepareMergePatches(merging.decode(config, leniently), context),
  ],
  ['PatchJson6902Transformer', (config, context) => prepareJsonPatch(editing.decode(config, leniently), context)],
] satisfies readonly (readonly [string, (config: Fields, context: Context) => Transform])[]);
