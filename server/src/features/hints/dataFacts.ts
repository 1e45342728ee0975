/** What a ConfigMap or Secret holds. */
import { entries, entry } from '../../syntax/node.js';
import type { Fact, Facts } from './fact.js';

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

export const dataFacts: Facts = {
  'ConfigMap.kind': empty,
  'ConfigMap.data.*': openEnd,
  'Secret.stringData.*': openEnd,
};
