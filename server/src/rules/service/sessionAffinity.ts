import { serviceSpecOf } from '../../model/services.js';
import { setValue } from '../../syntax/edit.js';
import { insertBefore } from '../../syntax/insert.js';
import { entry, get, isNull, number, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

const mostSeconds = 86_400;

export const serviceSessionAffinity = rule({
  code: 'service/session-affinity',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'sessionAffinityConfig without session affinity, or for a time that is not allowed',
    why: `
      The API server rejects the manifest. A \`sessionAffinityConfig\` needs \`sessionAffinity: ClientIP\`; the time is
      between 1 second and a day.`,
    reference: 'https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        sessionAffinityConfig:
      # ^^^^^^^^^^^^^^^^^^^^^ error service/session-affinity: sessionAffinityConfig must not be set unless sessionAffinity is ClientIP
          clientIP: { timeoutSeconds: 3600 }
        selector: { app: web }
        ports:
          - port: 80`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        sessionAffinity: ClientIP
        sessionAffinityConfig:
          clientIP: { timeoutSeconds: 3600 }
        selector: { app: web }
        ports:
          - port: 80`,
  },
  each: manifest => [serviceSpecOf(manifest)],
  *check(spec, { document, kind }, { isPatch, build }) {
    const config = entry(spec, 'sessionAffinityConfig');
    if (!config || isNull(config.value)) return;
    const affinity = entry(spec, 'sessionAffinity');
    const isKnown = affinity ? text(affinity.value) === 'None' : !isPatch && !build.completes(kind);
    if (isKnown) {
      const edit = () =>
        affinity
          ? setValue(document, affinity, 'ClientIP')
          : insertBefore(document, config, [{ key: 'sessionAffinity', value: 'ClientIP' }]);
      const fixes = config.merged ? [] : [{ title: 'Set sessionAffinity to ClientIP', edits: () => [edit()] }];
      yield finding(config, 'sessionAffinityConfig must not be set unless sessionAffinity is ClientIP', ...fixes);
      return;
    }
    const timeout = get(config.value, 'clientIP', 'timeoutSeconds');
    const seconds = number(timeout);
    if (!timeout || seconds === undefined || !Number.isInteger(seconds)) return;
    if (seconds < 1 || seconds > mostSeconds)
      yield finding(timeout, `timeoutSeconds must be between 1 and ${mostSeconds}`);
  },
});
