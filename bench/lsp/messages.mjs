// @ts-check
/** The framing of LSP: messages out of a stream of bytes, and back. The time of a message is when its last byte came. */

export const now = () => performance.now();

/** @typedef {{ code: number, message: string }} ResponseError */
/** @typedef {{ id?: number | string | undefined, method?: string, params?: any, result?: any, error?: ResponseError }} Message */

/** @param {Message} message @returns {Buffer} */
export function frame(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }), 'utf8');
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, 'latin1'), body]);
}

/** @param {(message: Message, at: number) => void} onMessage @returns {(chunk: Buffer) => void} */
export function messageReader(onMessage) {
  /** @type {Buffer[]} */
  let chunks = [];
  let have = 0;
  let need = -1;
  const rest = (/** @type {Buffer} */ buffer, /** @type {number} */ from) => {
    chunks = [buffer.subarray(from)];
    have = buffer.length - from;
  };
  return chunk => {
    chunks.push(chunk);
    have += chunk.length;
    for (;;) {
      // Joined only when something can be read, so that a long answer is not copied once for each of its pieces.
      if (have < need) return;
      const buffer = Buffer.concat(chunks);
      if (need < 0) {
        const end = buffer.indexOf('\r\n\r\n');
        if (end < 0) return rest(buffer, 0);
        need = bodyLength(buffer.toString('latin1', 0, end));
        rest(buffer, end + 4);
      } else {
        const at = now();
        const message = JSON.parse(buffer.toString('utf8', 0, need));
        rest(buffer, need);
        need = -1;
        onMessage(message, at);
      }
    }
  };
}

/** @param {string} header @returns {number} */
function bodyLength(header) {
  const found = /content-length: *(\d+)/i.exec(header);
  if (!found) throw new Error('a header without Content-Length: the server writes something else to stdout');
  return Number(found[1]);
}
