/** What a name under the cursor is, and every place where it is written. Navigation and renaming ask only this. */
import type { Position } from 'vscode-languageserver-types';
import { type LocalKind, localNamesOf } from '../../model/localNames.js';
import type { Manifest } from '../../model/manifest.js';
import { dns1123LabelErrors, envNameErrors, portNameErrors } from '../../model/names.js';
import type { YamlDocument, YamlFile } from '../../syntax/file.js';
import { contains } from '../../syntax/locate.js';
import type { Span } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { placeOf } from '../range.js';
import { objectNameAt } from './objectName.js';

export interface Name {
  /** What a person would call it: `volume`, `ConfigMap`, `key of ConfigMap web`. */
  readonly what: string;
  readonly name: string;
  /** Where the cursor is on it. */
  readonly at: Place;
  readonly places: readonly Place[];
  /** What is wrong with calling it `name`; empty when nothing is. */
  readonly objections: (name: string, kubernetesVersion: string) => readonly string[];
  /** Why it cannot be renamed at all. Asked only when somebody wants to: it may take reading other files. */
  readonly fixed?: () => string | undefined;
}

export interface Place {
  readonly uri: string;
  readonly document: YamlDocument;
  /** The characters of the name, without quotes. */
  readonly span: Span;
  /** The thing gets its name here; elsewhere it is only meant. */
  readonly isDefinition: boolean;
  /** The name is that of something else, too: a new one is written before it, here. */
  readonly newNameAt?: number;
  /** It stands within a longer word, and takes no quotes. */
  readonly isPart?: true;
}

/** The name that `position` is on, if it is one that means something elsewhere. */
export function nameAt(index: WorkspaceIndex, file: YamlFile, position: Position): Name | undefined {
  const { part, offset } = placeOf(file, position);
  const manifest = index.manifests(file.uri, part).findLast(({ root }) => contains(root.span, offset));
  return (manifest && localNameAt(manifest, offset)) ?? objectNameAt(index, file.uri, part.document, offset);
}

const words: Readonly<Record<LocalKind, string>> = {
  volume: 'volume',
  container: 'container',
  port: 'port',
  variable: 'environment variable',
};

const rules: Readonly<Record<LocalKind, (name: string) => readonly string[]>> = {
  volume: dns1123LabelErrors,
  container: dns1123LabelErrors,
  port: portNameErrors,
  variable: envNameErrors,
};

function localNameAt(manifest: Manifest, offset: number): Name | undefined {
  const names = localNamesOf(manifest);
  for (const { kind, name, occurrences } of names) {
    const found = occurrences.find(({ span }) => contains(span, offset));
    if (!found) continue;
    const { uri, document } = manifest;
    const taken = names.filter(other => other.kind === kind && other.name !== name).map(other => other.name);
    return {
      what: words[kind],
      name,
      at: { uri, document, ...found },
      places: occurrences.map(occurrence => ({ uri, document, ...occurrence })),
      objections: wanted =>
        taken.includes(wanted) ? [`there is another ${words[kind]} ${wanted}`] : rules[kind](wanted),
    };
  }
  return undefined;
}
