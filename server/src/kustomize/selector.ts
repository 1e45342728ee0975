/** Which objects the target of a patch or a replacement selects. Knows patterns, names and labels, no patches. */
import { wholeGoRegExp } from './goRegExp.js';
import { BadExpression, type LabelTest, parseLabelExpression } from './labelExpression.js';
import { refuse } from './refusal.js';
import { idOf, type Resource } from './resource.js';
import { effectiveNamespace, firstId } from './resourceIds.js';
import { scalarText } from './scalarText.js';
import type { Selector, Text } from './settings.js';
import { get } from './value.js';

export type Selects = (resource: Resource) => boolean;

/** Refuses patterns that Go cannot read. Name and namespace may be the first or the present ones. */
export function selecting(selector: Selector): Selects {
  const group = pattern(selector.group);
  const version = pattern(selector.version);
  const kind = pattern(selector.kind);
  const name = pattern(selector.name);
  const namespace = pattern(selector.namespace);
  const labels = labelTest(selector.labelSelector, 'labels');
  const annotations = labelTest(selector.annotationSelector, 'annotations');
  return resource => {
    const now = idOf(resource);
    const first = firstId(resource);
    return (
      (namespace(effectiveNamespace(first)) || namespace(effectiveNamespace(now))) &&
      (name(first.name) || name(now.name)) &&
      group(now.group) &&
      version(now.version) &&
      kind(now.kind) &&
      labels(resource) &&
      annotations(resource)
    );
  };
}

function pattern(text: Text | undefined): (value: string) => boolean {
  if (!text) return () => true;
  const regExp = wholeGoRegExp(text.text);
  if (!(regExp instanceof RegExp)) return refuse(text.from, regExp.error);
  return value => regExp.test(value);
}

/** Read when it is first asked: kustomize looks at it only for objects that everything else selects. */
function labelTest(text: Text | undefined, field: 'labels' | 'annotations'): Selects {
  if (!text) return () => true;
  let test: LabelTest | undefined;
  return ({ value }) => {
    test ??= parsed(text);
    const map = get(value, 'metadata', field);
    const entries = map?.kind === 'fields' ? [...map.entries] : [];
    return test(new Map(entries.map(([key, own]) => [key, scalarText(own)])));
  };
}

function parsed({ text, from }: Text): LabelTest {
  try {
    return parseLabelExpression(text);
  } catch (error) {
    if (error instanceof BadExpression) return refuse(from, error.message);
    throw error;
  }
}
