import { bytesOf, dataOf, decodeBase64, isSecret, textOf } from '../../model/configData.js';
import { get, text } from '../../syntax/node.js';
import { reencode } from '../dataFixes.js';
import { finding, rule } from '../rule.js';

export const doubleBase64 = rule({
  code: 'secret/double-base64',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'value that may have been encoded twice',
    why: 'The API server decodes once, so pods get base64. Some programs want it so; others look for the text in it.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data',
    bad: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        password: YzNWd1pYSXRjMlZqY21WMA==
                # ^^^^^^^^^^^^^^^^^^^^^^^^ warning secret/double-base64: password is base64 of base64: pods get the inner one`,
    good: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        password: c3VwZXItc2VjcmV0`,
  },
  *each(manifest) {
    // Helm packs its releases so.
    if (!isSecret(manifest) || text(get(manifest.root, 'type'))?.startsWith('helm.sh/')) return;
    for (const own of dataOf(manifest)) if (own.isEncoded) yield own;
  },
  *check(own) {
    const { value } = own.entry;
    const bytes = bytesOf(own);
    const inner = bytes && textOf(bytes)?.trim();
    if (value.kind !== 'scalar' || inner === undefined || !isEncodedText(own.key, inner)) return;
    const fix = reencode(value, 'Decode it once', decodeBase64(inner) ?? '');
    yield finding(value, `${own.key} is base64 of base64: pods get the inner one`, fix);
  },
});

/** By chance, a key of as many characters decodes to readable text once in ten thousand times. */
function isEncodedText(key: string, inner: string): boolean {
  // HTTP sends user and password so, and some programs want their keys in base64.
  if (/auth|basic|base64|b64|encrypt|encoded/i.test(key) || inner.length < 12) return false;
  const bytes = decodeBase64(inner);
  return bytes !== undefined && /^[\n\x20-\x7e]+$/.test(textOf(bytes) ?? '');
}
