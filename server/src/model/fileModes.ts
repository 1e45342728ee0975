/** Modes of files as people write them, and as they are meant. Knows nothing of where a mode stands. */
import { fileModeErrors } from './names.js';

/** Decimal numbers that are modes by chance, other ones than their digits say; nobody means these. */
const traps: ReadonlySet<string> = new Set(['400', '440', '444', '500']);

/** The mode that is meant by three digits without the zero that makes them octal. */
export function meantMode(digits: string): number | undefined {
  if (!/^[0-7]{3}$/.test(digits)) return undefined;
  const isOctal = fileModeErrors(Number(digits)).length > 0 || traps.has(digits);
  return isOctal ? Number.parseInt(digits, 8) : undefined;
}

/** `0644`, as one would write it in YAML; JSON has decimal numbers only. */
export function modeText(mode: number, isJson: boolean): string {
  return isJson ? String(mode) : octal(mode);
}

export function octal(mode: number): string {
  return `0${mode.toString(8).padStart(3, '0')}`;
}

/** `rw-r--r--`. */
export function permissions(mode: number): string {
  const bits = [0o400, 0o200, 0o100, 0o040, 0o020, 0o010, 0o004, 0o002, 0o001];
  return bits.map((bit, i) => (mode & bit ? ('rwx'[i % 3] ?? '') : '-')).join('');
}
