import { isKustomization } from '../../model/configurations.js';
import { meantMode, modeText } from '../../model/fileModes.js';
import type { Manifest } from '../../model/manifest.js';
import { fileModeErrors } from '../../model/names.js';
import { containerAround, portsOf } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import { type JsonSchema, placeAt, resolve } from '../../schema/schemas.js';
import { typeName } from '../../schema/validate.js';
import { asItem, canBeItem } from '../../syntax/asItem.js';
import { asText } from '../../syntax/asText.js';
import { replace } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { isJsonLike } from '../../syntax/insert.js';
import { entries, keyOf, type Node, type Path, type ScalarNode, text } from '../../syntax/node.js';
import { resolvePlain } from '../../syntax/scalars.js';
import { type Fix, finding, rule } from '../rule.js';

export const wrongType = rule({
  code: 'schema/wrong-type',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'value of another type than the field has',
    why: 'The API server cannot read the object and refuses it, with a message that names no line.',
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            ports:
              - containerPort: "8080"
                             # ^^^^^^ error schema/wrong-type: containerPort must be an integer, not a string`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            ports:
              - containerPort: 8080`,
  },
  *each(_manifest, { schemaProblems, isPatch }) {
    for (const problem of schemaProblems) {
      if (problem.kind !== 'type' || isPlaceholder(problem.node)) continue;
      if (isPatch && isListDirective(problem.node)) continue;
      const isString = problem.expected.join() === 'string' && problem.node.kind === 'scalar';
      if (!isString) yield problem;
    }
  },
  *check({ node, path, expected }, manifest, { schemas, kindInfo }) {
    const { kind, document } = manifest;
    const schema = placeAt(schemas, kindInfo?.definition ?? '', path)?.schema;
    const wanted = schema ? typeName(schema) : expected.join(' or ');
    const name = path.findLast(step => typeof step === 'string') ?? kind;
    const subject = typeof path.at(-1) === 'number' ? `an item of ${name}` : name;
    const message = `${subject} must be ${withArticle(wanted)}, not ${withArticle(typeOf(node))}`;
    yield finding(
      node.kind === 'scalar' || node.parent?.kind !== 'entry' ? node : node.parent,
      message,
      ...(isFileMode(node)
        ? modeFix(node, document)
        : fixesOf(node, wanted, document, schema?.items && resolve(schemas, schema.items))),
      ...(wanted === 'string' ? asDataText(node, path, manifest) : []),
      ...(isKustomization(manifest) ? asPatch(node, path, manifest) : []),
      ...(path.slice(-2).join('.') === 'grpc.port' ? portNumber(node, manifest) : []),
    );
  },
});

/** `- $patch: replace` says of a list what the patch does with it. */
function isListDirective(node: Node): boolean {
  const [only, ...others] = entries(node);
  return node.parent?.kind === 'seq' && only?.key.text === '$patch' && others.length === 0;
}

/** Whoever writes a map below a key of a ConfigMap means a file of that content. */
function asDataText(node: Node, path: Path, { kind, document }: Manifest): readonly Fix[] {
  const isData = path.length === 2 && ((kind === 'ConfigMap' && path[0] === 'data') || path[0] === 'stringData');
  const edit = isData && node.kind !== 'scalar' ? asText(document, node) : undefined;
  return edit ? [{ title: 'Make it a text', edits: () => [edit] }] : [];
}

/** A patch is its text, and one that is in a file is an item of its own kind: people write what stood in older fields. */
function asPatch(node: Node, path: Path, { document }: Manifest): readonly Fix[] {
  if (path[0] !== 'patches' || node.alias) return [];
  if (path.length === 2 && node.kind === 'scalar' && isOneLine(node) && text(node) !== undefined) {
    const isFlow = node.parent?.kind === 'seq' && node.parent.flow;
    const written = document.text.slice(node.span.start, node.span.end);
    const item = isFlow ? `{ path: ${written} }` : `path: ${written}`;
    return [{ title: 'Make it the path of a patch', edits: () => [replace(node, item)] }];
  }
  const edit = path.length === 3 && path[2] === 'patch' && node.kind !== 'scalar' ? asText(document, node) : undefined;
  return edit ? [{ title: 'Make it a text', edits: () => [edit] }] : [];
}

/** grpc takes no names of ports. */
function portNumber(node: Node, manifest: Manifest): readonly Fix[] {
  const container = containerAround(manifest, node);
  const port = container && portsOf(container.node).find(({ name }) => name !== undefined && name === text(node));
  if (port?.number === undefined || node.alias) return [];
  const number = String(port.number);
  return [{ title: `Change to ${number}`, edits: () => [replace(node, number)] }];
}

/** Modes of files, which people quote because they are octal. */
function isFileMode(node: Node): boolean {
  const { parent } = node;
  return text(node) !== undefined && parent?.kind === 'entry' && /^(defaultM|m)ode$/.test(keyOf(parent));
}

function modeFix(node: Node, document: YamlDocument): Fix[] {
  const digits = text(node)?.trim() ?? '';
  const mode = meantMode(digits) ?? resolvePlain(digits);
  const isMode = typeof mode === 'number' && Number.isInteger(mode) && fileModeErrors(mode).length === 0;
  if (!isMode || node.parent?.kind !== 'entry') return [];
  const wanted = modeText(mode, isJsonLike(document, node.parent.map));
  return [{ title: `Change to ${wanted}`, safe: true, edits: () => [replace(node, wanted)] }];
}

function fixesOf(node: Node, wanted: string, document: YamlDocument, item: JsonSchema | undefined): Fix[] {
  if (wanted.startsWith('list')) return item && !node.alias ? inList(node, document, item) : [];
  if (node.kind !== 'scalar') return [];
  const unquoted = text(node)?.trim();
  const value = unquoted === undefined ? undefined : resolvePlain(unquoted);
  const fits = wanted === 'integer' ? Number.isInteger(value) : typeof value === wanted;
  return fits && node.style !== 'plain' && unquoted
    ? [{ title: `Change to ${unquoted}`, safe: true, edits: () => [replace(node, unquoted)] }]
    : [];
}

/** The value as the only item of a list, where it is what an item must be. */
function inList(node: Node, document: YamlDocument, item: JsonSchema): Fix[] {
  const title = 'Make it a list';
  if (node.kind === 'map') {
    const fields = item.properties ?? {};
    const fits = node.entries.length > 0 && node.entries.every(e => !e.merged && Object.hasOwn(fields, keyOf(e)));
    return fits && canBeItem(document, node) ? [{ title, edits: () => [asItem(document, node)] }] : [];
  }
  if (node.kind !== 'scalar' || !isOneLine(node)) return [];
  if (item.type === 'string') {
    const word = node.style === 'plain' && typeof node.value === 'string' ? node.text : JSON.stringify(node.text);
    return [{ title, edits: () => [replace(node, `[${word}]`)] }];
  }
  const fits = item.type === 'integer' ? Number.isInteger(node.value) : typeof node.value === item.type;
  return fits ? [{ title, edits: () => [replace(node, `[${node.text}]`)] }] : [];
}

function isOneLine({ style, text }: ScalarNode): boolean {
  return !text.includes('\n') && style !== 'literal' && style !== 'folded' && !/[,[\]{}]/.test(text);
}

function typeOf(node: Node): string {
  if (node.kind === 'map') return 'map';
  if (node.kind === 'seq') return 'list';
  if (node.value === null) return 'empty value';
  if (typeof node.value === 'number') return Number.isInteger(node.value) ? 'integer' : 'number';
  return typeof node.value;
}

function withArticle(noun: string): string {
  return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
