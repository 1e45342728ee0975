/** Where a server listens as `command`, `args` and `env` of its container tell. */
import { portNumberErrors } from '../../model/names.js';
import type { Listening } from '../../model/probePreset.js';
import { knownText } from '../../model/templates.js';
import { variablesOf } from '../../rules/commands.js';
import { get, items, type MapNode, type Node, text } from '../../syntax/node.js';

/** The port that is written; `undefined` where nothing is said, and `'unknown'` where it cannot be told. */
export function writtenPort(container: MapNode, listening: Listening): number | 'unknown' | undefined {
  const variables = variablesOf(container);
  const optionNames = [...variables.keys()].filter(name => listening.optionVariables?.test(name));
  const options = optionNames.map(name => knownText(get(variables.get(name), 'value')));
  if (options.includes(undefined)) return 'unknown';
  const line = [commandLine(container), ...options].join(' ');
  if (listening.otherOptions?.test(line) || [...variables].some(([name, node]) => changes(listening, name, node)))
    return 'unknown';
  const { password } = listening;
  if (password?.option.test(line) && !password.variables.some(name => variables.has(name))) return 'unknown';
  for (const option of listening.options ?? []) {
    const found = option.exec(line);
    if (found) return portIn(found[1]);
  }
  const name = listening.variables?.find(variable => variables.has(variable));
  return name === undefined ? undefined : portIn(knownText(get(variables.get(name), 'value')));
}

/** The words of `command` and `args`, each behind a blank. */
export function commandLine(container: MapNode): string {
  const words = (['command', 'args'] as const).flatMap(name => items(get(container, name)));
  return words.map(word => ` ${(text(word) ?? '').replace(/\s+/g, ' ')}`).join('');
}

function changes({ otherVariables }: Listening, name: string, variable: Node): boolean {
  return otherVariables?.test(name) === true && !/^(no|false|0|off|)$/i.test(text(get(variable, 'value')) ?? '?');
}

/** `8080`, `0.0.0.0:8080`, `http://+:8080;https://+:8443`, of which the kubelet is to ask without TLS. */
function portIn(said: string | undefined): number | 'unknown' {
  const all = (said ?? '').replace(/["']/g, '').split(/[;,]/);
  const [plain] = all.filter(part => part !== '' && !/^https:/i.test(part));
  const [, digits] = /^(?:.*:)?([0-9]+)\/?$/.exec(plain ?? '') ?? [];
  const port = digits === undefined && /^http:\/\/[^:]+$/i.test(plain ?? '') ? 80 : Number(digits);
  return portNumberErrors(port).length === 0 && Number.isInteger(port) ? port : 'unknown';
}
