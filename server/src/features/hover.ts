/** What the name under the cursor means, or what the schema says about the field: short, and what one would look up. */
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import { isSecretValue } from '../model/configData.js';
import { isMarkedAsPatch, type Manifest } from '../model/manifest.js';
import { isTemplate } from '../model/templates.js';
import type { Theme } from '../prober/palettes.js';
import { isCustom } from '../schema/customKinds.js';
import { hasVersion, showKustomize } from '../schema/kustomizeVersions.js';
import {
  isAtLeast,
  type JsonSchema,
  type KindInfo,
  kindOf,
  type Place,
  placeAt,
  refName,
  type Schemas,
} from '../schema/schemas.js';
import { typeName } from '../schema/validate.js';
import { showValue } from '../schema/words.js';
import type { Targets } from '../settings.js';
import type { YamlFile } from '../syntax/file.js';
import { contains, entryAt } from '../syntax/locate.js';
import { type Entry, keyOf, type Path, pathOf } from '../syntax/node.js';
import type { WorkspaceIndex } from '../workspace/index.js';
import type { FactTarget } from './hints/fact.js';
import { factOf } from './hints/facts.js';
import { flagInYaml } from './kubelet/flagHover.js';
import { inlineCode, plainText } from './markdown.js';
import { nameHover } from './nameHover.js';
import { type PatchAt, patchAt, schemaPathOf } from './patches/patchAt.js';
import { changedHover, directiveHover, listedAt } from './patches/patchHover.js';
import { probeStory } from './probeStory.js';
import { placeOf, toRange } from './range.js';
import { referenceFor } from './reference.js';

const longestText = 400;
const mostValues = 12;

export function hover(
  index: WorkspaceIndex,
  schemas: Schemas,
  targets: Targets,
  file: YamlFile,
  position: Position,
  theme?: Theme,
): Hover | undefined {
  const { part, offset } = placeOf(file, position);
  const manifest = [...index.manifests(file.uri, part), ...index.configurations(file.uri, part)].findLast(({ root }) =>
    contains(root.span, offset),
  );
  const named = manifest && nameHover(index, manifest, offset);
  if (named) {
    return { contents: { kind: MarkupKind.Markdown, value: named.markdown }, range: toRange(part, named.span) };
  }
  const flag = flagInYaml(part.document, offset);
  if (flag) return { contents: { kind: MarkupKind.Markdown, value: flag.markdown }, range: toRange(part, flag.span) };
  const found = manifest && entryAt(manifest.root, offset);
  if (!found) return undefined;
  const isPart = index.build(file.uri).isPatch || isMarkedAsPatch(manifest) || isTemplate(part.document);
  const target = { manifest, entry: found, isPart, objects: index.objects };
  const patch = patchAt(index, manifest, listedAt(index, file, { part, offset }));
  const value = (patch && directiveHover(found, offset)) ?? describe(schemas, targets, target, patch, offset, theme);
  if (!value) return undefined;
  const span = contains(found.key.span, offset) ? found.key.span : found.value.span;
  return { contents: { kind: MarkupKind.Markdown, value }, range: toRange(part, span) };
}

