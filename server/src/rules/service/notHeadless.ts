import { isHeadless, serviceSpecOf } from '../../model/services.js';
import { entry, text } from '../../syntax/node.js';
import { askedIn, belongingTo, manifestOf, placeOf, withRelated } from '../references.js';
import { finding, rule } from '../rule.js';

export const notHeadless = rule({
  code: 'service/not-headless',
  severity: 'warning',
  strict: true,
  acrossFiles: true,
  fixable: false,
  docs: {
    summary: 'StatefulSet whose Service is not headless',
    why: `
      The pods of a StatefulSet have names of their own, such as \`db-0.db\`, only through a headless Service: one with
      \`clusterIP: None\`.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: db
      spec:
        selector:
          app: db
        ports:
          - port: 5432
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata:
        name: db
      spec:
        serviceName: db
                   # ^^ warning service/not-headless: Service db is not headless: pods of the StatefulSet get no names of their own
        selector:
          matchLabels:
            app: db
        template:
          metadata:
            labels:
              app: db
          spec:
            containers:
              - name: db
                image: postgres`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: db
      spec:
        clusterIP: None
        selector:
          app: db
        ports:
          - port: 5432
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata:
        name: db
      spec:
        serviceName: db
        selector:
          matchLabels:
            app: db
        template:
          metadata:
            labels:
              app: db
          spec:
            containers:
              - name: db
                image: postgres`,
  },
  *each(manifest, context) {
    if (manifest.kind !== 'StatefulSet') return;
    for (const asked of askedIn(manifest, context)) if (asked.reference.field === 'spec.serviceName') yield asked;
  },
  *check(asked, _manifest, context) {
    const found = belongingTo(asked, context);
    const specs = found.map(object => {
      const manifest = manifestOf(object);
      return manifest && serviceSpecOf(manifest);
    });
    const areOrdinary = specs.every(
      spec => spec && !isHeadless(spec) && isKnown(text(entry(spec, 'clusterIP')?.value)),
    );
    if (found.length === 0 || !areOrdinary || context.build.completes('Service')) return;
    const { reference } = asked;
    const message = `Service ${reference.name} is not headless: pods of the StatefulSet get no names of their own`;
    yield withRelated(
      finding(reference.node, message),
      found.map(object => placeOf(object)),
    );
  },
});

function isKnown(address: string | undefined): boolean {
  return address === undefined || /^[0-9a-f.:]*$/i.test(address);
}
