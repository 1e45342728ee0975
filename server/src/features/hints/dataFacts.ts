/** What a ConfigMap or Secret holds. */
import { bytesOf, dataOf, textOf } from '../../model/configData.js';
import { contentInWords } from '../../model/contentKind.js';
import { isEncrypted } from '../../model/manifest.js';
import { entries, entry } from '../../syntax/node.js';
import { codeBlock } from '../markdown.js';
import type { Fact, Facts, FactTarget } from './fact.js';

const dataFields = ['data', 'binaryData'];

const empty: Fact = ({ manifest: { root, kind } }) => {
  if (kind !== 'ConfigMap') return undefined;
  const count = dataFields.reduce((sum, field) => sum + entries(entry(root, field)?.value).length, 0);
  return count === 0 ? 'This one holds no data' : undefined;
};

/** Of keys that look like files: many programs want their last line to end. */
const openEnd: Fact = ({ entry: { key, value }, manifest }) => {
  if (value.kind !== 'scalar' || value.alias || !key.text.includes('.')) return undefined;
  const isBlock = value.style === 'literal' || value.style === 'folded';
  if (!isBlock || !value.text || value.text.endsWith('\n')) return undefined;
  const [header = ''] = /^[|>][-+0-9]*/.exec(manifest.document.text.slice(value.span.start)) ?? [];
  return header.includes('-')
    ? `\`${header}\` takes the line break from the end of the last line, which some programs want there`
    : undefined;
};

const mostLines = 12;

/** Bytes of a ConfigMap, and, where they are text, its first lines. */
const decoded: Fact = target => {
  const bytes = bytesAt(target);
  if (!bytes) return undefined;
  const content = textOf(bytes);
  const words = `Decoded: ${contentInWords(bytes)}`;
  return content?.trim() ? `${words}\n\n${codeBlock(content, mostLines)}` : words;
};

/** Of a Secret nobody is shown a value who has not asked for it. */
const hidden: Fact = target => {
  const bytes = bytesAt(target);
  return bytes && `Decoded: ${contentInWords(bytes)}, hidden. Open the value to see it`;
};

function bytesAt({ manifest, entry: { key } }: FactTarget): Uint8Array | undefined {
  const own = isEncrypted(manifest) ? undefined : dataOf(manifest).find(({ entry }) => entry.key === key);
  return own?.isEncoded ? bytesOf(own) : undefined;
}

export const dataFacts: Facts = {
  'ConfigMap.kind': empty,
  'ConfigMap.data.*': openEnd,
  'ConfigMap.binaryData.*': decoded,
  'Secret.data.*': hidden,
  'Secret.stringData.*': openEnd,
};
