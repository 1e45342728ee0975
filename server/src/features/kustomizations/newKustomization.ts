/** The text of a new kustomization: it builds what lies in its folder and below, and is in none yet. */
import type { NewKustomizationResult } from '../../protocol.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';
import { relativePath } from '../relativePath.js';
import { pathText } from './movedPaths.js';
import { kustomizationNames, unlistedBelow } from './places.js';

export function newKustomization(index: WorkspaceIndex, folder: string): NewKustomizationResult {
  const own = folder.replace(/\/$/, '');
  const key = keyOf(own);
  const there = kustomizationNames.find(name => index.file(`${own}/${name}`));
  if (there !== undefined) return { refusal: `there is ${there} in the folder already` };
  if (!index.objects.isComplete) return { refusal: 'the workspace is not read yet' };
  const paths = unlistedBelow(index, key).map(place => relativePath(`${key}/kustomization.yaml`, place));
  const items = paths.map(path => `  - ${pathText(path)}\n`);
  const resources = items.length > 0 ? `resources:\n${items.join('')}` : 'resources: []\n';
  const head = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
  return { uri: `${own}/kustomization.yaml`, text: `${head}\n${resources}` };
}
