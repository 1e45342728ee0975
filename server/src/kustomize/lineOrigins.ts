/**
 * Where each line of a printed object was written. Walks through the value in the order in which it was printed; how
 * a scalar looks it need not know, since all lines of one but the first are indented more than what holds it.
 */
import { sortGoKeys } from '../syntax/goYamlOrder.js';
import { printObject } from './print.js';
import { originalId, type Resource } from './resource.js';
import { type Fields, get, type List, type Place, text, type Value } from './value.js';

export interface PrintedResource {
  readonly resource: Resource;
  readonly text: string;
  /** One for each line of the text. */
  readonly lines: readonly LineOrigin[];
}

export interface LineOrigin {
  readonly place: Place;
  /** In a text that is printed line by line: which line of it, from 1. */
  readonly row?: number;
  /** Below these keys the object itself says the same, whoever has written it again. */
  readonly asWritten?: readonly string[];
}

export function printWithOrigins(resource: Resource): PrintedResource {
  const printed = printObject(resource.value);
  return { resource, text: printed, lines: originsIn(resource, printed) };
}

/** What nobody wrote counts as written where the whole of it is. */
function originsIn(resource: Resource, printed: string): readonly LineOrigin[] {
  const { value, from } = resource;
  const walk = new LineWalk(printed.replace(/\n$/, '').split('\n'), originalWords(resource));
  walk.fields(value, 0, value.from ?? from);
  return walk.origins;
}

/** What patches repeat to say which object they mean: by the node that holds it now. */
function originalWords(resource: Resource): ReadonlyMap<Value, readonly string[]> {
  const { group, version, kind, name } = originalId(resource);
  const words = { apiVersion: group ? `${group}/${version}` : version, kind, 'metadata/name': name };
  const found = Object.entries(words).flatMap(([path, word]) => {
    const keys = path.split('/');
    const node = get(resource.value, ...keys);
    return node && text(node) === word ? [[node, keys] as const] : [];
  });
  return new Map(found);
}

class LineWalk {
  readonly origins: LineOrigin[] = [];
  readonly #lines: readonly string[];

  readonly #originalWords: ReadonlyMap<Value, readonly string[]>;

  constructor(lines: readonly string[], originalWords: ReadonlyMap<Value, readonly string[]>) {
    this.#lines = lines;
    this.#originalWords = originalWords;
  }

  fields({ entries }: Fields, indent: number, owner: Place): void {
    for (const key of sortGoKeys([...entries.keys()])) {
      const value = entries.get(key);
      if (!value) continue;
      const from = value.from ?? owner;
      if (this.#line().startsWith('? ', indent)) this.#behindLongKey(value, indent, from);
      else if (isEmpty(value)) this.#take(indent, from, this.#originalWords.get(value));
      else {
        this.#takeLine(from);
        // The dashes of a list stand right under its key.
        if (value.kind === 'list') this.#list(value, indent, from);
        else if (value.kind === 'fields') this.fields(value, indent + 2, from);
      }
    }
  }

  /** `? key` and `: value` on lines of their own. */
  #behindLongKey(value: Value, indent: number, from: Place): void {
    this.#takeLine(from);
    while (this.#isMore() && !this.#line().startsWith(': ', indent)) this.#takeLine(from);
    this.#inline(value, indent, from);
  }

  #list({ items }: List, indent: number, owner: Place): void {
    for (const item of items) this.#inline(item, indent, item.from ?? owner);
  }

  /** A value that begins on the line of its dash. */
  #inline(value: Value, indent: number, from: Place): void {
    if (isEmpty(value)) this.#take(indent, from);
    else if (value.kind === 'list') this.#list(value, indent + 2, from);
    else if (value.kind === 'fields') this.fields(value, indent + 2, from);
  }

  /** A scalar, or an empty collection: with the lines that follow because it is long. */
  #take(indent: number, from: Place, asWritten?: readonly string[]): void {
    const isBlock = /: \|[-+\d]*$|^ *- \|[-+\d]*$/.test(this.#line());
    this.origins.push({ place: from, ...(asWritten && { asWritten }) });
    for (let row = 1; this.#isMore() && isDeeper(this.#line(), indent); row++) {
      this.origins.push(isBlock ? { place: from, row } : { place: from });
    }
  }

  #takeLine(place: Place): void {
    this.origins.push({ place });
  }

  #line(): string {
    return this.#lines[this.origins.length] ?? '';
  }

  #isMore(): boolean {
    return this.origins.length < this.#lines.length;
  }
}

/** Has no lines of its own for what is in it. */
function isEmpty(value: Value): boolean {
  if (value.kind === 'scalar') return true;
  return value.kind === 'list' ? value.items.length === 0 : value.entries.size === 0;
}

function isDeeper(line: string, indent: number): boolean {
  return line === '' || line.slice(0, indent + 1).trim() === '';
}
