/** What several rules on environment variables share: which names are taken, and how a reference is underlined. */
import { commandTextsOf, mayComeFromService, type Unresolved, unresolvedIn } from '../model/env.js';
import type { Manifest } from '../model/manifest.js';
import { envNameErrors, relaxedEnvNameErrors } from '../model/names.js';
import { type Container, containersOf } from '../model/pods.js';
import { isAtLeast } from '../schema/schemas.js';
import type { Source } from '../syntax/edit.js';
import { type ScalarNode, type Span, text } from '../syntax/node.js';
import { type Finding, type Fix, finding, type RuleContext } from './rule.js';

/** The first Kubernetes with RelaxedEnvironmentVariableValidation on. */
const relaxedSince = '1.32';

/** What is wrong with the name of a variable, or with a prefix of names. */
export function envNameProblem(name: string, kubernetesVersion: string): string | undefined {
  if (isAtLeast(kubernetesVersion, relaxedSince)) {
    return relaxedEnvNameErrors(name).length > 0
      ? 'must consist of printable ASCII characters other than ='
      : undefined;
  }
  if (envNameErrors(name).length === 0) return undefined;
  if (name.startsWith('.')) return 'must not be . and must not start with ..';
  return `must consist of letters, digits, _, - or ., and must not start with a digit before Kubernetes ${relaxedSince}`;
}

/** The name with an underscore for each character that no shell takes. */
export function slugOf(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');
}

/** Where characters `start` to `end` of the scalar's text are written; `undefined` where escapes hide it. */
export function spanInText(source: Source, node: ScalarNode, start: number, end: number): Span | undefined {
  if (node.alias || node.style === 'literal' || node.style === 'folded') return undefined;
  const from = node.span.start + (node.style === 'plain' ? 0 : 1);
  const span = { start: from + start, end: from + end };
  return source.text.slice(span.start, span.end) === node.text.slice(start, end) &&
    source.text.slice(from, span.start) === node.text.slice(0, start)
    ? span
    : undefined;
}

/** The references of the manifest that surely stay as they are: nobody else adds variables or reads the text. */
export function* unresolvedOf(manifest: Manifest, { isPatch, build }: RuleContext): Iterable<Unresolved> {
  if (isPatch || build.completes(manifest.kind)) return;
  for (const container of containersOf(manifest)) {
    const found = [...unresolvedIn(container)].filter(isMeant);
    const isScript = found.length > 0 && runsShell(container);
    for (const unresolved of found) {
      if (unresolved.user || (!isScript && !mayBeInjected(unresolved.name, manifest))) yield unresolved;
    }
  }
}

/** A shell has commands in `$(…)`, and texts of many lines are for other programs. */
function isMeant({ name, node }: Unresolved): boolean {
  return /^[A-Z_][A-Z0-9_]*$/.test(name) && !mayComeFromService(name) && !/\n|\{\{/.test(node.text.trimEnd());
}

/** Names that others append to `env`: the Job controller, and webhooks for the identity of pods in a cloud. */
function mayBeInjected(name: string, { kind }: Manifest): boolean {
  if (name === 'JOB_COMPLETION_INDEX') return kind === 'Job' || kind === 'CronJob';
  return /^(AWS_(ROLE_ARN|REGION|DEFAULT_REGION|STS_|WEB_IDENTITY_|CONTAINER_)|AZURE_(CLIENT_ID|TENANT_ID|FEDERATED_|AUTHORITY_))/.test(
    name,
  );
}

function runsShell(container: Container): boolean {
  return commandTextsOf(container).some(word => /^(\S*\/)?(\w*sh|cmd(\.exe)?|su|env|-\w*c)$/.test(text(word) ?? ''));
}

/** A finding at the reference itself, or at the whole text where escapes hide it. */
export function findingAt(
  source: Source,
  { node, start, end }: Unresolved,
  message: string,
  fixes: readonly Fix[],
): Finding {
  const found = finding(node, message, ...fixes);
  const at = spanInText(source, node, start, end);
  return at ? { ...found, at } : found;
}
