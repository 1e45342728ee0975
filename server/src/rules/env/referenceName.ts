import { envFromOf, envFromSourcesIn, valueSourcesOf } from '../../model/env.js';
import { dns1123SubdomainErrors, maskTrailingDash } from '../../model/names.js';
import { knownText } from '../../model/templates.js';
import { type Entry, entry, keyOf, type MapNode } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

interface Reference {
  readonly field: Entry;
  readonly node: MapNode;
  /** `envFrom` lets a dash at the end pass. */
  readonly shown: (name: string) => string;
}

export const envReferenceName = rule({
  code: 'env/reference-name',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'reference to a ConfigMap or Secret by a name that none can have',
    why: `
      The API server rejects the manifest. Names of ConfigMaps and Secrets consist of lower case letters, digits, \`-\`
      and \`.\`.`,
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: PASSWORD
                valueFrom:
                  secretKeyRef:
                    name: DB_Secret
                        # ^^^^^^^^^ error env/reference-name: name of secretKeyRef must consist of lower case letters, digits, - or ., and start and end with a letter or digit
                    key: password
            envFrom:
              - configMapRef: { name: Web }
                                    # ^^^ error env/reference-name: name of configMapRef must consist of lower case letters, digits, - or ., and start and end with a letter or digit`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: PASSWORD
                valueFrom:
                  secretKeyRef:
                    name: db-secret
                    key: password
            envFrom:
              - configMapRef: { name: web }`,
  },
  *each(manifest): Iterable<Reference> {
    for (const { name, entry: field, node } of valueSourcesOf(manifest)) {
      if (name === 'configMapKeyRef' || name === 'secretKeyRef') yield { field, node, shown: whole => whole };
    }
    for (const { node } of envFromOf(manifest)) {
      for (const field of envFromSourcesIn(node)) {
        if (field.value.kind === 'map') yield { field, node: field.value, shown: maskTrailingDash };
      }
    }
  },
  *check({ field, node, shown }) {
    const found = entry(node, 'name');
    // That it is missing, the schema says.
    if (!found) return;
    const name = knownText(found.value);
    if (name === undefined || dns1123SubdomainErrors(shown(name)).length === 0) return;
    yield finding(
      found.value,
      name === '' ? `name of ${keyOf(field)} must not be empty` : malformed(keyOf(field), name),
    );
  },
});

function malformed(field: string, name: string): string {
  if (name.length > 253) return `name of ${field} must be no more than 253 characters`;
  return `name of ${field} must consist of lower case letters, digits, - or ., and start and end with a letter or digit`;
}
