import { type EnvVar, environmentsOf } from '../../model/env.js';
import { hasPatchDirective } from '../../model/manifest.js';
import { isPlaceholder } from '../../model/templates.js';
import { get, isNull, text } from '../../syntax/node.js';
import { removeItem } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

export const envDuplicateName = rule({
  code: 'env/duplicate-name',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'environment variable that is defined twice',
    why: `
      The API server warns: the later definition hides the earlier one, and \`kubectl apply\` may drop either of them
      when the list changes. Only a later value that contains the earlier one as \`$(NAME)\` makes sense.`,
    reference: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
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
              - name: LOG_LEVEL
                value: info
              - name: LOG_LEVEL
                    # ^^^^^^^^^ warning env/duplicate-name: LOG_LEVEL hides the earlier LOG_LEVEL, which kubectl apply may drop
                value: debug`,
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
              - name: LOG_LEVEL
                value: debug`,
  },
  *each(manifest) {
    for (const variables of environmentsOf(manifest)) {
      const seen = new Map<string, EnvVar>();
      for (const variable of variables) {
        const { name } = variable;
        if (!name || hasPatchDirective(variable.node)) continue;
        const earlier = seen.get(name);
        if (earlier && hides(variable, name)) yield { earlier, variable, name };
        seen.set(name, variable);
      }
    }
  },
  *check({ earlier, variable, name }, { uri, document }) {
    const at = get(variable.node, 'name');
    if (!at || isPlaceholder(at)) return;
    const fix = {
      title: `Remove the earlier ${name}`,
      edits: () => [removeItem(document, earlier.list, earlier.node)],
    };
    const earlierName = get(earlier.node, 'name');
    const found = finding(
      at,
      `${name} hides the earlier ${name}, which kubectl apply may drop`,
      ...(earlier.node.alias ? [] : [fix]),
    );
    yield earlierName && !earlierName.alias
      ? { ...found, related: [{ uri, document, at: earlierName.span, message: `the earlier ${name}` }] }
      : found;
  },
});

/** As the API server decides it. A value that adds to the earlier one may repeat the name. */
function hides({ node }: EnvVar, name: string): boolean {
  const value = text(get(node, 'value')) ?? '';
  const reference = `$(${name})`;
  return !isNull(get(node, 'valueFrom')) || value === reference || !value.includes(reference);
}
