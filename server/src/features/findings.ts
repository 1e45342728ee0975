/**
 * Runs the rules over the documents of a file. Diagnostics and code actions both read their result, so they
 * always agree. What was found in a document is kept while the document and the settings stay the same.
 */
import { inlineIn, isKustomizeFile } from '../model/configurations.js';
import { isEncrypted, isKnownByName, isKustomizationFile, isMarkedAsPatch, type Manifest } from '../model/manifest.js';
import { isOperation } from '../model/patches.js';
import { isTemplate } from '../model/templates.js';
import { rules } from '../rules/all.js';
import { ignoredDocument } from '../rules/kustomization/ignoredDocument.js';
import type { Finding, Rule, RuleContext, Severity } from '../rules/rule.js';
import { Homes } from '../schema/homes.js';
import { kustomizeIn } from '../schema/kustomizeVersions.js';
import { isAtLeast, type KindInfo, kindOf, type Schemas } from '../schema/schemas.js';
import { type SchemaProblem, validate } from '../schema/validate.js';
import type { SettingsByFile } from '../settings.js';
import { type Edit, startsLine, wholeLines } from '../syntax/edit.js';
import type { Part, YamlDocument, YamlFile } from '../syntax/file.js';
import { lineAt } from '../syntax/lines.js';
import type { Span } from '../syntax/node.js';
import type { Build } from '../workspace/builds.js';
import type { CommittedFile } from '../workspace/committed.js';
import type { WorkspaceIndex } from '../workspace/index.js';
import type { Remark } from '../workspace/kustomizeBuilds.js';
import { type RemarkThere, refusals, remarksIn } from './buildRemarks.js';
import { ownCodes } from './ownCodes.js';
import { Silencer, type Suppression, suppressionsOf } from './suppressions.js';

export interface Report {
  readonly code: string;
  readonly severity: Severity;
  readonly finding: Finding;
  readonly rule: Rule | undefined;
}

/** What was found in one document. */
interface DocumentReports {
  readonly reports: readonly Report[];
  readonly suppressions: readonly Suppression[];
}

/** What is kept of a document: the two kinds of rules go out of date by different events. */
interface Kept {
  readonly build: Build;
  /** kustomize reads another document of the file, and this one not. */
  readonly isIgnored: boolean;
  /** The last commit as it was known. */
  readonly committed: CommittedFile | undefined;
  /** What was known of the kinds; a definition in the workspace may change that. */
  readonly kinds: Schemas['kinds'];
  readonly infos: readonly (KindInfo | undefined)[];
  readonly within: readonly Report[];
  readonly across: readonly Report[];
  readonly refused: readonly Report[];
  readonly suppressions: readonly Suppression[];
  /** Of the objects that `across` is about. */
  readonly generation: number;
  /** What kustomize has to say of the file. */
  readonly remarks: readonly Remark[];
}

/** How kustomize reads a document. */
type Reading = Pick<Kept, 'build' | 'isIgnored'> & { readonly remarks: readonly RemarkThere[] };

const rulesWithin = rules.filter(rule => !rule.acrossFiles);
const rulesAcross = rules.filter(rule => rule.acrossFiles);

/** What a comment may silence. */
const codes: ReadonlySet<string> = new Set(['yaml/syntax', ...rules.map(({ code }) => code)]);

/** Work that pauses now and then, and its result. */
type Steps<Result> = Generator<undefined, Result>;

export class Findings {
  readonly #schemas: Schemas;
  readonly #index: WorkspaceIndex;
  readonly #onRuleError: (code: string, error: unknown) => void;
  readonly #settings: SettingsByFile;
  /** Emptied when something outside the document changes what its rules find. */
  #kept = new WeakMap<YamlDocument, Kept>();

  constructor(
    schemas: Schemas,
    index: WorkspaceIndex,
    settings: SettingsByFile,
    onRuleError: (code: string, error: unknown) => void,
  ) {
    this.#schemas = schemas;
    this.#index = index;
    this.#settings = settings;
    this.#onRuleError = onRuleError;
  }

