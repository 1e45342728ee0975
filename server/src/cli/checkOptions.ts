/** The options of `kubewright check`: how they are written, and what they may be. */
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { nearest } from '../schema/nearest.js';
import { type Choices, profiles } from '../settings.js';
import { type FoundSeverity, severities } from './found.js';

export const formats = ['text', 'json', 'sarif', 'github', 'junit'] as const;
export type Format = (typeof formats)[number];

/** As commander reads them. */
export interface CheckOptions {
  readonly format: Format;
  readonly output?: string;
  readonly failOn: FoundSeverity | 'never';
  readonly maxWarnings?: number;
  readonly profile?: NonNullable<Choices['profile']>;
  readonly kubernetesVersion?: string;
  readonly kustomizeVersion?: string;
  readonly rule?: NonNullable<Choices['rules']>;
  /** `false` for `--no-config`. */
  readonly config?: string | false;
  readonly fix?: true;
  readonly dryRun?: true;
  readonly baseline?: string;
  readonly writeBaseline?: true;
  readonly stdinFilename?: string;
}

const ruleSeverities = ['off', 'error', 'warning', 'information', 'hint'] as const;

/** `codes` are those of all rules, `versions` the Kubernetes minors that can be asked for. */
export function checkCommand(codes: readonly string[], versions: readonly string[]): Command {
  return new Command('check')
    .summary('check manifests')
    .description('Checks Kubernetes manifests: YAML and JSON files, which are recognized by their content.')
    .addArgument(
      new Argument('[path...]', 'folders, files, or - for the standard input').default(['.'], 'the current folder'),
    )
    .addOption(new Option('-f, --format <format>', 'how to say it').choices(formats).default('text'))
    .option('-o, --output <file>', 'write it to a file')
    .addOption(
      new Option('--fail-on <severity>', 'end with 1 from this severity on')
        .choices([...severities, 'never'])
        .default('error'),
    )
    .addOption(new Option('--max-warnings <n>', 'end with 1 if there are more warnings').argParser(toCount))
    .addOption(
      new Option('--profile <profile>', 'essential: what the API server refuses; strict: best practice, too').choices(
        profiles,
      ),
    )
    .addOption(
      new Option(
        '--kubernetes-version <version>',
        `judge for this version, ${versions[0]} to ${versions.at(-1)}`,
      ).argParser(text => toVersion(text, versions)),
    )
    .addOption(
      new Option(
        '--kustomize-version <version>',
        'judge kustomizations for this version (default: the one in kubectl of the Kubernetes version)',
      ).argParser(toKustomizeVersion),
    )
    .addOption(
      new Option(
        '--rule <code=severity>',
        `severity of a rule: ${ruleSeverities.join(', ')}; can be repeated`,
      ).argParser((text, before: CheckOptions['rule']) => ({ ...before, ...toRule(text, codes) })),
    )
    .option('--config <file>', 'use this file instead of the .kubewright.yaml of each project')
    .option('--no-config', 'use no .kubewright.yaml')
    .option('--fix', 'make the fixes that need no decision')
    .option(
      '--dry-run',
      'with --fix: print them as a patch, change nothing; it shows the lines as they are, also those of Secrets',
    )
    .option('--baseline <file>', 'leave out the findings that are in this file')
    .option('--write-baseline', 'write the findings to the baseline, and end with 0')
    .option('--stdin-filename <name>', 'what the standard input is called, and where it belongs')
    .addHelpText('after', examples);
}

const examples = `
Ends with 0 if nothing is found at or above --fail-on, 1 if something is, 2 if it could not be done.

Examples:
  kubewright check
  kubewright check deploy/ --kubernetes-version 1.30 --fail-on warning
  kubewright check --format sarif --output kubewright.sarif
  kubewright check --fix --dry-run | git apply
  kustomize build overlays/prod | kubewright check -`;

function toCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a number.');
  return Number(text);
}

function toVersion(text: string, versions: readonly string[]): string {
  const minor = /^v?(1\.\d+)(\.\d+)?$/.exec(text)?.[1];
  if (minor && versions.includes(minor)) return minor;
  throw new InvalidArgumentError(`It must be one of ${versions.join(', ')}.`);
}

function toKustomizeVersion(text: string): string {
  const version = /^v?(\d+\.\d+(?:\.\d+)?)$/.exec(text)?.[1];
  if (version) return version;
  throw new InvalidArgumentError('It must be a version such as 5.4 or 5.4.2.');
}

function toRule(text: string, codes: readonly string[]): NonNullable<Choices['rules']> {
  const [code = '', word = ''] = text.split('=');
  if (!codes.includes(code)) throw new InvalidArgumentError(`There is no rule ${code}.${suggestion(code, codes)}`);
  const severity = ruleSeverities.find(known => known === word);
  if (!severity) throw new InvalidArgumentError(`The severity must be one of ${ruleSeverities.join(', ')}.`);
  return { [code]: severity };
}

export function suggestion(word: string, known: readonly string[]): string {
  const guess = nearest(word, known);
  return guess ? ` Did you mean ${guess}?` : '';
}
