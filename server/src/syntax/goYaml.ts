/**
 * Prints maps, lists and scalars letter for letter as kubectl does, which writes YAML with go-yaml v2. It knows where
 * keys, dashes and indentation go; how one scalar looks is goYamlScalar's business, and nothing here knows Kubernetes.
 */
import { sortGoKeys } from './goYamlOrder.js';
import { type Place, printGoScalar } from './goYamlScalar.js';

export type GoYamlValue = string | number | boolean | null | readonly GoYamlValue[] | GoYamlMap;
export interface GoYamlMap {
  readonly [key: string]: GoYamlValue;
}

const step = 2;
/** A longer key gets the explicit form, `? key` and `: value` on two lines. */
const longestSimpleKey = 128;

/** The whole document, with a line break at its end. */
export function printGoYaml(root: GoYamlMap): string {
  return inline(root, 0);
}

/** `value` as it stands behind a dash, or at the start of the document: its first line needs no indentation. */
function inline(value: GoYamlValue, indent: number): string {
  if (!isCollection(value)) return ended(printScalar(value, { indent, column: indent }));
  if (isEmpty(value)) return Array.isArray(value) ? '[]\n' : '{}\n';
  const items = isList(value) ? printList(value, indent) : printMap(value, indent);
  return items.join(' '.repeat(indent));
}

function printList(list: readonly GoYamlValue[], indent: number): string[] {
  return list.map(item => `- ${inline(item, indent + step)}`);
}

function printMap(map: GoYamlMap, indent: number): string[] {
  const print = (key: string, value: GoYamlValue) =>
    isSimpleKey(key) ? printEntry(key, value, indent) : printLongEntry(key, value, indent);
  return sortGoKeys(Object.keys(map)).map(key => print(key, map[key] ?? null));
}

function printEntry(key: string, value: GoYamlValue, indent: number): string {
  const head = `${printGoScalar(key)}:`;
  if (!isCollection(value)) {
    return ended(`${head} ${printScalar(value, { indent: indent + step, column: indent + head.length + 1 })}`);
  }
  if (isEmpty(value)) return `${head} ${inline(value, indent)}`;
  // The dashes of a list stand right under its key.
  const inner = isList(value) ? indent : indent + step;
  return `${head}\n${' '.repeat(inner)}${inline(value, inner)}`;
}

function printLongEntry(key: string, value: GoYamlValue, indent: number): string {
  return `? ${inline(key, indent + step)}${' '.repeat(indent)}: ${inline(value, indent + step)}`;
}

function printScalar(value: string | number | boolean | null, place: Place): string {
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
