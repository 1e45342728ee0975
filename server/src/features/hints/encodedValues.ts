/** How much there is in base64, and what it is: `12 B text`, `1.1 KiB PEM certificate`. Never what it says. */
import { bytesOf, dataOf } from '../../model/configData.js';
import { contentInWords } from '../../model/contentKind.js';
import { isEncrypted, type Manifest } from '../../model/manifest.js';
import type { Span } from '../../syntax/node.js';
import { touches } from '../range.js';
import type { InlayText } from './inlay.js';

export interface EncodedValueText extends InlayText {
  readonly offset: number;
}

/** Behind a longer value nobody would see it: then it stands behind the key. */
const longestBefore = 100;

/** Of the values in base64 that are written within `span`. */
export function encodedValues(manifest: Manifest, span: Span): readonly EncodedValueText[] {
  if (isEncrypted(manifest)) return [];
  return dataOf(manifest).flatMap(own => {
    const { key, value, merged } = own.entry;
    if (!own.isEncoded || merged || value.alias || !touches(own.entry.span, span)) return [];
    const bytes = bytesOf(own);
    // What is no base64 is reported, and what is not there has no size.
    if (!bytes || value.kind !== 'scalar' || value.text.trim() === '') return [];
    const written = manifest.document.text.slice(value.span.start, value.span.end);
    const isShort = written.length <= longestBefore && !written.includes('\n');
    const colon = manifest.document.text.indexOf(':', key.span.end) + 1;
    const words = contentInWords(bytes);
    return { offset: isShort ? value.span.end : colon, label: words, tooltip: `The value decoded: ${words}` };
  });
}
