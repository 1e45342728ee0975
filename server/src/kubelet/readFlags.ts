/** The arguments of the kubelet in a text of whatever kind: unit file, file of variables, YAML, or command line. */
import { readFile } from '../syntax/file.js';
import { kubeletCall } from './read/commandLine.js';
import { isEnvFile, readEnvFile } from './read/envFile.js';
import { type Expanded, expand } from './read/expand.js';
import { readManifests } from './read/manifestArguments.js';
import { shellWords } from './read/shellWords.js';
import { isUnitFile, readUnit } from './read/unitFile.js';

export interface FoundFlags extends Expanded {
  /** Files that say more about variables; they are not read. */
  readonly files: readonly string[];
}

const yamlField =
  /^[ \t]*(?:-[ \t]+)*["']?(?:apiVersion|kind|kubeletExtraArgs|nodeRegistration|containers|command|args)["']?[ \t]*:/m;

/** `undefined` when there are none. */
export function readFlags(text: string): FoundFlags | undefined {
  if (yamlField.test(text)) {
    const words = readManifests(readFile('file:///flags.yaml', 0, text));
    if (words) return { words, unknown: [], files: [] };
  }
  if (isUnitFile(text)) return readUnit(text);
  const found = isEnvFile(text) ? readEnvFile(text) : readCommand(text);
  return found && { ...found, files: [] };
}

function readCommand(text: string): Expanded | undefined {
  const call = kubeletCall(shellWords(text.replace(/^\s*[$#>] (?=\S)/, '')));
  if (!call) return undefined;
  const assigned = call.before.flatMap(word => {
    const [, name, value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
    return name === undefined ? [] : [[name, value] as const];
  });
  return expand(call.words, new Map(assigned));
}
