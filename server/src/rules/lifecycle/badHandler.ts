import {
  emptyCommand,
  malformedHeaderName,
  malformedPortName,
  missingCommand,
  portOutOfRange,
  quotedPortNumber,
} from '../handlers.js';
import { hookOwnersOf } from '../probes.js';
import { rule } from '../rule.js';

export const badHandler = rule({
  code: 'lifecycle/bad-handler',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'postStart or preStop handler that cannot work',
    why: `
      The API server rejects the manifest: exec needs a command, ports are numbers from 1 to 65535 or names of ports, and
      names of HTTP headers consist of letters, digits and hyphens.`,
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
                httpGet:
                  path: /shutdown
                  port: "8080"
                      # ^^^^^^ error lifecycle/bad-handler: port must be a number without quotes: "8080" is read as the name of a port`,
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
                httpGet:
                  path: /shutdown
                  port: 8080`,
  },
  each: hookOwnersOf,
  *check(hook, _manifest, { isPatch }) {
    yield* emptyCommand(hook);
    if (!isPatch) yield* missingCommand(hook);
    yield* portOutOfRange(hook);
    yield* malformedPortName(hook);
    yield* quotedPortNumber(hook);
    yield* malformedHeaderName(hook);
  },
});
