/** Every fact of the workspace in maps, kept up to date document by document. Does not know what the facts mean. */
import type { YamlDocument } from '../syntax/file.js';
import type { DocumentFacts } from './documentFacts.js';
import type { KnownObject, KnownReference } from './objects.js';

interface Entry {
  readonly uri: string;
  readonly facts: DocumentFacts;
  readonly objects: readonly KnownObject[];
  /** Those that are written out, by where they begin. */
  readonly written: ReadonlyMap<number, KnownObject>;
}

export class ObjectTable {
  readonly #documents = new Map<YamlDocument, Entry>();
  readonly #byKind = new Map<string, Map<string, Set<KnownObject>>>();
  /** Those of which only a pattern of the name is known. */
  readonly #patterns = new Map<string, Set<KnownObject>>();
  readonly #users = new Map<string, Map<KnownObject, readonly KnownReference[]>>();
  /** Workloads by each label of their pods. */
  readonly #byLabel = new Map<string, Set<KnownObject>>();
  /** Workloads whose pods may have labels that are not known. */
  readonly #vague = new Set<KnownObject>();
  /** Roles by the kinds of which they let others make objects. */
  readonly #creators = new Map<string, Set<KnownObject>>();
  readonly #words = new Counts();
  readonly #stems = new Counts();
  /** By kind, the folders of the templates that declare some. */
  readonly #templated = new Map<string, Counts>();
  readonly #envFiles = new Counts();

