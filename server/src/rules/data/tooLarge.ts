import { dataFieldOf, holdsData } from '../../model/configData.js';
import { limits } from '../../model/names.js';
import { valuesSize } from '../dataSize.js';
import { finding, rule } from '../rule.js';

export const tooLarge = rule({
  code: 'data/too-large',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'ConfigMap or Secret with more than 1 MiB of values',
    why: `
      All values together may have 1,048,576 bytes; base64 counts as what it stands for. What is larger belongs into a
      volume, an image, or several objects.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#motivation',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
      ^^^^ error data/too-large: the values must have no more than 1,048,576 bytes in all: these have 1,048,577
        dump: {{x*1048576}}
        more: x`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        dump: xxx
        more: x`,
  },
  *each(manifest) {
    // A shorter text holds no such values, whatever they are.
    if (holdsData(manifest) && manifest.document.text.length > limits.configMapBytes / 3) yield manifest;
  },
  *check(manifest) {
    const at = dataFieldOf(manifest);
    const size = valuesSize(manifest);
    if (!at || size <= limits.configMapBytes) return;
    const [most, found] = [limits.configMapBytes, size].map(count => count.toLocaleString('en-US'));
    yield finding(at, `the values must have no more than ${most} bytes in all: these have ${found}`);
  },
});
