import { type Container, containersOf } from '../../model/pods.js';
import type { YamlDocument } from '../../syntax/file.js';
import { insertEntries } from '../../syntax/insert.js';
import { entry, get, isNull, items, type Node, text } from '../../syntax/node.js';
import type { KnownKeys, KnownObject } from '../../workspace/objects.js';
import { type Asked, askedIn, belongingTo, placeOf, titleOf, withRelated } from '../references.js';
import { type Finding, type Fix, finding, type RuleContext, rule } from '../rule.js';

export const envCollidingSources = rule({
  code: 'env/colliding-sources',
  severity: 'warning',
  strict: true,
  acrossFiles: true,
  fixable: true,
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
  check: (sources, { document }) => collisionsIn(sources, document),
});

interface Source {
  readonly asked: Asked;
  readonly found: readonly KnownObject[];
  readonly names: readonly string[];
}

/** Names by their prefix, for keys that several sources have. */
type NamesOfKeys = Map<KnownKeys['keys'], Map<string, readonly string[]>>;

function namesOf(keys: KnownKeys['keys'], prefix: string, known: NamesOfKeys): readonly string[] {
  const prefixes = known.get(keys) ?? new Map<string, readonly string[]>();
  known.set(keys, prefixes);
  const usable = () => keys.flatMap(({ name, field }) => (field === 'binaryData' ? [] : prefix + name));
  const names = prefixes.get(prefix) ?? [...new Set(usable())];
  prefixes.set(prefix, names);
  return names;
}

function sourcesOf({ node }: Container, byNode: ReadonlyMap<unknown, Asked>, context: RuleContext): readonly Source[] {
  const known: NamesOfKeys = new Map();
  return items(get(node, 'envFrom')).flatMap(item => {
    const written = get(item, 'prefix');
    const prefix = isNull(written) ? '' : text(written);
    const refs = ['configMapRef', 'secretRef'].map(field => entry(get(item, field), 'name')?.value);
    return refs.flatMap(name => {
      const asked = name && byNode.get(name);
      if (!asked || prefix === undefined) return [];
      const found = belongingTo(asked, context);
      const { keys } = context.objects.keysOf(found);
      return [{ asked, found, names: namesOf(keys, prefix, known) }];
    });
  });
}

/** Of so many names the first say enough. */
const mostNamed = 10;

function listed(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return more > 1 ? `${names.slice(0, mostNamed).join(', ')} and ${more} more` : names.join(', ');
}

function* collisionsIn(sources: readonly Source[], document: YamlDocument): Iterable<Finding> {
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
      const message = `${own} and ${titleOf(before.asked.reference)} both have ${listed(names)}: the value of ${own} counts`;
      const places = [...before.found, ...source.found].map(object => placeOf(object));
      const { node, name } = source.asked.reference;
      yield withRelated(finding(node, message, ...addPrefix(document, node, name)), places);
    }
  }
}

/** Where the source has none. */
function addPrefix(document: YamlDocument, node: Node, name: string): readonly Fix[] {
  const reference = node.parent?.kind === 'entry' ? node.parent.map : undefined;
  const source = reference?.parent?.kind === 'entry' ? reference.parent.map : undefined;
  if (!source || source.alias || reference?.alias || entry(source, 'prefix')) return [];
  const prefix = `${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_`.replace(/^(?=\d)/, '_');
  const edits = () => [insertEntries(document, source, [{ key: 'prefix', value: prefix }])];
  return [{ title: `Add the prefix ${prefix}`, edits }];
}
