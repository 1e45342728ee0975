/**
 * Puts values into a ConfigMap or Secret that is there: what it has stays as it is, with its comments and layout. A key
 * that has another value is replaced only if the caller says so. What was written is read back before it is given away.
 */
import { type DataEntry, type DataField, dataOf, encodeBase64, isSecret } from '../../model/configData.js';
import { isEncrypted, type Manifest, manifestsOf } from '../../model/manifest.js';
import { limits } from '../../model/names.js';
import type { CreateWarning } from '../../protocol.js';
import { apply, type Edit, startOf } from '../../syntax/edit.js';
import { YamlDocument } from '../../syntax/file.js';
import type { TextForm } from '../../syntax/goYaml.js';
import { inSteps, type Step } from '../../syntax/inSteps.js';
import { commentsAt, commentsIn } from '../../syntax/keptComments.js';
import { entry as entryOf, get } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { rewriteScalar } from '../../syntax/rewriteScalar.js';
import { isSameValue } from '../../syntax/sameValue.js';
import { insertedValue } from '../values/insertedValue.js';
import { contentOf, encodedLike, isUtf8 } from '../values/valueContent.js';
import { addKeys } from './addKeys.js';
import { fieldFor } from './madeObject.js';

export interface Merged {
  /** None where nothing is to be changed. */
  readonly edits: readonly Edit[];
  /** Keys that have another value, whether it was replaced or not. */
  readonly conflicts: readonly string[];
  readonly warnings?: readonly CreateWarning[];
}

export interface NotMerged {
  readonly error: string;
}

export function mergeInto(
  manifest: Manifest,
  values: ReadonlyMap<string, Uint8Array>,
  replaced: ReadonlySet<string>,
  form: TextForm,
): Merged | NotMerged {
  if (isEncrypted(manifest)) return { error: `the values of ${titleOf(manifest)} are encrypted by SOPS` };
  const { document } = manifest;
  if (document.problems.length > 0) {
    return { error: `the YAML of ${titleOf(manifest)} has a mistake: it must be mended first` };
  }
  const old = new Map(dataOf(manifest).map(data => [data.key, data]));
  const isOther = ([key, bytes]: readonly [string, Uint8Array]) => {
    const data = old.get(key);
    return data !== undefined && !hasContent(document, data, bytes);
  };
  const conflicts = [...values].filter(isOther).map(([key]) => key);
  const wanted = new Map(
    [...values].filter(([key]) => !old.has(key) || (conflicts.includes(key) && replaced.has(key))),
  );
  if (wanted.size === 0) return { edits: [], conflicts };
  const size = sizeWith(manifest, wanted);
  if (size > limits.configMapBytes) return { error: tooLarge(manifest, size) };
  const edit = written(manifest, wanted, old, form);
  if (!edit) return { error: `${titleOf(manifest)} cannot be changed without changing what stands around its values` };
  return { edits: [edit], conflicts, ...(isImmutable(manifest) && { warnings: [{ message: immutable(manifest) }] }) };
}

function isImmutable({ root }: Manifest): boolean {
  const value = get(root, 'immutable');
  return value?.kind === 'scalar' && value.value === true;
}

function immutable(manifest: Manifest): string {
  return `${titleOf(manifest)} is immutable: where it is in a cluster, it must be deleted before it can be applied again`;
}

function titleOf({ kind, name }: Manifest): string {
  return name === undefined ? `the ${kind} without a name` : `${kind} ${name}`;
}

function tooLarge({ kind }: Manifest, size: number): string {
  const most = limits.configMapBytes.toLocaleString('en-US');
  return `a ${kind} must hold no more than ${most} bytes, with these values it would have ${size.toLocaleString('en-US')}`;
}

