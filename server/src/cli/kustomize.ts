/** `kubewright kustomize`: prints what `kubectl kustomize` would, or says where and why it builds nothing. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, evaluate, type Outcome } from '../kustomize/build.js';
import type { UnsupportedThing } from '../kustomize/files.js';
import { kustomizationFileNames, readKustomization } from '../kustomize/kustomizationFile.js';
import { printResources } from '../kustomize/print.js';
import { sourceOfFile } from '../kustomize/source.js';
import type { Place } from '../kustomize/value.js';
import { DiskFiles, uriOfPath } from './diskFiles.js';

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const reasons: Readonly<Record<UnsupportedThing, string>> = {
  remote: 'this comes from the net, which is not asked here',
  helm: 'charts are built by helm, which is not run here',
  plugin: 'this plugin is a program, which is not run here',
  openapi: 'schemas of your own are not read here',
  size: 'this is too long to be read here',
};

const successors: ReadonlyMap<string, string> = new Map([
  ['bases', 'resources'],
  ['commonLabels', 'labels'],
  ['imageTags', 'images'],
  ['patchesJson6902', 'patches'],
  ['patchesStrategicMerge', 'patches'],
  ['vars', 'replacements'],
]);

/** `folder` is absolute; places are shown as seen from `from`. */
export function kustomize(folder: string, from: string, options: BuildOptions): Answer {
  const files = new DiskFiles();
  const { outcome, reads } = evaluate(uriOfPath(folder), files, options, { get: () => undefined, set: () => {} });
  const warnings = [...reads].flatMap(uri => warningsIn(files, uri)).join('');
  if ('resources' in outcome) return { code: 0, stdout: printResources(outcome.resources), stderr: warnings };
  return { code: 1, stdout: '', stderr: `${warnings}error: ${failureOf(outcome, files, from)}\n` };
}

function failureOf(outcome: Exclude<Outcome, { readonly resources: unknown }>, files: DiskFiles, from: string): string {
  if ('refusal' in outcome) return `${shown(outcome.refusal.place, files, from)}${outcome.refusal.message}`;
  if ('needs' in outcome) return `cannot read ${outcome.needs.join(', ')}`;
  const { place, what } = outcome.unsupported;
  return `${shown(place, files, from)}${reasons[what]}`;
}

/** File, line and column, where the place is in a file. */
function shown({ uri, start }: Place, files: DiskFiles, from: string): string {
  if (files.kindOf(uri) !== 'file') return '';
  const before = files.yaml(uri).text.slice(0, start);
  const line = before.split('\n').length;
  const column = start - before.lastIndexOf('\n');
  return `${relative(from, fileURLToPath(uri))}:${line}:${column}: `;
}

function warningsIn(files: DiskFiles, uri: string): readonly string[] {
  const isOne = kustomizationFileNames.some(name => uri.endsWith(`/${name}`));
  if (!isOne || files.kindOf(uri) !== 'file') return [];
  try {
    return readKustomization(sourceOfFile(files.yaml(uri))).deprecated.map(({ text }) => {
      const experimental = text === 'vars' ? '[EXPERIMENTAL] ' : '';
      const advice = `${experimental}Run 'kustomize edit fix' to update your Kustomization automatically.`;
      return `# Warning: '${text}' is deprecated. Please use '${successors.get(text)}' instead. ${advice}\n`;
    });
  } catch {
    return [];
  }
}
