/** Names that mean something within one manifest only: of volumes, containers, ports, environment variables. */
import { entries, get, items, type Node, type ScalarNode, type Span, text } from '../syntax/node.js';
import { commandTextsOf, envVarsIn, referencesIn } from './env.js';
import { hookHandlerNames, hookNames } from './lifecycle.js';
import type { Manifest } from './manifest.js';
import { type Container, containersOf, handlerNames, podSpecOf, portsOf, probeKinds } from './pods.js';

export type LocalKind = 'volume' | 'container' | 'port' | 'variable';

/** One name of a pod or of a container, with all places where it is written. */
export interface LocalName {
  readonly kind: LocalKind;
  readonly name: string;
  readonly occurrences: readonly Occurrence[];
}

export interface Occurrence {
  readonly span: Span;
  /** The thing gets its name here; elsewhere it is only meant. */
  readonly isDefinition: boolean;
}

interface Written extends Occurrence {
  readonly kind: LocalKind;
  readonly name: string;
  /** Within it the name is one thing: the pod spec, or the container. */
  readonly scope: Node;
}

const defaultContainer = 'kubectl.kubernetes.io/default-container';

/** All names of the pod that `manifest` describes. What came through an alias is written elsewhere, and left out. */
export function localNamesOf(manifest: Manifest): readonly LocalName[] {
  const scopes = new Map<Node, Map<string, Occurrence[]>>();
  for (const { scope, kind, name, span, isDefinition } of writtenIn(manifest)) {
    const names = scopes.get(scope) ?? new Map<string, Occurrence[]>();
    scopes.set(scope, names);
    const key = `${kind} ${name}`;
    const known = names.get(key);
    if (known) known.push({ span, isDefinition });
    else names.set(key, [{ span, isDefinition }]);
  }
  return [...scopes.values()].flatMap(names =>
    [...names].map(([key, occurrences]) => {
      const blank = key.indexOf(' ');
      return { kind: key.slice(0, blank) as LocalKind, name: key.slice(blank + 1), occurrences };
    }),
  );
}

/** The names of volumes, containers, ports or variables that are defined for `container`, in their order. */
export function definedFor(container: Container, kind: LocalKind): readonly string[] {
  const { manifest, node } = container;
  const pod = podSpecOf(manifest);
  const found = [...writtenIn(manifest)].filter(
    written => written.isDefinition && written.kind === kind && (written.scope === pod || written.scope === node),
  );
  return [...new Set(found.map(({ name }) => name))];
}

/** What may stand where a name is only meant: the names of this kind that are defined around it, in their order. */
export interface Meant {
  readonly kind: LocalKind;
  readonly names: readonly string[];
}

/** `undefined` where no such name begins at `offset`. */
export function meantAt(manifest: Manifest, offset: number): Meant | undefined {
  const all = [...writtenIn(manifest)];
  const here = all.find(({ span, isDefinition }) => !isDefinition && span.start === offset);
  if (!here) return undefined;
  const { kind, scope } = here;
  const defined = all.filter(other => other.isDefinition && other.kind === kind && other.scope === scope);
  return { kind, names: [...new Set(defined.map(({ name }) => name))] };
}

function* writtenIn(manifest: Manifest): Iterable<Written> {
  const pod = podSpecOf(manifest);
  if (!pod) return;
  const source = manifest.document.text;
  const named = (kind: LocalKind, scope: Node, isDefinition: boolean) => (node: Node | undefined) => {
    const span = charactersOf(source, node);
    const name = text(node);
    return span && name ? [{ kind, scope, name, span, isDefinition }] : [];
  };
  const volume = named('volume', pod, true);
  for (const node of items(get(pod, 'volumes'))) {
    yield* volume(get(node, 'name'));
    for (const file of items(get(node, 'downwardAPI', 'items'))) {
      yield* named('container', pod, false)(get(file, 'resourceFieldRef', 'containerName'));
    }
  }
  for (const claim of items(get(manifest.root, 'spec', 'volumeClaimTemplates'))) {
    yield* volume(get(claim, 'metadata', 'name'));
  }
  const template = pod.parent?.kind === 'entry' ? pod.parent.map : undefined;
  yield* named('container', pod, false)(get(template, 'metadata', 'annotations', defaultContainer));
  for (const container of containersOf(manifest)) yield* writtenInContainer(container, pod, source, named);
}

type Named = (kind: LocalKind, scope: Node, isDefinition: boolean) => (node: Node | undefined) => readonly Written[];

function* writtenInContainer(container: Container, pod: Node, source: string, named: Named): Iterable<Written> {
  const { node } = container;
  yield* named('container', pod, true)(get(node, 'name'));
  yield* named('container', pod, false)(get(node, 'targetContainerName'));
  const mounts = [...items(get(node, 'volumeMounts')), ...items(get(node, 'volumeDevices'))];
  for (const mount of mounts) yield* named('volume', pod, false)(get(mount, 'name'));
  for (const port of portsOf(node)) yield* named('port', node, true)(get(port.node, 'name'));
  for (const port of portFieldsOf(node)) yield* named('port', node, false)(port);
  for (const variable of envVarsIn(container)) {
    yield* named('variable', node, true)(get(variable.node, 'name'));
    const from = get(variable.node, 'valueFrom');
    yield* named('container', pod, false)(get(from, 'resourceFieldRef', 'containerName'));
    yield* named('volume', pod, false)(get(from, 'fileKeyRef', 'volumeName'));
  }
  for (const where of textsOf(container, mounts)) yield* variablesIn(where, node, source);
}

/** Texts in which the kubelet replaces `$(NAME)`. */
function textsOf(container: Container, mounts: readonly Node[]): readonly (Node | undefined)[] {
  return [
    ...envVarsIn(container).map(({ node }) => get(node, 'value')),
    ...commandTextsOf(container),
    ...mounts.map(mount => get(mount, 'subPathExpr')),
  ];
}

function* variablesIn(node: Node | undefined, scope: Node, source: string): Iterable<Written> {
  if (node?.kind !== 'scalar' || node.alias) return;
  const { start, end } = node.span;
  for (const { name, start: at } of referencesIn(source.slice(start, end))) {
    const from = start + at + '$('.length;
    if (name) {
      const span = { start: from, end: from + name.length };
      yield { kind: 'variable', scope, name, span, isDefinition: false };
    }
  }
}

/** Where a probe or hook names a port. */
function portFieldsOf(container: Node): readonly (Node | undefined)[] {
  const owners = [
    ...probeKinds.map(kind => get(container, `${kind}Probe`)),
    ...hookNames.map(hook => get(container, 'lifecycle', hook)),
  ];
  const handlers = new Set<string>([...handlerNames, ...hookHandlerNames]);
  return owners.flatMap(owner =>
    entries(owner)
      .filter(({ key }) => handlers.has(key.text))
      .map(({ value }) => get(value, 'port')),
  );
}

/** The characters of a one-word scalar, without its quotes; `undefined` where they are written elsewhere. */
export function charactersOf(source: string, node: Node | undefined): Span | undefined {
  if (node?.kind !== 'scalar' || node.alias) return undefined;
  return wordOf(source, node);
}

function wordOf(source: string, { span, style, text: word }: ScalarNode): Span | undefined {
  const quote = style === 'single' || style === 'double' ? 1 : 0;
  const inner = { start: span.start + quote, end: span.end - quote };
  return source.slice(inner.start, inner.end) === word ? inner : undefined;
}
