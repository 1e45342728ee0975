/** Bytes as lines that can be read and edited: where they stand, sixteen of them, and the characters they would be. */

const perLine = 16;
/** A place is only one when bytes follow: alone it could be four bytes that somebody wrote without blanks. */
const line = /^(?:[0-9a-fA-F]{8,}[ \t]{2,}(?=[0-9a-fA-F]))?[ \t]*((?:[0-9a-fA-F]{2}(?:[ \t]+|$))*)(?:\|.*\|)?[ \t]*$/;

export function hexDump(content: Uint8Array): string {
  let dump = '';
  for (let start = 0; start < content.length; start += perLine) {
    const bytes = [...content.subarray(start, start + perLine)];
    const pairs = bytes.map(byte => byte.toString(16).padStart(2, '0'));
    const hex = [pairs.slice(0, 8), pairs.slice(8)].map(half => half.join(' ').padEnd(23)).join('  ');
    const shown = bytes.map(byte => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : '.')).join('');
    dump += `${start.toString(16).padStart(8, '0')}  ${hex}  |${shown}|\n`;
  }
  return dump;
}

/** The bytes of the lines; only the pairs of digits count. `wrong`: the first line that has something else, from 1. */
export function parseHexDump(dump: string): Uint8Array | { readonly wrong: number } {
  const pairs: string[] = [];
  for (const [i, text] of dump.split(/\r\n|\r|\n/).entries()) {
    const match = line.exec(text);
    if (!match) return { wrong: i + 1 };
    if (match[1]) pairs.push(match[1].replace(/[ \t]/g, ''));
  }
  return Buffer.from(pairs.join(''), 'hex');
}
