import { fileModeErrors } from '../../model/names.js';
import { fileModesOf } from '../../model/volumes.js';
import { finding, rule } from '../rule.js';

export const octalDigits = rule({
  code: 'yaml/octal-digits',
  severity: 'warning',
  fixable: false,
  docs: {
    summary: 'file mode that begins like an octal number and is none',
    why: `
      A number with a leading zero is octal, \`0644\` say. With a digit 8 or 9 in it, it cannot be: kubectl reads it as a
      decimal number, and the file gets another mode than anyone can have meant.`,
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
        volumes:
          - name: config
            configMap:
              name: web
              defaultMode: 0480
                         # ^^^^ warning yaml/octal-digits: octal numbers have no 8 and no 9: kubectl reads 480 here, which is the mode 0740`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
        volumes:
          - name: config
            configMap:
              name: web
              defaultMode: 0440`,
  },
  each: fileModesOf,
  *check({ value: node }) {
    if (node.kind !== 'scalar' || typeof node.value !== 'number' || fileModeErrors(node.value).length > 0) return;
    const { value, text } = node;
    if (!/^0\d*[89]\d*$/.test(text)) return;
    const mode = value.toString(8).padStart(4, '0');
    yield finding(node, `octal numbers have no 8 and no 9: kubectl reads ${value} here, which is the mode ${mode}`);
  },
});
