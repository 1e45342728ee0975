import { isKustomization, isKustomizeFile } from '../../model/configurations.js';
import { hasVersion } from '../../schema/kustomizeVersions.js';
import { type Entry, isNull, keyOf, pathOf } from '../../syntax/node.js';
import { editsOf, migrate, successorOf } from '../kustomizeMigrations.js';
import { isRefused, silently } from '../migration.js';
import { type Fix, finding, rule } from '../rule.js';
import { schemaFields } from '../schemaFields.js';

interface DeprecatedField {
  readonly entry: Entry;
  readonly advice: string;
  readonly since: string | undefined;
}

export const deprecatedField = rule({
  code: 'kustomization/deprecated-field',
  severity: 'hint',
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'field of a kustomization that another one replaces',
    why: `
      It still works, but the build prints a warning for most of these fields, and a later version of kustomize may refuse
      them. What the field says moves to its successor, to the place in it where kustomize reads it in the same order. The
      fix is offered where everything that is built from the kustomization stays letter for letter the same; otherwise
      the message says what stands against it. All fields of a file at once are migrated by “Migrate all deprecated
      fields”, a source action.`,
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/bases/',
    bad: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      bases:
      ^^^^^ hint kustomization/deprecated-field: bases is deprecated: use resources
        - ../base # everything else
      resources:
        - web.yaml`,
    good: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
        - ../base # everything else`,
  },
  *each(manifest, context) {
    if (!isKustomizeFile(manifest) && manifest.apiVersion !== 'builtin') return;
    for (const { entry, schema } of schemaFields(manifest.root, context)) {
      const advice = schema['x-deprecated'];
      const field: DeprecatedField = { entry, advice: advice ?? '', since: schema['x-kustomize-deprecated'] };
      if (advice !== undefined && !isNull(entry.value)) yield field;
    }
  },
  *check({ entry, advice, since }, manifest, { kustomizeVersion, trial }) {
    if (since && !hasVersion(kustomizeVersion, since)) return;
    const message = `${keyOf(entry)} is deprecated: ${advice}`;
    const place = { path: pathOf(entry.map), field: keyOf(entry) };
    const successor = isKustomization(manifest) ? successorOf(place) : undefined;
    const done = successor === undefined ? silently : migrate(manifest.document, place, { trial, kustomizeVersion });
    if (isRefused(done)) {
      const reason = done.reason === undefined ? '' : `; ${done.reason}`;
      yield { ...finding(entry, message + reason), deprecated: true };
      return;
    }
    const edits = () => editsOf(manifest.document, done);
    const fix: Fix = { title: `Migrate to ${successor}`, edits, ...(done.loses ? { loses: true } : {}) };
    yield { ...finding(entry, message, fix), deprecated: true };
  },
});
