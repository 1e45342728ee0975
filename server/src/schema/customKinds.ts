/**
 * The kinds that CustomResourceDefinitions of the workspace bring, beside the built-in ones. A definition is converted
 * when an object of its kind is first looked at, and kept as long as its text stays the same.
 */
import { get, isNull, items, type Node, text } from '../syntax/node.js';
import { readStructural } from './readStructural.js';
import type { JsonSchema, KindInfo, Schemas, ValidationError, Validator } from './schemas.js';
import { judge, type StructuralSchema, type Unknown } from './structural.js';
import { toValue } from './validate.js';

/** One CustomResourceDefinition. */
export interface CustomDefinition {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
  readonly versions: readonly string[];
  /** A webhook may fill in what is missing before anything is judged. */
  readonly isCompleted: boolean;
  /** Written for tests: what the cluster has may be another definition. */
  readonly isSample: boolean;
  /** Another one when the text changes. */
  readonly source: { readonly text: string };
  /** The object as it is written. */
  root(): Node | undefined;
}

/** Definitions of custom kinds begin so, and no others. */
const mark = 'crd:';
const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

export function isCustom(definition: string | undefined): boolean {
  return definition?.startsWith(mark) === true;
}

/** `definitions` are asked each time, and the same list stands for the same definitions. */
export function withCustomKinds(base: Schemas, definitions: () => readonly CustomDefinition[]): Schemas {
  const groups = new WeakMap<object, KindGroup>();
  let made: Custom | undefined;
  const custom = (): Custom => {
    const now = definitions();
    if (made?.from !== now) made = collect(base, now, groups);
    return made;
  };
  const typeAt = (name: string): CustomType | undefined => {
    if (!isCustom(name)) return undefined;
    const [version = '', part = ''] = name.split('#');
    return custom().types.get(version)?.()?.get(part);
  };
  return {
    get versions() {
      return base.versions;
    },
    get kinds() {
      return custom().kinds;
    },
    get builtIn() {
      return base.builtIn;
    },
    definition: name => (isCustom(name) ? typeAt(name)?.schema : base.definition(name)),
    validator: name => {
      if (!isCustom(name)) return base.validator(name);
      const { disputed, completed } = custom();
      const validator = disputed.has(name) ? undefined : typeAt(name)?.validator;
      return validator && completed.has(name) ? withoutMissing(validator) : validator;
    },
    docs: (name, field = '') => (isCustom(name) ? typeAt(name)?.docs[field] : base.docs(name, field || undefined)),
  };
}

interface Custom {
  readonly from: readonly CustomDefinition[];
  readonly kinds: Schemas['kinds'];
  /** By the name of the root definition. */
  readonly types: ReadonlyMap<string, () => Types | undefined>;
  /** Definitions of which the workspace has several versions: nobody knows which one the cluster has. */
  readonly disputed: ReadonlySet<string>;
  readonly completed: ReadonlySet<string>;
}

type Types = ReadonlyMap<string, CustomType>;

/** An object of the schema with fields of its own. */
interface CustomType {
  readonly schema: JsonSchema;
  readonly docs: Readonly<Record<string, string>>;
  readonly validator: Validator | undefined;
}

/** What one CustomResourceDefinition gives, by version. */
type KindGroup = ReadonlyMap<string, CustomVersion>;

interface CustomVersion {
  readonly info: KindInfo;
  /** The same for objects that a webhook completes: another object, as it is judged otherwise. */
  readonly completedInfo: KindInfo;
  readonly open: () => Types | undefined;
}

function collect(base: Schemas, definitions: readonly CustomDefinition[], groups: WeakMap<object, KindGroup>): Custom {
  const kinds: Record<string, Readonly<Record<string, KindInfo>>> = { ...base.kinds };
  const types = new Map<string, () => Types | undefined>();
  const sources = new Map<string, CustomDefinition['source']>();
  const disputed = new Set<string>();
  const completed = new Set<string>();
  for (const definition of definitions) {
    const { group, kind, source, isSample } = definition;
    const made = groups.get(source) ?? read(base, definition);
    groups.set(source, made);
    for (const [version, { info: whole, completedInfo, open }] of made) {
      const info = definition.isCompleted ? completedInfo : whole;
      const apiVersion = `${group}/${version}`;
      const name = info.definition ?? '';
      const other = sources.get(name);
      if (definition.isCompleted) completed.add(name);
      if (isSample) disputed.add(name);
      if (other && !isSameText(other, source)) {
        disputed.add(name);
        // Another object than before, as something else holds for the kind now.
        kinds[apiVersion] = { ...kinds[apiVersion], [kind]: { ...kinds[apiVersion]?.[kind] } };
      }
      // What Kubernetes itself brings is known better; of several copies the first counts.
      if (Object.hasOwn(kinds[apiVersion] ?? {}, kind)) continue;
      kinds[apiVersion] = { ...kinds[apiVersion], [kind]: info };
      types.set(name, open);
      sources.set(name, source);
    }
  }
  return { from: definitions, kinds, types, disputed, completed };
}

function isSameText(a: CustomDefinition['source'], b: CustomDefinition['source']): boolean {
  const bare = ({ text }: CustomDefinition['source']) => text.replace(/^---.*\n/, '').trim();
  return a === b || bare(a) === bare(b);
}

