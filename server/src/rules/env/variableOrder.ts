import { type EnvVar, referencesIn } from '../../model/env.js';
import { moveItemBefore } from '../../syntax/moveItem.js';
import { get, text } from '../../syntax/node.js';
import { findingAt, unresolvedOf } from '../env.js';
import { rule } from '../rule.js';

export const envVariableOrder = rule({
  code: 'env/variable-order',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: '$(NAME) of a variable that is defined further down',
    why: `
      The API server accepts it, and the text stays as it is: variables are put in from top to bottom, so a value can
      only use what stands above it.`,
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
              - name: DB_URL
                value: postgres://$(DB_HOST):5432/shop
                                # ^^^^^^^^^^ warning env/variable-order: $(DB_HOST) stays as it is: DB_HOST is defined further down
              - name: DB_HOST
                value: db.shop.svc`,
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
    const { name, definition, definitions, user } = unresolved;
    if (!definition || !user || definition === user) return;
    const edits = () => moveItemBefore(document, user.list, definition.node, user.node) ?? [];
    const isWritten = !user.list.alias && !user.node.alias && !definition.node.alias;
    const canMove = isWritten && dependsOnEarlier(definition, user, definitions);
    const fixes = canMove ? [{ title: `Move ${name} up`, edits }] : [];
    yield findingAt(document, unresolved, `$(${name}) stays as it is: ${name} is defined further down`, fixes);
  },
});

/** Whether the variable can do without those from `user` on. */
function dependsOnEarlier({ node }: EnvVar, user: EnvVar, definitions: ReadonlyMap<string, EnvVar>): boolean {
  const wanted = referencesIn(text(get(node, 'value')) ?? '').map(({ name }) => definitions.get(name));
  return wanted.every(variable => !variable || variable.index < user.index);
}
