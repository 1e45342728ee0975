/** The outline: a manifest per document, in it what people look for: containers and their probes, volumes, data keys. */
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import type { Manifest } from '../model/manifest.js';
import { containersOf, type Probe, podSpecOf, probesOf } from '../model/pods.js';
import type { Part, YamlFile } from '../syntax/file.js';
import { entries, entry, get, items, keyOf, type Node, type Span, text } from '../syntax/node.js';
import type { WorkspaceIndex } from '../workspace/index.js';
import { toRange } from './range.js';

/** A symbol whose ranges are still offsets. */
interface Outline {
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  readonly span: Span;
  /** What is selected when one jumps to it; inside `span`. */
  readonly focus: Span;
  readonly children: readonly Outline[];
}

export function symbols(index: WorkspaceIndex, file: YamlFile): DocumentSymbol[] {
  return file.parts.flatMap(part =>
    index
      .manifests(file.uri, part)
      .filter(({ kind }) => kind !== 'List')
      .map(manifest => toSymbol(part, outlineOf(manifest))),
  );
}

function toSymbol(part: Part, { name, detail, kind, span, focus, children }: Outline): DocumentSymbol {
  return {
    // Editors take a symbol without a name for a mistake, and show none at all.
    name: name.trim() || '(no name)',
    kind,
    range: toRange(part, span),
    selectionRange: toRange(part, focus),
    ...(detail && { detail }),
    ...(children.length > 0 && { children: children.map(child => toSymbol(part, child)) }),
  };
}

function outlineOf(manifest: Manifest): Outline {
  const { root, kind, name, namespace } = manifest;
  const nameNode = get(root, 'metadata', 'name');
  const isInside = nameNode && !nameNode.alias && root.span.start <= nameNode.span.start;
  return {
    name: [kind || 'no kind', name].filter(Boolean).join(' '),
    ...(namespace && { detail: namespace }),
    kind: SymbolKind.Class,
    span: root.span,
    focus: isInside ? nameNode.span : { start: root.span.start, end: root.span.start },
    children: [...containerOutlines(manifest), ...volumeOutlines(manifest), ...dataOutlines(manifest)].filter(
      ({ span }) => root.span.start <= span.start && span.end <= root.span.end,
    ),
  };
}

function* containerOutlines(manifest: Manifest): Iterable<Outline> {
  const probes = probesByContainer(manifest);
  for (const { node, name, list } of containersOf(manifest)) {
    if (node.alias) continue;
    const own = (probes.get(node) ?? []).filter(({ entry }) => !entry.merged);
    yield {
      name: name ?? '(no name)',
      detail:
        list === 'containers' ? 'container' : list === 'initContainers' ? 'init container' : 'ephemeral container',
      kind: SymbolKind.Module,
      ...spansOf(node, get(node, 'name')),
      children: own.map(({ entry }) => ({
        name: keyOf(entry),
        kind: SymbolKind.Event,
        span: entry.span,
        focus: entry.key.span,
        children: [],
      })),
    };
  }
}

function probesByContainer(manifest: Manifest): ReadonlyMap<Node, readonly Probe[]> {
  const probes = new Map<Node, Probe[]>();
  for (const probe of probesOf(manifest)) {
    const { node } = probe.container;
    const own = probes.get(node);
    if (own) own.push(probe);
    else probes.set(node, [probe]);
  }
  return probes;
}

function* volumeOutlines(manifest: Manifest): Iterable<Outline> {
  for (const volume of items(get(podSpecOf(manifest), 'volumes'))) {
    if (volume.kind !== 'map' || volume.alias) continue;
    const source = entries(volume).find(({ key }) => key.text !== 'name');
    yield {
      name: text(get(volume, 'name')) ?? '(no name)',
      detail: source ? `${source.key.text} volume` : 'volume',
      kind: SymbolKind.Struct,
      ...spansOf(volume, get(volume, 'name')),
      children: [],
    };
  }
}

function* dataOutlines({ root, kind }: Manifest): Iterable<Outline> {
  if (kind !== 'ConfigMap' && kind !== 'Secret') return;
  for (const field of ['data', 'stringData', 'binaryData']) {
    for (const { key, span, merged } of entries(entry(root, field)?.value)) {
      if (!merged && !key.alias) {
        yield { name: key.text, detail: field, kind: SymbolKind.Key, span, focus: key.span, children: [] };
      }
    }
  }
}

function spansOf(node: Node, name: Node | undefined): { span: Span; focus: Span } {
  const isInside = name && !name.alias && node.span.start <= name.span.start && name.span.end <= node.span.end;
  return { span: node.span, focus: isInside ? name.span : { start: node.span.start, end: node.span.start } };
}
