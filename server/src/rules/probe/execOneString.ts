import { commandOf, rewrite, runInShell } from '../commands.js';
import { allowedProbesOf } from '../probes.js';
import { type Fix, finding, rule } from '../rule.js';

export const execOneString = rule({
  code: 'probe/exec-one-string',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'exec probe with program and arguments in one string',
    why: `
      The kubelet looks for a program that is called so, blanks included, and finds none: the probe always fails. Each
      argument is an item of its own.`,
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
                command: ["cat /tmp/healthy"]
                        # ^^^^^^^^^^^^^^^^^^ warning probe/exec-one-string: command must have an item for each argument: as one string it is the name of a program`,
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
                command: ["cat", "/tmp/healthy"]`,
  },
  each: allowedProbesOf,
  *check(probe, { document }) {
    const command = commandOf(probe);
    const [node, ...others] = command?.nodes ?? [];
    if (!command || !node || others.length > 0 || !isCommandLine(node.text)) return;
    const line = node.text.trim();
    const isSimple = /^[\w@%+=:,./\s-]+$/.test(line);
    const edits = isSimple ? rewrite(document, command, line.split(/\s+/)) : runInShell(document, command, line);
    const title = isSimple ? 'Split into items' : 'Run it in a shell';
    const fix: Fix = { title, edits: () => edits ?? [] };
    const message = 'command must have an item for each argument: as one string it is the name of a program';
    yield finding(node, message, ...(edits ? [fix] : []));
  },
});

/** Names of programs for Windows have blanks in them. */
function isCommandLine(text: string): boolean {
  return /\S\s+\S/.test(text) && !/\\|^[A-Za-z]:/.test(text);
}
