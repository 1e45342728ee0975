/** What the directives of strategic merge patches do in kustomize, in words for people. */

/** By the values of `$patch`. */
export const directives: Readonly<Record<string, string>> = {
  delete:
    'Takes away what the patch is for: the whole object at its root, a map where it stands in one, and in a list the item with the merge key that stands beside it.',
  replace:
    'What stands beside it takes the place of the whole map. As an item of its own, `- $patch: replace`, it does the same for the list.',
  merge: 'Merges, as patches do without a directive.',
};

export const patchDoc = [
  '**$patch** `string`',
  'What a strategic merge patch does with this map, or, as the only key of an item, with the list.',
  ...Object.entries(directives).map(([word, doc]) => `- \`${word}\`: ${doc}`),
  '[Reference](https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/)',
];

/** What a hover says of a directive, or of a value of `$patch`. */
export function directiveDoc(key: string): string | undefined {
  const [head = '', about = '', ...rest] = patchDoc;
  if (key === '$patch') return `${head}\n\n${about}\n\n${rest.slice(0, -1).join('\n')}\n\n${rest.at(-1)}`;
  if (/^\$(retainKeys|setElementOrder\/.+|deleteFromPrimitiveList\/.+)$/.test(key))
    return `**${key}**\n\nA directive of the API server: \`kubectl patch\` knows it. kustomize takes it for a field like any other.`;
  return undefined;
}