function read(base: Schemas, definition: CustomDefinition): KindGroup {
  const { group, kind, plural, isNamespaced: namespaced, versions } = definition;
  return new Map(
    versions.map(version => {
      const name = `${mark}${group}:${version}:${kind}`;
      const info = { definition: name, plural, namespaced };
      return [
        version,
        { info, completedInfo: { ...info }, open: once(() => convert(base, name, definition, version)) },
      ];
    }),
  );
}

function convert(base: Schemas, name: string, { root }: CustomDefinition, version: string): Types | undefined {
  const written = root();
  const spec = get(written, 'spec');
  const own = items(get(spec, 'versions')).find(item => text(get(item, 'name')) === version);
  const nodes = [get(own, 'schema', 'openAPIV3Schema'), get(spec, 'validation', 'openAPIV3Schema')];
  const node = nodes.find(candidate => !isNull(candidate));
  const types = new Map<string, CustomType>();
  const schema = node?.kind === 'map' ? readStructural(toValue(node)) : anything;
  const whole: StructuralSchema = { ...schema, type: 'object' };
  const validator = validatorOf(base, whole, node ? unknownIn(written) : 'kept');
  addType(types, name, '', whole, { ...head, ...whole.properties, metadata: head.metadata }, validator);
  return types;
}

const anything: StructuralSchema = { 'x-kubernetes-preserve-unknown-fields': true };

/** What every object has, whatever its schema says of it. */
const head = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { $ref: `#/definitions/${objectMeta}` },
} as const;

/** The old API kept unknown fields unless it was told otherwise. */
function unknownIn(root: Node | undefined): Unknown {
  const preserve = get(root, 'spec', 'preserveUnknownFields');
  const isOld = text(get(root, 'apiVersion'))?.endsWith('/v1beta1') === true;
  if (preserve?.kind === 'scalar' && typeof preserve.value === 'boolean') return preserve.value ? 'kept' : 'refused';
  return isOld ? 'kept' : 'refused';
}

function validatorOf(base: Schemas, schema: StructuralSchema, unknown: Unknown): Validator {
  const { status: _status, metadata: _metadata, ...properties } = schema.properties ?? {};
  const rest: StructuralSchema = { ...schema, properties: { ...properties, ...open } };
  const metadata = base.validator(objectMeta);
  const validator = (value: unknown): boolean => {
    const errors = [...judge(rest, value, '', unknown), ...metadataErrors(metadata, value)];
    validator.errors = errors.length > 0 ? errors : null;
    return errors.length === 0;
  };
  validator.errors = null as readonly ValidationError[] | null;
  return validator;
}

/** A webhook sees the object first, and writes what is missing or too little. */
function withoutMissing(whole: Validator): Validator {
  const validator = (value: unknown): boolean => {
    whole(value);
    const errors = (whole.errors ?? []).filter(({ keyword }) => keyword !== 'required' && keyword !== 'demand');
    validator.errors = errors.length > 0 ? errors : null;
    return errors.length === 0;
  };
  validator.errors = null as readonly ValidationError[] | null;
  return validator;
}

/** Judged elsewhere, or not at all: the API server writes the status. */
const open = { apiVersion: {}, kind: {}, metadata: anything, status: anything };

function metadataErrors(validator: Validator | undefined, value: unknown): readonly ValidationError[] {
  const metadata = value !== null && typeof value === 'object' && 'metadata' in value ? value.metadata : undefined;
  if (!validator || metadata === undefined || validator(metadata)) return [];
  return (validator.errors ?? []).map(error => ({ ...error, instancePath: `/metadata${error.instancePath}` }));
}

/** Adds the object, and all objects below it, under names that lead to their descriptions. */
function addType(
  types: Map<string, CustomType>,
  name: string,
  part: string,
  schema: StructuralSchema,
  fields: Readonly<Record<string, StructuralSchema>>,
  validator?: Validator,
): void {
  const described = Object.entries(fields).flatMap(([field, { description }]) =>
    description ? [[field, description] as const] : [],
  );
  // A field may be called `constructor`.
  const docs: Record<string, string> = Object.assign(Object.create(null), Object.fromEntries(described));
  if (schema.description) docs[''] = schema.description;
  const properties: Record<string, JsonSchema> = {};
  types.set(part, {
    schema: { type: 'object', properties, ...(schema.required && { required: schema.required }) },
    docs,
    validator,
  });
  for (const [field, child] of Object.entries(fields)) {
    // No slash: what stands behind the last one is the name of a definition.
    const step = field.replaceAll('/', '|');
    properties[field] = convertSchema(types, name, part ? `${part}.${step}` : step, child);
  }
}

function convertSchema(
  types: Map<string, CustomType>,
  name: string,
  part: string,
  { properties, items: item, additionalProperties: rest, description: _description, ...schema }: StructuralSchema,
): JsonSchema {
  if (properties) {
    addType(types, name, part, { ...schema, properties }, properties);
    return { $ref: `#/definitions/${name}#${part}`, ...ownMarks(schema) };
  }
  const converted: { -readonly [Field in keyof JsonSchema]: JsonSchema[Field] } = { ...schema };
  if (item) converted.items = convertSchema(types, name, `${part}[]`, item);
  if (typeof rest === 'object') converted.additionalProperties = convertSchema(types, name, `${part}{}`, rest);
  return converted;
}

/** What stands beside a reference. */
function ownMarks(schema: StructuralSchema): JsonSchema {
  return schema.default === undefined ? {} : { default: schema.default };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
