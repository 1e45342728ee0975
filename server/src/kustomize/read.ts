/**
 * Trees of documents to values that remember their places: as yaml.v3 reads them, which kustomize uses for resources and
 * patches, or as v2, which it uses for everything else. Knows YAML, not what the values mean; `readObjects.ts` does.
 */
import type { Part } from '../syntax/file.js';
import { keyOf, type MapNode, type Node, type ScalarNode } from '../syntax/node.js';
import { resolvePlain } from '../syntax/scalars.js';
import { Unsupported } from './files.js';
import { resolveScalar } from './readScalar.js';
import { refuse } from './refusal.js';
import type { Source } from './source.js';
import type { Fields, Place, Scalar, Value } from './value.js';

export type Reading = 'v2' | 'v3';

type Places = Pick<Source, 'place'>;

const kept: Readonly<Record<Reading, WeakMap<Part, Value>>> = { v2: new WeakMap(), v3: new WeakMap() };

/** The documents of `source` that hold something. Refuses what is no YAML. */
export function readDocuments(source: Source, reading: Reading = 'v3'): readonly Value[] {
  refuseSeparators(source);
  return source.parts.flatMap(part => readPart(source, part, reading) ?? []);
}

/** The first document, which is all that kustomize reads of most files; `undefined` where it is empty. */
export function readFirst(source: Source, reading: Reading): Value | undefined {
  for (const part of source.parts) {
    const value = readPart(source, part, reading);
    // What stands before the first `---` is a document only if it holds something.
    if (value || !isBlank(part)) return value;
  }
  return undefined;
}

function isBlank({ document, start }: Part): boolean {
  return start === 0 && !document.text.startsWith('---') && document.root === undefined;
}

function readPart(source: Source, part: Part, reading: Reading): Value | undefined {
  const { root, problems } = part.document;
  const [problem] = problems;
  if (problem) {
    const place = source.place(part.start + problem.span.start, part.start + problem.span.end);
    if (problem.isLimit) throw new Unsupported(place, 'size');
    refuse(place, problem.message);
  }
  if (!root) return undefined;
  const known = kept[reading].get(part);
  if (known) return known;
  const places: Places = { place: (start, end) => source.place(part.start + start, part.start + end) };
  const value = new Reader(places, reading, part.document.text).value(root);
  kept[reading].set(part, value);
  return value;
}

const separator = /\n---(.*)(?=\n)/g;

/** A document cannot begin on the line of its `---`. */
function refuseSeparators(source: Source): void {
  for (const { index, 0: line, 1: behind = '' } of source.text.matchAll(separator)) {
    const content = behind.trim();
    if (content === '' || content.startsWith('#')) continue;
    refuse(source.place(index + 1, index + line.trimEnd().length), `invalid document separator: ${line.trim()}`);
  }
}

class Reader {
  readonly #places: Places;
  readonly #resolve: (text: string) => Scalar['value'];
  readonly #isV3: boolean;

  /** Of the document, whose last line may end without a line break. */
  readonly #text: string;

  constructor(places: Places, reading: Reading, text: string) {
    this.#places = places;
    this.#text = text;
    this.#isV3 = reading === 'v3';
    this.#resolve = this.#isV3 ? resolveScalar : resolvePlain;
  }

  value(node: Node): Value {
    if (node.kind === 'scalar') return this.#scalar(node);
    const from = this.#places.place(node.span.start, node.span.end);
    if (node.kind === 'seq') return { kind: 'list', items: node.items.map(item => this.value(item)), from };
    return this.#fields(node, from);
  }

  #fields(node: MapNode, from: Place): Fields {
    const entries = new Map<string, Value>();
    if (this.#isV3) {
      for (const entry of node.entries) entries.set(entry.key.text, this.value(entry.value));
      return { kind: 'fields', entries, from };
    }
    const keys = new Map<string, Place>();
    for (const entry of node.entries) {
      const { span } = entry.key;
      entries.set(keyOf(entry), this.value(entry.value));
      keys.set(keyOf(entry), this.#places.place(span.start, span.end));
    }
    return { kind: 'fields', entries, keys, from };
  }

  #scalar(node: ScalarNode): Scalar {
    const { text, style } = node;
    const from = this.#places.place(node.span.start, node.span.end);
    if (style !== 'plain' && typeof node.value === 'string') {
      return { kind: 'scalar', value: this.#ended(node), isQuoted: true, from };
    }
    const isTaggedText = typeof node.value === 'string' && typeof resolvePlain(text) !== 'string';
    const value = isTaggedText ? text : this.#resolve(text);
    if (String(value) === text) return { kind: 'scalar', value, from };
    return { kind: 'scalar', value, written: text, from };
  }

  /** To go-yaml, a block that ends with the text and without a line break has none; the parser adds one. */
  #ended({ text, style, span }: ScalarNode): string {
    if (style !== 'literal' && style !== 'folded') return text;
    const isLast = span.end >= this.#text.length && !this.#text.endsWith('\n');
    const own = isLast && text.endsWith('\n') ? text.slice(0, -1) : text;
    return style === 'folded' && this.#isV3 ? refolded(own) : own;
  }
}

const beforeIndented = /^([^ \t\n][^\n]*\n+)(?=[ \t])/gm;

/** kustomize writes folded text and reads it again; what it writes has an empty line more before indented lines. */
function refolded(text: string): string {
  return /^[ \t\n]/.test(text) ? text : text.replace(beforeIndented, '$1\n');
}
