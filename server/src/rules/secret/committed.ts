import { bytesOf, dataFieldOf, dataOf, isSecret } from '../../model/configData.js';
import { knownText } from '../../model/templates.js';
import { finding, rule } from '../rule.js';

export const committed = rule({
  code: 'secret/committed',
  severity: 'warning',
  strict: true,
  fixable: false,
  docs: {
    summary: 'Secret whose values are written in the file',
    why: `
      Base64 hides nothing: whoever can read the repository, or an old copy of it, has the values. SOPS, Sealed Secrets or
      the External Secrets Operator keep them out of it.`,
    reference: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    bad: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
      ^^^^ warning secret/committed: who can read this file has the values of the Secret
        password: aHVudGVyMg==`,
    good: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        password: ""`,
  },
  *each(manifest) {
    const field = isSecret(manifest) ? dataFieldOf(manifest) : undefined;
    if (field && dataOf(manifest).some(own => knownText(own.entry.value) && (bytesOf(own)?.length ?? 0) > 0))
      yield field;
  },
  *check(field) {
    yield finding(field, 'who can read this file has the values of the Secret');
  },
});
