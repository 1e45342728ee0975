/** Which presets a container's image, command, ports and other probes call for. In doubt, none. */
import { imagePath, imageTag, imageWords, isImage } from '../../model/images.js';
import { type Container, runsToItsEnd } from '../../model/pods.js';
import type { ProbePreset } from '../../model/probePreset.js';
import { probePresets } from '../../model/probePresets.js';
import { knownText } from '../../model/templates.js';
import { get, items, type MapNode, text } from '../../syntax/node.js';
import { hasName, type Target } from './probeTargets.js';
import { commandLine, writtenPort } from './writtenPort.js';

export interface KnownPreset {
  readonly preset: ProbePreset;
  readonly by: 'image' | 'path' | 'port';
  /** Where the server listens: as the container says, or else as its image does. */
  readonly port: number;
  /** Whether the container says so; the ports that it declares say nothing then. */
  readonly isWritten: boolean;
  /** The path of a probe that is there already, by which the preset is known. */
  readonly path?: string;
  /** What stands in it before the path of the preset. */
  readonly prefix: string;
}

/** Words of images and commands that belong to a framework without being a server of it. */
const otherPrograms: ReadonlySet<string> = new Set(
  `admin assets backup batch beat builder celery cli client console consumer controller cron cronjob exporter flower
  huey init job jobs migrate migration migrations nginx operator proxy q qcluster queue rake resque rq scheduler sdk
  seed shell sidekiq task tasks test tests tools worker`.split(/\s+/),
);

/** `paths`: those of the probes that are there. */
export function knownPresets(
  { node: container, manifest }: Container,
  targets: readonly Target[],
  paths: readonly string[],
): readonly KnownPreset[] {
  const image = knownText(get(container, 'image'));
  const path = image === undefined ? '' : imagePath(image);
  return probePresets.flatMap((preset): readonly KnownPreset[] => {
    const asked = askedBy(preset, paths);
    if (asked) return [{ preset, by: 'path', port: preset.port, isWritten: false, ...asked }];
    const usual = portOfImage(preset, path, image);
    const mayRun = preset.program || targets.length > 0 || !runsToItsEnd(manifest);
    if (usual !== undefined && mayRun && runsServer(container, preset, targets)) {
      const written = preset.listening && writtenPort(container, preset.listening);
      const port = written ?? usual;
      return port === 'unknown' ? [] : [{ preset, by: 'image', port, isWritten: written !== undefined, prefix: '' }];
    }
    const isAsked = targetsOfPreset(preset, targets).length > 0;
    return isAsked ? [{ preset, by: 'port', port: preset.port, isWritten: false, prefix: '' }] : [];
  });
}

/** The ports by which the preset is known. */
export function targetsOfPreset({ ports }: ProbePreset, targets: readonly Target[]): readonly Target[] {
  if (!ports) return [];
  return targets.filter(target =>
    target.name === undefined
      ? ports.numbers.includes(target.number)
      : hasName(target, ports.names) && !hasName(target, ports.otherNames),
  );
}

/** An application behind a path of its own has it before each of these. */
function askedBy(
  { isKnownByPath, probes }: ProbePreset,
  paths: readonly string[],
): Pick<KnownPreset, 'path' | 'prefix'> | undefined {
  if (!isKnownByPath) return undefined;
  for (const { handler } of Object.values(probes)) {
    const known = handler.name === 'httpGet' ? handler.path : undefined;
    const path = known === undefined ? undefined : paths.find(found => found.endsWith(known));
    if (known !== undefined && path !== undefined) return { path, prefix: path.slice(0, -known.length) };
  }
  return undefined;
}

/** Of an older version, what it was then; without a tag, an image is new. */
function portOfImage(preset: ProbePreset, path: string, image = ''): number | 'unknown' | undefined {
  const { images, words, port, before } = preset;
  const exact = Object.keys(images)
    .sort((a, b) => b.length - a.length)
    .find(name => isImage(path, name));
  if (exact !== undefined) {
    const tag = imageTag(image);
    if (before && tag === undefined && image.includes('@')) return 'unknown';
    return before && Number.parseInt(tag ?? '', 10) < before.version ? before.port : images[exact];
  }
  const own = imageWords(path);
  return own.some(word => words.includes(word)) && !own.some(word => otherPrograms.has(word)) ? port : undefined;
}

/** Most images can run more than their server: a dump, a migration, a worker. */
function runsServer(container: MapNode, { program }: ProbePreset, targets: readonly Target[]): boolean {
  const command = wordsOf(container, 'command');
  const args = wordsOf(container, 'args');
  const isOwn = command.length === 0 && (args.length === 0 || args[0]?.startsWith('-') === true);
  if (program) return isOwn || program.test([...command, ...args].join(' '));
  return (isOwn || targets.length > 0) && !runsOther(container);
}

/** Options are of no interest: `--workers 4`. */
function runsOther(container: MapNode): boolean {
  const words = commandLine(container)
    .toLowerCase()
    .replace(/\s-\S+/g, ' ')
    .split(/[^a-z0-9]+/);
  return words.some(word => otherPrograms.has(word));
}

function wordsOf(container: MapNode, name: 'command' | 'args'): readonly string[] {
  return items(get(container, name)).map(word => text(word) ?? '');
}
