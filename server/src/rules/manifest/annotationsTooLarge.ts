import { mapIn, metadataOf } from '../../model/labels.js';
import { limits } from '../../model/names.js';
import { keyOf, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const annotationsTooLarge = rule({
  code: 'manifest/annotations-too-large',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'more annotations than an object may have',
    why: 'Keys and values of all annotations of an object together may have 262,144 bytes (256 KiB).',
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        annotations:
      # ^^^^^^^^^^^ error manifest/annotations-too-large: annotations must have no more than 262,144 bytes in all: these have 262,152
          dump: {{x*262148}}`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        annotations:
          dump: xxx`,
  },
  *each(manifest, { kindInfo }) {
    // A shorter text holds no such annotations, whatever they are.
    if (!kindInfo?.definition || manifest.document.text.length <= limits.annotationsBytes / 3) return;
    yield* metadataOf(manifest);
  },
  *check(metadata) {
    const annotations = mapIn(metadata, 'annotations');
    if (!annotations) return;
    let size = 0;
    for (const own of annotations.value.entries) {
      size += Buffer.byteLength(keyOf(own)) + Buffer.byteLength(text(own.value) ?? '');
    }
    if (size <= limits.annotationsBytes) return;
    const [most, found] = [limits.annotationsBytes, size].map(count => count.toLocaleString('en-US'));
    const message = `annotations must have no more than ${most} bytes in all: these have ${found}`;
    yield finding(annotations, message);
  },
});
