import { bytesOf, dataOf, isSecret, textOf } from '../../model/configData.js';
import { knownText } from '../../model/templates.js';
import { moveToText, reencode, textKeysOf } from '../dataFixes.js';
import { finding, rule } from '../rule.js';

/** Base64 of that length mixes the cases; words do not. */
const word = /^(?=.*[a-z])[A-Z]?[a-z0-9]{3,31}$/;

export const plainText = rule({
  code: 'secret/plain-text',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'plain word that happens to be base64',
    why: `
      A word of four, eight or twelve letters is valid base64, so the API server decodes it: pods get a few odd bytes in
      place of the word. Text as it is belongs under \`stringData\`.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data',
    bad: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        user: root
            # ^^^^ warning secret/plain-text: root is read as base64: pods get 3 bytes that are no text`,
    good: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      stringData:
        user: root`,
  },
  *each(manifest) {
    if (!isSecret(manifest)) return;
    const taken = textKeysOf(manifest);
    for (const own of dataOf(manifest)) if (own.isEncoded) yield { own, taken };
  },
  *check({ own, taken }, manifest) {
    const { value } = own.entry;
    const written = knownText(value);
    if (value.kind !== 'scalar' || written === undefined || !word.test(written)) return;
    const bytes = bytesOf(own);
    if (!bytes || textOf(bytes) !== undefined) return;
    const message = `${written} is read as base64: pods get ${bytes.length} bytes that are no text`;
    const encode = reencode(value, `Encode ${own.key}`, written);
    yield finding(value, message, ...moveToText(manifest, own, taken), encode);
  },
});