function sizeWith(manifest: Manifest, wanted: ReadonlyMap<string, Uint8Array>): number {
  const sizes = new Map<string, number>();
  for (const data of dataOf(manifest)) {
    const content = contentOf(manifest.document, data);
    if (!('refusal' in content)) sizes.set(data.key, content.length);
  }
  for (const [key, { length }] of wanted) sizes.set(key, length);
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

function hasContent(document: YamlDocument, data: DataEntry, bytes: Uint8Array): boolean {
  const content = contentOf(document, data);
  return !('refusal' in content) && Buffer.compare(content, bytes) === 0;
}

function written(
  manifest: Manifest,
  wanted: ReadonlyMap<string, Uint8Array>,
  old: ReadonlyMap<string, DataEntry>,
  form: TextForm,
): Edit | undefined {
  const fits = (data: DataEntry | undefined, bytes: Uint8Array) => data && (data.isEncoded || isUtf8(bytes));
  const inPlace = [...wanted].filter(([key, bytes]) => fits(old.get(key), bytes));
  const moved = new Map([...wanted].filter(([key, bytes]) => !fits(old.get(key), bytes)));
  const rewriting = inPlace.map(
    ([key, bytes]): Step =>
      at =>
        rewritten(manifest, at, key, bytes),
  );
  // A binary value cannot stand where a text stood.
  const moving = [...moved.keys()].filter(key => old.has(key)).map(key => leaving(manifest, key));
  const [removing, commenting] = [moving.map(({ leave }) => leave), moving.map(({ arrive }) => arrive)];
  // The second way is slow, and needed only where the first cannot be.
  for (const adding of [addedAtOnce(manifest, moved, form), addedOneByOne(manifest, moved)]) {
    const edit = inSteps(manifest.document, [...rewriting, ...removing, ...adding, ...commenting]);
    if (edit && readsBack(manifest, edit, wanted)) return edit;
  }
  return undefined;
}

/** Takes a key out of its place, and its comments to the new one. */
function leaving(manifest: Manifest, key: string): { readonly leave: Step; readonly arrive: Step } {
  let comments: readonly string[] = [];
  return {
    leave: at => {
      const edits = removed(manifest, at, key);
      const data = dataIn(manifest, at, key);
      comments = edits && data ? commentsIn(at, edits, data.entry.value) : [];
      return edits;
    },
    arrive: at => {
      const data = comments.length > 0 ? dataIn(manifest, at, key) : undefined;
      const edit = data && commentsAt(at, startOf(at, data.entry), comments);
      return edit ? [edit] : [];
    },
  };
}

function dataIn(manifest: Manifest, at: YamlDocument, key: string): DataEntry | undefined {
  const now = sameIn(manifest, at);
  return now && dataOf(now).findLast(own => own.key === key);
}

/** The same object in a text that was made of its own. */
function sameIn({ uri, document: old, root }: Manifest, document: YamlDocument): Manifest | undefined {
  return manifestsOf(uri, document)[manifestsOf(uri, old).findIndex(own => own.root === root)];
}

function rewritten(manifest: Manifest, at: YamlDocument, key: string, bytes: Uint8Array): readonly Edit[] | undefined {
  const data = dataIn(manifest, at, key);
  if (data?.entry.value.kind !== 'scalar') return undefined;
  const text = data.isEncoded ? encodedLike(data.entry.value, bytes) : Buffer.from(bytes).toString();
  const edit = rewriteScalar(at, data.entry, text);
  return edit && [edit];
}

function removed(manifest: Manifest, at: YamlDocument, key: string): readonly Edit[] | undefined {
  const data = dataIn(manifest, at, key);
  return data && !data.entry.merged && !data.entry.map.alias ? removeEntry(at, data.entry) : undefined;
}

function fieldsFor(manifest: Manifest, values: ReadonlyMap<string, Uint8Array>) {
  const hasField = (field: DataField) => entryOf(manifest.root, field) !== undefined;
  const byField = new Map<DataField, Map<string, Uint8Array>>();
  for (const [key, bytes] of values) {
    const field = fieldFor(manifest, isUtf8(bytes), hasField);
    byField.set(field, (byField.get(field) ?? new Map()).set(key, bytes));
  }
  return byField;
}

function addedAtOnce(manifest: Manifest, values: ReadonlyMap<string, Uint8Array>, form: TextForm): readonly Step[] {
  return [...fieldsFor(manifest, values)].map(
    ([field, own]): Step =>
      at => {
        const now = sameIn(manifest, at);
        const isEncoded = field === 'binaryData' || (field === 'data' && isSecret(manifest));
        const texts = new Map(
          [...own].map(([key, bytes]) => [key, isEncoded ? encodeBase64(bytes) : Buffer.from(bytes).toString()]),
        );
        const edit = now && addKeys(at, now.root, field, texts, form);
        return edit && [edit];
      },
  );
}

/** In braces each value takes the quotes of its neighbours. */
function addedOneByOne(manifest: Manifest, values: ReadonlyMap<string, Uint8Array>): readonly Step[] {
  const { name = '' } = manifest;
  const kind = isSecret(manifest) ? 'Secret' : 'ConfigMap';
  return [...fieldsFor(manifest, values)].flatMap(([field, own]) =>
    [...own].map(
      ([key, bytes]): Step =>
        at => {
          const now = sameIn(manifest, at);
          const edit = now && insertedValue(now, { kind, name, field, key }, bytes);
          return edit && [edit];
        },
    ),
  );
}

/** Each value that was wanted is there, and each other one is as it was. */
function readsBack(manifest: Manifest, edit: Edit, wanted: ReadonlyMap<string, Uint8Array>): boolean {
  const document = new YamlDocument(apply(manifest.document.text, [edit]));
  const after = sameIn(manifest, document);
  const own = { map: manifest.root, keys: ['data', 'binaryData', 'stringData'] };
  // Elsewhere an alias may stand for the values.
  if (!after || !isSameValue(manifest.document.root, document.root, own)) return false;
  const now = new Map(dataOf(after).map(data => [data.key, data]));
  const areThere = [...wanted].every(([key, bytes]) => {
    const data = now.get(key);
    return data !== undefined && hasContent(document, data, bytes);
  });
  const before = dataOf(manifest).filter(({ key }) => !wanted.has(key));
  const count = new Set([...before.map(({ key }) => key), ...wanted.keys()]).size;
  const areKept = before.every(data => {
    const content = contentOf(manifest.document, data);
    const same = now.get(data.key);
    if (!same) return false;
    const own = contentOf(document, same);
    return 'refusal' in content ? 'refusal' in own : !('refusal' in own) && Buffer.compare(own, content) === 0;
  });
  return areThere && areKept && now.size === count;
}
