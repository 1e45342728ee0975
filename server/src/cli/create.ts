/**
 * `kubewright create`: prints ConfigMaps and Secrets as `kubectl create --dry-run=client` does, so that a script can call
 * one in place of the other. Knows the order in which kubectl looks at things; it writes nothing and asks no cluster.
 */
import { isRefusal } from '../commands/dataEntries.js';
import { type DataObject, objectJson, objectYaml } from '../commands/dataObject.js';
import { applyWarnings, nameProblem, sizeProblem, textWarnings, typeProblem } from '../commands/dataWarnings.js';
import { nameHash } from '../commands/nameHash.js';
import {
  type CreateCommand,
  commonFlags,
  createFlags,
  ignoredError,
  ignoredFlags,
  secretFlags,
} from './create/command.js';
import { configMap } from './create/configMap.js';
import type { Place } from './create/fileEntries.js';
import { type Flags, isOn, readFlags, textOf } from './create/flags.js';
import { commandHelp, groupHelp } from './create/help.js';
import { secretDockerRegistry } from './create/secretDockerRegistry.js';
import { secretGeneric } from './create/secretGeneric.js';
import { secretTls } from './create/secretTls.js';
import { takeWord } from './create/takeWord.js';

export interface CreateOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings extends Omit<Place, 'warn'> {
  /** U+FFFD in arguments may stand for bytes that are not UTF-8. */
  readonly mayBeDamaged?: boolean;
}

const secrets: readonly CreateCommand[] = [secretGeneric, secretTls, secretDockerRegistry];
export const createHelp = groupHelp('', [configMap, ...secrets]);

/** What else `kubectl create` makes. */
const others: ReadonlySet<string> = new Set([
  ...['clusterrole', 'clusterrolebinding', 'cronjob', 'cj', 'deployment', 'deploy', 'dep', 'ingress', 'ing', 'job'],
  ...['namespace', 'ns', 'poddisruptionbudget', 'pdb', 'priorityclass', 'pc', 'quota', 'resourcequota', 'role'],
  ...['rolebinding', 'service', 'svc', 'serviceaccount', 'sa', 'token'],
]);

/** `args` is what stands behind `create`. */
export function create(args: readonly string[], around: Surroundings): CreateOutcome {
  const damaged = around.mayBeDamaged ? args.findIndex(arg => arg.includes('\ufffd')) : -1;
  if (damaged >= 0) {
    return refusal(
      `argument ${damaged + 1} behind create is not UTF-8, and its bytes do not arrive here: use --from-file`,
    );
  }
  const [word, rest] = takeWord(args, createFlags);
  if (word === 'secret') return createSecret(rest, around);
  if (word !== undefined && configMap.words.includes(word)) return run(configMap, rest, around);
  if (word !== undefined && others.has(word)) return onlyThese(word);
  const flags = readFlags(args, createFlags);
  if ('error' in flags) return wrongFlag(flags.error, 'kubewright create');
  const [first] = flags.names;
  if (isOn(flags, 'help') || flags.args.length === 0) return help('', [configMap, ...secrets], flags);
  if (first !== undefined) return onlyThese(first);
  return refusal(`Unexpected args: [${wordsBefore(flags.args).join(' ')}]`, "'kubewright create -h'");
}

function createSecret(args: readonly string[], around: Surroundings): CreateOutcome {
  const [word, rest] = takeWord(args, secretFlags);
  const command = secrets.find(({ words }) => words.includes(word ?? ''));
  if (command) return run(command, rest, around);
  const flags = readFlags(args, secretFlags);
  if ('error' in flags) return wrongFlag(flags.error, 'kubewright create secret');
  if (isOn(flags, 'help') || flags.args.length === 0) return help('secret', secrets, flags);
  return refusal(`unknown command "${wordsBefore(flags.args).join(' ')}"`, "'kubewright create secret -h'");
}

function onlyThese(word: string): CreateOutcome {
  return refusal(`kubewright creates configmaps and secrets only, not ${word}`, "'kubewright create -h'");
}

function wrongFlag(error: string, called: string): CreateOutcome {
  return { code: 1, stdout: '', stderr: `Error: ${error}\nSee '${called} --help' for usage.\n` };
}

/** What follows an option may be a secret. */
function wordsBefore(options: readonly string[]): readonly string[] {
  const first = options.findIndex(arg => arg.startsWith('-'));
  return first === -1 ? options : options.slice(0, first);
}

function help(words: string, commands: readonly CreateCommand[], flags: Flags): CreateOutcome {
  const text = groupHelp(words, commands);
  return isOn(flags, 'help') ? { code: 0, stdout: text, stderr: '' } : { code: 1, stdout: '', stderr: text };
}

