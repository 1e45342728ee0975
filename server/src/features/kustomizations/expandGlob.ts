/** kustomize takes a pattern for the name of a file. Writes what it matches instead. */
import { CodeActionKind } from 'vscode-languageserver-types';
import { resolvePath } from '../../model/kustomization.js';
import { isKustomizationFile } from '../../model/manifest.js';
import { pathNodes } from '../../model/paths.js';
import { columnOf, newlineOf, replace } from '../../syntax/edit.js';
import { items, type Node, type SeqNode, text } from '../../syntax/node.js';
import { dashOf } from '../../syntax/remove.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';
import { touches } from '../range.js';
import type { RefactoredDocument, Refactoring } from '../refactorings/refactorings.js';
import { relativePath } from '../relativePath.js';
import { pathText } from './movedPaths.js';
import { unlistedAs } from './places.js';

/** Of what they take, all is known: manifests, and folders with a kustomization. */
const fields: ReadonlySet<string> = new Set(['resources.*', 'bases.*', 'components.*']);

export const expandGlob: Refactoring = {
  kind: CodeActionKind.QuickFix,
  *run(documents, index) {
    for (const document of documents) {
      const { uri, part, selected } = document;
      const { root, problems } = part.document;
      if (!selected || !root || problems.length > 0 || !isKustomizationFile(uri)) continue;
      const node = pathNodes(root).find(own => fields.has(own.field) && touches(own.node.span, selected))?.node;
      const glob = text(node);
      if (!node || node.alias || glob === undefined || !isGlob(glob)) continue;
      const found = matches(index, uri, glob, node.parent);
      if (found.length === 0 || !index.objects.isComplete) continue;
      const what = found.length === 1 ? found[0] : `${found.length} paths`;
      const edits = documents.map(other => (other === document ? [expanded(document, node, found)] : []));
      yield { title: `Replace ${glob} by ${what}`, edits };
    }
  },
};

function isGlob(path: string): boolean {
  return /[*?[]/.test(path) && !/^[a-z+]+:\/\/|[?&]ref=|\n/.test(path);
}

/** What is in the list already is not wanted twice. */
function matches(index: WorkspaceIndex, uri: string, glob: string, list: Node['parent']): readonly string[] {
  const own = keyOf(uri);
  const listed = list?.kind === 'seq' ? items(list).flatMap(item => resolvePath(uri, text(item)) ?? []) : [];
  const taken = new Set(listed.map(keyOf));
  const pattern = patternOf(glob.replace(/^\.\//, ''));
  const files = index.uris
    .map(keyOf)
    .filter(key => unlistedAs(index, key) === 'resource' || index.listing(key).length > 0);
  const folders = index.kustomizations.map(({ folder }) => folder);
  return [...new Set([...files, ...folders])]
    .filter(key => !taken.has(key) && !isKustomizationFile(key) && !own.startsWith(`${key}/`))
    .map(key => relativePath(own, key))
    .filter(path => pattern?.test(path))
    .sort();
}

/** As shells read it: `*` stays in its folder, `**` does not. */
function patternOf(glob: string): RegExp | undefined {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|\[[^\]/]+\]|[.+^${}()|[\]\\]/g, part => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    return part.length > 1 ? part.replace(/^\[!/, '[^') : `\\${part}`;
  });
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return undefined;
  }
}

function expanded({ part: { document } }: RefactoredDocument, node: Node, found: readonly string[]) {
  const texts = found.map(pathText);
  const list = node.parent as SeqNode;
  if (list.flow) return replace(node, texts.join(', '));
  const column = columnOf(document, dashOf(document, list, list.items.indexOf(node)));
  return replace(node, texts.join(`${newlineOf(document)}${' '.repeat(column)}- `));
}
