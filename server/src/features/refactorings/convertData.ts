/** Between the fields of a ConfigMap or Secret: values as base64, and as the text that they stand for. Nothing is lost. */
import { type DataEntry, dataOf, encodeBase64, isSecret } from '../../model/configData.js';
import type { Manifest } from '../../model/manifest.js';
import { moveToField } from '../../rules/dataFixes.js';
import { columnOf, type Edit, newlineOf, renameKey, replace, startOfLine, startsLine } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { inSteps, type Step } from '../../syntax/inSteps.js';
import { commentsAbove, insertEntries } from '../../syntax/insert.js';
import { type Entry, entry, keyOf } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { rewriteScalar } from '../../syntax/rewriteScalar.js';
import { needsQuotes } from '../../syntax/scalars.js';
import type { LaterChange, Refactoring } from './refactorings.js';
import { ownText, sameManifest, selectedData, selectedField, selectedObject } from './selectedData.js';
import { hasComment } from './writtenText.js';

/** Holds the place of a field whose last value moves out, with the comments in it. */
const placeholder = 'kubewright';

export const convertData: Refactoring = {
  kind: 'refactor.rewrite.data',
  *run(documents) {
    const object = selectedObject(documents);
    if (!object) return;
    const { manifest } = object;
    const field = selectedField(object);
    const all = dataOf(manifest);
    if (field) {
      const own = all.filter(data => data.field === keyOf(field));
      const change = conversion(manifest, own, all);
      if (change) yield change;
      return;
    }
    const data = selectedData(object);
    const change = data && conversion(manifest, [data], all);
    if (change) yield change;
  },
};

/** Of values that stand in one field. */
function conversion(manifest: Manifest, own: readonly DataEntry[], all: readonly DataEntry[]): LaterChange | undefined {
  const [first, ...others] = own;
  if (!first || own.some(({ entry: { merged } }) => merged)) return undefined;
  const { field, isEncoded, key } = first;
  const to = otherField(manifest, field);
  const keys = new Set(own.map(data => data.key));
  const isTaken = keys.size < own.length || all.some(data => data.field === to && keys.has(data.key));
  if (isTaken || own.some(data => ownText(manifest, data) === undefined)) return undefined;
  const isWhole = others.length > 0;
  const isLast = first.entry.map.entries.length === own.length;
  if (!isLast && !moveToField(manifest, first.entry, field, to)) return undefined;
  const steps = isWhole ? allSteps(manifest, own, to) : oneByOne(manifest, first, to);
  const what = isWhole ? `all values of ${field}` : key;
  return {
    title: `Move ${what} to ${to}, ${isEncoded ? 'decoded' : 'as base64'}`,
    later: () => {
      const { uri, document } = manifest;
      const edit = inSteps(document, steps);
      return edit ? [{ uri, document, edits: [edit] }] : { refusal: `${what} cannot be written in ${to}` };
    },
  };
}

function otherField(manifest: Manifest, field: string): string {
  if (isSecret(manifest)) return field === 'data' ? 'stringData' : 'data';
  return field === 'data' ? 'binaryData' : 'data';
}

/** Where the field has nothing else, and there is no other, it only changes its name. */
function allSteps(manifest: Manifest, own: readonly DataEntry[], to: string): readonly Step[] {
  const [first] = own;
  if (!first) return [];
  if (entry(manifest.root, to)) return own.flatMap(data => oneByOne(manifest, data, to));
  const rename: Step = document => {
    const field = entry(sameManifest(manifest, document)?.root, first.field);
    return field && [renameKey(field, to)];
  };
  return [...own.map(data => rewriting(manifest, data.field, data)), rename];
}

