/**
 * Prints maps, lists and scalars letter for letter as kubectl does, which writes YAML with go-yaml v2. It knows where
 * keys, dashes and indentation go; how one scalar looks is goYamlScalar's business, and nothing here knows Kubernetes.
 */
import { sortGoKeys } from './goYamlOrder.js';
import { type Place, printGoScalar, type TextForm } from './goYamlScalar.js';

export type { TextForm } from './goYamlScalar.js';

export type GoYamlValue = string | number | bigint | boolean | null | readonly GoYamlValue[] | GoYamlMap;
export interface GoYamlMap {
  readonly [key: string]: GoYamlValue;
}

const step = 2;
/** A longer key gets the explicit form, `? key` and `: value` on two lines. */
const longestSimpleKey = 128;

interface Layout {
  readonly indent: number;
  readonly form: TextForm;
}

/** The whole document, with a line break at its end. */
export function printGoYaml(root: GoYamlMap, form: TextForm = 'kubectl'): string {
  return inline(root, { indent: 0, form });
}

/** `value` as it stands behind a dash, or at the start of the document: its first line needs no indentation. */
function inline(value: GoYamlValue, layout: Layout): string {
  if (!isCollection(value)) return ended(printScalar(value, { ...layout, column: layout.indent }));
  if (isEmpty(value)) return Array.isArray(value) ? '[]\n' : '{}\n';
  const items = isList(value) ? printList(value, layout) : printMap(value, layout);
  return items.join(' '.repeat(layout.indent));
}

function printList(list: readonly GoYamlValue[], layout: Layout): string[] {
  return list.map(item => `- ${inline(item, deeper(layout))}`);
}

function printMap(map: GoYamlMap, layout: Layout): string[] {
  const print = (key: string, value: GoYamlValue) =>
    isSimpleKey(key) ? printEntry(key, value, layout) : printLongEntry(key, value, layout);
  return sortGoKeys(Object.keys(map)).map(key => print(key, map[key] ?? null));
}

function printEntry(key: string, value: GoYamlValue, layout: Layout): string {
  const head = `${printGoScalar(key)}:`;
  if (!isCollection(value)) {
    return ended(`${head} ${printScalar(value, { ...deeper(layout), column: layout.indent + head.length + 1 })}`);
  }
  if (isEmpty(value)) return `${head} ${inline(value, layout)}`;
  // The dashes of a list stand right under its key.
  const inner = isList(value) ? layout : deeper(layout);
  return `${head}\n${' '.repeat(inner.indent)}${inline(value, inner)}`;
}

function printLongEntry(key: string, value: GoYamlValue, layout: Layout): string {
  return `? ${inline(key, deeper(layout))}${' '.repeat(layout.indent)}: ${inline(value, deeper(layout))}`;
}

function deeper({ indent, form }: Layout): Layout {
  return { indent: indent + step, form };
}

function printScalar(value: string | number | bigint | boolean | null, place: Place): string {
  if (typeof value === 'string') return printGoScalar(value, place);
  return typeof value === 'number' ? printNumber(value) : String(value);
}

/** Numbers pass through JSON first: what is an integer there stays one, other numbers print as Go's `%g`. */
function printNumber(value: number): string {
  if (Number.isInteger(value) && value > -(2 ** 63) && value < 2 ** 64) return String(value);
  const [digits = '', power = ''] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(value);
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function isSimpleKey(key: string): boolean {
  return !/[\n\r\u0085\u2028\u2029]/.test(key) && Buffer.byteLength(key) <= longestSimpleKey;
}

function isCollection(value: GoYamlValue): value is readonly GoYamlValue[] | GoYamlMap {
  return typeof value === 'object' && value !== null;
}

function isList(value: GoYamlValue): value is readonly GoYamlValue[] {
  return Array.isArray(value);
}

function isEmpty(value: readonly GoYamlValue[] | GoYamlMap): boolean {
  return (isList(value) ? value : Object.keys(value)).length === 0;
}

/** A literal block may bring its own line break. */
function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
