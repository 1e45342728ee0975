/** Quotes a text as Go's `%q` does in error messages: readable letters stay, everything else is escaped. */

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
]);
const escaped = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

export function goQuote(text: string): string {
  return `"${text.replace(escaped, escapeOne)}"`;
}

/** The same for bytes that may be no text: those that are none are escaped one by one. */
export function goQuoteBytes(bytes: Uint8Array): string {
  let quoted = '';
  for (let at = 0; at < bytes.length; ) {
    const letter = letterAt(bytes, at);
    quoted +=
      letter === undefined ? `\\x${Buffer.from([bytes[at] ?? 0]).toString('hex')}` : goQuote(letter).slice(1, -1);
    at += letter === undefined ? 1 : Buffer.byteLength(letter);
  }
  return `"${quoted}"`;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The character that begins there, if one does: it has no more than four bytes. */
function letterAt(bytes: Uint8Array, at: number): string | undefined {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    try {
      return decoder.decode(bytes.subarray(at, at + length));
    } catch {}
  }
  return undefined;
}

function escapeOne(character: string): string {
  const short = shortEscapes.get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x80) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
