/** Takes out of a kustomization what names a file or folder that is not there. */
import { CodeActionKind } from 'vscode-languageserver-types';
import { resolvePath } from '../../model/kustomization.js';
import { isKustomizationFile } from '../../model/manifest.js';
import { pathNodes, pathsIn } from '../../model/paths.js';
import type { Edit } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { type Node, text } from '../../syntax/node.js';
import { removeEntry, removeItem } from '../../syntax/remove.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { touches } from '../range.js';
import type { RefactoredDocument, Refactoring } from '../refactorings/refactorings.js';
import { kustomizationNames } from './places.js';

/** Of what they take, all is in the index: manifests, and folders with a kustomization. */
const lists: ReadonlySet<string> = new Set(['resources.*', 'bases.*', 'components.*']);
/** An item of these is nothing without the file. */
const nothingWithout = /^(patches|patchesJson6902|replacements)\./;
/** `host/owner/repository//folder`, `host:owner/repository`. */
const mayBeRemote = /\/\/|[@:]/;

export const removePath: Refactoring = {
  kind: CodeActionKind.QuickFix,
  *run(documents, index) {
    for (const own of documents) {
      const { uri, part, selected } = own;
      const { document } = part;
      if (!selected || !document.root || !isKustomizationFile(uri) || document.problems.length > 0) continue;
      const named = pathNodes(document.root).find(({ node }) => touches(node.span, selected));
      const path = named && pathOf(own, index, named.node);
      const target = resolvePath(uri, path);
      if (!named || named.node.alias || !path || !target || mayBeRemote.test(path)) continue;
      if (!(lists.has(named.field) && isUnknown(index, target)) && !isMissing(own, index, named.node)) continue;
      const edits = removal(document, named.field, named.node);
      if (edits.length === 0) continue;
      // The index does not hold all files: the disk has the last word.
      const inside = kustomizationNames.map(name => `${target}/${name}`);
      yield {
        title: `Remove ${path} from ${named.field.split('.')[0]}`,
        needs: [target, ...inside],
        later: contents => {
          const isThere = [target, ...inside].some(place => contents.has(place));
          return isThere ? { refusal: `${path} is there` } : [{ uri, document, edits }];
        },
      };
    }
  },
};

/** Without a key before it. A pattern is no path, and leads nowhere all the same. */
function pathOf({ uri, part }: RefactoredDocument, index: WorkspaceIndex, node: Node): string | undefined {
  const all = index.manifests(uri, part).flatMap(manifest => pathsIn(manifest));
  return all.find(({ span }) => touches(span, node.span))?.path ?? text(node);
}

function isUnknown(index: WorkspaceIndex, target: string): boolean {
  if (!index.objects.isComplete) return false;
  return index.file(target) === undefined && index.kustomizationsIn(target).length === 0;
}

/** Whether that is why kustomize stops. */
function isMissing({ uri, part }: RefactoredDocument, index: WorkspaceIndex, { span }: Node): boolean {
  const own = { start: part.start + span.start, end: part.start + span.end };
  const remarks = index.kustomize.remarksOn(uri);
  return remarks.some(
    ({ code, place, what }) => code === 'refused' && /no such file or directory/.test(what) && touches(place, own),
  );
}

function removal(document: YamlDocument, field: string, node: Node): readonly Edit[] {
  const { parent } = node;
  if (parent?.kind === 'seq') return [removeItem(document, parent, node)];
  if (parent?.kind !== 'entry' || parent.merged || parent.map.alias) return [];
  const list = parent.map.parent;
  if (nothingWithout.test(field) && list?.kind === 'seq') return [removeItem(document, list, parent.map)];
  return removeEntry(document, parent);
}
