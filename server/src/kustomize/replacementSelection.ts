/** Which objects a replacement reads and changes. Ids are compared letter by letter, those of before, too. */
import { refuse } from './refusal.js';
import { idOf, type Resource, type ResourceId } from './resource.js';
import { effectiveNamespace, idText, isSelected, previousIds } from './resourceIds.js';
import { type Selects, selecting } from './selector.js';
import type { ReplacementSource, Selector, Text } from './settings.js';

type IdTexts = Pick<ReplacementSource, 'group' | 'version' | 'kind' | 'name' | 'namespace'>;

/** The one that `source` means; refuses none and several. */
export function selectSource(resources: readonly Resource[], source: ReplacementSource): Resource {
  const found = resources.filter(resource => anyIdSelected(resource, source));
  const [only] = found;
  const place = source.name?.from ?? source.kind?.from ?? source.from;
  if (found.length > 1) refuse(place, `multiple matches for selector ${sourceSelectorText(source)}`);
  return only ?? refuse(place, `nothing selected by ${sourceSelectorText(source)}`);
}

export function sourceText(source: ReplacementSource): string {
  return idText(idOfTexts(source));
}

function sourceSelectorText(source: ReplacementSource): string {
  const { fieldPath, options } = source;
  const texts = [sourceText(source)];
  if (fieldPath) texts.push(fieldPath.text);
  const { delimiter, index = 0, create = false } = options ?? {};
  if (delimiter || create) texts.push(`${delimiter?.text ?? ''}(${index}), create=${create}`);
  return texts.join(':');
}

function idOfTexts(texts: IdTexts): ResourceId {
  const of = (text: Text | undefined) => text?.text ?? '';
  return {
    group: of(texts.group),
    version: of(texts.version),
    kind: of(texts.kind),
    name: of(texts.name),
    namespace: of(texts.namespace),
  };
}

export function anyIdSelected(resource: Resource, texts: IdTexts): boolean {
  const wanted = idOfTexts(texts);
  const isMeant = (id: ResourceId, namespace: string) =>
    (wanted.name === '' || wanted.name === id.name) &&
    (wanted.namespace === '' || wanted.namespace === namespace) &&
    isSelected(id, wanted);
  // Here kustomize forgets that a kind has no namespace, but only for the id of now.
  const now = idOf(resource);
  return (
    isMeant(now, now.namespace || 'default') || previousIds(resource).some(id => isMeant(id, effectiveNamespace(id)))
  );
}

/** Whether labels, annotations and `reject` let it be changed. Each `reject` counts twice: by its id, and by the rest. */
export function choosing(select: Selector, reject: readonly Selector[]): Selects {
  const isWanted = selectingByText(select);
  const rejects = reject.filter(one => one.labelSelector || one.annotationSelector).map(selectingByText);
  const rejectedIds = reject.filter(hasId);
  return resource =>
    anyIdSelected(resource, select) &&
    isWanted(resource) &&
    !rejects.some(isRejected => isRejected(resource)) &&
    !rejectedIds.some(one => anyIdSelected(resource, one));
}

function selectingByText({ labelSelector, annotationSelector, from }: Selector): Selects {
  return selecting({ labelSelector, annotationSelector, from });
}

function hasId({ group, version, kind, name, namespace }: Selector): boolean {
  return Boolean(group || version || kind || name || namespace);
}
