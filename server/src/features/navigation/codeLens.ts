/** Above an object: who uses it, and how large it is. Above a Service: which workloads it selects. Above a file: who builds it. */
import type { CodeLens, Location } from 'vscode-languageserver-types';
import type { YamlFile } from '../../syntax/file.js';
import type { Span } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { KnownObject } from '../../workspace/objects.js';
import { builtByLens } from '../kustomizations/builtBy.js';
import { patchedByLenses } from '../patches/patchedBy.js';
import { patchLenses } from '../patches/patchLenses.js';
import { toRange } from '../range.js';
import { sizeTitle } from './sizeLens.js';

/** Kinds that are there to be used by others. */
const usedKinds: ReadonlySet<string> = new Set([
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
  'ServiceAccount',
  'Service',
]);

/** Nobody looks through more of them. */
const mostPlaces = 500;
/** In one file; when there are as many, the others show the first few. */
const mostInFile = 10_000;
const fewPlaces = 10;

interface Use {
  readonly title: string;
  readonly locations: readonly Location[];
}

/**
 * The arguments of a command are a URI, a position in it, and `Location[]`; which command, the client has to say. What
 * has no arguments is only to be read.
 */
export function codeLenses(index: WorkspaceIndex, file: YamlFile): CodeLens[] {
  const selected = selectedOf(index);
  let left = mostInFile;
  const sizes = file.parts.flatMap(part =>
    index.manifests(file.uri, part).flatMap(manifest => {
      const title = sizeTitle(manifest);
      const { start } = manifest.root.span;
      return title === undefined
        ? []
        : { range: toRange(part, { start, end: start }), command: { title, command: '' } };
    }),
  );
  const uses = file.parts.flatMap(part =>
    index.objects.in(part.document).flatMap(object => {
      const { kind, name, origin, at, span } = object.facts;
      if (name === undefined || origin === 'derived' || !usedKinds.has(kind)) return [];
      // Above the first line: above its name, it would tear the object apart.
      const range = toRange(part, { start: span.start, end: span.start });
      const { start } = toRange(part, at);
      const uses = [...(kind === 'Service' ? selected(object) : []), ...usersOf(index, object)];
      return uses.map(({ title, locations }) => {
        const shown = locations.slice(0, Math.max(fewPlaces, left));
        left -= shown.length;
        return { range, command: { title, command: '', arguments: [file.uri, start, shown] } };
      });
    }),
  );
  return [...uses, ...sizes, ...builtByLens(index, file), ...patchLenses(index, file), ...patchedByLenses(index, file)];
}

function usersOf(index: WorkspaceIndex, object: KnownObject): readonly Use[] {
  const users = index.objects.referencesTo(object);
  if (users.length === 0) return [];
  const locations = users.slice(0, mostPlaces).flatMap(({ from, reference }) => locate(index, from, reference.at));
  return [{ title: `used by ${named(users.map(({ from }) => from))}`, locations }];
}

/** The workloads whose pods a Service sends its traffic to. Many may send it to the same. */
function selectedOf(index: WorkspaceIndex): (service: KnownObject) => readonly Use[] {
  const known = new Map<readonly KnownObject[], readonly Use[]>();
  return service => {
    const workloads = index.objects.selectedBy(service);
    if (workloads === 'unknown' || workloads.length === 0) return [];
    const uses = known.get(workloads) ?? [selects(index, workloads)];
    known.set(workloads, uses);
    return uses;
  };
}

function selects(index: WorkspaceIndex, workloads: readonly KnownObject[]): Use {
  const locations = workloads.slice(0, mostPlaces).flatMap(workload => locate(index, workload, workload.facts.at));
  return { title: `selects ${named(workloads)}`, locations };
}

function locate(index: WorkspaceIndex, { uri, document }: KnownObject, span: Span): Location[] {
  const part = index.part(uri, document);
  return part ? [{ uri, range: toRange(part, span) }] : [];
}

/** One by its name, more by their number. */
function named(objects: readonly KnownObject[]): string {
  const [only, ...others] = new Set(objects.map(({ facts }) => facts));
  if (only && others.length === 0) return [only.kind, only.name].filter(Boolean).join(' ');
  const noun = objects.every(({ facts }) => facts.pods) ? 'workloads' : 'objects';
  return `${others.length + 1} ${noun}`;
}
