/**
 * Writes what an editor made of a value back under its key. Nothing is written over what the editor has not seen: the
 * fingerprint of what it opened must be that of what stands there now, unless it says that it knows.
 */
import { type DataEntry, dataOf } from '../../model/configData.js';
import { isEncrypted } from '../../model/manifest.js';
import type { ValueTarget, WriteValueParams, WriteValueResult } from '../../protocol.js';
import type { Edit } from '../../syntax/edit.js';
import type { YamlFile } from '../../syntax/file.js';
import { rewriteScalar } from '../../syntax/rewriteScalar.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { toTextEdits } from '../range.js';
import { parseHexDump } from './hexDump.js';
import { insertedValue } from './insertedValue.js';
import { whyReadOnly } from './readValue.js';
import { contentOf, encodedLike, fingerprintOf, isUtf8 } from './valueContent.js';
import { dataEntryOf, type Holder, holderOf, holdersIn, isEncoded, nameOfObject, targetOf } from './valueTarget.js';

export type ValueToWrite = Omit<WriteValueParams, 'uri'>;

export function writeValue(index: WorkspaceIndex, file: YamlFile, wanted: ValueToWrite): WriteValueResult {
  const holders = holdersIn(index, file);
  const holder = holderOf(holders, wanted.target);
  const data = holder && dataEntryOf(holder, wanted.target);
  const content = bytesOf(wanted);
  if ('refusal' in content) return content;
  if (holder && isEncrypted(holder.manifest)) {
    return { refusal: `the values of ${nameOfObject(wanted.target)} are encrypted by SOPS` };
  }
  if (!holder || !data) {
    if (holder && wanted.force === 'insert') return insert(file, holder, wanted.target, content);
    return gone(holders, holder, wanted);
  }
  const readOnly = whyReadOnly(data);
  const current = contentOf(holder.part.document, data);
  if (readOnly !== undefined) return { refusal: readOnly };
  const fingerprint = fingerprintOf(content);
  const found = 'refusal' in current ? undefined : fingerprintOf(current);
  if (found === fingerprint) return { edits: [], version: file.version, fingerprint };
  if (found !== wanted.fingerprint && wanted.force !== 'overwrite') {
    const was = wanted.fingerprint === undefined ? 'may have been' : 'was';
    return { conflict: `the value of ${wanted.target.key} ${was} changed in the manifest, too` };
  }
  const edit = edited(holder, data, content);
  return 'refusal' in edit ? edit : written(file, holder, edit, fingerprint);
}

function bytesOf({ content, form, target }: ValueToWrite): Uint8Array | { refusal: string } {
  const given = Buffer.from(content, 'base64');
  const bytes = form === 'hex' ? parseHexDump(given.toString()) : given;
  if ('wrong' in bytes) return { refusal: `line ${bytes.wrong} must be bytes of two hexadecimal digits each` };
  if (isEncoded(target) || isUtf8(bytes)) return bytes;
  const { field, key, kind } = target;
  const instead = kind === 'Secret' ? 'data' : 'binaryData';
  return { refusal: `${field} holds only UTF-8, and this is not: ${key} would have to be in ${instead}` };
}

function edited({ part }: Holder, data: DataEntry, content: Uint8Array): Edit | { refusal: string } {
  const { entry, key } = data;
  if (entry.value.kind !== 'scalar') return { refusal: `the value of ${key} is not a text any more` };
  const text = data.isEncoded ? encodedLike(entry.value, content) : Buffer.from(content).toString();
  const refusal = `${key} cannot be written without changing what stands around it`;
  return rewriteScalar(part.document, entry, text) ?? { refusal };
}

function written(file: YamlFile, { part }: Holder, edit: Edit, fingerprint: string): WriteValueResult {
  return { edits: toTextEdits(part, [edit]), version: file.version, fingerprint };
}

function insert(file: YamlFile, holder: Holder, target: ValueTarget, content: Uint8Array): WriteValueResult {
  const edit = insertedValue(holder.manifest, target, content);
  if (!edit) {
    const refusal = `${target.key} cannot be added to ${target.field} of ${nameOfObject(target)} as it is written`;
    return { refusal };
  }
  return written(file, holder, edit, fingerprintOf(content));
}

/** What became of the value: another key, or another name of the object, with what was opened under it. */
function gone(holders: readonly Holder[], holder: Holder | undefined, wanted: ValueToWrite): WriteValueResult {
  const { target, fingerprint } = wanted;
  const movedTo = fingerprint === undefined ? undefined : whereIs(holder ? [holder] : holders, target, fingerprint);
  const message = holder
    ? `${nameOfObject(target)} has no ${target.key} in ${target.field} any more`
    : `there is no ${nameOfObject(target)} in the file any more`;
  return { gone: message, ...(movedTo && { movedTo }), canInsert: holder !== undefined };
}

function whereIs(holders: readonly Holder[], target: ValueTarget, fingerprint: string): ValueTarget | undefined {
  const found = holders.flatMap(holder =>
    dataOf(holder.manifest).flatMap(data => {
      const moved = targetOf(holder, data);
      const isLike = moved.kind === target.kind && (holders.length === 1 || moved.key === target.key);
      if (!isLike || whyReadOnly(data) !== undefined) return [];
      const content = contentOf(holder.part.document, data);
      const isSame = !('refusal' in content) && content.length > 0 && fingerprintOf(content) === fingerprint;
      return isSame ? [moved] : [];
    }),
  );
  return found.length === 1 ? found[0] : undefined;
}
