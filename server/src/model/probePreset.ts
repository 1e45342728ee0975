/** What is to be known of a framework or server for its probes to be written. The table is `probePresets.ts`. */
import type { ProbeKind } from './pods.js';

/** What a command may depend on. */
export interface ExecPlace {
  /** The port that the server listens on. */
  readonly port: number;
  /** What `env` says of a variable: without `value` where that comes from elsewhere. */
  readonly variable: (name: string) => { readonly value: string | undefined } | undefined;
  /** Whether there may be more variables than `env` lists. */
  readonly hasEnvFrom: boolean;
}

export interface ExecCommand {
  readonly command: readonly string[];
  readonly needs?: string;
}

export type PresetHandler =
  | { readonly name: 'httpGet'; readonly path: string }
  | { readonly name: 'tcpSocket' }
  | { readonly name: 'grpc' }
  | { readonly name: 'exec'; readonly says: string; readonly make: (place: ExecPlace) => ExecCommand };

/** In the API's order; what is not here is left to the defaults. */
export interface ProbeNumbers {
  readonly initialDelaySeconds?: number;
  readonly timeoutSeconds?: number;
  readonly periodSeconds?: number;
  readonly failureThreshold?: number;
}

export interface PresetProbe {
  readonly handler: PresetHandler;
  readonly numbers: ProbeNumbers;
  /** The documentation of what is asked. */
  readonly source: string;
}

/** What a manifest can say about where and how the server listens. */
export interface Listening {
  /** Options of the command line that say the port, each with what follows as its only group; the first counts. */
  readonly options?: readonly RegExp[];
  /** Variables that say the port, or an address with it; the first counts. */
  readonly variables?: readonly string[];
  /** Names of variables whose values are options, too. */
  readonly optionVariables?: RegExp;
  /** Options by which it may listen elsewhere, ask for more, or do something else. */
  readonly otherOptions?: RegExp;
  /** Names of variables that do the same, unless they say no. */
  readonly otherVariables?: RegExp;
  /** An option that is no obstacle where one of the variables is there. */
  readonly password?: { readonly option: RegExp; readonly variables: readonly string[] };
}

export interface ProbePreset {
  readonly name: string;
  /** What has to be so and cannot be seen in the manifest. */
  readonly needs?: string;
  /** Why these probes, for those who read the table. */
  readonly note?: string;
  /** Whether what is asked is documented as it is, or only what most people choose. */
  readonly basis: 'documented' | 'convention';
  /** Names of images, as their paths end, with the port that they listen on. */
  readonly images: Readonly<Record<string, number>>;
  /** The port on which older versions of those images listened. */
  readonly before?: { readonly version: number; readonly port: number };
  /** Words in the last part of an image's path. */
  readonly words: readonly string[];
  /** The port that such an image listens on. */
  readonly port: number;
  /** Names of ports, or how they begin before a hyphen; the numbers of ports without a name. */
  readonly ports?: {
    readonly names: readonly string[];
    readonly otherNames: readonly string[];
    readonly numbers: readonly number[];
  };
  /** Names of ports on which it would rather be asked. */
  readonly preferredPorts: readonly string[];
  /** Paths that say enough in a probe that is there already. */
  readonly isKnownByPath?: boolean;
  /** What a command must run for it still to be this server; anything else is another program of the image. */
  readonly program?: RegExp;
  /** What is not here is not looked at. */
  readonly listening?: Listening;
  readonly probes: Readonly<Record<ProbeKind, PresetProbe>>;
}
