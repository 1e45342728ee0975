// @ts-check
/** Lays what people wrote by hand (schemas/*.yaml) over what the packages tell. A name that is not there is an error. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { addKind } from './merge.mjs';
import { addOwnSettings, readRuleSettings } from './ownSettings.mjs';
import { MINORS } from './sources.mjs';

/** @typedef {import('./definition.mjs').Schema} Schema */
/** @typedef {import('./definition.mjs').Kind} Kind */
/** @typedef {import('./kubernetesOverlay.mjs').KubernetesOverlay} KubernetesOverlay */
/**
 * @typedef {{ kinds?: Record<string, Record<string, Kind>>, definitions?: Record<string, Schema> }} ExtraSchemas
 * @typedef {Record<string, Record<string, string>>} Docs definition -> field ('' is the type itself) -> text
 * @typedef {{ kubernetes: KubernetesOverlay & ExtraSchemas, extra: ExtraSchemas[], docs: Docs }} Overlays
 * @typedef {{ kinds: import('./merge.mjs').Kinds, definitions: Record<string, Schema>, docs: Docs }} Structure
 */

/** @param {string} folder schemas/ @returns {Overlays} */
export function readOverlays(folder) {
  const [kustomize, kubelet, docs] = ['kustomize.yaml', 'kubelet.yaml', 'docs.yaml'].map(file => read(folder, file));
  const own = /** @type {ExtraSchemas} */ (read(folder, 'kubewright.yaml'));
  addOwnSettings(own.definitions ?? {}, readRuleSettings(folder), MINORS);
  return {
    kubernetes: /** @type {KubernetesOverlay & ExtraSchemas} */ (read(folder, 'kubernetes.yaml')),
    extra: [kustomize, kubelet, own].map(extra => /** @type {ExtraSchemas} */ (extra)),
    docs: /** @type {Docs} */ (docs),
  };
}

/** @param {string} folder @param {string} file @returns {unknown} */
function read(folder, file) {
  const path = join(folder, file);
  return existsSync(path) ? (parse(readFileSync(path, 'utf8')) ?? {}) : {};
}

/** Hand-written kinds and definitions, from any overlay. @param {Structure} structure @param {ExtraSchemas} extra */
export function addExtraSchemas({ kinds, definitions, docs }, extra) {
  for (const [apiVersion, group] of Object.entries(extra.kinds ?? {})) {
    for (const [kind, value] of Object.entries(group)) addKind(kinds, apiVersion, kind, value);
  }
  for (const [name, schema] of Object.entries(extra.definitions ?? {})) {
    const { described, texts } = splitDescriptions(schema);
    definitions[name] = described;
    docs[name] = texts;
  }
}

/** Fields of objects written in place belong to the same type. @param {Schema} schema */
function splitDescriptions(schema) {
  /** @type {Record<string, string>} */
  const texts = {};
  return { described: without(schema, ''), texts };

  /** @param {Schema} part @param {string} field @returns {Schema} */
  function without({ description, properties, items, ...rest }, field) {
    if (description) texts[field] ??= description.trim();
    const bare = items ? { ...rest, items: without(items, field) } : rest;
    if (!properties) return bare;
    const fields = Object.entries(properties).map(([name, value]) => [name, without(value, name)]);
    return { ...bare, properties: Object.fromEntries(fields) };
  }
}

/** Our own text replaces Kubernetes'. @param {Structure} structure @param {Docs} overlay */
export function overlayDocs({ definitions, docs }, overlay) {
  for (const [name, texts] of Object.entries(overlay)) {
    const fields = definitions[name]?.properties ?? {};
    const unknown = Object.keys(texts).find(field => field !== '' && !Object.hasOwn(fields, field));
    if (unknown !== undefined) throw new Error(`docs.yaml describes ${name}.${unknown}, which does not exist`);
    docs[name] = { ...docs[name], ...texts };
  }
}

/** @param {Structure} structure @param {Map<string, Record<string, unknown>>} listKeys `definition#field` -> keywords */
export function overlayListKeys({ definitions }, listKeys) {
  for (const [place, keywords] of listKeys) {
    const [name = '', field = ''] = place.split('#');
    const schema = definitions[name]?.properties?.[field];
    if (schema) Object.assign(schema, keywords);
  }
}
