/** Where the lines of a build come from, each place once: as lines of files, and as who wrote there and why. */
import type { LineOrigin } from '../../kustomize/lineOrigins.js';
import type { Resource } from '../../kustomize/resource.js';
import type { Place } from '../../kustomize/value.js';
import { isKustomizationFile } from '../../model/manifest.js';
import type { BuildOrigin, BuildPlace } from '../../protocol.js';
import { type Part, partAt, type YamlFile } from '../../syntax/file.js';
import { get } from '../../syntax/node.js';
import { toRange } from '../range.js';

export class Origins {
  readonly all: BuildOrigin[] = [];
  readonly #fileOf: (uri: string) => YamlFile | undefined;
  /** By file. */
  readonly #known = new Map<string, Map<string | number, number>>();
  /** Lines that follow each other mostly come from one document. */
  #last: { readonly file: YamlFile; readonly part: Part } | undefined;

  constructor(fileOf: (uri: string) => YamlFile | undefined) {
    this.#fileOf = fileOf;
  }

  /** The number of the origin of a line of `resource`. */
  add({ place: last, row, asWritten }: LineOrigin, resource: Resource): number {
    const first = asWritten && !isOwn(last, resource) ? this.#below(resource.from, asWritten) : undefined;
    const place = first ?? last;
    const how = isOwn(place, resource) ? 'from' : 'set';
    const start = place.start * 2 + (how === 'set' ? 1 : 0);
    const key = row === undefined ? start : `${start} ${row}`;
    const ofFile = this.#known.get(place.uri) ?? new Map<string | number, number>();
    const known = ofFile.get(key);
    if (known !== undefined) return known;
    this.#known.set(place.uri, ofFile);
    const field = isKustomizationFile(place.uri) ? this.#fieldAt(place) : undefined;
    const origin: BuildOrigin = { ...this.#lineOf(place, row), how, ...(field !== undefined && { field }) };
    ofFile.set(key, this.all.length);
    this.all.push(origin);
    return this.all.length - 1;
  }

  placeOf(place: Place): BuildPlace {
    const file = this.#fileOf(place.uri);
    if (!file) return { uri: place.uri, line: 0, character: 0 };
    const part = this.#partAt(file, place.start);
    const at = place.start - part.start;
    return { uri: file.uri, ...toRange(part, { start: at, end: at }).start };
  }

  /** What is written below its key belongs to the line of the key. */
  #lineOf(place: Place, row: number | undefined): BuildPlace {
    const text = this.#fileOf(place.uri)?.text ?? '';
    if (row !== undefined) return this.#rowOf(place, text, row);
    const before = text.slice(Math.max(0, place.start - longestGap), place.start);
    const gap = /:[ \t]*\r?\n\s*$/.exec(before)?.[0].length ?? 0;
    return this.placeOf(gap > 0 ? { ...place, start: place.start - gap } : place);
  }

  /** In a text that is written line by line as well: as a block, or as a file of its own. */
  #rowOf(place: Place, text: string, row: number): BuildPlace {
    const at = this.placeOf(place);
    if (text[place.start] === '|') return { ...at, line: at.line + row, character: 0 };
    const isFile = place.start === 0 && place.end >= text.length;
    return isFile ? { ...at, line: at.line + row - 1, character: 0 } : at;
  }

  /** What is below `keys` in the document that begins at `from`. */
  #below(from: Place, keys: readonly string[]): Place | undefined {
    const file = this.#fileOf(from.uri);
    if (!file) return undefined;
    const part = this.#partAt(file, from.start);
    const node = get(part.document.root, ...keys);
    return node && { uri: from.uri, start: part.start + node.span.start, end: part.start + node.span.end };
  }

  #partAt(file: YamlFile, offset: number): Part {
    const { part } = this.#last?.file === file ? this.#last : {};
    if (part && part.start <= offset && offset < part.start + part.document.text.length) return part;
    const found = partAt(file, offset);
    this.#last = { file, part: found };
    return found;
  }

  /** The field of a kustomization in which the place is. */
  #fieldAt(place: Place): string | undefined {
    const file = this.#fileOf(place.uri);
    if (!file) return undefined;
    const { document, start } = this.#partAt(file, place.start);
    const offset = place.start - start;
    const entries = document.root?.kind === 'map' ? document.root.entries : [];
    const found = entries.find(({ span }) => span.start <= offset && offset <= span.end);
    return found?.key.text;
  }
}

/** Blanks between a key and what is below it. */
const longestGap = 200;

/** Written where the object is; of what a generator made, all that it read is its own. */
function isOwn(place: Place, { from, isGenerated }: Resource): boolean {
  if (place.uri !== from.uri) return isGenerated && !isKustomizationFile(place.uri);
  return !isKustomizationFile(place.uri) || (from.start <= place.start && place.start <= from.end);
}