  /** The version that is set for a file; of versions beyond those known, the nearest. */
  kubernetesVersionOf(uri: string): string {
    const { versions } = this.#schemas;
    const newest = versions.at(-1) ?? '';
    const wanted = this.#settings.of(uri).kubernetesVersion;
    if (wanted === undefined || isAtLeast(wanted, newest)) return newest;
    return versions.find(version => isAtLeast(version, wanted)) ?? newest;
  }

  /** kustomize that is set for a file, or else the one inside kubectl of its Kubernetes version. */
  kustomizeVersionOf(uri: string): string {
    return this.#settings.of(uri).kustomizeVersion ?? kustomizeIn(this.kubernetesVersionOf(uri));
  }

  /** The settings of some file are others now. */
  forget(): void {
    this.#kept = new WeakMap();
  }

  /** How much a code weighs that is no rule's. What is missing in the picture is said in every profile. */
  severityOf(code: string, uri: string): Severity | 'off' {
    const { profile, rules: chosen } = this.#settings.of(uri);
    const own = ownCodes.find(candidate => candidate.code === code)?.severity ?? 'off';
    return chosen[code] ?? (profile === 'essential' && own === 'hint' ? 'off' : own);
  }

  /** What is to be shown of `file`, part by part. */
  *of(file: YamlFile): Iterable<{ readonly part: Part; readonly reports: readonly Report[] }> {
    const all = this.#inParts(file).filter(({ reports, suppressions }) => reports.length + suppressions.length > 0);
    const silencer = new Silencer(all);
    const shown = all.map(({ part, reports, suppressions }) => ({
      part,
      suppressions,
      reports: reports.filter(({ code, finding }) => !silencer.silences(part, code, finding.at.start)),
    }));
    for (const { part, reports, suppressions } of shown) {
      // Of a text that could not be read nobody knows what the comment silences.
      const unused = part.document.problems.length > 0 ? [] : suppressions.filter(own => !silencer.hasUsed(part, own));
      yield { part, reports: [...reports, ...unused.flatMap(own => this.#unused(file.uri, part.document, own) ?? [])] };
    }
  }

  /** Does what is slow in `of`, in small steps: an editor may take turns between them, or stop. */
  *prepare({ uri, parts }: YamlFile): Iterable<unknown> {
    yield* this.#index.learn(uri);
    yield this.#index.kustomize.remarksOn(uri);
    const build = this.#index.build(uri);
    for (const part of parts) yield* this.#inPart(uri, part, build);
  }

  /** The findings of each document, whether suppressed or not. */
  #inParts({ uri, parts }: YamlFile): readonly (DocumentReports & { readonly part: Part })[] {
    for (const _ of this.#index.learn(uri));
    const build = this.#index.build(uri);
    return parts.map(part => ({ part, ...finish(this.#inPart(uri, part, build)) }));
  }

  *#inPart(uri: string, part: Part, build: Build): Steps<DocumentReports> {
    const { document } = part;
    const kept = this.#kept;
    const known = kept.get(document);
    const { generation } = this.#index.objects;
    const { kinds } = this.#schemas;
    const committed = this.#index.committed(uri);
    const isIgnored = isKustomizationFile(uri) && !this.#index.isFirst(uri, part);
    const remarks = this.#index.kustomize.remarksOn(uri);
    const isThere = known?.build === build && known.committed === committed && known.isIgnored === isIgnored;
    const isCurrent = known?.generation === generation && known.remarks === remarks;
    if (isThere && isCurrent && known.kinds === kinds) return reportsOf(known);
    const manifests = [...this.#index.manifests(uri, part), ...this.#configurations(uri, part)];
    const infos = manifests.map(({ apiVersion, kind }) => kindOf(this.#schemas, apiVersion, kind));
    const isSame = isThere && infos.every((info, i) => info === known.infos[i]);
    const old = isSame ? known : undefined;
    yield;
    const isOurs = manifests.length > 0 || looksLikeManifest(document) || isKnownByName(uri);
    const judged = isOurs && !isTemplate(document) && !this.#settings.excludes(uri) ? manifests : undefined;
    const reading = { build, isIgnored, remarks: remarksIn(part, remarks) };
    const within = old?.within ?? (judged ? yield* this.#within(uri, document, judged, reading) : []);
    const across = isCurrent && old ? old.across : judged ? yield* this.#judgeAll(judged, reading, rulesAcross) : [];
    const made: Kept = {
      build,
      isIgnored,
      committed,
      kinds,
      infos,
      generation,
      remarks,
      within,
      across,
      refused: this.#refused(uri, document, reading.remarks, [...within, ...across]),
      suppressions: old?.suppressions ?? (judged ? suppressionsOf(document) : []),
    };
    kept.set(document, made);
    return reportsOf(made);
  }

  /** What a plugin of someone else takes, only it knows; so what is none of kustomize's or the kubelet's is left out. */
  #configurations(uri: string, part: Part): readonly Manifest[] {
    return this.#index
      .configurations(uri, part)
      .filter(
        ({ apiVersion, isPatch }) => isPatch || /^(builtin|kustomize)?$|^kubelet\.config\.k8s\.io\//.test(apiVersion),
      );
  }

  *#within(uri: string, document: YamlDocument, manifests: readonly Manifest[], reading: Reading): Steps<Report[]> {
    const isRead = document.problems.length === 0 && !reading.isIgnored;
    const inline = isRead ? manifests.flatMap(manifest => inlineIn(manifest, reading.build.role)) : [];
    return [
      ...(reading.isIgnored ? [] : [document, ...inline].flatMap(one => this.#syntax(uri, one))),
      // What an operation must say depends on what it is applied to.
      ...(yield* this.#judgeAll(
        manifests.filter(manifest => !isOperation(manifest)),
        reading,
        rulesWithin,
      )),
    ];
  }

  *#judgeAll(manifests: readonly Manifest[], reading: Reading, all: readonly Rule[]): Steps<Report[]> {
    const asked = reading.isIgnored ? all.filter(rule => rule === ignoredDocument) : all;
    const reports: Report[][] = [];
    for (const manifest of manifests) reports.push(yield* this.#judge(manifest, reading, asked));
    return withoutRepeats(reports.flat());
  }

  #syntax(uri: string, document: YamlDocument): Report[] {
    const severity = this.#settings.of(uri).syntaxErrors ? this.severityOf('yaml/syntax', uri) : 'off';
    const limit = this.severityOf('kubewright/too-large', uri);
    const lines = new Set<number>();
    return document.problems.flatMap(({ span, message, isLimit }) => {
      const line = lineAt(document.lineStarts, span.start);
      if (lines.has(line)) return [];
      lines.add(line);
      const finding = { at: span, message, fixes: [] };
      if (isLimit) {
        return limit === 'off' ? [] : { code: 'kubewright/too-large', severity: limit, rule: undefined, finding };
      }
      return severity === 'off' ? [] : { code: 'yaml/syntax', severity, rule: undefined, finding };
    });
  }

  #refused(uri: string, document: YamlDocument, remarks: readonly RemarkThere[], reports: readonly Report[]): Report[] {
    const severity = this.severityOf('kustomization/refused', uri);
    if (severity === 'off' || this.#settings.excludes(uri)) return [];
    const found = refusals(this.#index, document, remarks, reports.filter(isError));
    return found.map(finding => ({ code: 'kustomization/refused', severity, rule: undefined, finding }));
  }

  *#judge(manifest: Manifest, { build, isIgnored, remarks }: Reading, asked: readonly Rule[]): Steps<Report[]> {
    // Where indentation or a bracket is wrong, the tree is not what the user means: its other faults are noise.
    if (manifest.document.problems.length > 0 || isEncrypted(manifest)) return [];
    const info = kindOf(this.#schemas, manifest.apiVersion, manifest.kind);
    const kubernetesVersion = this.kubernetesVersionOf(manifest.uri);
    const gone = info?.removed !== undefined && isAtLeast(kubernetesVersion, info.removed);
    const definition = gone ? undefined : info?.definition;
    const schemas = this.#schemas;
    let problems: readonly SchemaProblem[] | undefined;
    const context: RuleContext = {
      schemas,
      kubernetesVersion,
      kustomizeVersion: this.kustomizeVersionOf(manifest.uri),
      kindInfo: info,
      /** Only some rules ask. */
      get schemaProblems() {
        problems ??= definition ? validate(schemas, definition, manifest.root) : [];
        return problems;
      },
      homes: new Homes(this.#schemas, info?.definition ?? '', manifest.root),
      objects: this.#index.objects,
      isPatch: this.#isPatch(manifest, build),
      build,
      isIgnored,
      remarks,
      trial: this.#index.kustomize.trialOf(manifest.uri),
      committed: this.#index.committed(manifest.uri)?.of(manifest),
    };
    const reports: Report[][] = [];
    for (const rule of asked) {
      yield;
      reports.push(this.#runRule(rule, manifest, context));
    }
    return reports.flat();
  }

  #isPatch(manifest: Manifest, build: Build): boolean {
    if (manifest.isPatch) return true;
    if (isKustomizationFile(manifest.uri) || isKustomizeFile(manifest)) return false;
    const mayBePatch = build.isPatch && build.role !== 'plugin';
    return mayBePatch || build.completes(manifest.kind) || isMarkedAsPatch(manifest);
  }

  #runRule(rule: Rule, manifest: Manifest, context: RuleContext): Report[] {
    const { profile, rules: chosen } = this.#settings.of(manifest.uri);
    const set = chosen[rule.code];
    if (set === 'off' || !this.#isAsked(rule, manifest.uri)) return [];
    try {
      const reports = [...rule.run(manifest, context)].map(finding => ({
        code: rule.code,
        severity: set ?? finding.severity ?? rule.severity,
        rule,
        finding,
      }));
      return set === undefined && profile === 'essential' ? reports.filter(isError) : reports;
    } catch (error) {
      this.#onRuleError(rule.code, error);
      return [];
    }
  }

  #isAsked({ code, strict }: Rule, uri: string): boolean {
    const { profile, rules: chosen } = this.#settings.of(uri);
    return chosen[code] === undefined ? !strict || profile === 'strict' : chosen[code] !== 'off';
  }

  #unused(uri: string, document: YamlDocument, { code, span, comment }: Suppression): Report | undefined {
    const severity = this.severityOf('kubewright/unused-suppression', uri);
    const known = codes.has(code);
    const rule = rules.find(candidate => candidate.code === code);
    // Of a rule that was not asked nobody knows what it would have found.
    if (severity === 'off' || (rule && !this.#isAsked(rule, uri))) return undefined;
    const message = known ? `${code} finds nothing here: the comment can go` : `there is no rule ${code}`;
    const fix = { title: 'Remove the comment', edits: () => [removeComment(document, comment)] };
    const finding: Finding = { at: span, message, fixes: [fix], unnecessary: known };
    return { code: 'kubewright/unused-suppression', severity, rule: undefined, finding };
  }
}

function reportsOf({ within, across, refused, suppressions }: Kept): DocumentReports {
  return { reports: across.length + refused.length > 0 ? [...within, ...across, ...refused] : within, suppressions };
}

function isError({ severity }: Report): boolean {
  return severity === 'error';
}

function finish<Result>(steps: Steps<Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Broken text in which the head of a manifest can still be seen: its syntax errors are worth a word. */
function looksLikeManifest(document: YamlDocument): boolean {
  const { text } = document;
  const hasHead = /^apiVersion:/m.test(text) && /^kind:/m.test(text);
  return (hasHead || brokenHead(text)) && document.problems.length > 0;
}

/** One of the two lines of the head, perhaps too far right or without its colon, and a body. */
function brokenHead(text: string): boolean {
  if (/^[ \t]*apiVersion\b/m.test(text)) return /^(metadata|spec|data):/m.test(text);
  return /^[ \t]*kind:/m.test(text) && /^metadata:/m.test(text);
}

/** With its line, where it has one to itself. */
function removeComment(document: YamlDocument, comment: Span): Edit {
  if (startsLine(document, comment.start)) return { span: wholeLines(document, comment), text: '' };
  const before = document.text.slice(0, comment.start).trimEnd().length;
  return { span: { start: before, end: comment.end }, text: '' };
}

/** Anchors make one text several nodes; it is reported once. */
function withoutRepeats(reports: readonly Report[]): Report[] {
  const seen = new Set<string>();
  return reports.filter(({ code, finding: { at, message } }) => {
    const key = `${code} ${at.start} ${at.end} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
