/** Judges files one by one with the language service. Reads them; writes them only where fixes are asked for. */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Schemas } from '../schema/schemas.js';
import { createLanguageService, type DocumentFacts, type LanguageService } from '../service.js';
import { type Choices, defaultSettings } from '../settings.js';
import { type FileResult, type Found, type Trouble, toFound } from './found.js';
import { lookAt } from './lookAt.js';
import { secretLines } from './secretLines.js';
import { type Asked, configName } from './targets.js';
import { type FileText, isFile, NotText, readText, reasonOf, writeText } from './text.js';

export type FixMode = 'none' | 'write' | 'dry-run';

/** Plain data, the same for every thread. */
export interface Plan {
  /** The choices of whoever called, which come before those of the project. */
  readonly choices: Choices;
  /** All files that must be known, and the folders that they are in. */
  readonly known: readonly string[];
  readonly folders: readonly string[];
  /** Nothing else belongs to the projects, so that what is not there can be called missing. */
  readonly isWhole: boolean;
  /** One file instead of all `.kubewright.yaml`, and the folders that it holds for. */
  readonly config: { readonly path: string; readonly text: string; readonly folders: readonly string[] } | undefined;
  readonly fix: FixMode;
}

/** What is known of files, by path. */
export type Facts = readonly (readonly [path: string, facts: readonly DocumentFacts[]])[];

/** It learns first, all or in parts that others learn as well; then it judges. */
export interface Judge {
  /** Reads some of the files that must be known. */
  learn(paths: readonly string[]): Facts;
  /** Takes what others have learnt; nothing is missing now. */
  complete(facts: Facts): void;
  judge(asked: Asked): FileResult;
}

export function createJudge(schemas: Schemas, plan: Plan): Judge {
  const failed: Trouble[] = [];
  const service = createLanguageService(schemas, (code, error) => {
    failed.push({ path: '', message: `rule ${code} failed: ${error instanceof Error ? error.stack : error}` });
  });
  service.configure(defaultSettings, plan.choices);
  service.beginScan();
  service.setFolders(plan.folders.map(uriOf));
  for (const folder of plan.config?.folders ?? [])
    service.setFileOnDisk(uriOf(join(folder, configName)), plan.config?.text ?? '');
  return {
    learn: paths => {
      for (const path of paths) know(service, path);
      drain(service.settle());
      return paths.map(path => [path, service.factsIn(uriOf(path))]);
    },
    complete: facts => {
      for (const [path, known] of facts) {
        know(service, path);
        service.takeFacts(uriOf(path), known);
      }
      drain(service.settle());
      for (const uri of service.wantedFiles) know(service, fileURLToPath(uri));
      drain(service.settle());
      service.endScan(plan.isWhole ? 'all' : 'part');
    },
    judge: asked => {
      const result = judgeFile(service, plan, asked);
      const troubles = failed.splice(0).map(trouble => ({ ...trouble, path: asked.shown }));
      return troubles.length > 0 ? { ...result, troubles: [...result.troubles, ...troubles] } : result;
    },
  };
}

function drain(steps: Iterable<unknown>): void {
  for (const _ of steps);
}

/** Of what cannot be read nothing is known; whoever asks about it will hear why. */
function know(service: LanguageService, path: string): void {
  try {
    // What a manifest names may be a pipe or a device, which would never end.
    if (isFile(path)) service.setFileOnDisk(uriOf(path), readText(path).text);
  } catch {
    return;
  }
}

/** Looks up what builds of the file must know. */
function lookAround(service: LanguageService, uri: string): void {
  const looked = new Set<string>();
  for (;;) {
    const places = service.placesToLookAt(uri).filter(place => !looked.has(place));
    if (places.length === 0) return;
    for (const place of places) {
      looked.add(place);
      service.know(place, lookAt(fileURLToPath(place)));
    }
  }
}

function judgeFile(service: LanguageService, plan: Plan, { path, shown, isNamed, text: given }: Asked): FileResult {
  const nothing: FileResult = { path: shown, isManifest: false, found: [], troubles: [], fixed: 0, patch: undefined };
  const isChosen = path === plan.config?.path;
  const uri = uriOf(isChosen ? join(dirname(path), configName) : path);
  try {
    const read = given === undefined ? readText(path) : { text: given, bytes: new Uint8Array() };
    service.openFile(uri, 0, read.text);
    lookAround(service, uri);
    const found = foundIn(service, uri, shown, read.text);
    const isManifest = service.hasManifests(uri);
    const fixed = plan.fix === 'none' ? undefined : service.fixedText(uri);
    if (fixed === undefined || fixed === read.text) return { ...nothing, isManifest, found };
    service.openFile(uri, 1, fixed);
    const left = foundIn(service, uri, shown, fixed);
    const made = { ...nothing, isManifest, fixed: Math.max(1, found.length - left.length) };
    if (plan.fix === 'dry-run') return { ...made, found, patch: patchOf(shown, read.text, fixed) };
    const trouble = tryToWrite(path, shown, read, fixed);
    return trouble ? { ...nothing, isManifest, found, troubles: [trouble] } : { ...made, found: left };
  } catch (error) {
    if (error instanceof NotText && !isNamed) return nothing;
    return { ...nothing, troubles: [{ path: shown, message: reasonOf(error) }] };
  } finally {
    service.closeFile(uri);
  }
}

/** As git writes and applies it. */
function patchOf(shown: string, before: string, after: string): string {
  const options = { headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(`a/${shown}`, `b/${shown}`, before, after, undefined, undefined, options);
}

function foundIn(service: LanguageService, uri: string, shown: string, text: string): Found[] {
  const diagnostics = service.allDiagnostics(uri);
  const lines = diagnostics.length > 0 ? text.split(/\r\n|\n|\r/) : [];
  const isSecret = secretLines(lines);
  return diagnostics.flatMap(diagnostic => toFound(shown, lines, isSecret, diagnostic) ?? []);
}

function tryToWrite(path: string, shown: string, read: FileText, text: string): Trouble | undefined {
  try {
    writeText(path, read, text);
    return undefined;
  } catch (error) {
    return { path: shown, message: reasonOf(error) };
  }
}

function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
