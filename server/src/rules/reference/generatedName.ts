import type { Manifest } from '../../model/manifest.js';
import { type Edit, renameKey, setValue } from '../../syntax/edit.js';
import { type Entry, entry, get, text } from '../../syntax/node.js';
import type { KnownObject } from '../../workspace/objects.js';
import { type Asked, askedIn, isBeside, isMissing, manifestOf, placeOf, withRelated } from '../references.js';
import { type Fix, finding, type RuleContext, rule } from '../rule.js';

export const generatedName = rule({
  code: 'reference/generated-name',
  severity: 'warning',
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'reference to an object whose name the API server makes up',
    why: `
      With \`generateName\` an object gets five random characters behind that prefix, others each time it is created. Who
      names it by the prefix alone does not find it.`,
    reference: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#generated-values',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        generateName: web-config-
      data:
        LOG_LEVEL: info
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            envFrom:
              - configMapRef:
                  name: web-config
                      # ^^^^^^^^^^ warning reference/generated-name: the ConfigMap is called web-config- and five random characters: it must have a name to be found by`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config
      data:
        LOG_LEVEL: info
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            envFrom:
              - configMapRef:
                  name: web-config`,
  },
  each: askedIn,
  *check(asked, _manifest, context) {
    const { reference } = asked;
    const found = withPrefix(asked, context);
    if (!found) return;
    const { object, field } = found;
    const message = `the ${reference.kind} is called ${text(field.value)} and five random characters: it must have a name to be found by`;
    const fix = giveName(object, field, reference.name);
    yield withRelated(finding(reference.node, message, ...fix), [placeOf(object, reference.kind)]);
  },
});

interface Prefixed {
  readonly object: KnownObject;
  readonly manifest: Manifest;
  readonly field: Entry;
}

/** The object that gets the name, or the name and a dash, as the beginning of its own. */
export function withPrefix(asked: Asked, context: RuleContext): Prefixed | undefined {
  const { from, reference } = asked;
  const nameless = context.objects
    .named(reference.kind, '')
    .filter(({ facts }) => facts.name === undefined && facts.origin === 'written' && !facts.namePattern);
  if (nameless.length === 0 || !isMissing(asked, context)) return undefined;
  for (const object of nameless) {
    if (object.facts.namespace !== from.facts.namespace || !isBeside(from, object, context)) continue;
    const manifest = manifestOf(object);
    const field = entry(get(manifest?.root, 'metadata'), 'generateName');
    if (manifest && field && text(field.value)?.replace(/-$/, '') === reference.name)
      return { object, manifest, field };
  }
  return undefined;
}

function giveName({ uri, document, facts }: KnownObject, field: Entry, name: string): readonly Fix[] {
  if (field.merged) return [];
  const edits = (): readonly Edit[] => [renameKey(field, 'name'), setValue(document, field, name)];
  return [
    {
      title: `Call the ${facts.kind} ${name}`,
      edits: () => [],
      elsewhere: () => [{ uri, document, edits: edits() }],
    },
  ];
}
