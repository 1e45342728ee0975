/** What the commands below `kubewright create` have in common: their shape, and the options that all of them take. */
import type { DataEntry, Refusal } from '../../commands/dataEntries.js';
import type { DataKind, DataObject } from '../../commands/dataObject.js';
import type { Place } from './fileEntries.js';
import { type Flag, type Flags, textOf } from './flags.js';
import { durationError, levelError, modulesError, profileError, timeoutError } from './flagValues.js';

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

const printFlags: readonly Flag[] = [
  ...truths('allow-missing-template-keys', 'show-managed-fields'),
  ...texts('field-manager'),
];

/** They say how kubectl talks to a cluster, or what it tells meanwhile: nothing of it matters here, if it can be read. */
const clusterFlags: readonly Flag[] = [
  ...truths('disable-compression', 'insecure-skip-tls-verify', 'match-server-version', 'warnings-as-errors'),
  ...texts('as', 'as-uid', 'cache-dir', 'certificate-authority', 'client-certificate', 'client-key', 'cluster'),
  ...texts('context', 'kubeconfig', 'password', 'profile', 'profile-output', 'request-timeout', 'tls-server-name'),
  ...texts('token', 'user', 'username'),
  { name: 'as-group', takes: 'texts' },
  { name: 'server', shorthand: 's', takes: 'text' },
  { name: 'v', shorthand: 'v', takes: 'text', error: levelError },
  { name: 'vmodule', takes: 'text', error: modulesError },
  { name: 'log-flush-frequency', takes: 'text', error: durationError },
];

export const ignoredFlags: readonly Flag[] = [...printFlags, ...clusterFlags];

/** Those that `kubectl create` has itself, with those of files, which make no ConfigMap. */
export const fileFlags: readonly Flag[] = [
  ...truths('edit', 'windows-line-endings'),
  { name: 'recursive', shorthand: 'R', takes: 'truth', bare: 'true' },
  { name: 'filename', shorthand: 'f', takes: 'texts' },
  { name: 'kustomize', shorthand: 'k', takes: 'text' },
  { name: 'selector', shorthand: 'l', takes: 'text' },
  { name: 'raw', takes: 'text' },
];
export const createFlags: readonly Flag[] = [
  ...commonFlags.filter(({ name }) => name !== 'append-hash'),
  ...ignoredFlags,
  ...fileFlags,
];

/** Those that `kubectl create secret` has. */
export const secretFlags: readonly Flag[] = [
  ...commonFlags.filter(({ name }) => name === 'help' || name === 'namespace'),
  ...clusterFlags,
];

function truths(...names: readonly string[]): readonly Flag[] {
  return names.map(name => ({ name, takes: 'truth', bare: 'true' }));
}

function texts(...names: readonly string[]): readonly Flag[] {
  return names.map(name => ({ name, takes: 'text' }));
}

/** What is wrong with them, although each can be read. */
export function ignoredError(flags: Flags): string | undefined {
  const { values } = flags;
  const profile = textOf(flags, 'profile');
  const error =
    (profile === undefined ? undefined : profileError(profile)) ?? timeoutError(textOf(flags, 'request-timeout') ?? '');
  if (error !== undefined) return error;
  const impersonates = Boolean(textOf(flags, 'as-uid')) || values.has('as-group');
  if (!impersonates || textOf(flags, 'as')) return undefined;
  return 'requesting uid, groups or user-extra for  without impersonating a user';
}

/** What `--from-literal` gives. What belongs into a Secret is shown in no message. */
export function* literalEntries(kind: DataKind, literals: readonly string[]): Generator<DataEntry | Refusal> {
  for (const [index, literal] of literals.entries()) {
    const equals = literal.indexOf('=');
    if (equals <= 0) {
      const shown = kind === 'Secret' ? `number ${index + 1}` : literal;
      yield { refusal: `invalid literal source ${shown}, expected key=value` };
      return;
    }
    yield { key: literal.slice(0, equals), bytes: Buffer.from(literal.slice(equals + 1)) };
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
