import { one } from '../../model/quantity.js';
import { type Amount, amountFields, amountsOf, resourcesOf } from '../../model/resources.js';
import { setValue } from '../../syntax/edit.js';
import { text } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';

export const fractionalBytes = rule({
  code: 'resources/fractional-bytes',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'memory in thousandths of a byte',
    why: `
      The API server warns: \`m\` is a thousandth, so \`512m\` of memory is half a byte. A limit of so little kills the
      container at once.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            resources:
              limits:
                memory: 512m
                      # ^^^^ warning resources/fractional-bytes: memory must be a whole number of bytes`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            resources:
              limits:
                memory: 512Mi`,
  },
  each: resourcesOf,
  *check(resources, { document }) {
    const amounts = amountFields.flatMap(field => [...amountsOf(resources, field)]);
    for (const amount of amounts.filter(isFraction)) {
      const alike = amounts.filter(other => other.resource === amount.resource && inThousandths(other) !== undefined);
      const fixes = ['Mi', 'M'].map((unit): Fix => {
        const title = `Change to ${inThousandths(amount)}${unit}`;
        // A request alone would come to be above its limit.
        return {
          title,
          edits: () => alike.map(each => setValue(document, each.entry, `${inThousandths(each)}${unit}`)),
        };
      });
      const message = `${amount.resource} must be a whole number of bytes`;
      yield finding(amount.entry.value, message, ...(alike.includes(amount) ? fixes : []));
    }
  },
});

function isFraction({ resource, quantity }: Amount): boolean {
  const isBytes = resource === 'memory' || resource === 'ephemeral-storage';
  return isBytes && quantity !== undefined && quantity > 0n && quantity % one !== 0n;
}

/** The number in front of the `m` that was meant for mega. */
function inThousandths({ entry }: Amount): string | undefined {
  return entry.merged ? undefined : /^([0-9]+)m$/.exec(text(entry.value) ?? '')?.[1];
}
