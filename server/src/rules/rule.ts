/** What a rule is. One rule is one file: what it finds, how it is fixed, and how it is explained. */
import type { Manifest } from '../model/manifest.js';
import type { Homes } from '../schema/homes.js';
import type { KindInfo, Schemas } from '../schema/schemas.js';
import type { SchemaProblem } from '../schema/validate.js';
import type { Edit } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import type { Entry, Node, Span } from '../syntax/node.js';
import type { Build } from '../workspace/builds.js';
import type { Remark } from '../workspace/kustomizeBuilds.js';
import type { Trial } from '../workspace/kustomizeTrial.js';
import type { Objects } from '../workspace/objects.js';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** `area/problem`, for instance `probe/success-threshold`. Users turn rules off by it: never rename one. */
export type RuleCode = `${string}/${string}`;

/** What a rule may ask about the world beyond the manifest. */
export interface RuleContext {
  readonly schemas: Schemas;
  /** Kubernetes minor the user writes for, such as `1.34`. */
  readonly kubernetesVersion: string;
  /** kustomize that builds the file, such as `5.4` or `5.4.2`. */
  readonly kustomizeVersion: string;
  /** What is known of the manifest's kind; `undefined` for a kind of someone else. */
  readonly kindInfo: KindInfo | undefined;
  /** What the schema has against the manifest, found once for all rules. */
  readonly schemaProblems: readonly SchemaProblem[];
  /** Where in the manifest a misplaced field belongs. */
  readonly homes: Homes;
  /** The manifest is a part of an object, to be merged into another: what is missing may come from there. */
  readonly isPatch: boolean;
  /** kustomize reads nothing but the first document of the file, and this is another. */
  readonly isIgnored: boolean;
  /** What kustomize does to the file before the API server sees it. */
  readonly build: Build;
  /** What kustomize has to say of the document when it builds. Only rules that are `acrossFiles` may ask. */
  readonly remarks: readonly RemarkHere[];
  /** What kustomize would build of the file with another text. Only rules that are `acrossFiles` may ask. */
  readonly trial: Trial;
  /** The objects of the whole workspace. Only rules that are `acrossFiles` may ask. */
  readonly objects: Objects;
  /** The object as the last commit has it; `undefined` where that is not known, or has it in just the same document. */
  readonly committed: Manifest | undefined;
}

export interface RemarkHere {
  readonly code: Remark['code'];
  readonly at: Span;
  /** What was looked for, and not found. */
  readonly what: string;
  readonly advice?: Remark['advice'];
}

export interface Rule {
  readonly code: RuleCode;
  readonly severity: Severity;
  /** An opinion, not a fault: silent unless the user asks for the strict profile, or for this rule. */
  readonly strict?: true;
  /** Its answer depends on other documents, so it is asked again when one of them changes. */
  readonly acrossFiles?: true;
  /** Whether the findings carry a fix. Declared, so that a fix that gets lost fails a test. */
  readonly fixable: boolean;
  readonly docs: RuleDocs;
  readonly run: (manifest: Manifest, context: RuleContext) => Iterable<Finding>;
}

export interface RuleDocs {
  /** One line without a full stop, for lists. */
  readonly summary: string;
  /** What goes wrong at run time; Markdown. */
  readonly why: string;
  readonly reference: string;
  /** A manifest the rule complains about, with markers. It is the rule's first test. */
  readonly bad: string;
  /** The same manifest put right; for a fixable rule, exactly what the first fix makes of `bad`. */
  readonly good: string;
}

export interface Finding {
  readonly at: Span;
  readonly message: string;
  /** Where this finding weighs less than the rule's others. */
  readonly severity?: Severity | undefined;
  /** The first is the one most people want. */
  readonly fixes: readonly Fix[];
  /** Shown faded out: it has no effect. */
  readonly unnecessary?: boolean;
  /** Shown struck out: it works, and will go. */
  readonly deprecated?: boolean;
  /** The other ends of it, in this or another file. */
  readonly related?: readonly RelatedPlace[];
}

export interface RelatedPlace {
  readonly uri: string;
  readonly document: YamlDocument;
  readonly at: Span;
  readonly message: string;
}

export interface Fix {
  readonly title: string;
  /** What the user wrote is lost: offered, but never as the one fix that an editor makes by itself. */
  readonly loses?: boolean;
  /** The only thing that can have been meant: made without a look by "fix all" and on save. */
  readonly safe?: boolean;
  /** Called only when the user opens the light bulb. */
  readonly edits: () => readonly Edit[];
  /** What changes in other files, or in other documents of this one. */
  readonly elsewhere?: () => readonly ChangeElsewhere[];
}

export type ChangeElsewhere =
  | { readonly uri: string; readonly document: YamlDocument; readonly edits: readonly Edit[] }
  /** A new file. */
  | { readonly uri: string; readonly text: string };

interface RuleDefinition<Target> extends Omit<Rule, 'run'> {
  /** What the rule looks at; `check` runs once for each. */
  readonly each: (manifest: Manifest, context: RuleContext) => Iterable<Target>;
  readonly check: (target: Target, manifest: Manifest, context: RuleContext) => Iterable<Finding>;
}

export function rule<Target>({ each, check, ...rest }: RuleDefinition<Target>): Rule {
  return {
    ...rest,
    *run(manifest, context) {
      for (const target of each(manifest, context)) yield* check(target, manifest, context);
    },
  };
}

/** A finding at a node; at an entry it underlines the key. What came through an alias is reported at the alias. */
export function finding(at: Node | Entry, message: string, ...fixes: readonly Fix[]): Finding {
  const node = at.kind === 'entry' ? at.key : at;
  return { at: node.alias ?? node.span, message, fixes: node.alias ? [] : fixes };
}
