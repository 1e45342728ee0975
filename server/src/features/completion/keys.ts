import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver-types';
import { hookHandlerNames } from '../../model/lifecycle.js';
import { isMarkedAsPatch } from '../../model/manifest.js';
import { containerAround, handlerNames, probeKinds } from '../../model/pods.js';
import { mayHaveProbes } from '../../rules/probes.js';
import { hasVersion } from '../../schema/kustomizeVersions.js';
import { isServed, type JsonSchema, kindOf, refName, resolve } from '../../schema/schemas.js';
import { typeName } from '../../schema/validate.js';
import { showValue } from '../../schema/words.js';
import type { Targets } from '../../settings.js';
import type { Completer, CompletionPlace, DocsReference } from './completer.js';
import { quoted } from './layout.js';
import { popularity } from './popularity.js';
import { fieldSnippet, flowItemSnippet, requiredOf } from './snippet.js';

/** The fields that the schema allows here and that are not there yet: required ones first, then common ones. */
export const keys: Completer = function* (at) {
  const { gap, manifest, place, layout } = at;
  if (!manifest || !place || (layout.json && !gap.flow)) return;
  const { schema } = place;
  if (gap.slot === 'key') yield* fields(at, schema, ownerOf(at, schema));
  else if (gap.flow && schema.type === 'object' && typeof gap.path.at(-1) === 'number') yield itemOf(at, schema);
};

/** A whole item of a list in brackets, with the fields that it must have. */
function itemOf({ schemas, layout }: CompletionPlace, schema: JsonSchema): CompletionItem {
  const names = requiredOf(schema).map(([name]) => name);
  return {
    label: names.length > 0 ? `{ ${names.join(', ')} }` : '{ }',
    kind: CompletionItemKind.Struct,
    detail: 'new item',
    insertText: flowItemSnippet(schemas, layout, schema),
    insertTextFormat: InsertTextFormat.Snippet,
    insertTextMode: InsertTextMode.asIs,
  };
}

function* fields(at: CompletionPlace, schema: JsonSchema, owner: string | undefined): Iterable<CompletionItem> {
  const { gap, schemas, layout, patch } = at;
  const refused = refusedBeside(at, owner);
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (gap.siblings.has(name) || refused.has(name) || !exists(field, at)) continue;
    const resolved = resolve(schemas, field);
    // What a patch leaves out, the object has.
    const isRequired = !patch?.isPart && schema.required?.includes(name) === true;
    const isChosen = resolved.type !== 'string' || resolved.enum !== undefined;
    const data: DocsReference | undefined = owner ? { owner, field: name } : undefined;
    yield {
      label: name,
      kind: CompletionItemKind.Property,
      detail: detailOf(resolved, isRequired),
      sortText: `${isRequired ? 0 : 1}${popularity(name)}${name}`,
      ...(data && { data }),
      ...(resolved['x-deprecated'] && { tags: [CompletionItemTag.Deprecated] }),
      ...(gap.hasColon
        ? { insertText: quoted(layout, name) }
        : {
            insertText: fieldSnippet(schemas, layout, name, field, patch?.isPart ? 'alone' : 'with required'),
            insertTextFormat: InsertTextFormat.Snippet,
            insertTextMode: InsertTextMode.asIs,
            ...(isChosen && { command: { title: 'Show values', command: 'editor.action.triggerSuggest' } }),
          }),
    };
  }
}

/** Of these the API server takes one. */
const core = 'io.k8s.api.core.v1.';
const alternatives: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  [`${core}Probe`, handlerNames],
  [`${core}LifecycleHandler`, hookHandlerNames],
]);
const probeKeys = probeKinds.map(kind => `${kind}Probe`);

/** Fields that the schema has, and that cannot stand beside what is written there already. */
function refusedBeside({ gap, index, uri, manifest }: CompletionPlace, owner: string | undefined): ReadonlySet<string> {
  const names = alternatives.get(owner ?? '') ?? [];
  if (names.some(name => gap.siblings.has(name))) return new Set(names);
  if (owner !== `${core}Container` || !manifest || index.build(uri).isPatch || isMarkedAsPatch(manifest))
    return new Set();
  const container = containerAround(manifest, gap.node);
  return new Set(container && !mayHaveProbes(container) ? probeKeys : []);
}

/** The definition that describes the fields of `schema`. */
function ownerOf({ schemas, manifest, gap }: CompletionPlace, schema: JsonSchema): string | undefined {
  const isWhole = manifest && gap.path.length === 0;
  return refName(schema) ?? (isWhole ? kindOf(schemas, manifest.apiVersion, manifest.kind)?.definition : undefined);
}

function exists(field: JsonSchema, { kubernetesVersion, kustomizeVersion }: Targets): boolean {
  const { 'x-since': since, 'x-removed': removed } = field;
  const { 'x-kustomize-since': first, 'x-kustomize-removed': gone } = field;
  if (first && !hasVersion(kustomizeVersion, first)) return false;
  return isServed({ since, removed }, kubernetesVersion) && !(gone && hasVersion(kustomizeVersion, gone));
}

function detailOf(schema: JsonSchema, isRequired: boolean): string {
  const words = [
    typeName(schema),
    isRequired && 'required',
    schema.default !== undefined && `default ${showValue(schema.default)}`,
  ];
  return words.filter(Boolean).join(', ');
}
