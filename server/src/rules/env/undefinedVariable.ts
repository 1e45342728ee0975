import type { EnvVar } from '../../model/env.js';
import { nearest } from '../../schema/nearest.js';
import { findingAt, spanInText, unresolvedOf } from '../env.js';
import { rule } from '../rule.js';

/** Looking for a slip among more variables takes too long, and helps nobody. */
const mostCompared = 200;

export const envUndefinedVariable = rule({
  code: 'env/undefined-variable',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: '$(NAME) of a variable that the container does not have',
    why: `
      The API server accepts it, and the text stays as it is: the program gets \`$(NAME)\`, in brackets and all. Only
      variables of \`env\`, of \`envFrom\` and of Services are put in, not those of the image.`,
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
                value: postgres://$(DB_HOTS):5432/shop
                                # ^^^^^^^^^^ warning env/undefined-variable: $(DB_HOTS) stays as it is: the container has no variable DB_HOTS`,
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
  each: unresolvedOf,
  *check(unresolved, { document }) {
    const { name, node, start, end, definition, definitions, user } = unresolved;
    if (definition && definition !== user) return;
    const at = spanInText(document, node, start, end);
    const guess = definitions.size > mostCompared ? undefined : nearest(name, namesAbove(definitions, user));
    const texts = [...(guess ? [`$(${guess})`] : []), `$$(${name})`];
    const fixes = at ? texts.map(text => ({ title: `Change to ${text}`, edits: () => [{ span: at, text }] })) : [];
    const message = definition
      ? `$(${name}) stays as it is: ${name} has no earlier value`
      : `$(${name}) stays as it is: the container has no variable ${name}`;
    yield findingAt(document, unresolved, message, fixes);
  },
});

/** Those that a value of `user` can use; in a command, all. */
function namesAbove(definitions: ReadonlyMap<string, EnvVar>, user: EnvVar | undefined): readonly string[] {
  return [...definitions].flatMap(([name, { index }]) => (!user || index < user.index ? [name] : []));
}
