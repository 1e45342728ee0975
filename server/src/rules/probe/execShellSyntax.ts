import { isPlaceholder } from '../../model/templates.js';
import { get, type MapNode } from '../../syntax/node.js';
import {
  type Command,
  commandOf,
  isOperator,
  namesShell,
  redirection,
  runInShell,
  scriptOf,
  variablesOf,
} from '../commands.js';
import { allowedProbesOf } from '../probes.js';
import { type Fix, finding, rule } from '../rule.js';

/** These take operators of the shell for arguments of their own. */
const takesOperators: ReadonlySet<string> = new Set(
  `find xargs expr test [ [[ tr grep egrep fgrep cut sort paste column join awk gawk mawk nawk sed jq yq bc dc echo printf
  psql mysql mysqladmin mongo mongosh sqlite3 redis-cli python python2 python3 perl ruby node php lua java`.split(
    /\s+/,
  ),
);
/** These take files as they are named. */
const takesFiles: ReadonlySet<string> = new Set('cat ls rm stat head tail touch test ['.split(' '));

export const execShellSyntax = rule({
  code: 'probe/exec-shell-syntax',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'exec probe that needs a shell and has none',
    why: `
      The kubelet starts the program with these very arguments. There is no shell, so nobody reads pipes, redirections,
      variables and wildcards: the program gets them as text.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-command',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            livenessProbe:
              exec:
                command:
                  - pgrep
                  - worker
                  - "||"
                  # ^^^^ warning probe/exec-shell-syntax: || needs a shell: command is run without one
                  - exit
                  - "1"`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            livenessProbe:
              exec:
                command:
                  - sh
                  - -c
                  - "pgrep worker || exit 1"`,
  },
  each: allowedProbesOf,
  *check(probe, { document }) {
    const command = commandOf(probe);
    if (!command || command.words.length < 2 || namesShell(command)) return;
    const usesNames = command.words.some(word => word.includes('$'));
    const names = usesNames ? writtenNames(probe.container.node) : none;
    const at = command.words.findIndex((_, i) => needsShell(command, i, names));
    const node = command.nodes[at];
    if (!node) return;
    const edits = runInShell(document, command, scriptOf(command.words));
    const fix: Fix = { title: 'Run it in a shell', edits: () => edits ?? [] };
    yield finding(node, `${node.text} needs a shell: command is run without one`, ...(edits ? [fix] : []));
  },
});

const none: ReadonlySet<string> = new Set();

function needsShell({ words }: Command, at: number, names: ReadonlySet<string>): boolean {
  const program = words[0]?.split('/').at(-1) ?? '';
  const word = words[at] ?? '';
  if (at === 0) return false;
  if (redirection.test(word)) return true;
  const isArgument = /^-/.test(words[at - 1] ?? '') || at === words.length - 1;
  if (isOperator(word) && !isArgument && !takesOperators.has(program)) return true;
  if (takesFiles.has(program) && /^\.?\/.*\*/.test(word)) return true;
  return [...word.matchAll(/(?<![$\\])\$([A-Za-z_]\w*)/g)].some(([, name = '']) => names.has(name));
}

/** The variables of the container. Others, and those that are templates themselves, may be filled in before. */
function writtenNames(container: MapNode): ReadonlySet<string> {
  const variables = [...variablesOf(container)];
  return new Set(
    variables.flatMap(([name, variable]) => {
      const value = get(variable, 'value');
      return value && isPlaceholder(value) ? [] : [name];
    }),
  );
}