  /** Puts what `documents` tell in the place of what those of `before` told. Answers whether that is something new. */
  replace(
    uri: string,
    before: ReadonlySet<YamlDocument>,
    documents: ReadonlyMap<YamlDocument, DocumentFacts>,
  ): 'news' | 'same' {
    const gone: string[] = [];
    const come: string[] = [];
    for (const document of before) {
      const entry = this.#documents.get(document);
      if (!entry || (documents.has(document) && entry.uri === uri)) continue;
      gone.push(entry.facts.signature);
      this.#remove(document, entry);
    }
    for (const [document, facts] of documents) {
      if (this.#documents.has(document)) continue;
      come.push(facts.signature);
      this.#add(uri, document, facts);
    }
    const isSame = gone.length === come.length && gone.sort().join('\n') === come.sort().join('\n');
    return isSame ? 'same' : 'news';
  }

  in(document: YamlDocument): readonly KnownObject[] {
    return this.#documents.get(document)?.objects ?? [];
  }

  /** The object that is written out from `start` on. */
  writtenAt(document: YamlDocument, start: number): KnownObject | undefined {
    return this.#documents.get(document)?.written.get(start);
  }

  *every(): Iterable<KnownObject> {
    for (const { objects } of this.#documents.values()) yield* objects;
  }

  all(kind: string): readonly KnownObject[] {
    return [...(this.#byKind.get(kind)?.values() ?? [])].flatMap(objects => [...objects]);
  }

  named(kind: string, name: string): readonly KnownObject[] {
    return [...(this.#byKind.get(kind)?.get(name) ?? [])];
  }

  usersOf(kind: string, name: string): readonly KnownReference[] {
    return [...(this.#users.get(`${kind} ${name}`)?.values() ?? [])].flat();
  }

  /** Workloads whose pods have the label; without one, those of whose labels not all are known. */
  labelled(label: readonly [string, string] | undefined): Iterable<KnownObject> {
    return label ? (this.#byLabel.get(label.join('=')) ?? []) : this.#vague;
  }

  /** Roles that let programs make objects of the kind. */
  creatorsOf(kind: string): Iterable<KnownObject> {
    return this.#creators.get(kind) ?? [];
  }

  /** Whether an object of the kind, of whose name only a pattern is known, may have this name. */
  mayBeNamed(kind: string, name: string): boolean {
    for (const { facts } of this.#patterns.get(kind) ?? []) if (fits(facts.namePattern ?? '', name)) return true;
    return false;
  }

  /** Whether something that is not understood here speaks of the name. */
  isSpokenOf(name: string): boolean {
    if (this.#words.has(name)) return true;
    for (let end = name.indexOf('-'); end > 0; end = name.indexOf('-', end + 1)) {
      if (this.#stems.has(name.slice(0, end))) return true;
    }
    return false;
  }

  /** Whether a template beside or around `uri` declares objects of the kind. */
  isTemplatedFor(kind: string, uri: string): boolean {
    const folders = this.#templated.get(kind);
    if (!folders) return false;
    for (let end = uri.lastIndexOf('/'); end > 0; end = uri.lastIndexOf('/', end - 1)) {
      if (folders.has(uri.slice(0, end))) return true;
    }
    return false;
  }

  get envFiles(): readonly string[] {
    return this.#envFiles.keys;
  }

  #add(uri: string, document: YamlDocument, facts: DocumentFacts): void {
    const objects = facts.objects.map(own => ({ uri, document, facts: own }));
    const own = objects.filter(object => object.facts.origin === 'written');
    const written = new Map(own.map(object => [object.facts.span.start, object]));
    this.#documents.set(document, { uri, facts, objects, written });
    for (const object of objects) {
      const { kind, name, namePattern, references, generator, pods } = object.facts;
      const names = this.#byKind.get(kind) ?? new Map<string, Set<KnownObject>>();
      this.#byKind.set(kind, names);
      addTo(names, name ?? '', object);
      if (namePattern !== undefined) addTo(this.#patterns, kind, object);
      for (const reference of references) {
        const key = `${reference.kind} ${reference.name}`;
        const users = this.#users.get(key) ?? new Map<KnownObject, readonly KnownReference[]>();
        this.#users.set(key, users);
        users.set(object, [...(users.get(object) ?? []), { from: object, reference }]);
      }
      for (const made of object.facts.mayCreate ?? []) addTo(this.#creators, made, object);
      if (pods && !pods.hasAllLabels) this.#vague.add(object);
      for (const label of labelsOf(object)) addTo(this.#byLabel, label, object);
      for (const file of generator?.envFiles ?? []) this.#envFiles.add(file);
    }
    for (const word of facts.words) this.#words.add(word);
    for (const stem of facts.stems) this.#stems.add(stem);
    for (const kind of facts.templated) {
      const folders = this.#templated.get(kind) ?? new Counts();
      this.#templated.set(kind, folders);
      folders.add(homeOf(uri));
    }
  }

  #remove(document: YamlDocument, { uri, facts, objects }: Entry): void {
    this.#documents.delete(document);
    for (const object of objects) {
      const { kind, name, references, generator } = object.facts;
      this.#byKind
        .get(kind)
        ?.get(name ?? '')
        ?.delete(object);
      this.#patterns.get(kind)?.delete(object);
      for (const reference of references) {
        this.#users.get(`${reference.kind} ${reference.name}`)?.delete(object);
      }
      for (const made of object.facts.mayCreate ?? []) this.#creators.get(made)?.delete(object);
      this.#vague.delete(object);
      for (const label of labelsOf(object)) this.#byLabel.get(label)?.delete(object);
      for (const file of generator?.envFiles ?? []) this.#envFiles.remove(file);
    }
    for (const word of facts.words) this.#words.remove(word);
    for (const stem of facts.stems) this.#stems.remove(stem);
    for (const kind of facts.templated) this.#templated.get(kind)?.remove(homeOf(uri));
  }
}

/** How often each text was added. */
class Counts {
  readonly #counts = new Map<string, number>();

  get keys(): readonly string[] {
    return [...this.#counts.keys()];
  }

  has(text: string): boolean {
    return this.#counts.has(text);
  }

  add(text: string): void {
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
  }

  remove(text: string): void {
    const left = (this.#counts.get(text) ?? 1) - 1;
    if (left > 0) this.#counts.set(text, left);
    else this.#counts.delete(text);
  }
}

/** What is installed together with a template: its chart, or what lies in its folder. */
function homeOf(uri: string): string {
  const templates = uri.lastIndexOf('/templates/');
  return uri.slice(0, templates < 0 ? uri.lastIndexOf('/') : templates);
}

function labelsOf({ facts: { pods } }: KnownObject): readonly string[] {
  return Object.entries(pods?.labels ?? {}).map(label => label.join('='));
}

/** Each part at the first place where it can be, so that many stars take no longer than one. */
function fits(pattern: string, name: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

function addTo<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}
