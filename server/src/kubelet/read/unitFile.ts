/** The kubelet's arguments in a systemd unit or drop-in. Files that it names are not read. */

import { kubeletCall } from './commandLine.js';
import { type Expanded, expand } from './expand.js';
import { shellWords, type Word } from './shellWords.js';

export function isUnitFile(text: string): boolean {
  return /^[ \t]*(?:\[(?:Unit|Service|Install)\][ \t]*\r?$|(?:ExecStart|Environment|EnvironmentFile)[ \t]*=)/m.test(
    text,
  );
}

export interface UnitFlags extends Expanded {
  /** Files that say more about variables. */
  readonly files: readonly string[];
}

export function readUnit(text: string): UnitFlags | undefined {
  const settings = settingsOf(text);
  const variables = variablesOf(settings);
  const files = settings.filter(([key]) => key === 'EnvironmentFile').map(([, value]) => value.replace(/^-/, ''));
  const call = commandsOf(settings).findLast(words => kubeletCall(words));
  const own = call && kubeletCall(call);
  if (own) return { ...expand(own.words.map(unescaped), variables), files };
  const words = [...variables.values()].flatMap(value => {
    const found = shellWords(value).map(word => unescaped(word.text));
    return found.some(word => word.startsWith('-')) ? found : [];
  });
  return words.length > 0 ? { ...expand(words, variables), files } : undefined;
}

type Setting = readonly [key: string, value: string];

/** A line that ends with a backslash goes on in the next; comments in between do not count. */
function settingsOf(text: string): readonly Setting[] {
  const settings: Setting[] = [];
  let open = '';
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*[#;]/.test(line)) continue;
    open += line;
    if (/\\\s*$/.test(line)) {
      open = open.replace(/\\\s*$/, ' ');
      continue;
    }
    const [, key, value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(open) ?? [];
    if (key !== undefined) settings.push([key, value]);
    open = '';
  }
  return settings;
}

/** Those that an empty one after them does not take back. */
function commandsOf(settings: readonly Setting[]): readonly (readonly Word[])[] {
  const commands = settings.filter(([key]) => key === 'ExecStart').map(([, value]) => value);
  return commands
    .slice(commands.lastIndexOf('') + 1)
    .map(command => insideShell(shellWords(command.replace(/^[-@:+!]+/, ''))));
}

/** `sh -c "exec kubelet …"` runs what its text says. */
function insideShell(words: readonly Word[]): readonly Word[] {
  const at = words.findIndex(({ text }) => /^-\w*c$/.test(text));
  const isShell = /(?:^|\/)(?:ba|da|z|k)?sh$/.test(words[0]?.text ?? '');
  const script = isShell && at > 0 ? words[at + 1] : undefined;
  return script ? shellWords(script.text) : words;
}

function variablesOf(settings: readonly Setting[]): ReadonlyMap<string, string> {
  const assigned = settings.filter(([key]) => key === 'Environment').flatMap(([, value]) => shellWords(value));
  return new Map(
    assigned.flatMap(({ text }) => {
      const [, name, value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
      return name === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** systemd reads `%%` as a percent sign and `$$` as a dollar sign. */
function unescaped(word: string): string {
  return word.replaceAll('%%', '%').replaceAll('$$', '$');
}
