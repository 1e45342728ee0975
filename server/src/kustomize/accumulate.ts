/**
 * What a kustomization builds before names get hashes and references follow them: its resources and those of its bases,
 * generated, combined and transformed in kustomize's order. Every overlay builds on what this gives for its base.
 */
import { type Origin, withOrigin, withTransformation } from './buildMetadata.js';
import { readConfiguration } from './configurationFile.js';
import { defaultConfiguration, emptyConfiguration, mergeConfigurations } from './configurations.js';
import type { Context } from './context.js';
import { crdConfiguration } from './crdConfiguration.js';
import { placeOf } from './decode.js';
import { Missing, Unsupported } from './files.js';
import { enter, type Folder, kindOf, kustomizationIn, locate, open } from './folder.js';
import { generate, withGlobalOptions } from './generators.js';
import { readKustomization } from './kustomizationFile.js';
import { isAbsolute, isRemoteFile, joinPath, joinUri, pathOfUri } from './paths.js';
import { pluginGenerator, transformerStep } from './plugins.js';
import { readObjects, refuseUnprintable } from './readObjects.js';
import { Refusal, refuse } from './refusal.js';
import type { Resource } from './resource.js';
import { absorb, append, resourceOf } from './resources.js';
import type { Session } from './session.js';
import type { Configuration, Kustomization, Text, Var } from './settings.js';
import { sourceOfText } from './source.js';
import { type Step, stepsOf, validate } from './steps.js';
import type { Fields, Place } from './value.js';
import { bindVars, mergeVars } from './vars.js';

export interface Accumulated {
  readonly resources: readonly Resource[];
  readonly configuration: Configuration;
  readonly vars: readonly Var[];
}

export const nothing: Accumulated = { resources: [], configuration: emptyConfiguration, vars: [] };

/** A kustomization at work. */
export interface Site {
  readonly session: Session;
  readonly folder: Folder;
  readonly kustomization: Kustomization;
  readonly context: Context;
  /** The path to its folder, when the build is to say where its objects come from. */
  readonly origin: string | undefined;
}

export function siteOf(session: Session, folder: Folder, asker: Place, origin: string | undefined): Site {
  const kustomization = readKustomization(kustomizationIn(session, folder, asker));
  const context: Context = {
    folder: folder.uri,
    open: path => open(session, folder, path),
    inline: text => sourceOfText(text, session.files),
    tryOpen: path => tryOpen(session, folder, path),
    notice: notice => session.notice(notice),
    patching: patching => session.patching(patching),
  };
  return { session, folder, kustomization, context, origin };
}

function tryOpen(session: Session, folder: Folder, path: Text) {
  const isThere = !isRemoteFile(path.text) && kindOf(session, joinUri(folder.uri, path.text)) === 'file';
  return isThere ? open(session, folder, path) : undefined;
}

/** `start` is empty; for a component it is what its parent has so far. */
export function accumulate(site: Site, start: Accumulated): Accumulated {
  const { kustomization, context } = site;
  fetchAll(site);
  checkOpenApi(site);
  let all = addResources(site, start, kustomization.resources);
  all = { ...all, configuration: configurationOf(site, all.configuration) };
  all = { ...all, resources: absorbGenerated(site, all.resources) };
  for (const path of kustomization.components) all = addFolder(site, all, path, 'Component');
  let { resources } = all;
  const { configuration } = all;
  site.session.stage({ folder: site.folder.uri, resources });
  const plugins = pluginConfigurations(site, kustomization.transformers);
  const steps = [
    ...stepsOf(kustomization, configuration, context),
    ...plugins.map(one => transformerStep(one, context)),
  ];
  for (const step of steps) resources = transformed(site, resources, step);
  for (const plugin of pluginConfigurations(site, kustomization.validators)) {
    validate(transformerStep(plugin, context), resources);
  }
  resources = bindVars(resources, kustomization.vars);
  return { resources, configuration, vars: mergeVars(all.vars, kustomization.vars) };
}

function transformed(site: Site, resources: readonly Resource[], step: Step): readonly Resource[] {
  const changed = step.run(resources);
  if (site.origin === undefined || step.configuredBy) return changed;
  return withTransformation(changed, originOf(site, step.kind));
}

function originOf({ origin = '', kustomization }: Site, kind: string): Origin {
  const name = kustomization.uri.slice(kustomization.uri.lastIndexOf('/') + 1);
  return { configuredIn: joinPath(origin, name), configuredBy: { apiVersion: 'builtin', kind } };
}

/** Asks for all files at once, so that a build does not begin anew for each. */
function fetchAll({ session, folder, kustomization }: Site): void {
  const { resources, components, patches, patchesJson6902, configurations, replacements } = kustomization;
  const paths = [
    ...[...resources, ...components, ...configurations],
    ...[...patches, ...patchesJson6902, ...replacements].flatMap(({ path }) => path ?? []),
  ];
  const uris = paths.flatMap(({ text }) =>
    isRemoteFile(text) || text.includes('\n') ? [] : joinUri(folder.uri, text),
  );
  const { files } = session;
  const missing = uris.filter(uri => {
    const kind = files.kindOf(uri);
    return kind === undefined || (kind === 'file' && !(files.identity?.(uri) ?? files.yaml(uri)));
  });
  if (missing.length > 0) throw new Missing(missing);
}

