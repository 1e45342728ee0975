import { configMapKeyErrors } from '../../model/names.js';
import { podSpecOf } from '../../model/pods.js';
import { entry, get, keyOf, text } from '../../syntax/node.js';
import { requiredTextsBelow } from '../requiredTexts.js';
import { finding, rule } from '../rule.js';
import { changeTo } from '../volumes.js';

export const emptyVolumeValue = rule({
  code: 'volume/empty-value',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'empty string where a volume needs a name or a path',
    why: 'To the API server an empty string is as good as nothing: it rejects the manifest.',
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
            volumeMounts:
              - name: config
                mountPath: /etc/web
        volumes:
          - name: config
            configMap:
              name: web
              items:
                - key: web.conf
                  path: ""
                      # ^^ error volume/empty-value: path must not be empty`,
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
              items:
                - key: web.conf
                  path: "web.conf"`,
  },
  each: (manifest, context) => requiredTextsBelow(get(podSpecOf(manifest), 'volumes'), manifest, context),
  *check(field) {
    const key = keyOf(field) === 'path' ? text(entry(field.map, 'key')?.value) : undefined;
    const fixes = key && configMapKeyErrors(key).length === 0 ? [changeTo(field.value, key)] : [];
    yield finding(field.value, `${keyOf(field)} must not be empty`, ...fixes);
  },
});
