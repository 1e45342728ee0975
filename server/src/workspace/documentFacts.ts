/**
 * What one document tells the workspace. A document that is not open is read once, in haste, and its tree is not kept;
 * what could not be read leaves words, so that nobody calls missing what may be in there.
 */
import { factsOf } from '../model/facts.js';
import { isKustomizationFile, type Manifest, manifestsIn } from '../model/manifest.js';
import type { ObjectFacts } from '../model/objects.js';
import { isOwnApi, wordsIn } from '../model/references.js';
import { isTemplate } from '../model/templates.js';
import { YamlDocument } from '../syntax/file.js';
import type { Span } from '../syntax/node.js';
import { outline, withoutTexts } from './shorten.js';

export interface DocumentFacts {
  readonly objects: readonly ObjectFacts[];
  /** Words that may be names of objects which are not known here. */
  readonly words: readonly string[];
  /** Names that others may begin with: an operator calls what it makes `db-credentials` for its object `db`. */
  readonly stems: readonly string[];
  /** Kinds that a template declares, under names that are not known before it has run. */
  readonly templated: readonly string[];
  /** Read in haste: there may be more to tell. */
  readonly isPartial: boolean;
  /** The same for two documents that tell the same, wherever in them it is written. */
  readonly signature: string;
}

export const nothing: DocumentFacts = {
  objects: [],
  words: [],
  stems: [],
  templated: [],
  isPartial: false,
  signature: '',
};

/** A longer document would make requests wait; only its words are taken. Texts in it do not count. */
const longestToParse = 128 * 1024;
const longJson = 16 * 1024;
/** Of so much text words are taken. */
const longestForWords = 256 * 1024;
/** No YAML, before a template engine has run. */
const templateLine = /^[ \t]*(\{\{[-\s#/]|\{%|<%)/m;
/** The schemas of definitions are long, and nobody needs them before an object of the kind is open. */
const definitionLine = /^kind: *["']?CustomResourceDefinition["']?[ \t]*\r?$/m;
/** As deep as the names of versions are, and less deep than their schemas. */
const definitionDepth = 6;

/** Kinds that stand for whole charts and repositories: whatever they name may begin the name of something. */
const installers =
  /^(HelmRelease|HelmChart|HelmChartConfig|HelmChartProxy|Application|ApplicationSet|AppProject|Kustomization)$/;

/** Whether the text can hold a manifest, at a price that is paid for every file of a workspace. */
export function mayHoldManifest(uri: string, text: string): boolean {
  return isKustomizationFile(uri) || (text.includes('apiVersion') && text.includes('kind'));
}

/** Of a document whose tree is kept anyway, because it is open. */
export function factsOfOpen(document: YamlDocument, manifests: readonly Manifest[]): DocumentFacts {
  return isTemplate(document) ? unread(document.text) : collect(document, manifests);
}

/** Of a document on disk. */
export function factsOfClosed(uri: string, { text }: YamlDocument): DocumentFacts {
  if (!mayHoldManifest(uri, text) || isOtherJson(text)) return nothing;
  if (templateLine.test(text) && templateLine.test(withoutTexts(text).text)) return unread(text);
  const isDefinition = definitionLine.test(text);
  const short = isDefinition ? outline(text, definitionDepth) : withoutTexts(text);
  if (short.text.length > longestToParse) return unread(text);
  const document = new YamlDocument(short.text);
  if (isTemplate(document)) return unread(text);
  const { objects, ...rest } = collect(document, manifestsIn(uri, document, document.root));
  return { ...rest, objects: short.text === text ? objects : moved(objects, short.whole), isPartial: isDefinition };
}

/** Most long JSON files are something else, and there is a fast reader for JSON. */
function isOtherJson(text: string): boolean {
  if (text.length < longJson || !text.trimStart().startsWith('{')) return false;
  try {
    const value: { readonly apiVersion?: unknown; readonly kind?: unknown } = JSON.parse(text);
    return typeof value.apiVersion !== 'string' || typeof value.kind !== 'string';
  } catch {
    return false;
  }
}

function collect(document: YamlDocument, manifests: readonly Manifest[]): DocumentFacts {
  const objects = manifests.flatMap(factsOf);
  const foreign = manifests.filter(isForeign);
  const words = foreign.flatMap(({ root }) => wordsIn(root));
  const stems = foreign.flatMap(({ kind, name }) => (installers.test(kind) ? words : name ? [name] : []));
  if (document.problems.length === 0) return signed({ ...nothing, objects, words, stems });
  // What follows a mistake may not have been read.
  const { words: more, templated } = unread(document.text);
  return signed({ ...nothing, objects: objects.map(withDoubt), words: [...words, ...more], stems, templated });
}

function isForeign({ apiVersion }: Manifest): boolean {
  return apiVersion !== '' && !isOwnApi(apiVersion) && apiVersion !== 'kubewright';
}

function withDoubt(facts: ObjectFacts): ObjectFacts {
  const { data, pods } = facts;
  return {
    ...facts,
    ...(data && { data: { ...data, isComplete: false } }),
    ...(pods && { pods: { ...pods, hasAllLabels: false, hasAllPorts: false } }),
  };
}

function unread(whole: string): DocumentFacts {
  const text = whole.slice(0, longestForWords);
  const names = [...text.matchAll(/(?:name|Name|secret|Secret)[A-Za-z]*["']?:[ \t]*["']?([a-z0-9][-a-z0-9.]*)/g)];
  const kinds = [...text.matchAll(/^[ \t]*-?[ \t]*["']?kind["']?:[ \t]*["']?([A-Z]\w*)/gm)];
  return signed({ ...nothing, words: firstOf(names), templated: firstOf(kinds), isPartial: true });
}

function firstOf(matches: readonly RegExpMatchArray[]): readonly string[] {
  return [...new Set(matches.map(match => match[1] ?? ''))];
}

function signed(facts: DocumentFacts): DocumentFacts {
  const { objects, words, stems, templated } = facts;
  return { ...facts, signature: JSON.stringify([objects, words, stems, templated], withoutSpans) };
}

function withoutSpans(key: string, value: unknown): unknown {
  return (key === 'at' || key === 'span') && typeof value === 'object' ? undefined : value;
}

/** The same objects with every span where `whole` says. */
function moved(objects: readonly ObjectFacts[], whole: (span: Span) => Span): readonly ObjectFacts[] {
  const move = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(move);
    if (value === null || typeof value !== 'object') return value;
    if (isSpan(value)) return whole(value);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, move(inner)]));
  };
  return objects.map(facts => move(facts) as ObjectFacts);
}

function isSpan(value: object): value is Span {
  return 'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';
}
