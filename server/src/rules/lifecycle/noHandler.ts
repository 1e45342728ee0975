import { hookHandlerNames } from '../../model/lifecycle.js';
import { keyOf } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { isBare } from '../handlers.js';
import { hookOwnersOf } from '../probes.js';
import { finding, rule } from '../rule.js';

export const hookWithoutHandler = rule({
  code: 'lifecycle/no-handler',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'postStart or preStop hook that does nothing',
    why: `
      The API server rejects the manifest: a hook needs one of exec, httpGet, tcpSocket and sleep.`,
    reference: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            lifecycle:
              postStart:
                exec:
                  command: ["touch", "/tmp/started"]
              preStop: {}
            # ^^^^^^^ error lifecycle/no-handler: preStop must have a handler: exec, httpGet, tcpSocket or sleep`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            lifecycle:
              postStart:
                exec:
                  command: ["touch", "/tmp/started"]`,
  },
  *each(manifest, { isPatch }) {
    if (isPatch) return;
    for (const hook of hookOwnersOf(manifest)) if (isBare(hook, hookHandlerNames)) yield hook;
  },
  *check({ entry }, { document }) {
    yield finding(entry, `${keyOf(entry)} must have a handler: exec, httpGet, tcpSocket or sleep`, {
      title: `Remove ${keyOf(entry)}`,
      edits: () => removeEntry(document, entry),
    });
  },
});
