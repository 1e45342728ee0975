import { isKustomization } from '../../model/configurations.js';
import { hasVersion } from '../../schema/kustomizeVersions.js';
import { entries, get, keyOf } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { mapsIn } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

const options = ['allownamechange', 'allowkindchange'];
const strictSince = '5.8.0';

export const patchOption = rule({
  code: 'kustomization/patch-option',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'option of a patch that kustomize does not have',
    why: 'There are `allowNameChange` and `allowKindChange`. kustomize 5.8.0 and newer refuse any other word, older ones ignore it: then it is a warning.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/',
    bad: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      patches:
        - path: patch.yaml
          options:
            allowNameChanges: true
          # ^^^^^^^^^^^^^^^^ error kustomization/patch-option: a patch has no option allowNameChanges, only allowNameChange and allowKindChange`,
    good: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      patches:
        - path: patch.yaml
          options: {}`,
  },
  *each(manifest) {
    if (!isKustomization(manifest)) return;
    for (const patch of mapsIn(get(manifest.root, 'patches')))
      for (const option of entries(get(patch, 'options')))
        if (!options.includes(keyOf(option).toLowerCase())) yield option;
  },
  *check(option, { document }, { kustomizeVersion }) {
    const name = keyOf(option);
    const message = `a patch has no option ${name}, only allowNameChange and allowKindChange`;
    const fix = { title: `Remove ${name}`, loses: true, edits: () => removeEntry(document, option) };
    const found = finding(option, message, ...(option.merged ? [] : [fix]));
    yield hasVersion(kustomizeVersion, strictSince) ? found : { ...found, severity: 'warning' };
  },
});
