import { meantMode, modeText, octal, permissions } from '../../model/fileModes.js';
import { fileModeErrors } from '../../model/names.js';
import { fileModesOf } from '../../model/volumes.js';
import { replace } from '../../syntax/edit.js';
import { isJsonLike } from '../../syntax/insert.js';
import { keyOf, number } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const decimalMode = rule({
  code: 'volume/decimal-mode',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'mode of files that looks octal and is decimal',
    why: `
      Without a zero in front, \`400\` is a decimal number: 0620 in octal. The API server takes it, and the files get other
      permissions than the digits say. JSON has no octal numbers, there 0400 is 256.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: key
                mountPath: /etc/key
        volumes:
          - name: key
            secret:
              secretName: web
              defaultMode: 400
                         # ^^^ warning volume/decimal-mode: defaultMode 400 is a decimal number: 0620 (rw--w----), not 0400`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: key
                mountPath: /etc/key
        volumes:
          - name: key
            secret:
              secretName: web
              defaultMode: 0400`,
  },
  each: fileModesOf,
  *check(field, { document }) {
    const { value } = field;
    const mode = number(value);
    if (mode === undefined || value.kind !== 'scalar' || fileModeErrors(mode).length > 0) return;
    const meant = meantMode(value.text);
    if (meant === undefined) return;
    const wanted = modeText(meant, isJsonLike(document, field.map));
    const message = `${keyOf(field)} ${value.text} is a decimal number: ${octal(mode)} (${permissions(mode)}), not ${octal(meant)}`;
    yield finding(value, message, { title: `Change to ${wanted}`, edits: () => [replace(value, wanted)] });
  },
});
