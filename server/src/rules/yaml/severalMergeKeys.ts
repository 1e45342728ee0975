import { ownEntries, wholeLines } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { type MapNode, type Span, walk } from '../../syntax/node.js';
import { type Finding, type Fix, rule } from '../rule.js';

export const severalMergeKeys = rule({
  code: 'yaml/several-merge-keys',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'map with two merge keys, in a file that kustomize builds',
    why: 'kubectl merges both. kustomize takes the second `<<` for a repeated key, and refuses the file.',
    reference: 'https://yaml.org/type/merge.html',
    bad: `
      #- web.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        annotations: &owner
          owner: shop
        labels: &app
          app: web
      data:
        <<: *owner
        <<: *app
      # ^^ error yaml/several-merge-keys: kustomize takes one << in a map only: it can have a list of aliases
        color: blue
      #- kustomization.yaml
      ---
      resources:
        - web.yaml`,
    good: `
      #- web.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        annotations: &owner
          owner: shop
        labels: &app
          app: web
      data:
        <<: [*owner, *app]
        color: blue
      #- kustomization.yaml
      ---
      resources:
        - web.yaml`,
  },
  *each({ root, document }, { build }) {
    if (!build.isBuilt || (document.text.match(/<<\s*:/g)?.length ?? 0) < 2) return;
    for (const node of walk(root)) if (node.kind === 'map' && !node.alias) yield node;
  },
  *check(map, { document }) {
    const [first, ...further] = mergeKeysOf(document, map);
    if (!first) return;
    const fixes = oneList(document, [first, ...further]);
    for (const key of further) {
      const message = 'kustomize takes one << in a map only: it can have a list of aliases';
      const found: Finding = { at: { start: key.start, end: key.start + 2 }, message, fixes };
      yield found;
    }
  },
});

/** A merge key is no entry of the tree: it stands between the entries. From `<<` to the end of its line. */
function mergeKeysOf({ text }: YamlDocument, map: MapNode): readonly Span[] {
  const found: Span[] = [];
  let at = map.span.start;
  const gaps = [...ownEntries(map).map(({ span }) => span), { start: map.span.end, end: map.span.end }];
  for (const { start, end } of gaps) {
    for (const { 0: own, index } of text.slice(at, start).matchAll(/<<[ \t]*:[^\n\r]*/g)) {
      const isComment = /#[^\n]*$/.test(text.slice(at, at + index).replace(/^.*\n/s, ''));
      if (!isComment) found.push({ start: at + index, end: at + index + own.length });
    }
    at = end;
  }
  return found;
}

/** Where each stands on a line of its own and names one alias. */
function oneList(document: YamlDocument, keys: readonly Span[]): readonly Fix[] {
  const aliases = keys.map(
    ({ start, end }) => /^<<\s*:\s*(\*[^\s,#{}[\]]+)\s*$/.exec(document.text.slice(start, end))?.[1],
  );
  const [first, ...rest] = keys;
  if (!first || aliases.some(alias => alias === undefined)) return [];
  const edits = () => [
    { span: first, text: `<<: [${aliases.join(', ')}]` },
    ...rest.map(span => ({ span: wholeLines(document, span), text: '' })),
  ];
  return [{ title: 'Merge them in one list', edits }];
}
