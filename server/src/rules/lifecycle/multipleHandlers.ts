import { furtherHandlers } from '../handlers.js';
import { hookOwnersOf } from '../probes.js';
import { rule } from '../rule.js';

export const hookWithMultipleHandlers = rule({
  code: 'lifecycle/multiple-handlers',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'postStart or preStop hook with more than one handler',
    why: `
      The API server rejects the manifest: a hook does one thing. Several steps belong in one script.`,
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
              preStop:
                exec:
                  command: ["nginx", "-s", "quit"]
                sleep:
              # ^^^^^ error lifecycle/multiple-handlers: preStop must have one handler only: it has exec already
                  seconds: 5`,
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
              preStop:
                exec:
                  command: ["nginx", "-s", "quit"]`,
  },
  each: hookOwnersOf,
  check: furtherHandlers,
});
