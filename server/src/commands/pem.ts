/** Finds the blocks of a PEM file as Go's encoding/pem does, which skips whatever is no whole block. Knows no keys. */

export interface PemBlock {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const begin = '-----BEGIN ';
const end = '-----END ';
const dashes = '-----';
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function* pemBlocks(file: Uint8Array): Generator<PemBlock> {
  // One character for each byte.
  let rest = Buffer.from(file).toString('latin1');
  for (;;) {
    const start = rest.startsWith(begin) ? begin.length : after(rest, `\n${begin}`);
    if (start === -1) return;
    rest = rest.slice(start);
    const [typeLine, body] = cutLine(rest);
    rest = body;
    if (!typeLine.endsWith(dashes)) continue;
    const found = readBlock(typeLine.slice(0, -dashes.length), body);
    if (found === 'none') return;
    if (!found) continue;
    yield found.block;
    rest = found.rest;
  }
}

/** `none` where only headers follow to the end of the file. */
function readBlock(type: string, body: string) {
  let rest = body;
  let headers = 0;
  for (;;) {
    if (rest === '') return 'none';
    const [line, next] = cutLine(rest);
    if (!line.includes(':')) break;
    headers++;
    rest = next;
  }
  const isEmpty = headers === 0 && rest.startsWith(end);
  const endIndex = isEmpty ? 0 : rest.indexOf(`\n${end}`);
  if (endIndex === -1) return undefined;
  const trailer = rest.slice(endIndex + end.length + (isEmpty ? 0 : 1));
  const ending = type + dashes;
  const [behind, after] = cutLine(trailer.slice(ending.length));
  if (!trailer.startsWith(ending) || behind !== '') return undefined;
  const written = rest.slice(0, endIndex).replace(/[ \t\r\n]/g, '');
  if (!base64.test(written)) return undefined;
  return { block: { type, bytes: Buffer.from(written, 'base64') }, rest: after };
}

function after(text: string, part: string): number {
  const index = text.indexOf(part);
  return index === -1 ? -1 : index + part.length;
}

/** The first line without blanks at its end, and what follows. */
function cutLine(text: string): readonly [string, string] {
  const feed = text.indexOf('\n');
  if (feed === -1) return [text.replace(/[ \t]+$/, ''), ''];
  return [
    text
      .slice(0, feed)
      .replace(/\r$/, '')
      .replace(/[ \t]+$/, ''),
    text.slice(feed + 1),
  ];
}
