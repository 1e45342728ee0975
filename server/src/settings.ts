/** What the user can set, with its defaults. The client's settings arrive as untrusted JSON and are read here. */
import type { Severity } from './rules/rule.js';

/** How much is said: only what is refused, also what goes wrong later, or best practice, too. */
export const profiles = ['essential', 'recommended', 'strict'] as const;
export type Profile = (typeof profiles)[number];

export interface Settings {
  /** Kubernetes minor that the manifests are for; `undefined` for the newest one known. */
  readonly kubernetesVersion: string | undefined;
  /** kustomize that builds them, such as `5.4` or `5.4.2`; `undefined` for the one in kubectl of that Kubernetes. */
  readonly kustomizeVersion: string | undefined;
  readonly profile: Profile;
  /** Severity by rule code, where it differs from the rule's own. A rule that is named here runs in every profile. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Whether YAML syntax errors are reported; off for those whom another extension tells already. */
  readonly syntaxErrors: boolean;
  /** Whether it is shown above an object who uses it. */
  readonly codeLens: boolean;
  readonly inlayHints: Readonly<Record<InlayHintName, boolean>>;
}

/** The kinds of words that are shown behind what is written; each can be turned off. */
export type InlayHintName =
  | 'base64'
  | 'fileModes'
  | 'kubelet'
  | 'plainValues'
  | 'probeFailure'
  | 'probeRecovery'
  | 'probeStart';

/** The versions that a file is for. */
export interface Targets {
  readonly kubernetesVersion: string;
  readonly kustomizeVersion: string;
}

/** What somebody has set; the rest is somebody else's choice. */
export type Choices = Partial<Settings>;

/** The settings of each file, which may belong to a project with choices of its own. */
export interface SettingsByFile {
  of(uri: string): Settings;
  /** The project does not want to hear of the file. */
  excludes(uri: string): boolean;
}

export const defaultSettings: Settings = {
  kubernetesVersion: undefined,
  kustomizeVersion: undefined,
  profile: 'recommended',
  rules: {},
  syntaxErrors: true,
  codeLens: true,
  inlayHints: {
    base64: true,
    fileModes: true,
    kubelet: true,
    plainValues: true,
    probeFailure: true,
    probeRecovery: true,
    probeStart: true,
  },
};

const severities: ReadonlySet<unknown> = new Set(['off', 'error', 'warning', 'information', 'hint']);

/** What is of the wrong type counts as not set: a bad settings file must not stop the server. */
export function readSettings(value: unknown): Settings {
  const { codeLens, inlayHints } = objectOf(value);
  const hints = objectOf(inlayHints);
  return {
    ...withChoices(defaultSettings, readChoices(value)),
    codeLens: codeLens !== false,
    inlayHints: {
      base64: hints['base64'] !== false,
      fileModes: hints['fileModes'] !== false,
      kubelet: hints['kubelet'] !== false,
      plainValues: hints['plainValues'] !== false,
      probeFailure: hints['probeFailure'] !== false,
      probeRecovery: hints['probeRecovery'] !== false,
      probeStart: hints['probeStart'] !== false,
    },
  };
}

export function readChoices(value: unknown): Choices {
  const { kubernetesVersion, kustomizeVersion, profile, rules, syntaxErrors } = objectOf(value);
  const isVersion = typeof kubernetesVersion === 'string' && /^1\.\d+$/.test(kubernetesVersion);
  const isKustomize = typeof kustomizeVersion === 'string' && /^\d+\.\d+(\.\d+)?$/.test(kustomizeVersion);
  const known = profiles.find(candidate => candidate === profile);
  const chosen = Object.entries(objectOf(rules)).filter((pair): pair is [string, Severity | 'off'] =>
    severities.has(pair[1]),
  );
  return {
    ...(isVersion && { kubernetesVersion }),
    ...(isKustomize && { kustomizeVersion }),
    ...(known && { profile: known }),
    ...(chosen.length > 0 && { rules: Object.fromEntries(chosen) }),
    ...(typeof syntaxErrors === 'boolean' && { syntaxErrors }),
  };
}

/** `settings`, but where `choices` says something, that. */
export function withChoices(settings: Settings, choices: Choices): Settings {
  return { ...settings, ...choices, rules: { ...settings.rules, ...choices.rules } };
}

function objectOf(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
}
