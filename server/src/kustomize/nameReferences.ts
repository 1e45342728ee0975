/** Names in fields follow the objects that they mean, when prefixes, suffixes, namespaces or hashes have renamed those. */
import { changeField, Misfit } from './fieldSpecs.js';
import { type ReferenceField, referenceFieldsOf } from './referenceFields.js';
import { type Known, known, reachOf, selectReferrals } from './referral.js';
import type { Resource } from './resource.js';
import { firstId, idText } from './resourceIds.js';
import { scalarText, withText } from './scalarText.js';
import type { Gvk, NameReference } from './settings.js';
import { withValue } from './shared.js';
import { type Fields, get, isNull, scalar, type Value, withField } from './value.js';

export function fixNameReferences(
  resources: readonly Resource[],
  references: readonly NameReference[],
): readonly Resource[] {
  const candidates = new Candidates(resources.map(known));
  return candidates.all.map(referrer => new Referrer(referrer, candidates).fixed(references));
}

class Candidates {
  readonly all: readonly Known[];
  readonly #byName = new Map<string, Known[]>();

  constructor(all: readonly Known[]) {
    this.all = all;
    for (const candidate of all) {
      for (const name of new Set(candidate.previous.map(id => id.name))) {
        const named = this.#byName.get(name);
        if (named) named.push(candidate);
        else this.#byName.set(name, [candidate]);
      }
    }
  }

  /** Those that had this name. */
  named(name: string): readonly Known[] {
    return this.#byName.get(name) ?? [];
  }
}

class Referrer {
  readonly #own: Known;
  readonly #candidates: Candidates;
  readonly #isInReach: (candidate: Known) => boolean;

  constructor(own: Known, candidates: Candidates) {
    this.#own = own;
    this.#candidates = candidates;
    this.#isInReach = reachOf(own);
  }

  fixed(references: readonly NameReference[]): Resource {
    const { resource } = this.#own;
    let value = resource.value;
    for (const field of referenceFieldsOf(firstId(resource), references)) {
      value = changeField({ ...resource, value }, field.spec, node => this.#change(node, field));
    }
    return withValue(resource, value);
  }

  #change(node: Value, field: ReferenceField): Value {
    if (isNull(node)) return node;
    if (node.kind !== 'list') return this.#changeOne(node, field);
    const items = node.items.map(item => {
      if (item.kind === 'list') throw new Misfit(item, 'expected to be either a string or a map of string');
      return isNull(item) ? item : this.#changeOne(item, field);
    });
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }

  #changeOne(node: Value, field: ReferenceField): Value {
    if (node.kind === 'fields') return this.#changeMap(node, field);
    if (node.kind === 'list') return node;
    const name = scalarText(node);
    const referral = this.#referral(node, name, field, this.#candidates.named(name), sameName);
    if (!referral || referral.id.name === name) return node;
    return withText(node, referral.id.name, originOfName(referral));
  }

  /** With a name and a namespace, such as a subject of a role binding: both are set. */
  #changeMap(node: Fields, field: ReferenceField): Value {
    const old = get(node, 'name');
    if (!old) throw new Misfit(node, "path config error; no 'name' field in node");
    const name = scalarText(old);
    const candidates = this.#inNamespace(this.#candidates.named(name), get(node, 'namespace'));
    const referral = this.#referral(node, name, field, candidates, sameNameAndNamespace);
    if (!referral) return node;
    const { id } = referral;
    if (id.name === name && id.namespace === '') return node;
    const from = originOfName(referral);
    const renamed = old.kind === 'scalar' && id.name !== name ? withText(old, id.name, from) : old;
    const changed = withField(node, 'name', renamed);
    if (id.namespace === '' || scalarText(get(node, 'namespace')) === id.namespace) return changed;
    const namespace = get(referral.resource.value, 'metadata', 'namespace');
    return withField(changed, 'namespace', scalar(id.namespace, namespace?.from));
  }

  /** A namespace is first taken as one that was written, and if no object had it, as one of now. */
  #inNamespace(candidates: readonly Known[], namespace: Value | undefined): readonly Known[] {
    if (!namespace) return candidates;
    const wanted = scalarText(namespace);
    const hadIt = (one: Known) => this.#isInReach(one) && !one.isClusterScoped && one.firstNamespace === wanted;
    if (this.#candidates.all.some(hadIt)) return candidates.filter(hadIt);
    return candidates.filter(one => !one.isClusterScoped && one.namespace === wanted);
  }

  #referral(
    node: Value,
    name: string,
    { spec, target }: ReferenceField,
    candidates: readonly Known[],
    areSame: (a: Known, b: Known) => boolean,
  ): Known | undefined {
    if (candidates.length === 0) return undefined;
    const roleRef = spec.path.endsWith('roleRef/name') ? roleRefOf(this.#own.resource) : undefined;
    const inReach = candidates.filter(this.#isInReach);
    const referrals = selectReferrals(inReach, { referrer: this.#own, name, target, roleRef });
    const [first] = referrals;
    if (!first || referrals.every(one => areSame(one, first))) return first;
    const ids = referrals.map(({ id }) => idText(id)).join(', ');
    throw new Misfit(node, `found multiple possible referrals: ${ids}`);
  }
}

function sameName(a: Known, b: Known): boolean {
  return a.id.name === b.id.name;
}

function sameNameAndNamespace(a: Known, b: Known): boolean {
  return sameName(a, b) && a.id.namespace === b.id.namespace;
}

function originOfName({ resource }: Known) {
  return get(resource.value, 'metadata', 'name')?.from;
}

/** `undefined` where it says too little. */
function roleRefOf({ value }: Resource): Gvk | undefined {
  const group = get(value, 'roleRef', 'apiGroup');
  const kind = get(value, 'roleRef', 'kind');
  return group && kind && { group: scalarText(group), version: '', kind: scalarText(kind) };
}
