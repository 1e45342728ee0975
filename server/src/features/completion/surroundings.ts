/** Which document a completion is asked in: one of the file, or one that is written in it as a text. */
import {
  inlineManifest,
  inlineManifests,
  inlineTexts,
  isKustomization,
  manifestsInRole,
  type PluginList,
  pluginLists,
  type Role,
} from '../../model/configurations.js';
import { type Manifest, manifestsIn } from '../../model/manifest.js';
import { type Part, YamlDocument } from '../../syntax/file.js';
import { alone, inlinePartAt } from '../../syntax/inlineDocuments.js';
import { type Node, pathOf } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { type ListedPatch, patchesListing, patchOfText } from '../patches/listedPatch.js';

export interface Surroundings {
  /** Its offsets are those of the document in the file. */
  readonly document: YamlDocument;
  /** The list of a kustomization that the text is an item of. */
  readonly list: PluginList | undefined;
  /** By which entries it is a patch. */
  readonly listed: () => readonly ListedPatch[];
  /** The objects in another reading of it. */
  readonly manifestsIn: (document: YamlDocument, root: Node | undefined) => readonly Manifest[];
}

export function surroundingsAt(index: WorkspaceIndex, uri: string, part: Part, offset: number): Surroundings {
  const { document } = part;
  if (mayHoldTexts.test(document.text)) {
    const found = index.manifests(uri, part).flatMap(outer => innermostAt(index, part, outer, offset) ?? [])[0];
    if (found) return found;
  }
  return {
    document,
    list: undefined,
    listed: () => patchesListing(index, uri),
    manifestsIn: (filled, root) => {
      const own = manifestsIn(uri, filled, root);
      const role = own.length === 0 ? index.build(uri).role : undefined;
      return role ? manifestsInRole(uri, filled, root, role) : own;
    },
  };
}

/** Before anything that parses the document. */
const mayHoldTexts =
  /^(generators|transformers|validators|patch\w*|jsonOp|paths):|config\.(kubernetes|k8s)\.io\/function|kubelet\.config\.k8s\.io\//m;

/** What all kustomizations say of a file is asked only where it matters: completion must not wait for it. */
function innermostAt(index: WorkspaceIndex, part: Part, outer: Manifest, offset: number): Surroundings | undefined {
  if (!isKustomization(outer)) return inlineAt(part, outer, offset, index.build(outer.uri).role);
  for (const plugin of inlineManifests(outer, undefined)) {
    const found = inlineAt(part, plugin, offset, 'plugin');
    if (found) return found;
  }
  return inlineAt(part, outer, offset, undefined);
}

function inlineAt(part: Part, outer: Manifest, offset: number, role: Role | undefined): Surroundings | undefined {
  const { text } = outer.document;
  for (const { node, holds } of inlineTexts(outer, role)) {
    const span = inlinePartAt(text, node, offset);
    if (!span) continue;
    const [field] = pathOf(node, outer.root);
    return {
      document: new YamlDocument(alone(text, span)),
      list: pluginLists.find(list => list === field),
      listed: () => (holds === 'patch' ? patchOfText(part, outer, node) : []),
      manifestsIn: (filled, root) => inlineManifest(outer, holds, filled, root),
    };
  }
  return undefined;
}
