import { meantMode, modeText } from '../../model/fileModes.js';
import { fileModeErrors } from '../../model/names.js';
import { fileModesOf } from '../../model/volumes.js';
import { replace } from '../../syntax/edit.js';
import { isJsonLike } from '../../syntax/insert.js';
import { keyOf, number } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';

export const modeRange = rule({
  code: 'volume/mode-range',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'mode of files that is greater than 0777',
    why: `
      The API server rejects the manifest. \`644\` is a decimal number, 01204 in octal: a mode begins with a zero. JSON has
      no octal numbers, there it is 420.`,
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
              - name: config
                mountPath: /etc/web
        volumes:
          - name: config
            configMap:
              name: web
              defaultMode: 644
                         # ^^^ error volume/mode-range: defaultMode must be a number between 0 and 0777 (octal), both inclusive`,
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
              - name: config
                mountPath: /etc/web
        volumes:
          - name: config
            configMap:
              name: web
              defaultMode: 0644`,
  },
  each: fileModesOf,
  *check(field, { document }) {
    const { value } = field;
    const mode = number(value);
    // What is no 32-bit integer the schema has been told about.
    if (mode === undefined || !Number.isInteger(mode) || Math.abs(mode) >= 2 ** 31 || value.kind !== 'scalar') return;
    const [error] = fileModeErrors(mode);
    if (error === undefined) return;
    const meant = meantMode(value.text);
    const wanted = meant === undefined ? undefined : modeText(meant, isJsonLike(document, field.map));
    const fixes: readonly Fix[] =
      wanted === undefined ? [] : [{ title: `Change to ${wanted}`, safe: true, edits: () => [replace(value, wanted)] }];
    yield finding(value, `${keyOf(field)} ${error}`, ...fixes);
  },
});
