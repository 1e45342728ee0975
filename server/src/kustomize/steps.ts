/** The transformers of a kustomization in kustomize's order, each ready to run. Knows which field makes which. */
import type { Context } from './context.js';
import { applyImage } from './images.js';
import { applyLabels, labelSpecs } from './labels.js';
import { applyNamespace } from './namespace.js';
import { prepareJsonPatch, prepareMergePatches, preparePatch, type Transform } from './patches.js';
import { applyPrefix, applySuffix } from './prefixSuffix.js';
import { refuse } from './refusal.js';
import { prepareReplacements } from './replacements.js';
import { applyReplica } from './replicas.js';
import { idOf, type Resource } from './resource.js';
import { idKey } from './resourceIds.js';
import type { Configuration, Kustomization } from './settings.js';
import type { Place } from './value.js';

export interface Step {
  /** What kustomize calls it, in annotations that tell what changed an object. */
  readonly kind: string;
  readonly run: Transform;
  /** The object that configures it, where it is no field of the kustomization. */
  readonly configuredBy?: Resource;
  readonly from?: Place;
}

export function stepsOf(kustomization: Kustomization, configuration: Configuration, context: Context): readonly Step[] {
  return [
    ...patchSteps(kustomization, context),
    ...nameSteps(kustomization, configuration),
    ...labelSteps(kustomization, configuration),
    ...kustomization.patchesJson6902.map(patch => ({
      kind: 'PatchJson6902Transformer',
      run: prepareJsonPatch(patch, context),
    })),
    ...fieldSteps(kustomization, configuration, context),
  ];
}

function patchSteps({ patchesStrategicMerge, patches, from }: Kustomization, context: Context): readonly Step[] {
  const merging =
    patchesStrategicMerge.length === 0
      ? undefined
      : prepareMergePatches({ paths: patchesStrategicMerge, from }, context);
  return [
    ...(merging ? [{ kind: 'PatchStrategicMergeTransformer', run: merging }] : []),
    ...patches.map(patch => ({ kind: 'PatchTransformer', run: preparePatch(patch, context) })),
  ];
}

function nameSteps(
  { namespace, namePrefix, nameSuffix }: Kustomization,
  configuration: Configuration,
): readonly Step[] {
  const steps: Step[] = [];
  const add = (kind: string, run: Transform) => steps.push({ kind, run });
  if (namespace) add('NamespaceTransformer', all => applyNamespace(all, namespace, configuration.namespace));
  if (namePrefix) add('PrefixTransformer', all => applyPrefix(all, namePrefix, configuration.namePrefix));
  if (nameSuffix) add('SuffixTransformer', all => applySuffix(all, nameSuffix, configuration.nameSuffix));
  return steps;
}

function labelSteps(
  { labels, commonLabels, commonAnnotations }: Kustomization,
  configuration: Configuration,
): readonly Step[] {
  const steps: Step[] = [];
  const add = (kind: string, run: Transform) => steps.push({ kind, run });
  for (const entry of labels) {
    const { pairs } = entry;
    const specs = labelSpecs(entry, configuration);
    add('LabelTransformer', all => (pairs ? applyLabels(all, pairs, specs) : all));
  }
  const hasCommon = commonLabels !== undefined && commonLabels.entries.size > 0;
  if (labels.length > 0 || hasCommon) {
    add('LabelTransformer', all => (commonLabels ? applyLabels(all, commonLabels, configuration.commonLabels) : all));
  }
  if (commonAnnotations && commonAnnotations.entries.size > 0) {
    add('AnnotationsTransformer', all => applyLabels(all, commonAnnotations, configuration.commonAnnotations));
  }
  return steps;
}

function fieldSteps(
  { replicas, images, replacements }: Kustomization,
  configuration: Configuration,
  context: Context,
): readonly Step[] {
  const replacing: Step = {
    kind: 'ReplacementTransformer',
    run: prepareReplacements(replacements, context),
  };
  return [
    ...replicas.map(replica => ({
      kind: 'ReplicaCountTransformer',
      run: (all: readonly Resource[]) => applyReplica(all, replica, configuration.replicas),
    })),
    ...images.map(image => ({
      kind: 'ImageTagTransformer',
      run: (all: readonly Resource[]) => applyImage(all, image, configuration.images, context),
    })),
    ...(replacements.length > 0 ? [replacing] : []),
  ];
}

/** A validator may look at the resources, and must change none. */
export function validate({ run, from }: Step, resources: readonly Resource[]): void {
  const after = run(resources);
  const place = from ?? resources[0]?.from;
  if (!place) return;
  const before = new Map(resources.map(resource => [idKey(idOf(resource)), resource.value]));
  const isSame = after.length === resources.length && after.every(one => before.get(idKey(idOf(one))) === one.value);
  if (!isSame) refuse(place, "validator shouldn't modify the resource map");
}
