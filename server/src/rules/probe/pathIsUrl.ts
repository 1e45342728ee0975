import { isPlaceholder } from '../../model/templates.js';
import { scalarText, setValue } from '../../syntax/edit.js';
import { entry, get, text } from '../../syntax/node.js';
import { allowedProbesOf } from '../probes.js';
import { type Fix, finding, rule } from '../rule.js';

/** Scheme and host, or a host that looks like a scheme because of its port; then the rest. */
const url = /^(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*|localhost:[0-9]+)([/?#].*)?$/;

export const pathIsUrl = rule({
  code: 'probe/path-is-url',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'path of a probe that is a whole URL',
    why: `
      The kubelet takes host and port from their own fields and throws away those in the path. Without \`//\`, what
      stands before the first slash makes the URL one that cannot be asked at all.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            livenessProbe:
              httpGet:
                path: http://localhost:9090/healthz
                    # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning probe/path-is-url: path must be without scheme, host and port: these have fields of their own
                port: 8080`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            livenessProbe:
              httpGet:
                path: /healthz
                port: 8080`,
  },
  each: allowedProbesOf,
  *check({ node }, { document }) {
    const path = entry(get(node, 'httpGet'), 'path');
    const value = text(path?.value);
    if (!path || value === undefined || isPlaceholder(path.value)) return;
    const match = url.exec(value);
    if (!match) return;
    const rest = match[1] ?? '';
    const own = rest.startsWith('/') ? rest : `/${rest}`;
    const fix: Fix = { title: `Change to ${own}`, edits: () => [setValue(document, path, scalarText(own))] };
    yield finding(path.value, 'path must be without scheme, host and port: these have fields of their own', fix);
  },
});
