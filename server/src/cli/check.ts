/** `kubewright check`: judges files, reports what it found, and says by its exit code whether that is good. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Schemas } from '../schema/schemas.js';
import { type Baseline, readBaseline, withoutKnown, writeBaseline } from './baseline.js';
import type { CheckOptions, Format } from './checkOptions.js';
import { type FileResult, shownPath, type Trouble } from './found.js';
import type { FixMode, Plan } from './judge.js';
import { judgeAll } from './judgeAll.js';
import { Progress } from './progress.js';
import { countOf, isFailure, type Report, type RuleText, summaryOf } from './report.js';
import { isBelow, isConfig, type Targets, targetsOf } from './targets.js';
import { readText, reasonOf } from './text.js';

export interface Surroundings {
  readonly schemas: Schemas;
  readonly version: string;
  readonly rules: readonly RuleText[];
  /** The file that the threads run. */
  readonly program: string;
}

/** Something in the way of doing it at all; the message is for people. */
export class CannotRun extends Error {}

/** The exit code. */
export async function check(paths: readonly string[], options: CheckOptions, around: Surroundings): Promise<number> {
  forbid(options, paths);
  const targets = targetsOf(paths, paths.includes('-') ? readStdin(options) : undefined);
  const plan = planOf(options, targets);
  const asked = askedIn(plan, options, targets);
  const progress = new Progress(asked.length);
  const files = await judgeAll(around.schemas, plan, asked, around.program, done => progress.show(done));
  progress.end();
  const report = reportOf(options, around, targets, files);
  for (const { path, message } of report.troubles) console.error(`kubewright: ${path}: ${message}`);
  if (options.writeBaseline) return saveBaseline(options, files, report.troubles);
  await print(options, report, around.rules);
  return exitCodeOf(options, report);
}

function forbid({ fix, dryRun, writeBaseline: writes, baseline }: CheckOptions, paths: readonly string[]): void {
  if (dryRun && !fix) throw new CannotRun('--dry-run needs --fix');
  if (writes && baseline === undefined) throw new CannotRun('--write-baseline needs --baseline FILE');
  if (fix && !dryRun && paths.includes('-'))
    throw new CannotRun('--fix cannot write to the standard input: add --dry-run');
}

function readStdin({ stdinFilename: name }: CheckOptions) {
  const text = readFileSync(0, 'utf8');
  return { text: text.replace(/^\uFEFF/, ''), name };
}

function planOf(options: CheckOptions, { known, roots, isWhole }: Targets): Plan {
  const { config, fix, dryRun, profile, kubernetesVersion, kustomizeVersion, rule } = options;
  const mode: FixMode = fix ? (dryRun ? 'dry-run' : 'write') : 'none';
  return {
    choices: {
      ...(profile && { profile }),
      ...(kubernetesVersion && { kubernetesVersion }),
      ...(kustomizeVersion && { kustomizeVersion }),
      ...(rule && { rules: rule }),
    },
    known: config === undefined ? known : known.filter(path => !isConfig(path)),
    folders: roots,
    isWhole,
    config: typeof config === 'string' ? configFrom(config, roots) : undefined,
    fix: mode,
  };
}

/** Its patterns are seen from the current folder, as it may lie anywhere. */
function configFrom(file: string, roots: readonly string[]): Plan['config'] {
  const path = resolve(file);
  const here = process.cwd();
  try {
    return {
      path,
      text: readText(path).text,
      folders: [here, ...roots.filter(root => !isBelow(root, here) && root !== here)],
    };
  } catch (error) {
    throw new CannotRun(`${file}: ${reasonOf(error)}`);
  }
}

/** A file of choices that do not count is not judged. */
function askedIn({ config }: Plan, { config: wanted }: CheckOptions, { asked }: Targets): Targets['asked'] {
  const kept = wanted === undefined ? asked : asked.filter(({ path }) => !isConfig(path));
  if (!config || kept.some(({ path }) => path === config.path)) return kept;
  return [{ path: config.path, shown: shownPath(config.path), isNamed: true }, ...kept];
}

function reportOf(
  options: CheckOptions,
  { version }: Surroundings,
  targets: Targets,
  files: readonly FileResult[],
): Report {
  const baseline = options.writeBaseline ? undefined : baselineOf(options);
  const compared =
    options.baseline !== undefined && baseline ? withoutKnown(options.baseline, baseline, files) : undefined;
  const shown = compared?.results ?? files;
  return {
    version,
    files: shown,
    troubles: [...targets.troubles, ...files.flatMap(({ troubles }) => troubles)],
    counts: countOf(shown),
    failOn: options.failOn === 'never' ? undefined : options.failOn,
    fixed: files.reduce((sum, { fixed }) => sum + fixed, 0),
    known: compared?.known ?? 0,
    gone: compared?.gone ?? [],
  };
}

function baselineOf({ baseline }: CheckOptions): Baseline | undefined {
  if (baseline === undefined) return undefined;
  try {
    return readBaseline(baseline);
  } catch (error) {
    throw new CannotRun(`${baseline}: ${reasonOf(error)}`);
  }
}

function saveBaseline(
  { baseline = '' }: CheckOptions,
  files: readonly FileResult[],
  troubles: readonly Trouble[],
): number {
  let old: Baseline | undefined;
  try {
    old = readBaseline(baseline);
  } catch {
    // The first one, or one that is to be replaced.
  }
  const count = writeBaseline(baseline, files, old);
  console.error(`${baseline}: ${count} ${count === 1 ? 'entry' : 'entries'}`);
  return troubles.length > 0 ? 2 : 0;
}

async function print(
  { format, output, dryRun }: CheckOptions,
  report: Report,
  rules: readonly RuleText[],
): Promise<void> {
  const isOwnTerminal = output === undefined && process.stdout.isTTY === true && process.stdout.hasColors();
  const text = dryRun ? patchOf(report) : await render(format, report, rules, isOwnTerminal ? 'coloured' : 'plain');
  if (output === undefined) process.stdout.write(text);
  else writeOutput(output, text);
  if (output !== undefined || dryRun) console.error(summaryOf(report));
}

function writeOutput(output: string, text: string): void {
  try {
    writeFileSync(output, text);
  } catch (error) {
    throw new CannotRun(`${output}: ${reasonOf(error)} in ${shownPath(dirname(resolve(output)))}`);
  }
}

/** Each format comes with the library that it needs. */
async function render(
  format: Format,
  report: Report,
  rules: readonly RuleText[],
  look: 'plain' | 'coloured',
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('./formats/json.js')).toJson(report);
    case 'sarif':
      return (await import('./formats/sarif.js')).toSarif(report, rules);
    case 'github':
      return (await import('./formats/github.js')).toGithub(report);
    case 'junit':
      return (await import('./formats/junit.js')).toJunit(report);
    case 'text': {
      const { toText, ...looks } = await import('./formats/text.js');
      return toText(report, looks[look]);
    }
  }
}

function patchOf({ files }: Report): string {
  return files.map(({ patch }) => patch ?? '').join('');
}

function exitCodeOf({ maxWarnings }: CheckOptions, report: Report): number {
  if (report.troubles.length > 0) return 2;
  if (maxWarnings !== undefined && report.counts.warning > maxWarnings) return 1;
  return report.files.some(({ found }) => found.some(one => isFailure(report, one))) ? 1 : 0;
}
