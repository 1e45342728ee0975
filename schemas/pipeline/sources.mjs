// @ts-check
/** Which npm package tells what about which Kubernetes minor. A new minor is one more line here. */

import { join } from 'node:path';
import { readFieldNames } from './cdk8sPackage.mjs';
import { readClient } from './clientPackage.mjs';
import { readModels } from './modelsPackage.mjs';
import { releaseOf } from './release.mjs';
import { readListKeys } from './swaggerPackage.mjs';

/** @typedef {import('./definition.mjs').Release} Release */

export const MINORS = ['1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36'];

/** Every minor that @kubernetes/client-node was published for; what is missing here stands in the history step. */
const CLIENT_MINORS = ['1.28', '1.29', '1.30', '1.32', '1.33', '1.34', '1.36'];

/** No package is of 1.35, but the one of 1.36 still carries the classes that went away after 1.35. */
const LEFTOVERS = { minor: '1.35', folder: 'client-1.36' };

/** @param {string} folder node_modules of the sources */
export function readSources(folder) {
  const models = readModels(folder);
  const fieldsOf131 = readFieldNames(join(folder, 'cdk8s-1.31'));
  const knownNames = new Set([...models.keys(), ...fieldsOf131.keys()]);
  const releases = CLIENT_MINORS.map(minor =>
    releaseOf(readClient(join(folder, `client-${minor}`), minor), knownNames),
  );
  const leftovers = releaseOf(readClient(join(folder, LEFTOVERS.folder), LEFTOVERS.minor), knownNames);
  return { models, releases, leftovers, fieldsOf131, listKeys: readListKeys(join(folder, 'swagger-1.22')) };
}
