import { isPlaceholder } from '../../model/templates.js';
import { setValue } from '../../syntax/edit.js';
import { keyOf } from '../../syntax/node.js';
import { rollingUpdatesOf } from '../rollingUpdates.js';
import { finding, rule } from '../rule.js';

export const workloadIntOrPercent = rule({
  code: 'workload/int-or-percent',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'maxSurge or maxUnavailable that is no number of pods and no percentage',
    why: `
      The API server rejects the manifest: these are whole numbers without quotes, or percentages such as \`25%\`. Not more
      than all pods can be unavailable.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment',
    bad: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        strategy:
          rollingUpdate:
            maxSurge: "1"
                    # ^^^ error workload/int-or-percent: maxSurge must be a number without quotes, or a percentage
        selector:
          matchLabels: { app: web }
        template:
          metadata:
            labels: { app: web }
          spec:
            containers:
              - name: web
                image: nginx`,
    good: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        strategy:
          rollingUpdate:
            maxSurge: 1
        selector:
          matchLabels: { app: web }
        template:
          metadata:
            labels: { app: web }
          spec:
            containers:
              - name: web
                image: nginx`,
  },
  *each(manifest) {
    for (const { maxSurge, maxUnavailable } of rollingUpdatesOf(manifest)) yield* [maxSurge, maxUnavailable];
  },
  *check(field, { document }) {
    if (field?.value.kind !== 'scalar' || isPlaceholder(field.value)) return;
    const { value } = field.value;
    const name = keyOf(field);
    if (typeof value === 'number' && value < 0) yield finding(field.value, `${name} must not be negative`);
    if (typeof value !== 'string') return;
    const percent = /^(\d+)%$/.exec(value)?.[1];
    if (percent !== undefined) {
      if (name !== 'maxUnavailable' || Number(percent) <= 100) return;
      yield finding(field.value, `${name} must not be greater than 100%`);
      return;
    }
    const isNumber = /^\d{1,9}$/.test(value);
    const digits = String(Number(value));
    const fix = { title: `Change to ${digits}`, safe: true, edits: () => [setValue(document, field, digits)] };
    yield finding(field.value, `${name} must be a number without quotes, or a percentage`, ...(isNumber ? [fix] : []));
  },
});
