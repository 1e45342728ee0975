/**
 * Whether a certificate and a private key belong together, and if not, why, in the words of Go's crypto/tls, which
 * kubectl asks before it makes a Secret of them. No message shows anything of the key.
 */
import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { certificateFault, hasUnnamedCurve } from './certificateFaults.js';
import { derLength } from './der.js';
import { pemBlocks } from './pem.js';

/** `undefined` if they are a pair. Both are PEM; further certificates and other blocks may stand beside. */
export function keyPairError(certificateFile: Uint8Array, keyFile: Uint8Array): string | undefined {
  const certificate = findCertificate(certificateFile);
  if (typeof certificate === 'string') return certificate;
  const key = findKey(keyFile);
  if (typeof key === 'string') return key;
  const publicKey = readCertificate(certificate);
  if (typeof publicKey === 'string') return publicKey;
  const privateKey = readKey(key);
  if (typeof privateKey === 'string') return privateKey;
  return comparisonError(publicKey, privateKey);
}

function findCertificate(file: Uint8Array): Uint8Array | string {
  const blocks = [...pemBlocks(file)];
  const certificate = blocks.find(({ type }) => type === 'CERTIFICATE');
  if (certificate) return certificate.bytes;
  const [first, ...others] = blocks;
  if (!first) return 'tls: failed to find any PEM data in certificate input';
  if (others.length === 0 && first.type.endsWith('PRIVATE KEY')) {
    return 'tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched';
  }
  return `tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: ${typesOf(blocks)}`;
}

function findKey(file: Uint8Array): Uint8Array | string {
  const blocks = [...pemBlocks(file)];
  const key = blocks.find(({ type }) => type === 'PRIVATE KEY' || type.endsWith(' PRIVATE KEY'));
  if (key) return key.bytes;
  const [first, ...others] = blocks;
  if (!first) return 'tls: failed to find any PEM data in key input';
  if (others.length === 0 && first.type === 'CERTIFICATE') {
    return 'tls: found a certificate rather than a key in the PEM for the private key';
  }
  return `tls: failed to find PEM block with type ending in "PRIVATE KEY" in key input after skipping PEM blocks of the following types: ${typesOf(blocks)}`;
}

function typesOf(blocks: readonly { readonly type: string }[]): string {
  return `[${blocks.map(({ type }) => type).join(' ')}]`;
}

function readCertificate(der: Uint8Array): KeyObject | string {
  const length = derLength(der);
  if (length === undefined || length > der.length) return 'x509: malformed certificate';
  if (length < der.length) return 'x509: trailing data';
  try {
    const { publicKey } = new X509Certificate(der);
    const fault = certificateFault(der);
    if (fault !== undefined) return fault;
    return isKnownCurve(publicKey) ? publicKey : 'x509: unsupported elliptic curve';
  } catch {
    return 'x509: malformed certificate';
  }
}

/** What follows the key is no mistake to Go, unless the key is of the oldest kind. */
function readKey(der: Uint8Array): KeyObject | string {
  const length = derLength(der) ?? 0;
  const kinds = length === der.length ? (['pkcs1', 'pkcs8', 'sec1'] as const) : (['pkcs8', 'sec1'] as const);
  for (const kind of length > der.length ? [] : kinds) {
    const key = tryKey(der.subarray(0, length), kind);
    if (!key || !isKnownCurve(key) || hasUnnamedCurve(der)) continue;
    const { asymmetricKeyType = '' } = key;
    if (knownTypes.has(asymmetricKeyType)) return key;
    if (asymmetricKeyType === 'x25519') return 'tls: found unknown private key type in PKCS#8 wrapping';
  }
  return 'tls: failed to parse private key';
}

function tryKey(der: Uint8Array, type: 'pkcs1' | 'pkcs8' | 'sec1'): KeyObject | undefined {
  try {
    return createPrivateKey({ key: Buffer.from(der), format: 'der', type });
  } catch {
    return undefined;
  }
}

const knownTypes: ReadonlySet<string> = new Set(['rsa', 'ec', 'ed25519']);
const knownCurves: ReadonlySet<string> = new Set(['secp224r1', 'prime256v1', 'secp384r1', 'secp521r1']);

function isKnownCurve({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  return asymmetricKeyType !== 'ec' || knownCurves.has(asymmetricKeyDetails?.namedCurve ?? '');
}

function comparisonError(publicKey: KeyObject, privateKey: KeyObject): string | undefined {
  const type = publicKey.asymmetricKeyType ?? '';
  if (!knownTypes.has(type)) return 'tls: unknown public key algorithm';
  if (type !== privateKey.asymmetricKeyType) return 'tls: private key type does not match public key type';
  const own = createPublicKey(privateKey);
  return own.equals(publicKey) ? undefined : 'tls: private key does not match public key';
}
