import { fileModesOf } from '../../model/volumes.js';
import { replace } from '../../syntax/edit.js';
import { keyOf, number } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const octalInJson = rule({
  code: 'volume/octal-in-json',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'octal mode in a JSON file',
    why: 'JSON has no octal numbers: most readers, kubectl among them, refuse the whole file. 0644 is 420 there.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions',
    bad: `
      #- pod.json
      {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": { "name": "web" },
        "spec": {
          "containers": [
            { "name": "web", "image": "nginx", "volumeMounts": [{ "name": "config", "mountPath": "/etc/web" }] }
          ],
          "volumes": [
            { "name": "config", "configMap": { "name": "web", "defaultMode": 0644 } }
                                                                           # ^^^^ error volume/octal-in-json: defaultMode must be a decimal number: JSON has no octal ones
          ]
        }
      }`,
    good: `
      {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": { "name": "web" },
        "spec": {
          "containers": [
            { "name": "web", "image": "nginx", "volumeMounts": [{ "name": "config", "mountPath": "/etc/web" }] }
          ],
          "volumes": [
            { "name": "config", "configMap": { "name": "web", "defaultMode": 420 } }
          ]
        }
      }`,
  },
  *each(manifest) {
    if (manifest.uri.endsWith('.json')) yield* fileModesOf(manifest);
  },
  *check(field) {
    const { value } = field;
    const mode = number(value);
    if (mode === undefined || value.kind !== 'scalar' || !/^0[0-9o]/.test(value.text)) return;
    const fix = { title: `Change to ${mode}`, safe: true, edits: () => [replace(value, String(mode))] };
    yield finding(value, `${keyOf(field)} must be a decimal number: JSON has no octal ones`, fix);
  },
});
