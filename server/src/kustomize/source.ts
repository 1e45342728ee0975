/** A text that YAML is read from, and the place of each part of it: a file, or a string inside one. */
import { type Part, partAt, readFile, type YamlFile } from '../syntax/file.js';
import type { Node, ScalarNode, Span } from '../syntax/node.js';
import { spanInScalar } from '../syntax/spanInScalar.js';
import type { Files } from './files.js';
import type { Text } from './settings.js';
import type { Place } from './value.js';

export interface Source {
  readonly text: string;
  /** All of it; for a string inside a file, that string. */
  readonly whole: Place;
  /** Its documents, as far as `---` lines tell. The first begins at offset 0. */
  readonly parts: readonly Part[];
  /** Offsets into `text`. */
  place(start: number, end: number): Place;
}

const ofFiles = new WeakMap<YamlFile, Source>();
const ofTexts = new WeakMap<Text, Source>();

export function sourceOfFile(file: YamlFile): Source {
  const known = ofFiles.get(file);
  if (known) return known;
  const { uri, text, parts } = file;
  const place = (start: number, end: number): Place => ({ uri, start, end });
  const source: Source = { text, parts, whole: place(0, text.length), place };
  ofFiles.set(file, source);
  return source;
}

/** `text` as if it were a file. What is read from it lies where the string is written. */
export function sourceOfText(text: Text, files: Files): Source {
  const known = ofTexts.get(text);
  if (known) return known;
  const { parts } = readFile(text.from.uri, 0, text.text);
  const place = placesIn(text, files.yaml(text.from.uri));
  const source: Source = { text: text.text, parts, whole: text.from, place };
  ofTexts.set(text, source);
  return source;
}

function placesIn({ text, from }: Text, file: YamlFile | undefined): Source['place'] {
  const part = file && partAt(file, from.start);
  const found = part?.document.root && scalarAt(part.document.root, from.start - part.start);
  if (!part || found?.text !== text) return () => from;
  const { document, start: offset } = part;
  const kept = new Map<number, Span | undefined>();
  const spanOf = (at: number) => {
    if (!kept.has(at)) kept.set(at, spanInScalar(document, found, at, at + 1));
    return kept.get(at);
  };
  return (start, end) => {
    const first = spanOf(start);
    if (!first) return from;
    const last = end > start ? spanOf(end - 1) : first;
    return { uri: from.uri, start: offset + first.start, end: offset + (last?.end ?? first.end) };
  };
}

function scalarAt(node: Node, offset: number): ScalarNode | undefined {
  if (node.kind === 'scalar') return node.span.start === offset ? node : undefined;
  const children = node.kind === 'seq' ? node.items : node.entries.map(({ value }) => value);
  for (const child of children) {
    if (child.span.start > offset || child.span.end < offset) continue;
    const found = scalarAt(child, offset);
    if (found) return found;
  }
  return undefined;
}
