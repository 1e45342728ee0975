import { type Container, containersOf } from '../../model/pods.js';
import { entry, get, isNull, items, text } from '../../syntax/node.js';
import type { KnownObject } from '../../workspace/objects.js';
import { type Asked, askedIn, belongingTo, placeOf, titleOf, withRelated } from '../references.js';
import { type Finding, finding, type RuleContext, rule } from '../rule.js';

export const envCollidingSources = rule({
  code: 'env/colliding-sources',
  severity: 'warning',
  strict: true,
  acrossFiles: true,
  fixable: false,
  docs: {
    summary: 'two sources of envFrom that give the same variable',
    why: `
      The later source wins, without a word. That may be meant, as defaults and what overrides them; where it is not, a
      \`prefix\` keeps the two apart.`,
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: common
      data:
        LOG_LEVEL: info
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        LOG_LEVEL: debug
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
                  name: common
              - configMapRef:
                  name: web
                      # ^^^ warning env/colliding-sources: ConfigMap web and ConfigMap common both have LOG_LEVEL: the value of ConfigMap web counts`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: common
      data:
        LOG_LEVEL: info
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        LOG_LEVEL: debug
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
                  name: common
              - configMapRef:
                  name: web
                prefix: WEB_`,
  },
  *each(manifest, context) {
    const all = [...askedIn(manifest, context)].filter(({ reference }) => reference.field.startsWith('envFrom.'));
    if (all.length < 2) return;
    const byNode = new Map(all.map(asked => [asked.reference.node as unknown, asked]));
    for (const container of containersOf(manifest)) {
      const sources = sourcesOf(container, byNode, context);
      if (sources.length > 1) yield sources;
    }
  },
  check: collisionsIn,
});

interface Source {
  readonly asked: Asked;
  readonly found: readonly KnownObject[];
  readonly names: readonly string[];
}

function sourcesOf({ node }: Container, byNode: ReadonlyMap<unknown, Asked>, context: RuleContext): readonly Source[] {
  return items(get(node, 'envFrom')).flatMap(item => {
    const written = get(item, 'prefix');
    const prefix = isNull(written) ? '' : text(written);
    const refs = ['configMapRef', 'secretRef'].map(field => entry(get(item, field), 'name')?.value);
    return refs.flatMap(name => {
      const asked = name && byNode.get(name);
      if (!asked || prefix === undefined) return [];
      const found = belongingTo(asked, context);
      const { keys } = context.objects.keysOf(found);
      const names = keys.flatMap(({ name: key, field }) => (field === 'binaryData' ? [] : prefix + key));
      return [{ asked, found, names: [...new Set(names)] }];
    });
  });
}

function* collisionsIn(sources: readonly Source[]): Iterable<Finding> {
  const taken = new Map<string, Source>();
  for (const source of sources) {
    const groups = new Map<Source, string[]>();
    for (const name of source.names) {
      const before = taken.get(name);
      taken.set(name, source);
      if (!before) continue;
      const group = groups.get(before);
      if (group) group.push(name);
      else groups.set(before, [name]);
    }
    const own = titleOf(source.asked.reference);
    for (const [before, names] of groups) {
      const message = `${own} and ${titleOf(before.asked.reference)} both have ${names.join(', ')}: the value of ${own} counts`;
      const places = [...before.found, ...source.found].map(object => placeOf(object));
      yield withRelated(finding(source.asked.reference.node, message), places);
    }
  }
}
