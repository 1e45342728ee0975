/** Blanks that nobody sees, at the ends of lines: kubectl quotes a whole text for one. Taking them away changes it. */
import { decodeText } from './dataObject.js';

const invisible = /[ \t\r]+(?=\n|$)/g;

/** What is no text stays as it is. */
export function trimLineEnds(bytes: Uint8Array): Uint8Array {
  const text = decodeText(bytes);
  const trimmed = text?.replace(invisible, '');
  return trimmed === undefined || trimmed === text ? bytes : Buffer.from(trimmed);
}
