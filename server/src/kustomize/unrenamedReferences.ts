/**
 * Names of generated ConfigMaps and Secrets in fields that kustomize does not know: the object gets a hash behind its
 * name, and the field keeps the name that nothing has any more. Tells of those alone that can mean nothing else.
 */
import type { Context } from './context.js';
import { idOf, type Resource } from './resource.js';
import { effectiveNamespace, previousIds } from './resourceIds.js';
import { type Fields, text, type Value } from './value.js';

/** A scalar that names an object of `kind`. */
interface Mention {
  readonly node: Value;
  readonly kind: Kind;
  readonly name: string;
  readonly namespace: string | undefined;
}

type Kind = 'ConfigMap' | 'Secret';

const kinds: readonly Kind[] = ['ConfigMap', 'Secret'];

/** What holds names as data, or describes them. */
const silentKinds = new Set(['ConfigMap', 'Secret', 'CustomResourceDefinition']);

/** Their objects make the Secrets that they name. */
const makers = /^(cert-manager\.io|external-secrets\.io|bitnami\.com)$/;

/** Names of fields that hold a name, or an object with one. */
const fieldsOf: Readonly<Record<Kind, RegExp>> = {
  ConfigMap: /(^c|C)onfig[mM]ap(Name|Ref|KeyRef|KeySelector)?s?$/,
  Secret: /(^s|S)ecret(Name|Ref|KeyRef|KeySelector)?s?$/,
};
const variables: Readonly<Record<Kind, RegExp>> = {
  ConfigMap: /CONFIG_?MAP(_NAME)?$/,
  Secret: /SECRET_NAME$/,
};
/** With what may stand between the name of the flag and that of the object: a namespace. */
const flags: Readonly<Record<Kind, RegExp>> = {
  ConfigMap: /^--?[\w-]*config-?map(?:-name)?=(?:[^/\s=]+\/)?([a-z0-9.-]+)$/,
  Secret: /^--?[\w-]*secret(?:-name)?=(?:[^/\s=]+\/)?([a-z0-9.-]+)$/,
};

/** Values are never changed, so that what they mention is looked for once. */
const mentionsIn = new WeakMap<Fields, readonly Mention[]>();

/** `resources` as they are in the end. */
export function noticeUnrenamed(resources: readonly Resource[], { notice }: Pick<Context, 'notice'>): void {
  const lost = lostNames(resources);
  if (lost.size === 0) return;
  const names = new Set(resources.map(resource => idOf(resource).name));
  for (const { value } of resources) {
    const id = idOf({ value });
    if (silentKinds.has(id.kind) || makers.test(id.group)) continue;
    for (const { node, kind, name, namespace } of mentions(value)) {
      const wanted = effectiveNamespace({ ...id, kind, namespace: namespace ?? id.namespace });
      const isLost = lost.has(keyOf(kind, wanted, name)) || (lost.has(keyOf(kind, '', name)) && !names.has(name));
      const place = isLost ? node.from : undefined;
      if (place) notice({ code: 'reference-not-renamed', place, what: `${kind} ${name}` });
    }
  }
}

/**
 * Names that generated objects had before their hash, and that no other object has. Without a namespace of their own,
 * they are meant for that of whoever names them, which is why they are listed without one, too.
 */
function lostNames(resources: readonly Resource[]): ReadonlySet<string> {
  const lost = new Set<string>();
  const generated = resources.filter(({ needsHash }) => needsHash);
  for (const resource of generated) {
    const id = idOf(resource);
    for (const { name } of previousIds(resource)) {
      lost.add(keyOf(id.kind, effectiveNamespace(id), name));
      if (id.namespace === '') lost.add(keyOf(id.kind, '', name));
    }
  }
  if (lost.size === 0) return lost;
  for (const resource of resources) {
    const id = idOf(resource);
    lost.delete(keyOf(id.kind, effectiveNamespace(id), id.name));
  }
  return lost;
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}

function mentions(value: Fields): readonly Mention[] {
  const known = mentionsIn.get(value);
  if (known) return known;
  const found: Mention[] = [];
  collect(value, '', found);
  mentionsIn.set(value, found);
  return found;
}

/** `key` is the field that `node` stands in, or its list. */
function collect(node: Value, key: string, found: Mention[]): void {
  if (node.kind === 'list') {
    for (const item of node.items) collect(item, key, found);
    if (key === 'args' || key === 'command') for (const item of node.items) addFlag(item, found);
    return;
  }
  const kind = kinds.find(one => fieldsOf[one].test(key));
  if (node.kind === 'scalar') {
    if (kind) add(node, kind, undefined, found);
    return;
  }
  const written = text(node.entries.get('kind'));
  const named = kind ?? kinds.find(one => one === written);
  const name = node.entries.get('name');
  if (named && name) add(name, named, text(node.entries.get('namespace')), found);
  else if (key === 'env' && name) addVariable(node, found);
  for (const [own, value] of node.entries) if (own !== 'metadata' || key !== '') collect(value, own, found);
}

function addVariable(node: Fields, found: Mention[]): void {
  const name = text(node.entries.get('name')) ?? '';
  const kind = kinds.find(one => variables[one].test(name));
  const value = node.entries.get('value');
  if (kind && value) add(value, kind, undefined, found);
}

function addFlag(node: Value, found: Mention[]): void {
  const words = text(node) ?? '';
  for (const kind of kinds) {
    const name = flags[kind].exec(words)?.[1];
    if (name !== undefined) found.push({ node, kind, name, namespace: undefined });
  }
}

function add(node: Value, kind: Kind, namespace: string | undefined, found: Mention[]): void {
  const name = text(node);
  if (name !== undefined && name !== '') found.push({ node, kind, name, namespace });
}
