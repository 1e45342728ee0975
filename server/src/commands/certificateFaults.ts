/**
 * What Go's crypto/x509 refuses in certificates and keys although OpenSSL takes it, in its words and in the order in
 * which it reads: no whole list of that, but the faults that certificates are known to have.
 */
import { goQuote } from '../syntax/goQuote.js';
import { type DerValue, derTags, derValues } from './der.js';

const { boolean, integer, bitString, octetString, objectIdentifier, sequence } = derTags;
const tagOfExtensions = 0xa3;
const tagOfVersion = 0xa0;
const ecPublicKey = '2a8648ce3d0201';

/** `certificate` is one that OpenSSL has read. */
export function certificateFault(certificate: Uint8Array): string | undefined {
  const signed = derValues(derValues(certificate)[0]?.content ?? certificate)[0];
  const fields = derValues(signed?.content ?? certificate);
  const [serial, , , , , key, ...more] = fields[0]?.tag === tagOfVersion ? fields.slice(1) : fields;
  if ((serial?.content[0] ?? 0) >= 0x80) return 'x509: negative serial number';
  if (key && isOfUnnamedCurve(derValues(key.content)[0])) return 'x509: invalid ECDSA parameters';
  const extensions = more.find(({ tag }) => tag === tagOfExtensions);
  for (const extension of derValues(
    derValues(extensions?.content ?? new Uint8Array())[0]?.content ?? new Uint8Array(),
  )) {
    const fault = extensionFault(derValues(extension.content));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** `algorithm`: its name, and what it takes. */
function isOfUnnamedCurve(algorithm: DerValue | undefined): boolean {
  const [name, parameters] = derValues(algorithm?.content ?? new Uint8Array());
  return name !== undefined && hex(name) === ecPublicKey && parameters?.tag !== objectIdentifier;
}

function extensionFault([name, ...values]: readonly DerValue[]): string | undefined {
  const value = values.find(({ tag }) => tag === octetString);
  if (!name || !value) return undefined;
  return faults[hex(name)]?.(derValues(value.content)[0]);
}

const faults: Readonly<Record<string, (value: DerValue | undefined) => string | undefined>> = {
  '551d0f': value => (isBitString(value) ? undefined : 'x509: invalid key usage'),
  '551d13': value => (areConstraints(value) ? undefined : 'x509: invalid basic constraints'),
  '551d1e': constraintFault,
  '551d11': value =>
    value?.tag === sequence ? alternativeNameFault(value) : 'x509: invalid subject alternative names',
};

/** The first byte says how many bits of the last one do not count; they must be 0. */
function isBitString(value: DerValue | undefined): boolean {
  if (value?.tag !== bitString) return false;
  const [unused = 8, ...bytes] = value.content;
  return unused < 8 && (bytes.length > 0 || unused === 0) && ((bytes.at(-1) ?? 0) & ((1 << unused) - 1)) === 0;
}

function areConstraints(value: DerValue | undefined): boolean {
  if (value?.tag !== sequence) return false;
  const [first, second] = derValues(value.content);
  const length = first?.tag === boolean ? second : first;
  const isTruth = first?.tag !== boolean || (first.content.length === 1 && [0, 255].includes(first.content[0] ?? 1));
  return isTruth && (length?.tag !== integer || isInteger(length.content));
}

/** Without bytes that say nothing. */
function isInteger(content: Uint8Array): boolean {
  const [first, second] = content;
  if (first === undefined || second === undefined) return first !== undefined;
  return !((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
}

const texts: Readonly<Record<number, string>> = { 1: 'rfc822Name', 2: 'dNSName', 6: 'uniformResourceIdentifier' };
const uri = 6;
const address = 7;
const dnsName = 0x82;

function alternativeNameFault({ content }: DerValue): string | undefined {
  for (const { tag, content: own } of derValues(content)) {
    const kind = tag & 0x1f;
    if (texts[kind] !== undefined && own.some(byte => byte > 0x7f)) return `x509: SAN ${texts[kind]} is malformed`;
    if (kind === address && own.length !== 4 && own.length !== 16) {
      return `x509: cannot parse IP address of length ${own.length}`;
    }
    const fault = kind === uri ? uriFault(Buffer.from(own).toString('latin1')) : undefined;
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Of all that may be wrong with one, the bracket that is missing behind an address. */
function uriFault(written: string): string | undefined {
  const authority = /^[A-Za-z][-+.A-Za-z0-9]*:\/\/([^/?#]*)/.exec(written)?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (!host.startsWith('[') || host.includes(']')) return undefined;
  const quoted = goQuote(written);
  return `x509: cannot parse URI ${quoted}: parse ${quoted}: missing ']' in host`;
}

/** What may be in names, or must not: each list has one entry for each name. */
function constraintFault(value: DerValue | undefined): string | undefined {
  const bases = derValues(value?.content ?? new Uint8Array())
    .flatMap(({ content }) => derValues(content))
    .flatMap(({ content }) => derValues(content)[0] ?? []);
  const names = bases.flatMap(({ tag, content }) => (tag === dnsName ? Buffer.from(content).toString('latin1') : []));
  const wrong = names.find(name => name !== '' && !/^\.?(?:[!-\-/-~]+\.)*[!-\-/-~]+$/.test(name));
  return wrong === undefined ? undefined : `x509: failed to parse dnsName constraint ${goQuote(wrong)}`;
}

function hex({ content }: DerValue): string {
  return Buffer.from(content).toString('hex');
}

/** Whether the curve of a key is written out and not named: Go reads no such key. */
export function hasUnnamedCurve(key: Uint8Array): boolean {
  const [version, second, third, ...more] = derValues(derValues(key)[0]?.content ?? key);
  if (version?.tag !== integer) return false;
  const inner = [third, ...more].find(own => own?.tag === tagOfVersion);
  const isNamed = inner && derValues(inner.content)[0]?.tag === objectIdentifier;
  if (second?.tag === octetString) return inner !== undefined && !isNamed;
  if (!isOfUnnamedCurve(second)) return false;
  const own = derValues(derValues(third?.content ?? key)[0]?.content ?? key).find(({ tag }) => tag === tagOfVersion);
  return !own || derValues(own.content)[0]?.tag !== objectIdentifier;
}
