import { allMountsOf } from '../../model/volumes.js';
import { setValue } from '../../syntax/edit.js';
import { flowMap, insertEntries } from '../../syntax/insert.js';
import { appendItem } from '../../syntax/items.js';
import { entry, get, isNull, items, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const subPathVariable = rule({
  code: 'mount/sub-path-variable',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'subPathExpr with a variable that the container does not have',
    why: `
      The API server takes it, but the kubelet cannot start the container: "missing value for". Only variables of the
      container's own \`env\` and \`envFrom\` count, not those of the image.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath-expanded-environment',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: logs
                mountPath: /logs
                subPathExpr: $(POD_NAME)
                           # ^^^^^^^^^^^ warning mount/sub-path-variable: subPathExpr needs POD_NAME in env
        volumes:
          - name: logs
            persistentVolumeClaim:
              claimName: logs`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: logs
                mountPath: /logs
                subPathExpr: $(POD_NAME)
            env:
              - name: POD_NAME
                valueFrom:
                  fieldRef:
                    fieldPath: metadata.name
        volumes:
          - name: logs
            persistentVolumeClaim:
              claimName: logs`,
  },
  *each(manifest, { isPatch }) {
    if (isPatch) return;
    for (const mount of allMountsOf(manifest)) {
      const field = entry(mount.node, 'subPathExpr');
      if (field && text(field.value)) yield { mount, field };
    }
  },
  *check({ mount: { container }, field }, { document }) {
    const { node } = container;
    const list = entry(node, 'env');
    const isKnown = isNull(get(node, 'envFrom')) && (!list || isNull(list.value) || list.value.kind === 'seq');
    if (!isKnown) return;
    const names = new Set(items(list?.value).map(variable => text(get(variable, 'name'))));
    for (const name of variablesIn(text(field.value) ?? '')) {
      if (names.has(name) || isOfService(name)) continue;
      const source = downward[name];
      const variable = { name, valueFrom: { fieldRef: { fieldPath: source ?? '' } } };
      const isFixable = source !== undefined && !node.alias && !list?.merged && !list?.value.alias;
      const edit = () => {
        if (!list) return insertEntries(document, node, [{ key: 'env', value: [variable] }]);
        if (list.value.kind === 'seq') return appendItem(document, list.value, variable);
        return setValue(document, list, `[${flowMap(document, variable, node)}]`);
      };
      const fix = { title: `Add ${name} to env`, edits: () => [edit()] };
      yield finding(field.value, `subPathExpr needs ${name} in env`, ...(isFixable ? [fix] : []));
    }
  },
});

/** What variables of these names are usually of. */
const downward: Readonly<Record<string, string>> = {
  POD_NAME: 'metadata.name',
  POD_NAMESPACE: 'metadata.namespace',
  NAMESPACE: 'metadata.namespace',
  NODE_NAME: 'spec.nodeName',
  POD_IP: 'status.podIP',
};

/** `$$(NAME)` is no variable: it becomes `$(NAME)`. */
function variablesIn(expression: string): readonly string[] {
  return [...expression.matchAll(/\$\$|\$\(([^)]*)\)/g)].flatMap(([, name]) => name ?? []);
}

/** Kubernetes itself sets variables for Services. */
function isOfService(name: string): boolean {
  return /_(SERVICE_(HOST|PORT)|PORT)(_|$)/.test(name);
}
