import { dns1123LabelErrors } from '../../model/names.js';
import { servicePortsOf } from '../../model/services.js';
import { knownText } from '../../model/templates.js';
import { setValue } from '../../syntax/edit.js';
import { entry } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const servicePortNameFormat = rule({
  code: 'service/port-name-format',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'name of a Service port that the API server refuses',
    why: `
      The API server rejects the manifest. The name has at most 63 characters: lower case letters, digits and hyphens in
      between.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector: { app: web }
        ports:
          - name: http_web
                # ^^^^^^^^ error service/port-name-format: name of a port must consist of lower case letters, digits or -, and start and end with a letter or digit
            port: 80`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector: { app: web }
        ports:
          - name: http-web
            port: 80`,
  },
  each: servicePortsOf,
  *check({ node }, { document }) {
    const field = entry(node, 'name');
    const name = knownText(field?.value);
    if (!field || !name || dns1123LabelErrors(name).length === 0) return;
    const slug = slugOf(name);
    const fixes = slug ? [{ title: `Change to ${slug}`, edits: () => [setValue(document, field, slug)] }] : [];
    const message =
      name.length > 63
        ? 'name of a port must be no more than 63 characters'
        : 'name of a port must consist of lower case letters, digits or -, and start and end with a letter or digit';
    yield finding(field.value, message, ...fixes);
  },
});

/** The nearest name that is allowed, if it needs no quotes. */
function slugOf(name: string): string | undefined {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return /[a-z]/.test(slug) && slug.length <= 63 ? slug : undefined;
}
