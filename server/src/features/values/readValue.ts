/** Opens a value: what stands under a key, decoded, and what an editor must know to show it and to write it back. */
import type { Position } from 'vscode-languageserver-types';
import type { DataEntry } from '../../model/configData.js';
import { isEncrypted } from '../../model/manifest.js';
import type { ValueForm, ValueResult, ValueTarget } from '../../protocol.js';
import type { YamlFile } from '../../syntax/file.js';
import { lineAt } from '../../syntax/lines.js';
import { copiesOf } from '../../syntax/sharedText.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { hexDump } from './hexDump.js';
import { contentOf, fingerprintOf, isText, isUtf8 } from './valueContent.js';
import { valueFileName } from './valueFileName.js';
import {
  dataEntryOf,
  entryAtPosition,
  type Holder,
  holderOf,
  holdersIn,
  nameOfObject,
  targetOf,
} from './valueTarget.js';

/** Pictures have editors of their own. */
const picture = /\.(?:png|jpe?g|gif|bmp|ico|webp|avif)$/i;

export function valueAt(
  index: WorkspaceIndex,
  file: YamlFile,
  at: Position | ValueTarget,
  form?: ValueForm,
): ValueResult {
  const holders = holdersIn(index, file);
  const found = 'key' in at ? named(holders, at) : entryAtPosition(holders, file, at);
  if (!found) {
    const refusal = 'key' in at ? `${nameOfObject(at)} has no ${at.key} in ${at.field}` : noValue;
    return { refusal, isGone: true };
  }
  return opened(found.holder, found.data, form);
}

const noValue = 'no value of a ConfigMap or Secret stands here: put the cursor on a key in data';

function named(holders: readonly Holder[], target: ValueTarget) {
  const holder = holderOf(holders, target);
  const data = holder && dataEntryOf(holder, target);
  return data && { holder, data };
}

function opened(holder: Holder, data: DataEntry, form: ValueForm | undefined): ValueResult {
  const target = targetOf(holder, data);
  const { key, field } = data;
  if (dataEntryOf(holder, target)?.entry !== data.entry) {
    return { refusal: `the key ${key} stands twice in ${field}, and only the last one counts`, isGone: false };
  }
  if (isEncrypted(holder.manifest)) {
    return { refusal: `the values of ${nameOfObject(target)} are encrypted by SOPS`, isGone: false };
  }
  const content = contentOf(holder.part.document, data);
  if ('refusal' in content) return { ...content, isGone: false };
  const wanted = form ?? (isText(content) ? 'text' : picture.test(key) ? 'bytes' : 'hex');
  const file = wanted === 'hex' ? Buffer.from(hexDump(content)) : Buffer.from(content);
  const name = valueFileName(key, isUtf8(content) ? Buffer.from(content).toString() : undefined);
  const readOnly = whyReadOnly(data);
  const alsoChanges = readOnly === undefined ? whatAlsoChanges(holder, data) : undefined;
  return {
    target,
    content: file.toString('base64'),
    size: file.length,
    form: wanted,
    fileName: wanted === 'hex' ? `${name}.hex` : name,
    isSecret: target.kind === 'Secret',
    fingerprint: fingerprintOf(content),
    ...(readOnly !== undefined && { readOnly }),
    ...(alsoChanges !== undefined && { alsoChanges }),
  };
}

/** What came through an alias is written at its anchor, for all who use it. */
export function whyReadOnly({ key, entry }: DataEntry): string | undefined {
  if (entry.merged) return `${key} comes from a merge key (<<): change it where it is written`;
  return entry.value.alias || entry.key.alias ? `${key} is an alias: change it at its anchor` : undefined;
}

/** The lines of the aliases that stand for the value, or for a map that it is in, in words. */
function whatAlsoChanges({ part }: Holder, { key, entry }: DataEntry): string | undefined {
  const { document } = part;
  const [first, ...others] = copiesOf(document, entry.value.span).map(({ alias }) =>
    lineAt(document.lineStarts, alias.start),
  );
  if (first === undefined) return undefined;
  const where = `line ${part.startLine + first + 1}${others.length > 0 ? ` and ${others.length} more` : ''}`;
  return `${key} has an anchor: what is saved changes its alias in ${where}, too`;
}
