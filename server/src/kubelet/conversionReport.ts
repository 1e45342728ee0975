/** What became of the flags, as lines for people. */
import type { FoundFlags } from './readFlags.js';
import type { Conversion, Remark } from './toConfiguration.js';

/** In values there may be anything; here each line is one, and a terminal is given nothing to obey. */
const breaks = /[\p{Cc}\u2028\u2029]+/gu;

export function conversionReport(
  conversion: Conversion,
  { unknown: variables, files }: Pick<FoundFlags, 'unknown' | 'files'>,
): readonly string[] {
  const { converted, kept, removed, unknown, bad, notes } = conversion;
  const unread = variables.map(name => `$${name}`);
  const lines = [
    becameFields(converted.length),
    ...section('Not converted:', remarks(bad)),
    ...section('No flags of the kubelet:', remarks(unknown)),
    ...section('Removed from the kubelet:', remarks(removed)),
    ...section(
      'Without a field, they stay on the command line:',
      [`  ${['kubelet', ...leftOver(conversion)].join(' ')}`],
      kept.length > 0,
    ),
    ...section(
      'To know:',
      notes.map(note => `  ${note}`),
    ),
    ...section('Not known here, so that flags may be missing:', [
      ...unread.map(name => `  ${name}`),
      ...files.map(file => `  what ${file} says`),
    ]),
  ];
  return lines.map(line => line.replace(breaks, ' '));
}

/** What remains of the command line. */
function leftOver({ kept, converted }: Conversion): readonly string[] {
  const hasFile = kept.some(({ name }) => name === 'config');
  const file = hasFile || converted.length === 0 ? [] : ['--config=FILE'];
  return [
    ...file,
    ...kept.map(({ name, value }) => (value === undefined ? `--${name}` : `--${name}=${quoted(value)}`)),
  ];
}

function quoted(value: string): string {
  return /^[\w@%+=:,./-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

function section(title: string, lines: readonly string[], isNeeded = lines.length > 0): readonly string[] {
  return isNeeded ? [title, ...lines] : [];
}

function remarks(list: readonly Remark[]): readonly string[] {
  return list.map(({ written, says }) => `  ${written}: ${says}`);
}

function becameFields(count: number): string {
  if (count === 0) return 'No flag became a field';
  const [flags, them] = count === 1 ? ['1 flag became a field', 'it'] : [`${count} flags became fields`, 'them'];
  return `${flags}. Take ${them} off the command line: a flag wins over the file`;
}
