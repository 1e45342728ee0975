import { dataOf, decodeBase64 } from '../../model/configData.js';
import { knownText } from '../../model/templates.js';
import type { Entry, ScalarNode } from '../../syntax/node.js';
import { moveToText, reencode, rewrite, textKeysOf } from '../dataFixes.js';
import { type Fix, finding, rule } from '../rule.js';

export const notBase64 = rule({
  code: 'data/not-base64',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'value that must be base64, and is not',
    why: `
      The values below \`data\` of a Secret, and below \`binaryData\` of a ConfigMap, are base64: the standard alphabet,
      with padding. The API server refuses anything else. Text as it is belongs under \`stringData\` of a Secret, or
      under \`data\` of a ConfigMap.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data',
    bad: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        password: hunter 2
                # ^^^^^^^^ error data/not-base64: password must be base64 (the standard alphabet, with padding)`,
    good: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      stringData:
        password: hunter 2`,
  },
  *each(manifest) {
    const taken = textKeysOf(manifest);
    for (const own of dataOf(manifest)) if (own.isEncoded) yield { own, taken };
  },
  *check({ own, taken }, manifest) {
    const { entry, key } = own;
    const { value } = entry;
    const written = knownText(value);
    if (value.kind !== 'scalar' || written === undefined || decodeBase64(written)) return;
    const message = `${key} must be base64 (the standard alphabet, with padding)`;
    const move = moveToText(manifest, own, taken);
    const encode = reencode(value, `Encode ${key}`, written);
    yield finding(value, message, ...mended(entry, value, written), ...move, encode);
  },
});

/** Base64 of another alphabet, without its padding, or with blanks between: what else has so few kinds of signs? */
function mended({ merged }: Entry, node: ScalarNode, written: string): readonly Fix[] {
  const characters = written.replace(/\s/g, '');
  const standard = characters.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  const padded = standard.padEnd(Math.ceil(standard.length / 4) * 4, '=');
  const isLong = characters.length >= 16 && /[A-Z]/.test(characters) && /[a-z]/.test(characters);
  if (merged || !isLong || !/^[-\w+/]+=*$/.test(characters) || !decodeBase64(padded)) return [];
  return [rewrite(node, 'Change to standard base64', padded)];
}
