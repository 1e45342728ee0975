#!/usr/bin/env node
/** The program `kubewright`: its commands, and the threads that it runs itself on. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { Command, CommanderError, Option } from 'commander';
import { loadSchemas } from '../schema/load.js';
import { createLanguageService } from '../service.js';
import { CannotRun, check, type Surroundings } from './check.js';
import { type CheckOptions, checkCommand, suggestion } from './checkOptions.js';
import { create, createHelp } from './create.js';
import { judgeInThread } from './judgeAll.js';
import { kubeletCommand } from './kubelet.js';
import { kustomize } from './kustomize.js';
import type { RuleText } from './report.js';
import { listRules } from './rules.js';
import { reasonOf } from './text.js';

const schemas = loadSchemas(join(__dirname, 'schemas'));

if (isMainThread) main();
else judgeInThread(schemas);

async function main(): Promise<void> {
  // A reader that has seen enough, such as head, is no mistake.
  process.stdout.on('error', error => {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
    console.error(`kubewright: the standard output ${reasonOf(error)}`);
    process.exit(2);
  });
  const [first, ...rest] = process.argv.slice(2);
  try {
    // Its options are kubectl's, which are written in ways that commander does not know.
    if (first === 'create') runCreate(rest);
    else await program().parseAsync();
  } catch (error) {
    process.exitCode = exitCodeAfter(error);
  }
}

function runCreate(args: readonly string[]): void {
  const { code, stdout, stderr } = create(args, { folder: '.', env: process.env, mayBeDamaged: mayBeDamaged() });
  process.stderr.write(stderr);
  process.stdout.write(stdout);
  process.exitCode = code;
}

/** Whether Node put U+FFFD in the place of bytes. Only Linux shows what the arguments were. */
function mayBeDamaged(): boolean {
  if (!process.argv.some(arg => arg.includes('\ufffd'))) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(readFileSync('/proc/self/cmdline'));
    return false;
  } catch {
    return true;
  }
}

function program(): Command {
  const around = surroundings();
  const { rules, version } = around;
  const codes = rules.map(({ code }) => code);
  const program = new Command('kubewright')
    .description('Says what the Kubernetes API server, the kubelet and kustomize will say later, or never say at all.')
    .version(version, '-v, --version', 'print the version')
    .helpCommand('help [command]', 'tell about a command')
    .helpOption('-h, --help', 'tell about it');
  const checking = checkCommand(codes, schemas.versions).action(async (paths: string[], options: CheckOptions) => {
    process.exitCode = await check(paths, options, around);
  });
  const listing = new Command('rules')
    .summary('list the rules, or explain one')
    .description('Lists the rules with their severities, or explains one.')
    .argument('[code]', 'such as probe/no-handler')
    .action((code?: string) => {
      const text = listRules(rules, code);
      if (text === undefined) throw new CannotRun(`there is no rule ${code}.${suggestion(code ?? '', codes)}`);
      process.stdout.write(text);
    });
  const kustomizing = new Command('kustomize')
    .summary('print what a kustomization builds, as kubectl kustomize does')
    .description(
      'Prints what a kustomization builds. Reads files alone: asks no net, and runs neither helm nor plugins.',
    )
    .argument('[folder]', 'the folder of the kustomization', '.')
    .addOption(
      new Option('--load-restrictor <which>', 'whether files may lie outside of the folder of their kustomization')
        .choices(['LoadRestrictionsRootOnly', 'LoadRestrictionsNone'])
        .default('LoadRestrictionsRootOnly'),
    )
    .action((folder: string, { loadRestrictor }: { readonly loadRestrictor: string }) => {
      const options = loadRestrictor === 'LoadRestrictionsNone' ? { loadRestrictor: 'none' as const } : {};
      const { code, stdout, stderr } = kustomize(resolve(folder), process.cwd(), options);
      process.stderr.write(stderr);
      process.stdout.write(stdout);
      process.exitCode = code;
    });
  const creating = new Command('create')
    .summary('print a ConfigMap or a Secret, as kubectl create does')
    .argument('<configmap|secret>')
    .configureHelp({ formatHelp: () => createHelp });
  const ofKubelet = kubeletCommand();
  for (const command of [checking, listing, creating, kustomizing, ofKubelet]) program.addCommand(command);
  for (const command of [program, ...program.commands, ...ofKubelet.commands]) {
    command.exitOverride().helpOption('-h, --help', 'tell about it').showHelpAfterError('(--help tells what there is)');
  }
  return program;
}

function surroundings(): Surroundings {
  const { explained, rulePage } = createLanguageService(schemas, () => {});
  const rules = explained.map(
    ({ code, severity, strict, docs: { summary, reference } }): RuleText => ({
      code,
      severity,
      isStrict: strict === true,
      summary,
      reference,
      page: rulePage(code) ?? summary,
    }),
  );
  return { schemas, rules, version: versionOf(), program: __filename };
}

/** Of the package that this program is a part of. */
function versionOf(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8'));
  return String(version);
}

function exitCodeAfter(error: unknown): number {
  // commander has printed what there is to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  console.error(
    `kubewright: ${error instanceof CannotRun ? error.message : error instanceof Error ? error.stack : error}`,
  );
  return 2;
}
