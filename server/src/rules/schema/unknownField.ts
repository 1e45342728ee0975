import { isKustomizeFile } from '../../model/configurations.js';
import type { Manifest } from '../../model/manifest.js';
import { isPatchDirective } from '../../model/manifest.js';
import { showPath } from '../../schema/words.js';
import { renameKey } from '../../syntax/edit.js';
import { canMove, moveEntry } from '../../syntax/move.js';
import { type Entry, keyOf, type Path } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { intendedName } from '../intendedName.js';
import { isDropIn, isKubeletConfiguration } from '../kubelets.js';
import { type Finding, type Fix, finding, type RuleContext, rule } from '../rule.js';

export const unknownField = rule({
  code: 'schema/unknown-field',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'field that the kind does not have, or not in this place',
    why: `
      \`kubectl apply\` asks the API server for strict validation, which refuses unknown fields. Tools that do not ask
      for it lose the field silently: the object is created without it. The kubelet only logs unknown fields of its
      configuration and goes on with the default.`,
    reference: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
      volumes:
      ^^^^^^^ error schema/unknown-field: volumes belongs under spec
        - name: config
          emptyDir: {}`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
        volumes:
          - name: config
            emptyDir: {}`,
  },
  each: (_manifest, { schemaProblems }) => schemaProblems.filter(problem => problem.kind === 'unknown'),
  *check({ entry, path }, manifest, context) {
    const name = keyOf(entry);
    if (context.isPatch && isPatchDirective(name)) return;
    yield { ...explain(entry, name, path, manifest, context), ...severityIn(manifest) };
  },
});

/** The kubelet logs unknown fields of its configuration and goes on. */
function severityIn(manifest: Manifest): Pick<Finding, 'severity'> {
  return isKubeletConfiguration(manifest) ? { severity: 'warning' } : {};
}

function explain(entry: Entry, name: string, path: Path, manifest: Manifest, context: RuleContext): Finding {
  const remove: Fix = { title: `Remove ${name}`, loses: true, edits: () => removeEntry(manifest.document, entry) };
  const intended = intendedName(entry, path, context);
  if (intended?.isOtherCase && isKustomizeFile(manifest)) return otherCase(entry, intended.name, remove);
  if (intended) return misspelt(entry, intended.name, path, manifest, remove);

  const home = context.homes.of(entry);
  if (home) {
    const place = home.path.length === 0 ? `the top level of the ${manifest.kind}` : showPath(home.path);
    const edits = () => moveEntry(manifest.document, entry, home) ?? [];
    const fixes = canMove(manifest.document, entry, home)
      ? [{ title: `Move ${name} under ${place}`, safe: true, edits }]
      : [];
    return finding(entry, `${name} belongs under ${place}${reasonIn(manifest)}`, ...fixes, remove);
  }
  return finding(entry, `${whereOf(path, manifest)} has no field ${name}${reasonIn(manifest)}`, remove);
}

function misspelt(entry: Entry, guess: string, path: Path, manifest: Manifest, remove: Fix): Finding {
  const rename: Fix = { title: `Change to ${guess}`, edits: () => [renameKey(entry, guess)] };
  const taken = entry.map.entries.some(other => keyOf(other) === guess);
  const reason = reasonIn(manifest);
  const message = `${whereOf(path, manifest)} has no field ${keyOf(entry)}${reason}; did you mean ${guess}?`;
  return finding(entry, message, ...(taken ? [] : [rename]), remove);
}

/** kustomize compares field names without regard to case. */
function otherCase(entry: Entry, name: string, remove: Fix): Finding {
  const isTaken = entry.map.entries.some(other => keyOf(other) === name);
  const message = `kustomize reads this as ${name}`;
  if (isTaken)
    return { ...finding(entry, `${message}, which stands here too: one of them is lost`, remove), severity: 'warning' };
  const fix: Fix = { title: `Change to ${name}`, safe: true, edits: () => [renameKey(entry, name)] };
  return { ...finding(entry, message, fix), severity: 'hint' };
}

/** Why it is only a warning. */
function reasonIn(manifest: Manifest): string {
  if (!isKubeletConfiguration(manifest)) return '';
  return isDropIn(manifest.uri) ? ': the kubelet goes on without it' : ': the kubelet logs this and goes on';
}

function whereOf(path: Path, manifest: Manifest): string {
  return path.length === 0 ? manifest.kind : showPath(path);
}
