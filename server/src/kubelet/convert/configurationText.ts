/** A KubeletConfiguration as YAML: fields in the order of the table, with the flag behind those called otherwise. */
import { printGoScalar } from '../../syntax/goYamlScalar.js';
import type { ConfigValue } from './flagValue.js';

export interface ConfigField {
  /** Such as `authentication.anonymous.enabled`. */
  readonly field: string;
  readonly value: ConfigValue;
  /** The flag that it comes from, without hyphens. */
  readonly flag: string;
}

const head = ['apiVersion: kubelet.config.k8s.io/v1beta1', 'kind: KubeletConfiguration'];

export function configurationText(fields: readonly ConfigField[]): string {
  return `${[...head, ...linesOf(fields, 0, 0)].join('\n')}\n`;
}

/** `deep` steps of their paths are written already. */
function linesOf(fields: readonly ConfigField[], deep: number, indent: number): readonly string[] {
  const steps = [...new Set(fields.map(field => stepOf(field, deep)))];
  return steps.flatMap(step => {
    const own = fields.filter(field => stepOf(field, deep) === step);
    const [first] = own;
    const key = `${' '.repeat(indent)}${step}:`;
    if (!first) return [];
    if (first.field.split('.').length > deep + 1) return [key, ...linesOf(own, deep + 1, indent + 2)];
    return withOrigin(valueLines(key, first.value, indent), first);
  });
}

function stepOf({ field }: ConfigField, deep: number): string {
  return field.split('.')[deep] ?? '';
}

/** Where the name of the field does not say it. */
function withOrigin([line = '', ...more]: readonly string[], { field, flag }: ConfigField): readonly string[] {
  const last = field.slice(field.lastIndexOf('.') + 1);
  const isPlain = last.toLowerCase() === flag.replaceAll('-', '');
  return isPlain ? [line, ...more] : [`${line} # --${flag}`, ...more];
}

function valueLines(key: string, value: ConfigValue, indent: number): readonly string[] {
  if (typeof value !== 'object') return [`${key} ${scalar(value)}`];
  if (Array.isArray(value))
    return value.length === 0 ? [`${key} []`] : [key, ...value.flatMap(item => itemLines(item, indent + 2))];
  const pairs = Object.entries(value);
  if (pairs.length === 0) return [`${key} {}`];
  const pad = ' '.repeat(indent + 2);
  return [key, ...pairs.flatMap(([name, own]) => valueLines(`${pad}${printGoScalar(name)}:`, own, indent + 2))];
}

function itemLines(item: ConfigValue, indent: number): readonly string[] {
  const dash = `${' '.repeat(indent)}- `;
  if (typeof item !== 'object') return [`${dash}${scalar(item)}`];
  const pad = ' '.repeat(indent + 2);
  const lines = Object.entries(item).flatMap(([name, own]) =>
    valueLines(`${pad}${printGoScalar(name)}:`, own, indent + 2),
  );
  return lines.map((line, i) => (i === 0 ? dash + line.slice(indent + 2) : line));
}

function scalar(value: string | number | boolean): string {
  return typeof value === 'string' ? printGoScalar(value) : String(value);
}
