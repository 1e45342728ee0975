import { items, type MapNode } from '../../syntax/node.js';
import { fieldOf, filledField, replacementsOf } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

export const replacementShape = rule({
  code: 'kustomization/replacement-shape',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'replacement without a source or targets, or with more than it can have',
    why: `
      A replacement has one source, \`source\` or \`sourceValue\`, and at least one of \`targets\`; or it has nothing but the
      \`path\` of a file with all that. kustomize refuses anything else.`,
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/',
    bad: `
      #- kustomization.yaml
      resources:
        - web.yaml
      replacements:
        - source:
        # ^^^^^^ error kustomization/replacement-shape: the replacement needs targets
            kind: Deployment
            name: web`,
    good: `
      #- kustomization.yaml
      resources:
        - web.yaml
      replacements:
        - source:
            kind: Deployment
            name: web
          targets:
            - select:
                kind: Service
              fieldPaths:
                - spec.selector.app`,
  },
  each: replacementsOf,
  *check(map, { apiVersion }) {
    // A file of replacements leads to no other.
    const path = apiVersion === 'kustomize' ? undefined : filledField(map, 'path');
    const source = filledField(map, 'source');
    const value = fieldOf(map, 'sourceValue');
    const targets = fieldOf(map, 'targets');
    const problem = path
      ? (source || hasItems(targets)) && 'a replacement with a path has its source and targets in that file'
      : source && value
        ? 'a replacement takes source or sourceValue, not both'
        : missingIn(Boolean(source ?? value), hasItems(targets));
    if (problem) yield finding(path ?? source ?? value ?? targets ?? at(map), problem);
  },
});

function missingIn(hasSource: boolean, hasTargets: boolean): string | undefined {
  if (hasSource && hasTargets) return undefined;
  if (hasSource) return 'the replacement needs targets';
  return hasTargets ? 'the replacement needs a source' : 'the replacement needs a source and targets';
}

/** What is no list is another mistake. */
function hasItems(targets: ReturnType<typeof fieldOf>): boolean {
  if (!targets) return false;
  const { value } = targets;
  return value.kind === 'seq' ? items(value).length > 0 : value.kind === 'map' || value.value !== null;
}

function at(map: MapNode) {
  return map.entries[0] ?? map;
}
