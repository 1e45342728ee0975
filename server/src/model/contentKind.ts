/** What bytes are, by how they begin: `PEM certificate`, `PNG`, `text`. Says their kind and size, and none of them. */
import { textOf } from './configData.js';

/** The first bytes, in hexadecimal. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^1f8b/, 'gzip'],
  [/^89504e470d0a/, 'PNG'],
  [/^ffd8ff/, 'JPEG'],
  [/^47494638/, 'GIF'],
  [/^52494646.{8}57454250/, 'WebP'],
  [/^0000(?:01|02)00(?!00)..00/, 'icon'],
  [/^255044462d/, 'PDF'],
  [/^504b0304/, 'ZIP'],
  [/^425a683[1-9]/, 'bzip2'],
  [/^fd377a585a00/, 'xz'],
  [/^28b52ffd/, 'Zstandard'],
  [/^feedfeed/, 'JKS'],
  [/^cececece/, 'JCEKS'],
  [/^cafebabe/, 'Java class'],
  [/^7f454c46/, 'ELF'],
  [/^0061736d/, 'WebAssembly'],
  [/^774f46(?:46|32)/, 'WOFF'],
  [/^53514c69746520666f726d6174203300/, 'SQLite'],
  [/^53616c7465645f5f/, 'OpenSSL encrypted'],
  // A sequence of a version and a sequence: 3 is that of PKCS #12.
  [/^30(?:80|82.{4}|83.{6}|84.{8})02010330/, 'PKCS #12'],
  [/^30(?:82.{4}|83.{6})30(?:82.{4}|83.{6})a003020102/, 'DER certificate'],
];

export function kindOfContent(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 32)).toString('hex');
  const known = beginnings.find(([beginning]) => beginning.test(start));
  if (known) return known[1];
  const content = textOf(bytes);
  if (content === undefined) return 'binary';
  return pemKind(content) ?? 'text';
}

/** Of several things in one file, that of most; a key counts more than what is around it. */
function pemKind(content: string): string | undefined {
  const labels = [...content.matchAll(/^-----BEGIN ([A-Z0-9 ]+)-----\r?$/gm)].map(([, label = '']) => label);
  const [first] = labels;
  if (first === undefined) return undefined;
  if (labels.some(label => label.endsWith('PRIVATE KEY'))) {
    return labels.length > 1 ? 'PEM private key and more' : 'PEM private key';
  }
  const isAlike = labels.every(label => label === first);
  const kind = first.endsWith('CERTIFICATE') ? 'certificate' : first.toLowerCase();
  return isAlike && labels.length > 1 ? `PEM, ${labels.length} × ${kind}` : `PEM ${kind}`;
}

/** `12 B`, `1.1 KiB`. */
export function sizeInWords(count: number): string {
  if (count < 1024) return `${count} B`;
  const [unit, size] = count < 1024 * 1024 ? ['KiB', count / 1024] : ['MiB', count / 1024 / 1024];
  return `${size.toFixed(1)} ${unit}`;
}

/** `12 B text`. */
export function contentInWords(bytes: Uint8Array): string {
  return bytes.length === 0 ? 'empty' : `${sizeInWords(bytes.length)} ${kindOfContent(bytes)}`;
}
