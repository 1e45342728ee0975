/** The transformers that kustomize brings, in the form of plugins: configured by objects behind `transformers`. */
import type { Context } from './context.js';
import { boolean, leniently, string, struct, textMap } from './decode.js';
import { fieldSpecs, image, replacements, replica } from './decodeSettings.js';
import { withHashes } from './hash.js';
import { applyImage } from './images.js';
import { applyLabels } from './labels.js';
import { applyNamespace, type Subjects } from './namespace.js';
import type { Transform } from './patches.js';
import { applyPrefix, applySuffix } from './prefixSuffix.js';
import { refuse } from './refusal.js';
import { prepareReplacements } from './replacements.js';
import { applyReplica } from './replicas.js';
import type { FieldSpec, Text } from './settings.js';
import type { Fields, Place } from './value.js';
import { addValue } from './valueAdd.js';

/** Refuses what is wrong with its configuration before it runs. */
export type TransformerPlugin = (config: Fields, context: Context) => Transform;

const labelling = struct('builtins.LabelTransformerPlugin', { labels: textMap, fieldSpecs }, own => own);
const annotating = struct('builtins.AnnotationsTransformerPlugin', { annotations: textMap, fieldSpecs }, own => own);
const naming = struct(
  'builtins.PrefixTransformerPlugin',
  { prefix: string, suffix: string, fieldSpecs },
  (own, from) => ({
    ...own,
    from,
  }),
);
const tagging = struct('builtins.ImageTagTransformerPlugin', { imageTag: image, fieldSpecs }, (own, from) => ({
  image: own.imageTag ?? { from },
  specs: own.fieldSpecs ?? [],
}));
const scaling = struct('builtins.ReplicaCountTransformerPlugin', { replica, fieldSpecs }, (own, from) => ({
  replica: own.replica ?? { count: 0, from },
  specs: own.fieldSpecs ?? [],
}));
const replacing = struct('builtins.ReplacementTransformerPlugin', { replacements }, own => own.replacements ?? []);
const placing = struct(
  'builtins.NamespaceTransformerPlugin',
  {
    metadata: struct('types.ObjectMeta', { namespace: string }, own => own.namespace),
    fieldSpecs,
    unsetOnly: boolean,
    setRoleBindingSubjects: string,
  },
  own => own,
);

const subjectModes: readonly Subjects[] = ['defaultOnly', 'none', 'allServiceAccounts'];

export const transformerPlugins: ReadonlyMap<string, TransformerPlugin> = new Map<string, TransformerPlugin>([
  ['AnnotationsTransformer', annotate],
  ['HashTransformer', () => withHashes],
  ['ImageTagTransformer', tag],
  ['LabelTransformer', label],
  ['NamespaceTransformer', place],
  ['PrefixSuffixTransformer', addBoth],
  ['PrefixTransformer', addPrefix],
  ['ReplacementTransformer', replace],
  ['ReplicaCountTransformer', scale],
  ['SuffixTransformer', addSuffix],
  ['ValueAddTransformer', addValue],
]);

function annotate(config: Fields): Transform {
  const { annotations, fieldSpecs: specs = [] } = annotating.decode(config, leniently);
  return resources => (annotations ? applyLabels(resources, annotations, specs) : resources);
}

function label(config: Fields): Transform {
  const { labels, fieldSpecs: specs = [] } = labelling.decode(config, leniently);
  return resources => (labels ? applyLabels(resources, labels, specs) : resources);
}

function addPrefix(config: Fields): Transform {
  const { prefix, specs } = named(config);
  return resources => (prefix ? applyPrefix(resources, prefix, specs) : resources);
}

function addSuffix(config: Fields): Transform {
  const { suffix, specs } = named(config);
  return resources => (suffix ? applySuffix(resources, suffix, specs) : resources);
}

function addBoth(config: Fields): Transform {
  const before = addPrefix(config);
  const behind = addSuffix(config);
  return resources => behind(before(resources));
}

interface Naming {
  readonly prefix?: Text | undefined;
  readonly suffix?: Text | undefined;
  readonly specs: readonly FieldSpec[];
}

function named(config: Fields): Naming {
  const { prefix, suffix, fieldSpecs: specs, from } = naming.decode(config, leniently);
  return specs ? { prefix, suffix, specs } : refuse(headOf(from), 'fieldSpecs is not expected to be nil');
}

function headOf({ uri, start, end }: Place): Place {
  return { uri, start, end: Math.min(end, start + 1) };
}

function place(config: Fields): Transform {
  const own = placing.decode(config, leniently);
  const { metadata: namespace, fieldSpecs: specs = [], unsetOnly = false, setRoleBindingSubjects } = own;
  const mode = setRoleBindingSubjects?.text || 'defaultOnly';
  const subjects = subjectModes.find(one => one === mode);
  if (!subjects && setRoleBindingSubjects) {
    const modes = '"defaultOnly", "none" or "allServiceAccounts"';
    refuse(setRoleBindingSubjects.from, `invalid value "${mode}" for setRoleBindingSubjects: must be one of ${modes}`);
  }
  if (!namespace?.text || !subjects) return resources => resources;
  return resources => applyNamespace(resources, namespace, specs, { unsetOnly, subjects });
}

function tag(config: Fields, context: Context): Transform {
  const { image: own, specs } = tagging.decode(config, leniently);
  return resources => applyImage(resources, own, specs, context);
}

function scale(config: Fields): Transform {
  const { replica: own, specs } = scaling.decode(config, leniently);
  return resources => applyReplica(resources, own, specs);
}

function replace(config: Fields, context: Context): Transform {
  return prepareReplacements(replacing.decode(config, leniently), context);
}
