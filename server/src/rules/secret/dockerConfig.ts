import { bytesOf, dataOf, isSecret } from '../../model/configData.js';
import { isPlaceholder } from '../../model/templates.js';
import { get, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

const keys: Readonly<Record<string, string>> = {
  'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
  'kubernetes.io/dockercfg': '.dockercfg',
};

export const dockerConfig = rule({
  code: 'secret/docker-config',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'credentials for an image registry that are no JSON object',
    why: 'The API server reads the file in Secrets of this type, and refuses what is no JSON object.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets',
    bad: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: registry
      type: kubernetes.io/dockerconfigjson
      stringData:
        .dockerconfigjson: user:password
                         # ^^^^^^^^^^^^^ error secret/docker-config: .dockerconfigjson must be a JSON object`,
    good: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: registry
      type: kubernetes.io/dockerconfigjson
      stringData:
        .dockerconfigjson: '{"auths": {}}'`,
  },
  *each(manifest) {
    const key = isSecret(manifest) ? keys[text(get(manifest.root, 'type')) ?? ''] : undefined;
    // stringData comes last, and wins.
    const own = key === undefined ? undefined : dataOf(manifest).findLast(candidate => candidate.key === key);
    if (own) yield own;
  },
  *check(own) {
    const { entry, key } = own;
    const bytes = bytesOf(own);
    const content = bytes && new TextDecoder().decode(bytes);
    if (content === undefined || isPlaceholder(entry.value) || /\{\{|\$\{|^<.*>$/.test(content)) return;
    if (!isObject(content)) yield finding(entry.value, `${key} must be a JSON object`);
  },
});

/** To Go, null is an object as well. */
function isObject(content: string): boolean {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}