function run(command: CreateCommand, args: readonly string[], around: Surroundings): CreateOutcome {
  const called = `kubewright create ${command === configMap ? '' : 'secret '}${command.words[0]}`;
  const flags = readFlags(args, [...command.flags, ...commonFlags, ...ignoredFlags]);
  if ('error' in flags) return wrongFlag(flags.error, called);
  if (isOn(flags, 'help')) return { code: 0, stdout: commandHelp(command), stderr: '' };
  const [name, ...more] = flags.names;
  if (name === undefined || more.length > 0) {
    return refusal(`exactly one NAME is required, got ${flags.names.length}`, `'${called} -h'`);
  }
  const error =
    ignoredError(flags) ??
    dryRunError(flags) ??
    outputError(flags) ??
    validateError(flags) ??
    command.check(name, flags);
  if (error !== undefined) return refusal(error);
  const behind = flags.args.length - flags.names.length;
  const warnings = [...dryRunWarnings(flags)];
  if (behind > 0) warnings.push('what stands behind -- means nothing, also if it looks like an option');
  const made = command.make(name, flags, { ...around, warn: message => warnings.push(message) });
  if (isRefusal(made)) return refusal(made.refusal);
  const object = isOn(flags, 'append-hash') ? { ...made, name: `${name}-${nameHash(made, 'kubectl')}` } : made;
  warnings.push(...warningsOf(object, flags));
  return { code: 0, stdout: print(object, flags), stderr: warnings.map(text => `warning: ${text}\n`).join('') };
}

function refusal(message: string, see?: string): CreateOutcome {
  const hint = see ? `See ${see} for help and examples\n` : '';
  return { code: 1, stdout: '', stderr: `error: ${message}\n${hint}` };
}

const truths: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const untruths: ReadonlySet<string> = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

function dryRunError(flags: Flags): string | undefined {
  const value = textOf(flags, 'dry-run');
  if (value === undefined || value === 'client' || value === 'unchanged' || truths.has(value)) return undefined;
  if (value !== 'server' && value !== 'none' && !untruths.has(value)) {
    return `Invalid dry-run value (${value}). Must be "none", "server", or "client".`;
  }
  return `--dry-run=${value} needs a cluster, and kubewright asks none: use --dry-run=client, or send what it prints with kubectl apply -f -`;
}

function dryRunWarnings(flags: Flags): readonly string[] {
  const value = textOf(flags, 'dry-run');
  if (value === undefined && !textOf(flags, 'output')) {
    return ['nothing is created in a cluster, this only prints: -o yaml says that this is wanted'];
  }
  if (value === undefined || value === 'client') return [];
  return [
    `--dry-run${value === 'unchanged' ? '' : `=${value}`} is deprecated and can be replaced with --dry-run=client`,
  ];
}

const formats: readonly string[] = ['json', 'name', 'yaml'];

function outputError(flags: Flags): string | undefined {
  const format = textOf(flags, 'output') ?? '';
  if (textOf(flags, 'template') !== undefined)
    return '--template is not supported: use -o json and a program such as jq';
  if (format === '' || formats.includes(format.toLowerCase())) return undefined;
  return `unable to match a printer suitable for the output format "${format}", allowed formats are: ${formats.join(',')}`;
}

const directives: ReadonlySet<string> = new Set(['strict', 'warn', 'ignore', ...truths, ...untruths]);

/** There is nothing to validate; a wrong word is one all the same. */
function validateError(flags: Flags): string | undefined {
  const value = textOf(flags, 'validate');
  if (value === undefined || directives.has(value)) return undefined;
  return `invalid - validate option "${value}"; must be one of: strict (or true), warn, ignore (or false)`;
}

function print(object: DataObject, flags: Flags): string {
  const { kind, name } = object;
  const extras = { timestamp: true, savedConfig: isOn(flags, 'save-config') };
  const reference = `${kind.toLowerCase()}/${name}`;
  switch (formatOf(flags)) {
    case 'json':
      return objectJson(object, extras);
    case 'name':
      return `${reference}\n`;
    case 'line':
      return `${reference} created (dry run)\n`;
    default:
      return objectYaml(object, extras);
  }
}

/** Whoever says nothing at all wants to see the object; whoever says `--dry-run` gets kubectl's line. */
function formatOf(flags: Flags): string {
  const format = (textOf(flags, 'output') ?? '').toLowerCase();
  return format || (textOf(flags, 'dry-run') === undefined ? 'yaml' : 'line');
}

/** What kubectl's client does not look at, too. */
function warningsOf(object: DataObject, flags: Flags): readonly string[] {
  const { kind, name, namespace } = object;
  const problems = [nameProblem(kind, name, namespace), sizeProblem(object), typeProblem(object)];
  const unreadable = formatOf(flags) === 'yaml' ? textWarnings(object) : [];
  return [
    ...problems.flatMap(problem => problem ?? []),
    ...[...unreadable, ...applyWarnings(object)].map(({ message }) => message),
  ];
}
