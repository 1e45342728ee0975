/**
 * `kubewright create`: prints ConfigMaps and Secrets as `kubectl create --dry-run=client` does, so that a script can call
 * one in place of the other. Knows the order in which kubectl looks at things; it writes nothing and asks no cluster.
 */
import { isRefusal } from '../commands/dataEntries.js';
import { type DataObject, objectJson, objectYaml } from '../commands/dataObject.js';
import { applyWarnings, nameProblem, sizeProblem, textWarnings, typeProblem } from '../commands/dataWarnings.js';
import { nameHash } from '../commands/nameHash.js';
import { type CreateCommand, commonFlags, ignoredFlags } from './create/command.js';
import { configMap } from './create/configMap.js';
import type { Place } from './create/fileEntries.js';
import { type Flags, isOn, readFlags, textOf } from './create/flags.js';
import { commandHelp, groupHelp } from './create/help.js';
import { secretDockerRegistry } from './create/secretDockerRegistry.js';
import { secretGeneric } from './create/secretGeneric.js';
import { secretTls } from './create/secretTls.js';

export interface CreateOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Surroundings = Omit<Place, 'warn'>;

const secrets: readonly CreateCommand[] = [secretGeneric, secretTls, secretDockerRegistry];
export const createHelp = groupHelp('', [configMap, ...secrets]);

/** `args` is what stands behind `create`. */
export function create(args: readonly string[], around: Surroundings): CreateOutcome {
  const [word, rest] = takeWord(args);
  if (word === undefined) return help('', [configMap, ...secrets], args);
  if (configMap.words.includes(word)) return run(configMap, rest, around);
  if (word !== 'secret') {
    return refusal(`kubewright creates configmaps and secrets only, not ${word}`, "'kubewright create -h'");
  }
  const [type, options] = takeWord(rest);
  if (type === undefined) return help('secret', secrets, rest);
  const command = secrets.find(({ words }) => words.includes(type));
  if (command) return run(command, options, around);
  return refusal(`unknown command "${[type, ...wordsBefore(options)].join(' ')}"`, "'kubewright create secret -h'");
}

/** The first argument that is neither an option nor the value of one, and the others. */
function takeWord(args: readonly string[]): readonly [string | undefined, readonly string[]] {
  const needsValue = new Set(
    [...commonFlags, ...ignoredFlags].flatMap(({ name, shorthand, bare }) =>
      bare === undefined ? [`--${name}`, ...(shorthand ? [`-${shorthand}`] : [])] : [],
    ),
  );
  const at = args.findIndex((arg, index) => !arg.startsWith('-') && !needsValue.has(args[index - 1] ?? ''));
  return at === -1 ? [undefined, args] : [args[at], args.toSpliced(at, 1)];
}

/** What follows an option may be a secret. */
function wordsBefore(options: readonly string[]): readonly string[] {
  const first = options.findIndex(arg => arg.startsWith('-'));
  return first === -1 ? options : options.slice(0, first);
}

function help(words: string, commands: readonly CreateCommand[], args: readonly string[]): CreateOutcome {
  const text = groupHelp(words, commands);
  const isAsked = args.includes('-h') || args.includes('--help');
  return isAsked ? { code: 0, stdout: text, stderr: '' } : { code: 1, stdout: '', stderr: text };
}

function run(command: CreateCommand, args: readonly string[], around: Surroundings): CreateOutcome {
  const called = `kubewright create ${command === configMap ? '' : 'secret '}${command.words[0]}`;
  const flags = readFlags(args, [...command.flags, ...commonFlags, ...ignoredFlags]);
  if ('error' in flags) {
    return { code: 1, stdout: '', stderr: `Error: ${flags.error}\nSee '${called} --help' for usage.\n` };
  }
  if (isOn(flags, 'help')) return { code: 0, stdout: commandHelp(command), stderr: '' };
  const [name, ...more] = flags.names;
  if (name === undefined || more.length > 0) {
    return refusal(`exactly one NAME is required, got ${flags.names.length}`, `'${called} -h'`);
  }
  const error = dryRunError(flags) ?? outputError(flags) ?? validateError(flags) ?? command.check(name, flags);
  if (error !== undefined) return refusal(error);
  const warnings = [...dryRunWarnings(flags)];
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