/** Base64 is always one line, which fits everywhere: it is moved, and not the text. */
function oneByOne(manifest: Manifest, data: DataEntry, to: string): readonly Step[] {
  const { field, key } = data;
  const find = (document: YamlDocument, name: string) => {
    const now = sameManifest(manifest, document);
    const own = now && entry(entry(now.root, field)?.value, name);
    return now && own && { now, own };
  };
  // A new field stands beside the old one.
  const opening: Step = document => {
    const found = find(document, key);
    const old = found && entry(found.now.root, field);
    if (!found || !old) return undefined;
    if (entry(found.now.root, to) || found.own.map.entries.length === 1) return [];
    return [insertEntries(document, found.now.root, [{ key: to, value: { [placeholder]: '' } }], old)];
  };
  const holding: Step = document => {
    const found = find(document, key);
    const isLast = found?.own.map.entries.length === 1 && entry(found.now.root, to);
    return isLast ? [insertEntries(document, found.own.map, [{ key: placeholder, value: '' }])] : [];
  };
  const moving: Step = document => {
    const found = find(document, key);
    return found && moveToField(found.now, found.own, field, to)?.();
  };
  const releasing: Step = document => {
    const found = find(document, placeholder);
    const whole = found && entry(found.now.root, field);
    if (!whole) return [];
    return removeEntry(document, hasComment(document, whole, whole.span) ? found.own : whole);
  };
  const closing: Step = document => {
    const held = entry(entry(sameManifest(manifest, document)?.root, to)?.value, placeholder);
    return held ? removeEntry(document, held) : [];
  };
  const move = [opening, holding, ...withComments(manifest, data, to, moving), releasing, closing];
  return data.isEncoded ? [...move, rewriting(manifest, to, data)] : [rewriting(manifest, field, data), ...move];
}

function rewriting(manifest: Manifest, field: string, data: DataEntry): Step {
  const content = ownText(manifest, data) ?? '';
  const wanted = data.isEncoded ? content : encodeBase64(content);
  return document => {
    const own = entry(entry(sameManifest(manifest, document)?.root, field)?.value, data.key);
    const edit = own && (data.isEncoded ? rewriteScalar(document, own, wanted) : onOneLine(document, own, wanted));
    return edit && [edit];
  };
}

/** The lines of a block become one, with the comment that stands behind its sign. */
function onOneLine(document: YamlDocument, own: Entry, base64: string): Edit | undefined {
  const { value } = own;
  const isBlock = value.kind === 'scalar' && (value.style === 'literal' || value.style === 'folded');
  if (!isBlock) return rewriteScalar(document, own, base64);
  const written = document.text.slice(value.span.start, value.span.end);
  const comment = /^[^\r\n]*?([ \t]+#[^\r\n]*)/.exec(written)?.[1] ?? '';
  const word = base64 === '' || needsQuotes(base64) ? JSON.stringify(base64) : base64;
  return replace(value, `${word}${comment}${/\r?\n$/.exec(written)?.[0] ?? ''}`);
}

/** The comments right above the value go with it, from lines to lines. */
function withComments(manifest: Manifest, { field, key }: DataEntry, to: string, moving: Step): readonly Step[] {
  let lines: readonly string[] = [];
  const take: Step = document => {
    const now = sameManifest(manifest, document)?.root;
    const own = entry(entry(now, field)?.value, key);
    const target = entry(now, to)?.value;
    lines = [];
    if (!own || own.map.flow || !startsLine(document, own.span.start)) return [];
    if (target?.kind === 'map' && (target.flow || target.entries.length === 0)) return [];
    const end = startOfLine(document, own.span.start);
    const start = commentsAbove(document, end, columnOf(document, own.span.start));
    const above = document.text.slice(start, end);
    lines = above.split(/\r?\n/).flatMap(line => (line.trim() === '' ? [] : [line.trim()]));
    return start < end ? [{ span: { start, end }, text: '' }] : [];
  };
  const give: Step = document => {
    const own = entry(entry(sameManifest(manifest, document)?.root, to)?.value, key);
    if (!own) return undefined;
    const start = startOfLine(document, own.span.start);
    const margin = document.text.slice(start, own.span.start);
    const text = lines.map(line => margin + line + newlineOf(document)).join('');
    return lines.length > 0 ? [{ span: { start, end: start }, text }] : [];
  };
  return [take, moving, give];
}
