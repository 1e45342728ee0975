import { type EnvVar, environmentsOf } from '../../model/env.js';
import type { Manifest } from '../../model/manifest.js';
import { entries, get, keyOf, type Node, type ScalarNode, text } from '../../syntax/node.js';
import { spanInText } from '../env.js';
import { type Finding, finding, rule } from '../rule.js';

interface ShellVariable {
  readonly node: ScalarNode;
  readonly name: string;
  readonly start: number;
  readonly written: string;
  /** It stands above, so that the kubelet could put it in. */
  readonly isEarlier: boolean;
}

const shellVariables = /(?<!\$)\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;
/** What these hold is read by programs that have shell variables of their own. */
const scripts: ReadonlySet<string> = new Set(['env', 'command', 'args']);

export const envShellVariable = rule({
  code: 'env/shell-variable',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'variable written as in a shell, in the value of another variable',
    why: `
      The API server accepts it, and the text stays as it is: no shell reads the value. Kubernetes puts in what is
      written as \`$(NAME)\`.`,
    reference: 'https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/',
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
              - name: DB_HOST
                value: db.shop.svc
              - name: DB_URL
                value: postgres://\${DB_HOST}:5432/shop
                                # ^^^^^^^^^^ warning env/shell-variable: \${DB_HOST} stays as it is: Kubernetes puts in $(DB_HOST) only`,
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
              - name: DB_HOST
                value: db.shop.svc
              - name: DB_URL
                value: postgres://$(DB_HOST):5432/shop`,
  },
  *each(manifest) {
    let isTemplate: boolean | undefined;
    for (const found of shellVariablesOf(manifest)) {
      isTemplate ??= hasShellVariables(manifest.root);
      if (isTemplate) return;
      yield found;
    }
  },
  *check({ node, name, start, written, isEarlier }, { document }): Iterable<Finding> {
    const at = spanInText(document, node, start, start + written.length);
    const right = `$(${name})`;
    const fix = at && isEarlier ? [{ title: `Change to ${right}`, edits: () => [{ span: at, text: right }] }] : [];
    const found = finding(node, `${written} stays as it is: Kubernetes puts in ${right} only`, ...fix);
    yield at ? { ...found, at } : found;
  },
});

function* shellVariablesOf(manifest: Manifest): Iterable<ShellVariable> {
  for (const variables of environmentsOf(manifest)) {
    const definitions = new Map<string, EnvVar>();
    for (const variable of variables) if (variable.name) definitions.set(variable.name, variable);
    for (const user of variables) {
      const node = get(user.node, 'value');
      const value = text(node);
      if (node?.kind !== 'scalar' || !value?.includes('$') || /\n|\{\{|\$\(/.test(value.trimEnd())) continue;
      for (const { 0: written, 1: braced, 2: bare, index } of value.matchAll(shellVariables)) {
        const name = braced ?? bare ?? '';
        const definition = definitions.get(name);
        // Where the other one has such a value, too, someone fills in the values before Kubernetes sees them.
        if (!definition || name === user.name || /\$/.test(text(get(definition.node, 'value')) ?? '')) continue;
        yield { node, name, start: index, written, isEarlier: definition.index < user.index };
      }
    }
  }
}

/** Whether there are some where no shell can be meant: then someone fills in the whole file. */
function hasShellVariables(node: Node): boolean {
  if (node.kind === 'scalar') return node.text.includes('${');
  if (node.kind === 'seq') return node.items.some(hasShellVariables);
  return entries(node).some(field => !scripts.has(keyOf(field)) && hasShellVariables(field.value));
}