function checkOpenApi({ kustomization: { openapi }, context }: Site): void {
  const path = openapi.get('path');
  const version = openapi.get('version');
  if (path) context.open(path);
  if (path && version) refuse(version.from, 'builtin version and custom schema provided, cannot use both');
  if (path) throw new Unsupported(path.from, 'openapi');
  if (version && version.text !== '' && version.text !== 'v1.21.2') {
    refuse(version.from, 'the specified OpenAPI version is not built in');
  }
}

function configurationOf({ kustomization, context }: Site, base: Configuration): Configuration {
  const own = kustomization.configurations
    .map(path => readConfiguration(context.open(path)))
    .reduce(mergeConfigurations, emptyConfiguration);
  const crds = kustomization.crds
    .map(path => crdConfiguration(context.open(path)))
    .reduce(mergeConfigurations, emptyConfiguration);
  const merged = mergeConfigurations(base, mergeConfigurations(defaultConfiguration, own));
  return mergeConfigurations(merged, crds);
}

/** Adds what stands at `paths`: files, or folders with kustomizations. */
export function addResources(site: Site, start: Accumulated, paths: readonly Text[]): Accumulated {
  return paths.reduce((all, path) => addResource(site, all, path), start);
}

function addResource(site: Site, all: Accumulated, path: Text): Accumulated {
  const { session, folder } = site;
  if (isRemoteFile(path.text)) throw new Unsupported(path.from, 'remote');
  const kind = path.text === '' || path.text.includes('\n') ? 'none' : kindOf(session, joinUri(folder.uri, path.text));
  if (kind !== 'file') return addFolder(site, all, path, 'Kustomization');
  const found = readResources(site, path);
  const place = found.length > 0 ? path.from : undefined;
  return { ...all, resources: append(all.resources, found, place) };
}

function readResources({ session, folder, origin }: Site, path: Text): readonly Resource[] {
  const objects = session.objects(locate(session, folder, path), source => {
    const read = readObjects(source);
    refuseUnprintable(source);
    return append([], read.map(resource));
  });
  return origin === undefined ? objects : withOrigin(objects, { path: joinPath(origin, path.text) });
}

export function resource(value: Fields): Resource {
  return resourceOf(value, placeOf(value));
}

/** Adds what the kustomization in the folder at `path` builds; a component works on what is there. */
function addFolder(site: Site, all: Accumulated, path: Text, kind: Kustomization['kind']): Accumulated {
  const { session, folder } = site;
  const inner = enter(session, folder, path);
  const origin = site.origin === undefined ? undefined : joinPath(site.origin, path.text);
  // Asked here, since what is kept of the folder does not depend on who includes it.
  refuseKind(siteOf(session, inner, path.from, origin), kind, path);
  const build = (start: Accumulated) => accumulate(siteOf(session, inner, path.from, origin), start);
  if (kind === 'Component') {
    const { resources, configuration, vars } = build(all);
    return { resources: append([], resources, path.from), configuration, vars };
  }
  const built = session.accumulated(inner, origin, path.from, () => build(nothing));
  return {
    resources: append(all.resources, built.resources, path.from),
    configuration: mergeConfigurations(all.configuration, built.configuration),
    vars: mergeVars(all.vars, built.vars),
  };
}

function refuseKind({ kustomization, folder }: Site, kind: Kustomization['kind'], path: Text): void {
  if (kustomization.kind === kind) return;
  const where = pathOfUri(folder.uri);
  if (kind === 'Kustomization') refuse(path.from, `expected kind != 'Component' for path '${where}'`);
  refuse(path.from, `expected kind 'Component' for path '${where}' but got 'Kustomization'`);
}

function absorbGenerated(site: Site, resources: readonly Resource[]): readonly Resource[] {
  const { kustomization, session, folder, origin } = site;
  const { configMapGenerator, secretGenerator, generatorOptions, helmCharts, generators } = kustomization;
  const [chart] = helmCharts;
  if (chart) throw new Unsupported(placeOf(chart), 'helm');
  const external = pluginConfigurations(site, generators).map(plugin => pluginGenerator(plugin, session, folder));
  let all = resources;
  const own = [
    ...configMapGenerator.map(args => ['ConfigMap', args] as const),
    ...secretGenerator.map(args => ['Secret', args] as const),
  ];
  for (const [kind, args] of own) {
    const made = generate(kind, withGlobalOptions(args, generatorOptions), session, folder);
    all = absorb(all, origin === undefined ? [made] : withOrigin([made], originOf(site, `${kind}Generator`)));
  }
  for (const generator of external) all = absorb(all, generator());
  return all;
}

/** The objects that configure plugins: each of `texts` is one itself, or says where it stands. */
export function pluginConfigurations(site: Site, texts: readonly Text[]): readonly Resource[] {
  const inline: Resource[] = [];
  const paths: Text[] = [];
  for (const text of texts) {
    const objects = inlineObjects(site, text);
    if (objects) inline.push(...objects.map(resource));
    else paths.push(text);
  }
  return addResources(site, { ...nothing, resources: append([], inline) }, paths).resources;
}

/** `undefined` for what may be a path. */
function inlineObjects({ context }: Site, text: Text): readonly Fields[] | undefined {
  try {
    return readObjects(context.inline(text));
  } catch (error) {
    if (error instanceof Refusal && !text.text.includes('\n') && !isAbsolute(text.text)) return undefined;
    throw error;
  }
}
