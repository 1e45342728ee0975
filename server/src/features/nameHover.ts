/** What a hover says of a name that means something written elsewhere: the thing itself, in a few lines. */
import { envVarsIn } from '../model/env.js';
import { type LocalKind, localNamesOf } from '../model/localNames.js';
import type { Manifest } from '../model/manifest.js';
import { type Container, containersOf, portsOf } from '../model/pods.js';
import { referencesIn, withoutNodes } from '../model/references.js';
import { volumesByName } from '../model/volumes.js';
import { contains } from '../syntax/locate.js';
import { entries, get, keyOf, type Node, type Span, text } from '../syntax/node.js';
import type { WorkspaceIndex } from '../workspace/index.js';
import { envFromKeys } from './envFromKeys.js';
import { codeBlock, inlineCode } from './markdown.js';
import { meantObjects } from './meantObjects.js';
import { keyPreview, preview } from './preview.js';

export interface NameHover {
  readonly markdown: string;
  readonly span: Span;
}

const mostLines = 10;

/** `undefined` where there is no such name, or where nothing is known of what it means. */
export function nameHover(index: WorkspaceIndex, manifest: Manifest, offset: number): NameHover | undefined {
  return ofObject(index, manifest, offset) ?? ofLocalName(index, manifest, offset);
}

function ofObject(index: WorkspaceIndex, manifest: Manifest, offset: number): NameHover | undefined {
  const { uri } = manifest;
  for (const written of referencesIn(manifest)) {
    const reference = withoutNodes(written);
    const key = reference.keys.find(({ at }) => contains(at, offset));
    const isPort = reference.port !== undefined && contains(reference.port.at, offset);
    if (!key && !isPort && !contains(reference.at, offset)) continue;
    const found = meantObjects(index, index.objects.of(manifest), reference);
    const markdown = key ? keyPreview(index, found, key.name, uri) : preview(index, found, uri);
    const span = key?.at ?? (isPort ? reference.port.at : reference.at);
    if (markdown !== undefined) return { markdown, span };
  }
  return undefined;
}

function ofLocalName(index: WorkspaceIndex, manifest: Manifest, offset: number): NameHover | undefined {
  for (const { kind, name, occurrences } of localNamesOf(manifest)) {
    const here = occurrences.find(({ span, isDefinition }) => !isDefinition && contains(span, offset));
    if (!here) continue;
    const markdown = describe[kind](manifest, name, index, offset);
    return markdown === undefined ? undefined : { markdown, span: here.span };
  }
  return undefined;
}

type Describe = (manifest: Manifest, name: string, index: WorkspaceIndex, offset: number) => string | undefined;

const describe: Readonly<Record<LocalKind, Describe>> = {
  volume: (manifest, name) => {
    const volume = volumesByName(manifest).get(name);
    return volume && `**volume** ${inlineCode(name)}\n\n${sourceOf(manifest, volume.node)}`;
  },
  container: (manifest, name) => {
    const container = [...containersOf(manifest)].find(other => other.name === name);
    const image = text(get(container?.node, 'image'));
    return container && `**container** ${inlineCode(name)}${image ? ` · image ${inlineCode(image)}` : ''}`;
  },
  port: (manifest, name, _index, offset) => {
    const container = containerAt(manifest, offset);
    const port = container && portsOf(container.node).find(other => other.name === name);
    return port && `**port** ${inlineCode(name)} · ${port.number ?? ''}/${port.protocol}`;
  },
  variable: (manifest, name, index, offset) => {
    const container = containerAt(manifest, offset);
    return container && describeVariable(index, container, name);
  },
};

function describeVariable(index: WorkspaceIndex, container: Container, name: string): string | undefined {
  const { manifest } = container;
  const head = `**variable** ${inlineCode(name)}`;
  const variable = envVarsIn(container).findLast(other => other.name === name);
  const value = text(get(variable?.node, 'value'));
  if (value !== undefined) return `${head}\n\n${codeBlock(value, mostLines)}`;
  const from = get(variable?.node, 'valueFrom');
  if (from) return [head, sourceOf(manifest, from), keyBelow(index, manifest, from)].filter(Boolean).join('\n\n');
  if (variable) return head;
  const found = envFromKeys(index, index.objects.of(manifest), container).findLast(other => other.variable === name);
  const key = found && keyPreview(index, [found.key.object], found.key.name, manifest.uri);
  return key === undefined ? undefined : `${head}\n\n${key}`;
}

/** The value of the key that is asked for in `source`. */
function keyBelow(index: WorkspaceIndex, manifest: Manifest, source: Node): string | undefined {
  const written = referencesIn(manifest).find(({ node }) => contains(source.span, node.span.start));
  const key = written?.keys[0]?.name;
  if (!written || key === undefined) return undefined;
  return keyPreview(index, meantObjects(index, index.objects.of(manifest), written), key, manifest.uri);
}

function containerAt(manifest: Manifest, offset: number): Container | undefined {
  return [...containersOf(manifest)].find(({ node }) => contains(node.span, offset));
}

/** A map as it is written, without the name that the reader knows already, and without the indentation around it. */
function sourceOf({ document }: Manifest, node: Node): string {
  const own = entries(node).filter(field => keyOf(field) !== 'name' && !field.merged);
  const fields = own.map(({ span }) => {
    const column = span.start - document.text.lastIndexOf('\n', span.start - 1) - 1;
    const lines = document.text.slice(span.start, span.end).split('\n');
    return lines.map((line, i) => (i === 0 ? line : line.replace(new RegExp(`^ {0,${column}}`), ''))).join('\n');
  });
  return codeBlock(fields.join('\n'), mostLines, 'yaml');
}
