/** All deprecated fields of a kustomization become their successors, where what is built stays the same. */
import { isKustomization } from '../../model/configurations.js';
import { isKustomizationFile } from '../../model/manifest.js';
import { isTemplate } from '../../model/templates.js';
import { migrateAll } from '../../rules/kustomizeMigrations.js';
import type { Edit } from '../../syntax/edit.js';
import { editsBetween } from '../../syntax/editsBetween.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { RefactoredDocument, Refactoring } from './refactorings.js';

export const migrateKustomization: Refactoring = {
  kind: 'source.migrateKustomization',
  *run(documents, index) {
    const edits = documents.map(document => editsFor(document, index));
    if (edits.some(({ length }) => length > 0)) yield { title: 'Migrate all deprecated fields', edits };
  },
};

function editsFor({ uri, part }: RefactoredDocument, index: WorkspaceIndex): readonly Edit[] {
  const { document } = part;
  const isRead = isKustomizationFile(uri) && index.isFirst(uri, part) && document.problems.length === 0;
  const [manifest] = isRead && !isTemplate(document) ? index.manifests(uri, part) : [];
  if (!manifest || !isKustomization(manifest)) return [];
  const trial = index.kustomize.trialOf(uri);
  const text = migrateAll(document, manifest.root, { trial, kustomizeVersion: undefined });
  return text === undefined ? [] : editsBetween(document, text);
}
