/** What kubectl reads where an unquoted value is not what it looks like: `yes`, `0644`, `1_000`. */
import type { Inlay } from './inlay.js';

const asItLooks = /^(true|false|[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?)$/i;

export const plainValues: Inlay = ({ value: { value, text, style }, place }) => {
  const isSurprise = style === 'plain' && (typeof value === 'number' || typeof value === 'boolean');
  // A string that must be quoted is underlined, with the same words.
  if (!isSurprise || asItLooks.test(text) || place?.schema.type === 'string') return undefined;
  return { label: `= ${value}`, tooltip: `kubectl reads ${text} as ${value}` };
};
