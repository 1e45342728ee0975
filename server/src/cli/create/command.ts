/** What the commands below `kubewright create` have in common: their shape, and the options that all of them take. */
import type { DataEntry, Refusal } from '../../commands/dataEntries.js';
import type { DataKind, DataObject } from '../../commands/dataObject.js';
import type { Place } from './fileEntries.js';
import type { Flag, Flags } from './flags.js';

export interface CreateCommand {
  /** As it is called, below `create`. */
  readonly words: readonly string[];
  readonly usage: string;
  readonly about: string;
  readonly options: string;
  readonly examples: readonly string[];
  readonly flags: readonly Flag[];
  /** What is wrong with the options, whatever the files hold. */
  check(name: string, flags: Flags): string | undefined;
  make(name: string, flags: Flags, place: Place): DataObject | Refusal;
}

export const commonFlags: readonly Flag[] = [
  { name: 'help', shorthand: 'h', takes: 'truth', bare: 'true' },
  { name: 'output', shorthand: 'o', takes: 'text' },
  { name: 'namespace', shorthand: 'n', takes: 'text' },
  { name: 'append-hash', takes: 'truth', bare: 'true' },
  { name: 'save-config', takes: 'truth', bare: 'true' },
  { name: 'dry-run', takes: 'text', bare: 'unchanged' },
  { name: 'validate', takes: 'text', bare: 'strict' },
  { name: 'template', takes: 'text' },
];

/** They say how kubectl talks to a cluster, or what it tells meanwhile. Nothing of it matters here. */
export const ignoredFlags: readonly Flag[] = [
  ...truths('allow-missing-template-keys', 'show-managed-fields', 'disable-compression', 'insecure-skip-tls-verify'),
  ...truths('match-server-version', 'warnings-as-errors'),
  ...texts('field-manager', 'as', 'as-uid', 'cache-dir', 'certificate-authority', 'client-certificate', 'client-key'),
  ...texts('cluster', 'context', 'kubeconfig', 'log-flush-frequency', 'password', 'profile', 'profile-output'),
  ...texts('request-timeout', 'tls-server-name', 'token', 'user', 'username', 'vmodule'),
  { name: 'as-group', takes: 'texts' },
  { name: 'server', shorthand: 's', takes: 'text' },
  { name: 'v', shorthand: 'v', takes: 'text' },
];

function truths(...names: readonly string[]): readonly Flag[] {
  return names.map(name => ({ name, takes: 'truth', bare: 'true' }));
}

function texts(...names: readonly string[]): readonly Flag[] {
  return names.map(name => ({ name, takes: 'text' }));
}

/** What `--from-literal` gives. What belongs into a Secret is shown in no message. */
export function* literalEntries(
  kind: DataKind,
  literals: readonly string[],
  place: Place,
): Generator<DataEntry | Refusal> {
  for (const [index, literal] of literals.entries()) {
    const equals = literal.indexOf('=');
    if (equals <= 0) {
      const shown = kind === 'Secret' ? `number ${index + 1}` : literal;
      yield { refusal: `invalid literal source ${shown}, expected key=value` };
      return;
    }
    const key = literal.slice(0, equals);
    if (literal.includes('\ufffd')) {
      place.warn(
        `--from-literal ${key} holds U+FFFD, which stands for bytes that are not UTF-8: use --from-file for them`,
      );
    }
    yield { key, bytes: Buffer.from(literal.slice(equals + 1)) };
  }
}

export const nameMissing = 'name must be specified';

/** kubectl takes an env file alone only. */
export function combinationError(flags: Flags): string | undefined {
  const has = (name: string) => (flags.values.get(name) ?? []).length > 0;
  if (!has('from-env-file') || !(has('from-file') || has('from-literal'))) return undefined;
  return 'from-env-file cannot be combined with from-file or from-literal';
}

export const sourceFlags: readonly Flag[] = [
  { name: 'from-file', takes: 'commaList' },
  { name: 'from-literal', takes: 'texts' },
  { name: 'from-env-file', takes: 'commaList' },
];

export const sourceOptions = `  --from-file [KEY=]PATH     a file, or all files right in a folder; can be repeated, or a list with commas
  --from-literal KEY=VALUE   a value as it is; can be repeated
  --from-env-file PATH       a file of KEY=VALUE lines; goes with neither of the others
`;
