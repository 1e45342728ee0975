/** Adds a manifest that no kustomization lists to the nearest one; of a kustomization, its folder. */
import { CodeActionKind } from 'vscode-languageserver-types';
import { isKustomizationFile } from '../../model/manifest.js';
import { keyOf } from '../../workspace/uriKey.js';
import type { Refactoring } from '../refactorings/refactorings.js';
import { relativePath } from '../relativePath.js';
import { additionEdit, additionOf } from './additions.js';
import { folderOf } from './places.js';

export const addToKustomization: Refactoring = {
  kind: `${CodeActionKind.Refactor}.kustomization.add`,
  *run(documents, index) {
    const selected = documents.find(document => document.selected);
    if (!selected?.isAsked) return;
    const own = keyOf(selected.uri);
    const isFolder = isKustomizationFile(own);
    const found = additionOf(index, isFolder ? folderOf(own) : own);
    const file = 'refusal' in found ? undefined : index.file(found.to.uri);
    const [part, ...others] = file?.parts ?? [];
    if ('refusal' in found || !file || !part || others.length > 0) return;
    const as = found.list === 'patches' ? ' as a patch' : found.list === 'components' ? ' as a component' : '';
    yield {
      title: `Add this ${isFolder ? 'folder' : 'file'} to ${relativePath(own, found.to.uri)}${as}`,
      later: () => {
        const edit = additionEdit(part.document, [found]);
        if (!edit) return { refusal: 'the kustomization is written in a way that cannot be added to' };
        return [{ uri: file.uri, document: part.document, edits: [edit] }];
      },
    };
  },
};
