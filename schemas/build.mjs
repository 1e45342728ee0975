// @ts-check
/** Makes dist/schemas/ from the npm packages in schemas/sources and the overlays beside this file. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { addHistory, historyOf } from './pipeline/history.mjs';
import { installSources } from './pipeline/install.mjs';
import { nestJsonSchemas } from './pipeline/jsonSchemaProps.mjs';
import { overlayKubernetes } from './pipeline/kubernetesOverlay.mjs';
import { kindsOf, mergeDefinitions } from './pipeline/merge.mjs';
import { addExtraSchemas, overlayDocs, overlayListKeys, readOverlays } from './pipeline/overlays.mjs';
import { MINORS, readSources } from './pipeline/sources.mjs';
import { isCurrent, writeStamp } from './pipeline/stamp.mjs';
import { relaxStatus } from './pipeline/statusTypes.mjs';
import { docsOf, schemasOf } from './pipeline/structure.mjs';
import { writeValidators } from './pipeline/validators.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** @param {{ outdir: string }} options */
export async function buildSchemas({ outdir }) {
  if (isCurrent(HERE, outdir)) return;
  const sources = readSources(await installSources(join(HERE, 'sources')));
  const releases = [...sources.releases, sources.leftovers].sort(byMinor);
  const definitions = mergeDefinitions(releases, sources.models);
  const kinds = kindsOf(releases, definitions);
  const history = historyOf(sources);
  addHistory(kinds, history.definitionSpan);
  const structure = { kinds, definitions: schemasOf(definitions, history.fieldSpan), docs: docsOf(definitions) };
  applyOverlays(structure, sources.listKeys);
  mkdirSync(outdir, { recursive: true });
  await writeValidators(structure.definitions, join(outdir, 'validators.json'));
  writeJson(join(outdir, 'docs.json'), structure.docs);
  writeJson(join(outdir, 'structure.json'), {
    versions: MINORS,
    kinds: Object.fromEntries([...kinds].map(([apiVersion, group]) => [apiVersion, Object.fromEntries(group)])),
    definitions: structure.definitions,
  });
  writeStamp(HERE, outdir);
}

/** @param {import('./pipeline/overlays.mjs').Structure} structure @param {Map<string, Record<string, unknown>>} listKeys */
function applyOverlays(structure, listKeys) {
  const { kubernetes, extra, docs } = readOverlays(HERE);
  overlayListKeys(structure, listKeys);
  relaxStatus(structure);
  addExtraSchemas(structure, kubernetes);
  overlayKubernetes(structure, kubernetes);
  nestJsonSchemas(structure);
  for (const schemas of extra) addExtraSchemas(structure, schemas);
  overlayDocs(structure, docs);
}

/** @param {{ minor: string }} a @param {{ minor: string }} b */
const byMinor = (a, b) => MINORS.indexOf(a.minor) - MINORS.indexOf(b.minor);

/** @param {string} file @param {unknown} value */
const writeJson = (file, value) => writeFileSync(file, JSON.stringify(value));

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildSchemas({ outdir: join(HERE, '..', 'dist', 'schemas') });
}