function describe(
  schemas: Schemas,
  targets: Targets,
  target: FactTarget,
  patch: PatchAt | undefined,
  offset: number,
  theme: Theme | undefined,
): string | undefined {
  const { kubernetesVersion } = targets;
  const { manifest, entry } = target;
  const written = pathOf(entry.key, manifest.root);
  const changed = patch && changedHover(patch, manifest, entry, written);
  const aimed = schemaPathOf(schemas, patch, manifest, written);
  if (!aimed) return changed;
  const { apiVersion, kind, path } = aimed;
  const described = { ...manifest, apiVersion, kind };
  const info = kindOf(schemas, apiVersion, kind);
  if (!info?.definition) return changed;
  if (path.length === 1 && path[0] === 'kind') return describeKind(schemas, kubernetesVersion, target, info);
  const place = placeAt(schemas, info.definition, path);
  const parent = placeAt(schemas, info.definition, path.slice(0, -1));
  if (!place) return changed;
  const isRequired = !patch?.isPart && parent?.schema.required?.includes(keyOf(entry)) === true;
  const type = refName(place.schema);
  const own = place.owner && place.field ? schemas.docs(place.owner, place.field) : undefined;
  const docs = own ?? (type && schemas.docs(type));
  const isForeign = isCustom(own === undefined ? type : place.owner);
  const story = probeStory(target, theme);
  return [
    headline(place, keyOf(entry), isRequired),
    // Of a hover, one sees the beginning.
    theme && story,
    changed,
    !isSecretValue(described, path) && readAs(entry, offset),
    docs && shown(docs, isForeign),
    factOf(target, parent, place),
    facts(place, targets),
    !theme && story,
    footer(described, info.plural, fieldsOf(schemas, info.definition, path), place, kubernetesVersion),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function describeKind(
  schemas: Schemas,
  kubernetesVersion: string,
  target: FactTarget,
  { definition = '', since, namespaced }: KindInfo,
): string {
  const { manifest } = target;
  const root = placeAt(schemas, definition, []);
  const place = placeAt(schemas, definition, ['kind']);
  const facts = [since && `Since Kubernetes ${since}`, namespaced ? 'Namespaced' : 'Not in a namespace'];
  return [
    `**${plainText(manifest.kind)}** ${inlineCode(manifest.apiVersion)}`,
    shown(schemas.docs(definition) ?? '', isCustom(definition)),
    place && factOf(target, root, place),
    isServedByApi(manifest) && facts.filter(Boolean).join(' · '),
    !isCustom(definition) && `[Reference](${referenceFor(manifest, definition, undefined, kubernetesVersion)})`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function listOf(values: readonly unknown[]): string {
  const shown = values.slice(0, mostValues).map(value => inlineCode(showValue(value)));
  const hidden = values.length - shown.length;
  return hidden > 0 ? `${shown.join(', ')} and ${hidden} more` : shown.join(', ');
}

/** What stands in a definition of the workspace is text and no Markdown: anybody may have written it. */
function shown(docs: string, isForeign: boolean): string {
  return isForeign ? plainText(shorten(docs)) : shorten(docs);
}

/** Kubernetes' own texts can fill a screen: the first sentences say what the field is. */
function shorten(text: string): string {
  const [paragraph = ''] = text.split(/\n\s*\n/);
  if (paragraph.length <= longestText) return paragraph;
  const sentences = paragraph.slice(0, longestText).split(/(?<=[.!?]) (?=[A-Z])/);
  return sentences.length > 1 ? sentences.slice(0, -1).join(' ') : `${paragraph.slice(0, longestText)}…`;
}

function headline({ schema }: Place, name: string, isRequired: boolean): string {
  return `**${plainText(name)}** ${inlineCode(typeName(schema))}${isRequired ? ' · required' : ''}`;
}

/** A plain scalar that means something else to kubectl than its characters say. */
function readAs({ value }: Entry, offset: number): string | undefined {
  if (value.kind !== 'scalar' || value.style !== 'plain' || !contains(value.span, offset)) return undefined;
  const surprising = value.value !== null && typeof value.value !== 'string' && String(value.value) !== value.text;
  return surprising ? `kubectl reads ${inlineCode(value.text)} as \`${value.value}\`` : undefined;
}

function facts({ schema }: Place, { kubernetesVersion, kustomizeVersion }: Targets): string | undefined {
  const { default: fallback, enum: values, minimum, maximum, 'x-since': since, 'x-removed': removed } = schema;
  const lines = [
    fallback !== undefined && `Default: ${inlineCode(showValue(fallback))}`,
    values && `${schema['x-open-enum'] ? 'Usual values' : 'Values'}: ${listOf(values)}`,
    minimum !== undefined && `Minimum: ${minimum}`,
    maximum !== undefined && `Maximum: ${maximum}`,
    schema['x-read-by'] && `Read by: ${schema['x-read-by']}`,
    since &&
      `Since Kubernetes ${since}${isAtLeast(kubernetesVersion, since) ? '' : ` (the target is ${kubernetesVersion})`}`,
    removed && `Removed in Kubernetes ${removed}`,
    ...kustomizeFacts(schema, kustomizeVersion),
  ].filter(Boolean);
  return lines.length > 0 ? lines.join('  \n') : undefined;
}

/** Since when, until when, and what replaced it. */
function kustomizeFacts(schema: JsonSchema, target: string): readonly (string | undefined)[] {
  const { 'x-kustomize-since': since, 'x-kustomize-removed': removed, 'x-deprecated': advice } = schema;
  const deprecated = schema['x-kustomize-deprecated'];
  const own = ` (the target is ${target})`;
  return [
    since && `Since ${showKustomize(since)}${hasVersion(target, since) ? '' : own}`,
    removed && `Removed in ${showKustomize(removed)}${hasVersion(target, removed) ? own : ''}`,
    advice && `Deprecated${deprecated ? ` since ${showKustomize(deprecated)}` : ''}: ${advice}`,
  ];
}

function footer(
  manifest: Manifest,
  plural: string | undefined,
  path: Path,
  { owner, field }: Place,
  kubernetesVersion: string,
): string | undefined {
  // The hover itself is all there is to read.
  if (manifest.apiVersion === 'kubewright') return undefined;
  const reference = `[Reference](${referenceFor(manifest, owner, field, kubernetesVersion)})`;
  if (!isServedByApi(manifest)) return reference;
  // What its author says of a kind of someone else stands above; there is no page of Kubernetes about it.
  const explain = [plural ?? manifest.kind.toLowerCase(), ...path].join('.');
  return `${inlineCode(`kubectl explain ${explain}`)}${isCustom(owner) ? '' : ` · ${reference}`}`;
}

/** The fields on `path`, up to where names of the user's own begin, such as those of labels. */
function fieldsOf(schemas: Schemas, definition: string, path: Path): Path {
  const own = path.findIndex((step, i) => {
    const properties = placeAt(schemas, definition, path.slice(0, i))?.schema.properties ?? {};
    return typeof step === 'string' && !Object.hasOwn(properties, step);
  });
  return (own < 0 ? path : path.slice(0, own)).filter(step => typeof step === 'string');
}

/** Configuration files may have an apiVersion too, but no API server knows them. */
function isServedByApi({ apiVersion }: Manifest): boolean {
  return !/^(kustomize|kubelet)\.config\.k8s\.io\/|^(builtin|kubewright|kustomize)$/.test(apiVersion);
}
