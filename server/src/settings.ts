/** What the user can set, with its defaults. The client's settings arrive as untrusted JSON and are read here. */
import type { Severity } from './rules/rule.js';

/** How much is said: only what is refused, also what goes wrong later, or best practice, too. */
export const profiles = ['essential', 'recommended', 'strict'] as const;
export type Profile = (typeof profiles)[number];

export interface Settings {
  /** Kubernetes minor that the manifests are for; `undefined` for the newest one known. */
  readonly kubernetesVersion: string | undefined;
  readonly profile: Profile;
  /** Severity by rule code, where it differs from the rule's own. A rule that is named here runs in every profile. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Whether YAML syntax errors are reported; off for those whom another extension tells already. */
  readonly syntaxErrors: boolean;
}

export const defaultSettings: Settings = {
  kubernetesVersion: undefined,
  profile: 'recommended',
  rules: {},
  syntaxErrors: true,
};

const severities: ReadonlySet<unknown> = new Set(['off', 'error', 'warning', 'information', 'hint']);

/** What is of the wrong type counts as not set: a bad settings file must not stop the server. */
export function readSettings(value: unknown): Settings {
  const { kubernetesVersion, profile, rules, syntaxErrors } = objectOf(value);
  const isVersion = typeof kubernetesVersion === 'string' && /^1\.\d+$/.test(kubernetesVersion);
  return {
    kubernetesVersion: isVersion ? kubernetesVersion : undefined,
    profile: profiles.find(known => known === profile) ?? defaultSettings.profile,
    rules: Object.fromEntries(
      Object.entries(objectOf(rules)).filter((pair): pair is [string, Severity | 'off'] => severities.has(pair[1])),
    ),
    syntaxErrors: syntaxErrors !== false,
  };
}

function objectOf(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
}
