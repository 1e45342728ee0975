import type { Edit } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { get } from '../../syntax/node.js';
import { type Command, commandOf, namesShell, rewrite, runInShell, scriptOf, variablesOf } from '../commands.js';
import { allowedProbesOf } from '../probes.js';
import { type Fix, finding, rule } from '../rule.js';

export const execVariable = rule({
  code: 'probe/exec-variable',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'exec probe with a variable whose value comes from elsewhere',
    why: `
      In the command of a probe the kubelet fills in only variables whose value is written in the manifest. In place of
      one with valueFrom it puts nothing. A shell inside the container knows them all.`,
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
            env:
              - name: PASSWORD
                valueFrom:
                  secretKeyRef:
                    name: db
                    key: password
            livenessProbe:
              exec:
                command: [redis-cli, --pass, $(PASSWORD), ping]
                                           # ^^^^^^^^^^^ warning probe/exec-variable: $(PASSWORD) is empty here: a probe knows only variables whose value is written in the manifest`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: PASSWORD
                valueFrom:
                  secretKeyRef:
                    name: db
                    key: password
            livenessProbe:
              exec:
                command: [sh, -c, "redis-cli --pass \\"\${PASSWORD}\\" ping"]`,
  },
  each: allowedProbesOf,
  *check(probe, { document }) {
    const command = commandOf(probe);
    if (!command?.words.some(word => word.includes('$('))) return;
    const variables = variablesOf(probe.container.node);
    const at = command.words.findIndex(word => emptyIn(word, variables).length > 0);
    const node = command.nodes[at];
    const [name] = emptyIn(command.words[at] ?? '', variables);
    if (!node || name === undefined) return;
    const message = `$(${name}) is empty here: a probe knows only variables whose value is written in the manifest`;
    yield finding(node, message, ...fixes(document, command, at, variables));
  },
});

const reference = /(?<!\$)\$\(([^()]+)\)/g;

type Variables = ReturnType<typeof variablesOf>;

function emptyIn(word: string, variables: Variables): readonly string[] {
  const names = [...word.matchAll(reference)].map(([, name = '']) => name);
  return names.filter(name => get(variables.get(name), 'valueFrom')?.kind === 'map');
}

function fixes(document: YamlDocument, command: Command, at: number, variables: Variables): readonly Fix[] {
  const words = command.words.map(word => forShell(word, variables));
  if (!namesShell(command)) return fix('Run it in a shell', runInShell(document, command, scriptOf(words)));
  const isScript = /^-\w*c$/.test(command.words[at - 1] ?? '');
  return isScript ? fix('Let the shell fill it in', rewrite(document, command, words)) : [];
}

function fix(title: string, edits: readonly Edit[] | undefined): readonly Fix[] {
  return edits ? [{ title, edits: () => edits }] : [];
}

function forShell(word: string, variables: Variables): string {
  const empty = emptyIn(word, variables);
  return word.replace(reference, (written, name: string) => (empty.includes(name) ? `\${${name}}` : written));
}
