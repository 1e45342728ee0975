/** What else is to change with the name of an object, or of one of its keys: the references to it, in all files. */
import type { Manifest } from '../model/manifest.js';
import { type Edit, scalarText } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import type { Span } from '../syntax/node.js';
import type { KnownObject, KnownReference } from '../workspace/objects.js';
import type { ChangeElsewhere, Fix, RuleContext } from './rule.js';

/** Where a name is written that is to change with another. */
export interface Place {
  readonly from: KnownObject;
  readonly at: Span;
}

/** Where the object that `manifest` describes is named. */
export function placesOfName(manifest: Manifest, context: RuleContext): readonly Place[] {
  return usersOf(manifest, context).map(({ from, reference }) => ({ from, at: reference.at }));
}

/** Where its keys are named. */
export function placesOfKeys(manifest: Manifest, context: RuleContext): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const { from, reference } of usersOf(manifest, context)) {
    for (const { name, at } of reference.keys) {
      const known = places.get(name);
      if (known) known.push({ from, at });
      else places.set(name, [{ from, at }]);
    }
  }
  return places;
}

function usersOf(manifest: Manifest, { objects }: RuleContext): readonly KnownReference[] {
  const object = objects.of(manifest);
  return object ? objects.referencesTo(object) : [];
}

/** `edit` writes `name` in the manifest; `places`, here and elsewhere, get it too. */
export function renaming(
  manifest: Manifest,
  name: string,
  edit: Edit,
  places: readonly Place[],
): Omit<Fix, 'title' | 'loses'> {
  const changes = new Map<YamlDocument, { readonly uri: string; readonly edits: Edit[] }>();
  for (const { from, at } of places) {
    const change = changes.get(from.document) ?? { uri: from.uri, edits: [] };
    change.edits.push(rewrite(from.document, at, name));
    changes.set(from.document, change);
  }
  const own = changes.get(manifest.document)?.edits ?? [];
  changes.delete(manifest.document);
  const others: readonly ChangeElsewhere[] = [...changes].map(([document, change]) => ({ document, ...change }));
  return { edits: () => [edit, ...own], ...(others.length > 0 && { elsewhere: () => others }) };
}

/** `at` has the characters without their quotes, unless escapes are among them. */
function rewrite({ text }: YamlDocument, at: Span, name: string): Edit {
  const isQuote = (offset: number): boolean => /["']/.test(text.charAt(offset));
  if (isQuote(at.start)) return { span: at, text: JSON.stringify(name) };
  return { span: at, text: isQuote(at.start - 1) ? name : scalarText(name) };
}
