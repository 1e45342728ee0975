import { dataOf, isConfigMap } from '../../model/configData.js';
import { knownText } from '../../model/templates.js';
import { finding, rule } from '../rule.js';

const sensitiveKey =
  /password|passwd|token|bearer|secret|credential|private[-_.]?key|api[-_.]?key|AZURE_.+KEY|GOOGLE_APPLICATION_CREDENTIALS/i;
/** What tells of a secret, and holds none. */
const about =
  /(name|namespace|template|pattern|policy|path|file|dir|url|uri|type|method|ref|enabled|ttl|expiry|length|timeout)s?$/i;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** Not where a variable, a file or a placeholder stands behind it. */
const passwordPair = /(?:^|[\s;&?"'])[\w.-]*passw(?:or)?d["']?\s*[=:]\s*["']?[^\s"'${<%/]{3,}/im;

export const sensitiveValue = rule({
  code: 'config-map/sensitive-value',
  severity: 'warning',
  strict: true,
  fixable: false,
  docs: {
    summary: 'password, token or private key in a ConfigMap',
    why: `
      ConfigMaps are shown in full by many tools, and more people may read them than Secrets. Secrets can be encrypted at
      rest, and access to them can be granted by itself.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue
        db-password: hunter2
      # ^^^^^^^^^^^ warning config-map/sensitive-value: db-password looks like something to keep in a Secret`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue`,
  },
  *each(manifest) {
    if (isConfigMap(manifest)) yield* dataOf(manifest);
  },
  *check({ key, entry }) {
    const value = knownText(entry.value);
    if (!value || value.length > 100_000) return;
    const isNamedSo = sensitiveKey.test(key) && !about.test(key) && isSecretLike(value);
    if (!isNamedSo && !privateKey.test(value) && !passwordPair.test(value)) return;
    yield finding(entry, `${key} looks like something to keep in a Secret`);
  },
});

/** Not a switch, a number, a path or a whole file. */
function isSecretLike(value: string): boolean {
  return !/^(true|false|\d{1,6}[smhd]?|[./].*)$/i.test(value) && !value.trim().includes('\n');
}
