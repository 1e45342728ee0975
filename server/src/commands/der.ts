/** Takes apart DER, of which certificates and keys are made: tags and contents. Knows nothing of what they mean. */

export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** The values one behind the other, as far as they are whole. */
export function derValues(bytes: Uint8Array): readonly DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length; ) {
    const header = headerAt(bytes, at);
    if (!header || header.end > bytes.length) return values;
    values.push({ tag: bytes[at] ?? 0, content: bytes.subarray(header.start, header.end) });
    at = header.end;
  }
  return values;
}

/** How long the value is that begins here; `undefined` if it is none that keys and certificates are made of. */
export function derLength(bytes: Uint8Array): number | undefined {
  return bytes[0] === derTags.sequence ? headerAt(bytes, 0)?.end : undefined;
}

export const derTags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
} as const;

function headerAt(bytes: Uint8Array, at: number): { readonly start: number; readonly end: number } | undefined {
  const first = bytes[at + 1];
  if (first === undefined) return undefined;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const count = first - 0x80;
  const start = at + 2 + count;
  if (count < 1 || count > 4 || bytes.length < start) return undefined;
  return { start, end: start + bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0) };
}
