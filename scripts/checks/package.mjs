// @ts-check
/** Packages the extension and looks at what is inside: everything it refers to, nothing else, and small. */
import { readFileSync, statSync } from 'node:fs';
import JSZip from 'jszip';
import { packageExtension } from '../package.mjs';
import { vsixFile } from '../repository.mjs';
import { tell } from './outcome.mjs';

/** @typedef {import('./outcome.mjs').Outcome} Outcome */
/** @typedef {(files: ReadonlyMap<string, string>) => readonly string[]} Rule what is wrong with the files, as lines */

const sizeLimit = 3 * 1024 * 1024;

/** vsce itself adds the texts in lower case, and the licence as a text file. */
const shipped = [
  /^(package\.json|readme\.md|changelog\.md|LICENSE\.txt|NOTICE|icon\.png)$/,
  /^dist\/(client|server|timeline)\.js$/,
  /^dist\/timeline\.css$/,
  /^dist\/schemas\/[^/]+\.(js|json)$/,
  /^syntaxes\/[^/]+\.json$/,
  /^walkthrough\/media\/[^/]+\.svg$/,
  /^examples\/broken\.yaml$/,
];
const needed = [
  ...['package.json', 'readme.md', 'changelog.md', 'LICENSE.txt', 'NOTICE'],
  ...['dist/client.js', 'dist/server.js', 'dist/timeline.js', 'dist/timeline.css'],
  ...['dist/schemas/structure.json', 'examples/broken.yaml'],
];

/** Where a manifest names a file of its own. */
const fileKeys = new Set([
  'main',
  'icon',
  'path',
  'configuration',
  'image',
  'svg',
  'markdown',
  'dark',
  'light',
  'hc',
  'hcLight',
]);

/** @type {Readonly<Record<string, Rule>>} */
const rules = {
  'the package is small': () => {
    const { size } = statSync(vsixFile);
    return size <= sizeLimit ? [] : [`${size} bytes, more than ${sizeLimit}`];
  },
  'nothing is shipped but the product': files =>
    [...files.keys()].filter(path => !shipped.some(pattern => pattern.test(path))),
  'nothing is missing': files => {
    const named = namedFiles(JSON.parse(files.get('package.json') ?? '{}'));
    return [...needed, ...named].filter(path => !files.has(path)).map(path => `${path} is not in the package`);
  },
};

await tell('package', async () => {
  await packageExtension();
  const files = await contents(vsixFile);
  const failures = Object.entries(rules).flatMap(([name, rule]) => {
    const wrong = rule(files);
    return wrong.length > 0 ? [{ name, message: wrong.join('\n') }] : [];
  });
  console.log(`${files.size} files, ${Math.round(statSync(vsixFile).size / 1024)} KB`);
  return { passed: Object.keys(rules).length - failures.length, failures };
});

/**
 * The files of the extension in a package, with the text of package.json.
 * @param {string} file
 * @returns {Promise<Map<string, string>>}
 */
async function contents(file) {
  const { files } = await JSZip.loadAsync(readFileSync(file));
  const manifest = await files['extension/package.json']?.async('string');
  const paths = Object.values(files).flatMap(({ dir, name }) =>
    dir || !name.startsWith('extension/') ? [] : [name.slice('extension/'.length)],
  );
  return new Map(paths.map(path => [path, path === 'package.json' ? (manifest ?? '') : '']));
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function namedFiles(value) {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner !== 'string' || !fileKeys.has(key)) return namedFiles(inner);
    // "$(beaker)" is an icon of the editor, "path" may also be the name of a setting with a description.
    return /^(\.\/)?[\w-]+(\/[\w.-]+)*\.\w+$/.test(inner) ? [inner.replace(/^\.\//, '')] : [];
  });
}
