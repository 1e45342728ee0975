import { containersOf } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import { scalarText, setValue } from '../../syntax/edit.js';
import { entry, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const containerImage = rule({
  code: 'container/image',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'image that is empty or has blanks around it',
    why: `
      The API server rejects a manifest with an empty image, and a Pod whose image has blanks around it. In the
      template of a workload it lets the blanks pass: there no pod will ever be created.`,
    reference: 'https://kubernetes.io/docs/concepts/containers/images/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: " nginx:1.27"
                 # ^^^^^^^^^^^^^ error container/image: image must not have leading or trailing whitespace`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: "nginx:1.27"`,
  },
  *each(manifest) {
    for (const { node } of containersOf(manifest)) {
      const image = entry(node, 'image');
      if (image && !isPlaceholder(image.value)) yield image;
    }
  },
  *check(field, { document, kind }) {
    const image = text(field.value);
    if (image === undefined) return;
    const trimmed = image.trim();
    const isPod = kind === 'Pod';
    if (image === '') yield finding(field.value, 'image of a container must not be empty');
    // In templates, blanks alone stand for an image that someone else sets, as OpenShift has it.
    if (trimmed === image || (trimmed === '' && !isPod)) return;
    const fix = { title: 'Remove the blanks', edits: () => [setValue(document, field, scalarText(trimmed))] };
    const found = finding(field.value, 'image must not have leading or trailing whitespace', ...(trimmed ? [fix] : []));
    yield isPod ? found : { ...found, severity: 'warning' };
  },
});
