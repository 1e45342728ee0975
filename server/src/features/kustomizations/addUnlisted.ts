/** Adds to a kustomization what lies in its folder and below, and is in none. */
import { CodeActionKind } from 'vscode-languageserver-types';
import { isKustomizationFile } from '../../model/manifest.js';
import { entry } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';
import { touches } from '../range.js';
import type { RefactoredDocument, Refactoring } from '../refactorings/refactorings.js';
import { relativePath } from '../relativePath.js';
import { additionEdit } from './additions.js';
import { folderOf, unlistedBelow } from './places.js';

export const addUnlisted: Refactoring = {
  kind: `${CodeActionKind.Refactor}.kustomization.addUnlisted`,
  *run(documents, index) {
    const [only, ...others] = documents;
    if (!only || others.length > 0 || !isOnResources(only) || !index.objects.isComplete) return;
    const found = unlistedBelow(index, folderOf(keyOf(only.uri)));
    if (found.length === 0) return;
    const count = found.length === 1 ? 'the manifest' : `all ${found.length} manifests`;
    yield {
      title: `Add ${count} that no kustomization lists`,
      later: () => additions(only, index, found),
    };
  },
};

function isOnResources({ uri, part, selected, isAsked }: RefactoredDocument): boolean {
  if (!selected || !isAsked || !isKustomizationFile(uri)) return false;
  const own = entry(part.document.root, 'resources');
  return own === undefined || touches(own.span, selected);
}

function additions({ uri, part: { document } }: RefactoredDocument, index: WorkspaceIndex, found: readonly string[]) {
  const paths = found.map(key => relativePath(keyOf(uri), key));
  const edit = additionEdit(
    document,
    paths.map(path => ({ list: 'resources', path })),
  );
  const own = index.file(uri);
  if (!edit || !own) return { refusal: 'the kustomization is written in a way that cannot be added to' };
  return [{ uri: own.uri, document, edits: [edit] }];
}
