/** The words behind values and probes, for the lines that the editor shows. The kinds of them are in hints/. */
import type { InlayHint, Range } from 'vscode-languageserver-types';
import { isMarkedAsPatch, type Manifest } from '../model/manifest.js';
import { isTemplate } from '../model/templates.js';
import { kindOf, placeAt, type Schemas } from '../schema/schemas.js';
import type { InlayHintName, Settings } from '../settings.js';
import type { Part, YamlFile } from '../syntax/file.js';
import { entries, items, type Node, pathOf, type ScalarNode, type Span } from '../syntax/node.js';
import type { WorkspaceIndex } from '../workspace/index.js';
import { encodedValues } from './hints/encodedValues.js';
import { fileModes } from './hints/fileModes.js';
import type { Inlay, InlayTarget } from './hints/inlay.js';
import { kubeletHints } from './hints/kubeletHints.js';
import { plainValues } from './hints/plainValues.js';
import { type ProbeTimesName, probeTimes, probeTimesNames } from './hints/probeTimes.js';
import { partsIn, toRange, touches } from './range.js';

/** In the order in which they are asked: the first that has something to say says it. */
const kinds: readonly (readonly [InlayHintName, Inlay])[] = [
  ['fileModes', fileModes],
  ['plainValues', plainValues],
];

export function inlayHints(
  index: WorkspaceIndex,
  schemas: Schemas,
  { inlayHints: wanted }: Settings,
  file: YamlFile,
  range: Range,
): InlayHint[] {
  const asked = kinds.filter(([name]) => wanted[name]).map(([, inlay]) => inlay);
  // A patch has only some of the numbers.
  const { isPatch } = index.build(file.uri);
  const times = isPatch ? [] : probeTimesNames.filter(name => wanted[name]);
  if (asked.length + times.length === 0 && !wanted.base64 && !wanted.kubelet) return [];
  return partsIn(file, range).flatMap(({ part, span }) => {
    if (isTemplate(part.document)) return [];
    const found = index.manifests(file.uri, part).filter(({ kind }) => !kind.endsWith('List'));
    return found.flatMap(manifest => [
      ...(asked.length > 0 ? hintsIn(schemas, part, manifest, span, asked) : []),
      ...(times.length > 0 ? timesIn(part, manifest, span, times) : []),
      ...(wanted.base64 ? encodedValues(manifest, span).map(text => hintAt(part, text)) : []),
      ...(wanted.kubelet
        ? kubeletHints(schemas, manifest, span, isPatch || isDropIn(file.uri)).map(text => hintAt(part, text))
        : []),
    ]);
  });
}

/** The kubelet merges it with others, so what is missing may be there. */
function isDropIn(uri: string): boolean {
  return uri.endsWith('.conf');
}

function* timesIn(part: Part, manifest: Manifest, span: Span, asked: readonly ProbeTimesName[]): Iterable<InlayHint> {
  if (isMarkedAsPatch(manifest)) return;
  for (const text of probeTimes(manifest, span, asked)) yield hintAt(part, text);
}

function hintAt(part: Part, { offset, ...text }: Omit<InlayHint, 'position'> & { readonly offset: number }): InlayHint {
  return { position: toRange(part, { start: offset, end: offset }).end, paddingLeft: true, ...text };
}

function* hintsIn(
  schemas: Schemas,
  part: Part,
  manifest: Manifest,
  span: Span,
  asked: readonly Inlay[],
): Iterable<InlayHint> {
  const definition = kindOf(schemas, manifest.apiVersion, manifest.kind)?.definition;
  for (const value of numbersAndWords(manifest.root, span)) {
    const place = definition === undefined ? undefined : placeAt(schemas, definition, pathOf(value, manifest.root));
    const text = firstText(asked, { value, place });
    if (!text) continue;
    yield { position: toRange(part, value.span).end, paddingLeft: true, ...text };
  }
}

function firstText(asked: readonly Inlay[], target: InlayTarget): ReturnType<Inlay> {
  for (const inlay of asked) {
    const text = inlay(target);
    if (text) return text;
  }
  return undefined;
}

/** The numbers and booleans written within `span`: what they come to may not be what they look like. */
function* numbersAndWords(node: Node, span: Span): Iterable<ScalarNode> {
  if (node.alias || !touches(node.span, span)) return;
  if (node.kind === 'scalar') {
    if (typeof node.value === 'number' || typeof node.value === 'boolean') yield node;
    return;
  }
  for (const item of items(node)) yield* numbersAndWords(item, span);
  for (const { value, merged } of entries(node)) if (!merged) yield* numbersAndWords(value, span);
}
