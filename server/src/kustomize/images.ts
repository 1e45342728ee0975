/** `images`: other names, tags and digests for the images of containers. */
import type { Context } from './context.js';
import { changeFields, Misfit, wrongKind } from './fieldSpecs.js';
import { imagePattern, splitImage } from './imageName.js';
import { refuse } from './refusal.js';
import { idOf, type Resource } from './resource.js';
import { scalarText, withText } from './scalarText.js';
import type { FieldSpec, Image } from './settings.js';
import { withValue } from './shared.js';
import { isNull, type Value, withField } from './value.js';

export function applyImages(
  resources: readonly Resource[],
  images: readonly Image[],
  specs: readonly FieldSpec[],
  context: Pick<Context, 'notice'>,
): readonly Resource[] {
  return images.reduce((changed, image) => applyImage(changed, image, specs, context), resources);
}

export function applyImage(
  resources: readonly Resource[],
  image: Image,
  specs: readonly FieldSpec[],
  context: Pick<Context, 'notice'>,
): readonly Resource[] {
  const renaming = new Renaming(image);
  // Containers are found twice, by their name and by the paths, so that a suffix of tags is added twice.
  const found = resources.map(resource => (isDefinition(resource) ? resource : inContainers(resource, renaming)));
  const changed = found.map(resource => {
    return isDefinition(resource) ? resource : changeFields(resource, specs, node => renaming.change(node));
  });
  if (!renaming.hasMatched) {
    const { text, from } = image.name ?? { text: '', from: image.from };
    context.notice({ code: 'image-matches-nothing', place: from, what: text });
  }
  return changed;
}

function isDefinition(resource: Resource): boolean {
  return idOf(resource).kind === 'CustomResourceDefinition';
}

class Renaming {
  hasMatched = false;
  readonly #image: Image;
  readonly #pattern: RegExp;

  constructor(image: Image) {
    this.#image = image;
    this.#pattern = imagePattern(image.name?.text ?? '');
  }

  change(node: Value): Value {
    if (isNull(node)) return node;
    if (node.kind !== 'scalar') return wrongKind(node, 'scalar');
    const text = scalarText(node);
    if (!this.#pattern.test(text)) return node;
    this.hasMatched = true;
    const { newName, newTag, digest, tagSuffix, from } = this.#image;
    const cause = newTag ?? digest ?? tagSuffix ?? newName;
    return withText(node, renamed(text, this.#image), cause?.from ?? from);
  }
}

function renamed(text: string, { newName, newTag, digest, tagSuffix }: Image): string {
  const old = splitImage(text);
  let { tag, digest: hash } = old;
  if (newTag || digest) {
    tag = newTag?.text ?? '';
    hash = digest?.text ?? '';
  } else if (tagSuffix) {
    tag += tagSuffix.text;
    hash = '';
  }
  const name = newName?.text ?? old.name;
  return `${name}${tag === '' ? '' : `:${tag}`}${hash === '' ? '' : `@${hash}`}`;
}

/** In every list named `containers` or `initContainers`, wherever it is. */
function inContainers(resource: Resource, renaming: Renaming): Resource {
  try {
    const value = walk(resource.value, renaming);
    return value.kind === 'fields' ? withValue(resource, value) : resource;
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    return refuse(error.place ?? resource.from, error.message);
  }
}

function walk(node: Value, renaming: Renaming): Value {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'list') {
    const items = node.items.map(item => walk(item, renaming));
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  let entries: Map<string, Value> | undefined;
  for (const [key, value] of node.entries) {
    const inside = walk(value, renaming);
    const now = key === 'containers' || key === 'initContainers' ? inList(inside, renaming) : inside;
    if (now === value) continue;
    entries ??= new Map(node.entries);
    entries.set(key, now);
  }
  return entries ? { ...node, entries } : node;
}

function inList(node: Value, renaming: Renaming): Value {
  if (node.kind !== 'list') return node;
  const items = node.items.map(item => inContainer(item, renaming));
  return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
}

function inContainer(container: Value, renaming: Renaming): Value {
  if (isNull(container)) return container;
  if (container.kind !== 'fields') return wrongKind(container, 'fields');
  const image = container.entries.get('image');
  const changed = image && renaming.change(image);
  return !changed || changed === image ? container : withField(container, 'image', changed);
}
